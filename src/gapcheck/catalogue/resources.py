"""Where the folders that come with gapcheck are: in the installed package, or beside it in a checkout."""

from __future__ import annotations

from importlib import resources
from pathlib import Path


def places() -> tuple[Path, ...]:
    """The folders that may hold what comes with gapcheck, the package before the checkout that it may be part of."""
    packaged = Path(str(resources.files("gapcheck") / "_data"))
    checkout = Path(__file__).resolve().parents[3]
    return (packaged, checkout) if (checkout / "pyproject.toml").is_file() else (packaged,)


def data_folder(name: str) -> Path:
    """The folder ``name`` (``reports``) of the package or of the checkout. Raises ``FileNotFoundError``."""
    for place in places():
        if (place / name).is_dir():
            return place / name
    looked = ", ".join(str(place / name) for place in places())
    raise FileNotFoundError(f"the folder {name!r} is neither in the package nor in a checkout (looked for {looked})")
