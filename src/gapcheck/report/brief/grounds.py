"""The grounds for withholding that stand in a paper."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from gapcheck.model.withholding import WithholdingGround
from gapcheck.report.annex.document import Line


def grounds_in(lines: Iterable[Line], texts: Iterable[str], key: Collection[WithholdingGround]) -> tuple[str, ...]:
    """Those of the key whose mark stands in a line or a text, in its order."""
    told = [piece.text for line in lines for piece in line if piece.style == "withheld"] + list(texts)
    return tuple(g.id for g in key if any(f"[{g.id}]" in text or f"[{g.id}:" in text for text in told))
