"""A picture in a Word file: the image, its part of the package, and the words for those who do not see it."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from xml.sax.saxutils import quoteattr

from gapcheck.report.annex.word_package import TYPES, WordPackage

EMU = 635
"""English Metric Units in a twentieth of a point."""
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"


@dataclass(frozen=True)
class WordPicture:
    """A picture as PNG, its number, its title and what it shows in words."""

    number: int
    png: bytes
    title: str
    description: str

    @property
    def ident(self) -> str:
        """The id of its relationship to the document."""
        return f"rIdAnnexPicture{self.number}"

    @property
    def target(self) -> str:
        """Where it is kept, seen from the document."""
        return f"media/annex-picture-{self.number}.png"

    @property
    def size(self) -> tuple[int, int]:
        """Its width and height in pixels, which stand at the head of every PNG."""
        width, height = struct.unpack(">II", self.png[16:24])
        return width, height

    def xml(self, width: int) -> str:
        """The drawing in a line of text, so many twentieths of a point wide."""
        across, down = self.size
        extent = f'cx="{width * EMU}" cy="{width * EMU * down // across}"'
        # Ids of drawings are unique in a document; those of a template are small.
        named = f'id="{9000 + self.number}" name={quoteattr(self.title)} descr={quoteattr(self.description)}'
        return (
            f'<w:drawing><wp:inline xmlns:wp="{_DRAWING}/wordprocessingDrawing" '
            f'distT="0" distB="0" distL="0" distR="0"><wp:extent {extent}/><wp:docPr {named}/>'
            f'<a:graphic xmlns:a="{_DRAWING}/main"><a:graphicData uri="{_DRAWING}/picture">'
            f'<pic:pic xmlns:pic="{_DRAWING}/picture"><pic:nvPicPr>'
            f'<pic:cNvPr {named}/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="{self.ident}"/>'
            "<a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr>"
            f'<a:xfrm><a:off x="0" y="0"/><a:ext {extent}/></a:xfrm>'
            '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>'
            "</wp:inline></w:drawing>"
        )

    def put_into(self, package: WordPackage) -> None:
        """Add the image to the package, with its relationship and its type."""
        package.parts[f"word/{self.target}"] = self.png
        package.relate(self.ident, "image", self.target)
        types = package.tree("[Content_Types].xml")
        if not any(item.get("Extension", "").lower() == "png" for item in types):
            types.insert(0, types.makeelement(f"{{{TYPES}}}Default", {"Extension": "png", "ContentType": "image/png"}))
