"""A new catalogue: a small sound one to begin from, with a worked example and the schemas for an editor."""

from __future__ import annotations

import json
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path

from gapcheck.catalogue.schemas import FORMS, file_name, schema
from gapcheck.errors import UsageError
from gapcheck.file_writing import folder_aside


def new_catalogue(folder: str | Path) -> tuple[Path, ...]:
    """Write a small sound catalogue with a worked example into a folder, which is made, and return its files.

    Raises ``UsageError`` for a folder that holds anything, or that cannot be written.
    """
    target = Path(folder)
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise UsageError(f"{str(target)!r} is there already; expected a new or an empty folder")
    contents = _contents()
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        # Made aside and then renamed: nobody meets half of a catalogue.
        with folder_aside(target.parent) as working:
            made = working / "catalogue"
            for name, raw in contents.items():
                (made / name).parent.mkdir(parents=True, exist_ok=True)
                (made / name).write_bytes(raw)
            if target.exists():
                target.rmdir()
            made.replace(target)
    except OSError as error:
        raise UsageError(f"cannot write {str(target)!r}: {error.strerror or error}") from error
    return tuple(target / name for name in contents)


def _contents() -> dict[str, bytes]:
    """What the files hold, by their paths in the folder."""
    starter = resources.files("gapcheck") / "catalogue" / "starter"
    schemas = {f"schemas/{file_name(form)}": f"{json.dumps(schema(form), indent=2)}\n".encode() for form in FORMS}
    return {**dict(sorted(_below(starter, "").items())), **schemas}


def _below(folder: Traversable, path: str) -> dict[str, bytes]:
    found: dict[str, bytes] = {}
    for one in folder.iterdir():
        if one.is_dir():
            found |= _below(one, f"{path}{one.name}/")
        elif one.name.endswith((".yaml", ".md")):
            found[f"{path}{one.name}"] = one.read_bytes()
    return found
