"""HTML tables for notebooks: a plain one in which everything is escaped, and a bordered one for cells with colours."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

# Inline, since a front end may drop style sheets, and in full, since its own style for tables would win otherwise.
CELL_STYLE = "padding:4px 8px;text-align:left;vertical-align:top;border:1px solid #bfbfbf"
HEAD_STYLE = f"{CELL_STYLE};background:#1F3A5F;color:#ffffff"


def html_table(head: Sequence[str], rows: Iterable[Sequence[object]], *, most: int | None = None) -> str:
    """A table with a heading row. Of more than ``most`` rows the rest is counted below it."""
    # A generator is counted as well: what is left out has to be told.
    every = list(rows)
    shown = every if most is None else every[:most]
    body = "".join("<tr>" + "".join(f"<td>{escape(str(cell))}</td>" for cell in row) + "</tr>" for row in shown)
    left = len(every) - len(shown)
    more = f"<p>{left} more {'is' if left == 1 else 'are'} not shown.</p>" if left > 0 else ""
    top = "".join(f"<th>{escape(label)}</th>" for label in head)
    return f"<table><thead><tr>{top}</tr></thead><tbody>{body}</tbody></table>{more}"


def bordered_table(head: Sequence[str], rows: Iterable[Sequence[str]], *, caption: str = "") -> str:
    """A table whose cells are HTML already, so whoever makes them has to escape; the first cell of a row is its head.

    ``head`` and ``caption`` are texts; each is left out if it is empty.
    """
    top = "".join(f'<th scope="col" style="{HEAD_STYLE}">{escape(label)}</th>' for label in head)
    above = f'<caption style="text-align:left">{escape(caption)}</caption>' if caption else ""
    above += f"<thead><tr>{top}</tr></thead>" if head else ""
    body = "".join(_bordered_row(row) for row in rows)
    return f'<table style="border-collapse:collapse">{above}<tbody>{body}</tbody></table>'


def _bordered_row(row: Sequence[str]) -> str:
    first, *others = row
    cells = "".join(f'<td style="{CELL_STYLE}">{cell}</td>' for cell in others)
    return f'<tr><th scope="row" style="{CELL_STYLE}">{first}</th>{cells}</tr>'
