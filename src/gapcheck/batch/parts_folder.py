"""The folder that many assessments are written into: a file for each part, a manifest, and a table of errors.

``rows/part-*.parquet`` are the rows, ``errors.parquet`` the jobs that have none, ``manifest.json`` which parts there
are to be, and of which data. A file is written aside and renamed, so a part is there whole or not at all.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from gapcheck import __version__
from gapcheck.batch.light_rows import LightRow
from gapcheck.batch.parquet import PartFooter, errors_file, part_file, part_footer, pyarrow
from gapcheck.batch.parts import FORM, Part
from gapcheck.batch.task import TRIED_AGAIN, JobError
from gapcheck.errors import UsageError
from gapcheck.file_writing import write_files

MANIFEST, ERRORS, ROWS = "manifest.json", "errors.parquet", "rows"
_PART = re.compile(r"part-\d{6,}-(?P<key>[0-9a-f]{16})\.parquet")


class PartsFolder:
    """A folder that is begun, gone on with, or brought up to date.

    Raises ``UsageError`` for a folder that holds something else, or that was begun with other jobs or data; with
    ``update``, what differs is made anew and the rest stays. A part that is missing or damaged is made again; what
    whoever reads the folder would take for rows, and what stands in the place of a file, is told by its name.
    """

    def __init__(self, folder: Path, parts: Sequence[Part], *, update: bool) -> None:
        pyarrow()  # told before anything is computed
        self.folder, self.rows, self._parts = folder, folder / ROWS, parts
        manifest = self._manifest()
        found = self._read()
        if found is not None and found != manifest and not update:
            raise UsageError(f"{str(folder)!r} {_difference(found, manifest)}; {_CHOICES}")
        self._refuse_what_is_not_ours()
        write_files(folder, {MANIFEST: f"{json.dumps(manifest, indent=1)}\n".encode()})
        self._tidy()

    def done(self, part: Part) -> PartFooter | None:
        """What is there of a part; nothing if it is to be made, or if one of its jobs is to be tried again."""
        footer = part_footer(self.rows / part.file)
        if footer is None or footer.key != part.key or any(e.kind in TRIED_AGAIN for e in footer.errors):
            return None
        return footer

    def write(self, part: Part, rows: Sequence[LightRow], errors: Sequence[JobError]) -> None:
        """Write the file of a part. Raises ``UsageError`` if it cannot be written."""
        write_files(self.rows, {part.file: part_file(part.key, rows, errors)})

    def finish(self, errors: Sequence[JobError]) -> None:
        """Write the table of errors, when every part is there."""
        write_files(self.folder, {ERRORS: errors_file(errors)})

    def _manifest(self) -> dict[str, Any]:
        parts = [{"key": part.key, "jobs": len(part.jobs)} for part in self._parts]
        data = {part.source.name: part.source.content for part in self._parts}
        return {"form": FORM, "gapcheck": __version__, "data": dict(sorted(data.items())), "parts": parts}

    def _read(self) -> dict[str, Any] | None:
        """The manifest that is there; ``None`` for a folder in which nothing is."""
        path = self.folder / MANIFEST
        try:
            if path.is_file():
                found = json.loads(path.read_text(encoding="utf-8"))
                if isinstance(found, dict):
                    return found
            elif not self.folder.exists() or not any(p for p in self.folder.iterdir() if not _hidden(p)):
                return None
        except (OSError, ValueError, RecursionError) as error:
            raise UsageError(f"cannot read {str(path)!r}: {getattr(error, 'strerror', None) or error}") from None
        raise UsageError(f"{str(self.folder)!r} holds something else; expected an empty folder or a new one")

    def _refuse_what_is_not_ours(self) -> None:
        """Before anything is computed: nobody could write there in the end, or its rows would count among ours."""
        errors = self.folder / ERRORS
        if errors.exists() and not errors.is_file():
            raise UsageError(f"{str(errors)!r} is no file; take it away")
        if not self.rows.exists():
            return
        if not self.rows.is_dir():
            raise UsageError(f"{str(self.rows)!r} is no folder; take it away")
        for path in sorted(self.rows.iterdir()):
            # A link in the place of a part would be followed, and whatever it leads to written over.
            is_part = _PART.fullmatch(path.name) and path.is_file() and not path.is_symlink()
            # Who reads Parquet leaves out what begins with a point or an underscore.
            if not path.name.startswith((".", "_")) and not is_part:
                raise UsageError(f"{str(self.rows)!r} holds {path.name!r}, which is no file of a part; take it away")

    def _tidy(self) -> None:
        """Files of parts that stand at another place now are renamed; those of parts that are no more, go."""
        if not self.rows.is_dir():
            return
        wanted = {part.key: part.file for part in self._parts}
        try:
            for path in sorted(self.rows.iterdir()):
                mark = _PART.fullmatch(path.name)
                name = wanted.get(mark["key"]) if mark else path.name
                if name is None:
                    path.unlink()
                elif name != path.name:
                    path.rename(self.rows / name)
        except OSError as error:
            raise UsageError(f"cannot write into {str(self.rows)!r}: {error.strerror or error}") from None


_CHOICES = "expected the same again to go on, another folder, or update (--update) to make anew what differs"


def _hidden(path: Path) -> bool:
    return path.name.startswith(".")


def _difference(found: Mapping[str, Any], wanted: Mapping[str, Any]) -> str:
    """What a folder was begun with that is otherwise now."""
    for name, what in (("form", "form"), ("gapcheck", "version of gapcheck")):
        if found.get(name) != wanted[name]:
            return f"was begun with another {what} ({found.get(name)}, now {wanted[name]})"
    known = found.get("data")
    before = known if isinstance(known, dict) else {}
    changed = [name for name, content in wanted["data"].items() if before.get(name, content) != content]
    if changed:
        return f"was begun with other data: {', '.join(map(repr, changed))} changed since"
    return "was begun with other jobs"
