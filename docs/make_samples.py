"""Write the sample reports under ``reports/samples/``; with ``--check``, tell whether they are current.

Samples are compared by what is in them: the parts of a package, the text of a PDF. Libraries may compress differently.
"""

from __future__ import annotations

import io
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import gapcheck
from gapcheck.file_writing import write_files
from gapcheck.report.outputs import OUTPUTS, render

FOLDER = Path(__file__).resolve().parents[1] / "reports" / "samples"
MARKING = "UNCLASSIFIED SAMPLE"
REPORTS = (
    ("budapest", "2023-12-20", None),
    ("budapest", "2026-11-21", "2023-12-20"),
    ("uncc", "2026-11-21", "2023-12-20"),
)


def samples() -> Iterator[tuple[str, bytes]]:
    """The files of every sample by name, in every format."""
    book = gapcheck.load()
    for instrument, as_at, since in REPORTS:
        report = book.assess(instrument, as_at).report(MARKING, since=since)
        yield from render(report, tuple(OUTPUTS)).items()


def content(name: str, raw: bytes) -> object:
    """What is in a file."""
    if name.endswith((".xlsx", ".docx")):
        with zipfile.ZipFile(io.BytesIO(raw)) as package:
            return {item.filename: package.read(item) for item in package.infolist()}
    if name.endswith(".pdf"):
        if shutil.which("pdftotext") is None:
            return name  # nothing here can read its text
        return subprocess.run(["pdftotext", "-layout", "-", "-"], input=raw, capture_output=True, check=True).stdout
    return raw


def stale(made: dict[str, bytes]) -> list[str]:
    """The samples that are missing, superfluous, or not what would be written now."""
    kept = {path.name: path.read_bytes() for path in FOLDER.iterdir()} if FOLDER.is_dir() else {}
    same = {n for n in made.keys() & kept.keys() if content(n, made[n]) == content(n, kept[n])}
    return sorted((made.keys() | kept.keys()) - same)


def main() -> int:
    made = dict(samples())
    if "--check" in sys.argv[1:]:
        found = stale(made)
        if shutil.which("pdftotext") is None:
            print("pdftotext (poppler) is not here: the PDFs among the samples were not compared")
        print("\n".join(f"not current: reports/samples/{name}" for name in found) or f"{len(made)} samples are current")
        return 1 if found else 0
    for name in stale(made):
        if name not in made:
            (FOLDER / name).unlink()
    for path in write_files(FOLDER, made):
        print(path.name)
    return 0


if __name__ == "__main__":
    sys.exit(main())
