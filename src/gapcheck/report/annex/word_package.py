"""The parts of a Word file, read and changed as trees, with the relationships between them."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass, field
from typing import Any

from gapcheck.report.annex.package_check import parse_xml

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"


def w(name: str) -> str:
    """The full name of an element or attribute of WordprocessingML."""
    return f"{{{W}}}{name}"


def parsed(inside: str) -> Any:
    """Elements from a string of WordprocessingML."""
    return parse_xml(f'<w:body xmlns:w="{W}" xmlns:r="{R}">{inside}</w:body>'.encode())


@dataclass
class WordPackage:
    """The parts of a Word file, those that are changed as trees."""

    parts: dict[str, bytes]
    trees: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def read(cls, raw: bytes) -> WordPackage:
        """A package from its bytes."""
        with zipfile.ZipFile(io.BytesIO(raw)) as package:
            return cls({name: package.read(name) for name in package.namelist() if not name.endswith("/")})

    def tree(self, part: str) -> Any:
        """The root of a part."""
        if part not in self.trees:
            self.trees[part] = parse_xml(self.parts[part])
        return self.trees[part]

    def bytes(self) -> bytes:
        """The package with its parts in their order, new ones last."""
        from lxml import etree

        for name, root in self.trees.items():
            self.parts[name] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as package:
            for name, raw in self.parts.items():
                package.writestr(name, raw)
        return packed.getvalue()

    def related(self, kind: str, standard: str, empty: str) -> Any:
        """The root of the part that the document calls its footnotes, numbering or styles; an empty one is added
        without it.
        """
        rels = self.tree("word/_rels/document.xml.rels")
        # A template may call its parts otherwise than Word does; only the relationship tells.
        for item in rels:
            if item.get("Type") == f"{R}/{kind}":
                target = item.get("Target", "")
                return self.tree(target.lstrip("/") if target.startswith("/") else f"word/{target}")
        part = f"word/{standard}"
        self.trees[part] = parse_xml(empty.encode())
        self.relate(f"rIdAnnex{kind.capitalize()}", kind, standard)
        item = rels.makeelement(
            f"{{{TYPES}}}Override", {"PartName": f"/{part}", "ContentType": f"{WORD_TYPE}.{kind}+xml"}
        )
        self.tree("[Content_Types].xml").append(item)
        return self.trees[part]

    def relate(self, ident: str, kind: str, target: str, *, outside: bool = False) -> None:
        """A relationship of the document."""
        rels = self.tree("word/_rels/document.xml.rels")
        given = {
            "Id": ident,
            "Type": f"{R}/{kind}",
            "Target": target,
            **({"TargetMode": "External"} if outside else {}),
        }
        rels.append(rels.makeelement(f"{{{RELATIONSHIPS}}}Relationship", given))
