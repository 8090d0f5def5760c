"""The cell formats of the workbook, made once each."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Any

from gapcheck.report.statuses import Look, Texture, look_of, pale

FONT = {"font_name": "Arial", "font_size": 10, "valign": "top", "font_color": "#1A1A1A"}
BORDER = {"border": 1, "border_color": "#BFBFBF"}
DARK = "#1F3A5F"
INPUT = "#FFFBE6"
"""The fill of cells that a reviewer fills in."""


TEXTURES: Mapping[Texture, tuple[int, int]] = {"plain": (1, 1), "striped": (14, 8), "dotted": (17, 6)}
"""The number of a pattern in a workbook (solid, light upward stripes, an eighth of dots), and of the edge to its left
(thin, broken, double).
"""


class Formats:
    """The cell formats of one workbook, made once each."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._made: dict[str, Any] = {}

    def _make(self, name: str, **properties: object) -> Any:
        if name not in self._made:
            self._made[name] = self._book.add_format(FONT | properties)
        return self._made[name]

    @cached_property
    def title(self) -> Any:
        """The heading of a sheet."""
        return self._make("title", bold=True, font_size=16, font_color=DARK)

    @cached_property
    def marking(self) -> Any:
        """The security marking at the head of a sheet."""
        return self._make("marking", bold=True, font_size=12, font_color="#8B0000", valign="vcenter")

    @cached_property
    def subtitle(self) -> Any:
        """A line under the heading, or a section of the cover."""
        return self._make("subtitle", bold=True, font_size=11, font_color=DARK)

    @cached_property
    def plain(self) -> Any:
        """Wrapped text without a border."""
        return self._make("plain", text_wrap=True, indent=1)

    @cached_property
    def line(self) -> Any:
        """Text without a border that runs over the cells to its right."""
        return self._make("line")

    @cached_property
    def label(self) -> Any:
        """The name of a fact on the cover."""
        return self._make("label", bold=True, text_wrap=True)

    @cached_property
    def header(self) -> Any:
        """The header row of a table."""
        properties = {
            "bold": True,
            "text_wrap": True,
            "valign": "vcenter",
            "indent": 1,
            "bg_color": DARK,
            "font_color": "#FFFFFF",
        }
        return self._make("header", **(BORDER | properties))

    @cached_property
    def text(self) -> Any:
        """A text cell of a table."""
        return self._make("text", text_wrap=True, align="left", indent=1, **BORDER)

    @cached_property
    def day(self) -> Any:
        """A date cell of a table."""
        return self._make("day", num_format="d mmm yyyy", align="left", text_wrap=True, indent=1, **BORDER)

    @cached_property
    def input(self) -> Any:
        """A text cell that a reviewer fills in."""
        return self._make("input", text_wrap=True, align="left", indent=1, bg_color=INPUT, **BORDER)

    @cached_property
    def input_day(self) -> Any:
        """A date cell that a reviewer fills in."""
        return self._make("input day", num_format="d mmm yyyy", align="left", indent=1, bg_color=INPUT, **BORDER)

    @cached_property
    def number(self) -> Any:
        """A count."""
        return self._make("number", num_format="0;-0;–", align="right", indent=1, **BORDER)

    @cached_property
    def total(self) -> Any:
        """A count that sums up a column."""
        return self._make("total", num_format="0", align="right", indent=1, bold=True, **BORDER)

    @cached_property
    def link(self) -> Any:
        """A text cell with a link."""
        return self._make(
            "link", text_wrap=True, underline=1, align="left", indent=1, **(BORDER | {"font_color": "#0B4F9E"})
        )

    @cached_property
    def jump(self) -> Any:
        """A name on the first sheet that leads to another."""
        return self._make("jump", text_wrap=True, bold=True, underline=1, font_color="#0B4F9E")

    def status(self, status: str) -> Any:
        """A status or a result, in its light colour."""
        return self.look(look_of(status))

    def look(self, look: Look) -> Any:
        """The words of a status or a result, in its light colour; striped and dotted where it is not settled."""
        # Many cells have a look, and what it is made of takes longer than to find it.
        name = f"status {look.fill} {look.texture}"
        return self._made.get(name) or self._make(name, **_properties(look))


def _properties(look: Look) -> Mapping[str, object]:
    properties = {"text_wrap": True, "bold": True, "align": "left", "indent": 1, "bg_color": look.fill}
    pattern, edge = TEXTURES[look.texture]
    # Programs that draw no patterns still draw the edge.
    drawn = {"pattern": pattern, "fg_color": pale(look), "left": edge, "left_color": "#4D4D4D"}
    filling = drawn if look.texture != "plain" else {}
    return BORDER | properties | filling
