"""LibreOffice for the tests of what people open; they are skipped where there is none."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

SECONDS = 240


@dataclass(frozen=True)
class Office:
    """LibreOffice with a profile of its own, which is made at the first start and takes longer than most files."""

    profile: Path

    def convert(self, form: str, out: Path, *files: Path, environment: Mapping[str, str] | None = None) -> list[Path]:
        """Save files in another form into a folder; a skip where the program that opens them is missing."""
        command = ["soffice", f"-env:UserInstallation={self.profile.as_uri()}", "--headless", "--convert-to", form]
        command += ["--outdir", str(out), *map(str, files)]
        env = os.environ | (environment or {})
        subprocess.run(command, capture_output=True, check=True, timeout=SECONDS, env=env)
        made = [out / f"{file.stem}.{form.partition(':')[0]}" for file in files]
        if not all(path.exists() for path in made):
            pytest.skip("LibreOffice has no Writer or no Calc here")
        return made


def found_office(profile: Path) -> Office:
    """LibreOffice, or a skip with the reason."""
    if shutil.which("soffice") is None:
        pytest.skip("LibreOffice is not installed")
    return Office(profile)


def printed_text(pdf: Path, *options: str) -> str:
    """The text of a PDF, as pdftotext reads it; a skip without it."""
    return _told("pdftotext", *options, str(pdf), "-")


def page_count(pdf: Path) -> int:
    """How many pages a PDF has, as pdfinfo tells; a skip without it."""
    lines = _told("pdfinfo", str(pdf)).splitlines()
    return int(next(line for line in lines if line.startswith("Pages:")).split()[1])


def _told(tool: str, *words: str) -> str:
    if shutil.which(tool) is None:
        pytest.skip(f"{tool} is not installed")
    return subprocess.run([tool, *words], capture_output=True, check=True, text=True).stdout
