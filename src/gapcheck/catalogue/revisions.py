"""Reading a catalogue as it stood in a git revision of its folder."""

from __future__ import annotations

import io
import os
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from gapcheck.catalogue.catalogue import Catalogue
from gapcheck.catalogue.data_folders import OBLIGATIONS, DataChoice, data_root, folders_of, state_of
from gapcheck.catalogue.loading import load
from gapcheck.errors import DataError, UsageError
from gapcheck.file_writing import folder_aside

# A git hook sets these; they would send git to the hook's repository instead of the one that holds the data.
_ELSEWHERE = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY", "GIT_PREFIX", "GIT_NAMESPACE")


def load_revision(data: DataChoice, revision: str, state: str | None = None) -> Catalogue:
    """Load and check the catalogue that a revision of the data folder's git repository holds.

    ``data`` is the folder as it is now; without it, the one that comes with gapcheck. The repository is only read.
    Raises ``UsageError`` if git is missing, if the folder is in no repository, or if the repository has no such
    revision or no such folders in it; ``DataError`` with every problem of every file, each named as git does
    (``v1:obligations/readings.yaml``).
    """
    root = data_root(data)
    commit = _commit(root, revision)
    # An archive and not a checkout: the repository and its work tree stay as they are.
    names = _folders_then(root, commit)
    packed = _git(root, "archive", "--format=tar", commit, "--", *names) if len(names) > 1 else None
    if packed is None:
        folders = " and ".join(f"{folder}/" for folder in folders_of(root))
        raise UsageError(f"the revision {revision!r} does not hold {folders} in {root.as_posix()!r}")
    with _unpacked_to(revision) as unpacked:
        try:
            with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
                # The filter refuses members that would be written outside the folder.
                archive.extractall(unpacked, filter="data")
        except tarfile.TarError as error:
            raise UsageError(f"the revision {revision!r} cannot be unpacked: {error}") from error
        try:
            return load(unpacked, state=state)
        except DataError as error:
            # Problems are told as git names files, since the temporary folder is gone when they are read.
            named = [p.file if p.file.startswith(names) else root.as_posix() for p in error.problems]
            raise DataError(
                replace(p, file=f"{revision}:{name}") for p, name in zip(error.problems, named, strict=True)
            ) from None


@contextmanager
def _unpacked_to(revision: str) -> Iterator[Path]:
    """A private folder of the system's own for temporary files, which nothing is left of, whatever ends the run."""
    try:
        with folder_aside(Path(tempfile.gettempdir())) as folder:
            yield folder
    except OSError as error:
        raise UsageError(f"the revision {revision!r} cannot be unpacked: {error}") from error


def _folders_then(root: Path, commit: str) -> tuple[str, ...]:
    """Those folders of a catalogue that the revision held: a State may have come since."""
    listed = (_git(root, "ls-tree", "--name-only", commit) or b"").decode("utf-8", "replace").splitlines()
    return tuple(name for name in listed if name == OBLIGATIONS or state_of(name) is not None)


def _commit(root: Path, revision: str) -> str:
    """The full name of the commit that a revision stands for; what starts with a dash is never taken for an option."""
    if _git(root, "rev-parse", "--git-dir") is None:
        raise UsageError(
            f"the folder {root.as_posix()!r} is in no git repository, so there is no revision {revision!r} of it"
        )
    named = _git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    if named is None:
        raise UsageError(f"the git repository of {root.as_posix()!r} has no revision {revision!r}")
    return named.decode().strip()


def _git(root: Path, *command: str) -> bytes | None:
    """What git prints; ``None`` if it fails. Raises ``UsageError`` if there is no git."""
    env = {name: value for name, value in os.environ.items() if name not in _ELSEWHERE}
    try:
        done = subprocess.run(["git", "-C", str(root), *command], capture_output=True, env=env, check=False)
    except FileNotFoundError:
        raise UsageError("reading a revision needs the program git, which was not found") from None
    except (OSError, ValueError) as error:
        raise UsageError(f"git cannot be run: {error}") from error
    return done.stdout if done.returncode == 0 else None
