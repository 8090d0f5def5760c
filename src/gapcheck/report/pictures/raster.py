"""A picture as PNG, made by Typst, whose own fonts give the same bytes on every machine; needs ``gapcheck[pdf]``."""

from __future__ import annotations

from typing import Any

from gapcheck.errors import UsageError, not_installed
from gapcheck.report.pictures.drawing import WIDTH

_PAGE = """#set page(width: {width}pt, height: auto, margin: 0pt)
#image(bytes(sys.inputs.picture), format: "svg", width: 100%)
"""


def png_bytes(svg: str, pixels: int = 2 * WIDTH) -> bytes:
    """The picture as a PNG, ``pixels`` wide. Raises ``UsageError`` without the extra."""
    typst = _typst()
    made = typst.compile(
        _PAGE.format(width=WIDTH).encode(),
        format="png",
        ppi=72 * pixels / WIDTH,
        ignore_system_fonts=True,
        # The picture is a string of data: Typst reads no markup in it.
        sys_inputs={"picture": svg},
    )
    assert isinstance(made, bytes)
    return made


def can_draw_png() -> bool:
    """Whether the library that makes PNGs is installed."""
    try:
        _typst()
    except UsageError:
        return False
    return True


def _typst() -> Any:
    try:
        import typst
    except ImportError:
        raise not_installed("a PNG", "typst") from None
    return typst
