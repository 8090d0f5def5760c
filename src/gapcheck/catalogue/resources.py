"""Where the folders that come with gapcheck are: in the installed package, or beside it in a checkout."""

from __future__ import annotations

from pathlib import Path


def places() -> tuple[Path, ...]:
    """The folders that may hold what comes with gapcheck, the package before the checkout that it may be part of."""
    # importlib.resources would say the same, and brings a dozen modules along at the start of every command.
    packaged = Path(__file__).parents[1] / "_data"
    # src/gapcheck/catalogue/resources.py, so the repository is three levels above the folder.
    checkout = Path(__file__).resolve().parents[3]
    return (packaged, checkout) if (checkout / "pyproject.toml").is_file() else (packaged,)


def data_folder(name: str) -> Path:
    """The folder ``name`` (``reports``) of the package or of the checkout. Raises ``FileNotFoundError``."""
    for place in places():
        if (place / name).is_dir():
            return place / name
    looked = ", ".join(str(place / name) for place in places())
    raise FileNotFoundError(f"the folder {name!r} is neither in the package nor in a checkout (looked for {looked})")
