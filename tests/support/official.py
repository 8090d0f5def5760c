"""Small official files for tests: an Act with the sections that a test is about."""

from __future__ import annotations

from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from gapcheck.legislation import Legislation, read_bytes


def note(day: str, operation: str = "amended", provision: str = "Section 5", by: str = "section 9") -> str:
    """A history note in the current dialect."""
    return (
        f"<history-note><amended-provision>{provision}</amended-provision>: "
        f"<amending-operation>{operation}</amending-operation>, on <amendment-date>{day}</amendment-date>, "
        f"by <amending-provision>{by}</amending-provision> of the "
        "<amending-leg>Computer Amendment Act 2010</amending-leg> (2010 No 2).</history-note>"
    )


def section(label: str, heading: str, *texts: str, id: str = "", status: str = "", notes: str = "") -> str:
    """A section whose subsections are ``texts``, numbered from 1."""
    attributes = "".join(
        f" {name}={quoteattr(value)}" for name, value in (("id", id), ("deletion-status", status)) if value
    )
    subsections = "".join(
        f"<subprov><label>{number}</label><para><text>{escape(text)}</text></para></subprov>"
        for number, text in enumerate(texts, 1)
    )
    history = f"<notes><history>{notes}</history></notes>" if notes else ""
    head = f"<label>{label}</label><heading>{escape(heading)}</heading>"
    return f"<prov{attributes}>{head}<prov.body>{subsections}</prov.body>{history}</prov>"


def act(
    *sections: str,
    as_at: str = "2015-01-01",
    number: str = "7",
    year: str = "1990",
    title: str = "Computer Act 1990",
    kind: str = "public",
) -> bytes:
    """An Act; one without a title is an extract."""
    cover = f"<cover><title>{escape(title)}</title></cover>" if title else ""
    head = f'id="A1" year="{year}" act.no="{number}" act.type="{kind}" date.as.at="{as_at}"'
    return f"<act {head}>{cover}<body>{''.join(sections)}</body></act>".encode()


def read(*sections: str) -> Legislation:
    """Such an Act, read."""
    return read_bytes(act(*sections), "act.xml")


def folder(path: Path, *files: bytes) -> Path:
    """A folder with these files."""
    path.mkdir(parents=True, exist_ok=True)
    for number, data in enumerate(files):
        (path / f"{number}.xml").write_bytes(data)
    return path
