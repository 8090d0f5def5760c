"""Runs the notebooks and keeps them with their outputs: ``python docs/make_notebooks.py [NOTEBOOK...]``.

A reader on a code host sees the outputs and runs nothing, so they are those of the catalogue beside them: a test
holds that.
"""

from __future__ import annotations

import sys
from pathlib import Path

import nbformat
from nbclient import NotebookClient

NOTEBOOKS = Path(__file__).resolve().parents[1] / "notebooks"


def executed(path: Path) -> str:
    """The notebook as a run from top to bottom leaves it, the same on every run of the same data."""
    notebook = nbformat.read(path, as_version=4)
    client = NotebookClient(
        notebook,
        timeout=240,
        kernel_name="python3",
        record_timing=False,
        coalesce_streams=True,  # how a kernel cuts up what is printed differs from run to run
        resources={"metadata": {"path": str(path.parent)}},
    )
    client.execute()
    # The kernel adds its own version; what is kept does not depend on who ran it.
    notebook.metadata["language_info"] = {"name": "python"}
    return str(nbformat.writes(notebook)) + "\n"


def main(names: list[str]) -> None:
    """Write the notebooks that are named, or all of them."""
    for path in [Path(n) for n in names] or sorted(NOTEBOOKS.glob("*.ipynb")):
        path.write_text(executed(path), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
