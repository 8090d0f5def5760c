"""Where the folders that come with gapcheck are: in the installed package, or beside it in a checkout."""

from __future__ import annotations

from importlib import resources
from pathlib import Path


def data_folder(name: str) -> Path:
    """The folder ``name`` (``reports``) of the package or of the checkout. Raises ``FileNotFoundError``."""
    packaged = Path(str(resources.files("gapcheck") / "_data")) / name
    if packaged.is_dir():
        return packaged
    checkout = Path(__file__).resolve().parents[2]
    if (checkout / "pyproject.toml").is_file() and (checkout / name).is_dir():
        return checkout / name
    raise FileNotFoundError(f"the folder {name!r} is neither in the package ({packaged}) nor in a checkout ({checkout})")
