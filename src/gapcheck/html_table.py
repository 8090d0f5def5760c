"""The one plain HTML table of results and errors in notebooks: everything in it is escaped."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape


def html_table(head: Sequence[str], rows: Iterable[Sequence[object]], *, most: int | None = None) -> str:
    """A table with a heading row. Of more than ``most`` rows the rest is counted below it."""
    every = list(rows)
    shown = every if most is None else every[:most]
    body = "".join("<tr>" + "".join(f"<td>{escape(str(cell))}</td>" for cell in row) + "</tr>" for row in shown)
    left = len(every) - len(shown)
    more = f"<p>{left} more {'is' if left == 1 else 'are'} not shown.</p>" if left > 0 else ""
    top = "".join(f"<th>{escape(label)}</th>" for label in head)
    return f"<table><thead><tr>{top}</tr></thead><tbody>{body}</tbody></table>{more}"
