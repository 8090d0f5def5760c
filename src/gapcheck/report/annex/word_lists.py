"""The lists of a Word file: bullets, and the numbers of sections, annexes and their paragraphs, which Word counts."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from gapcheck.report.annex.word_package import W, WordPackage, parsed, w

_BULLET = (
    '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="•"/><w:lvlJc w:val="left"/>'
    '<w:pPr><w:ind w:left="1021" w:hanging="284"/></w:pPr></w:lvl>'
)
_PARAGRAPH = (
    '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2"/><w:lvlJc w:val="left"/>'
    '<w:pPr><w:tabs><w:tab w:val="num" w:pos="737"/></w:tabs><w:ind w:left="737" w:hanging="737"/></w:pPr></w:lvl>'
)
_SECTION = (
    '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1"/><w:lvlJc w:val="left"/>'
    '<w:pPr><w:tabs><w:tab w:val="num" w:pos="567"/></w:tabs><w:ind w:left="567" w:hanging="567"/></w:pPr></w:lvl>'
)
_ANNEX = (
    '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperLetter"/><w:lvlText w:val="Annex %1"/>'
    '<w:lvlJc w:val="left"/><w:pPr><w:tabs><w:tab w:val="num" w:pos="1418"/></w:tabs>'
    '<w:ind w:left="1418" w:hanging="1418"/></w:pPr></w:lvl>'
)


@dataclass
class WordLists:
    """The lists that are added to whatever lists a template has.

    ``bullet``, ``sections`` and ``annexes`` are the numbers of lists; ``current`` is the one that the section being
    written is in. A template may print one section alone: its list is then begun at the number of the section.
    """

    bullet: str
    sections: str
    annexes: str
    current: str = ""
    _begun: dict[str, tuple[str, int]] = field(default_factory=dict)
    _last: dict[str, str] = field(default_factory=dict)
    _next: dict[str, int] = field(default_factory=dict)

    def begin(self, number: str) -> str:
        """The list in which a section (``6``) or an annex (``A``) is the next one."""
        base = self.sections if number.isdigit() else self.annexes
        place = int(number) if number.isdigit() else ord(number) - ord("A") + 1
        if place == self._next.get(base, 1):
            self.current = self._last.get(base, base)
        else:
            taken = (self.bullet, self.sections, self.annexes, *self._begun)
            self.current = str(max(map(int, taken)) + 1)
            self._begun[self.current] = (base, place)
        self._last[base], self._next[base] = self.current, place + 1
        return self.current

    def add_begun(self, package: WordPackage) -> None:
        """Add the lists that begin at another number than the first."""
        root = _root(package)
        kinds = {n.get(w("numId")): n.find(w("abstractNumId")).get(w("val")) for n in root.iter(w("num"))}
        for number, (base, start) in self._begun.items():
            begins = f'<w:lvlOverride w:ilvl="0"><w:startOverride w:val="{start}"/></w:lvlOverride>'
            root.append(_list(number, kinds[base], begins))


def add_lists(package: WordPackage) -> WordLists:
    """Add a list with bullets, one of numbered sections and one of annexes."""
    root = _root(package)
    kinds = [int(a.get(w("abstractNumId"), "0")) for a in root.iter(w("abstractNum"))]
    numbers = [int(n.get(w("numId"), "0")) for n in root.iter(w("num"))]
    kind, number = max(kinds, default=-1) + 1, max(numbers, default=0) + 1
    forms = (("hybridMultilevel", _BULLET), ("multilevel", _SECTION + _PARAGRAPH), ("multilevel", _ANNEX + _PARAGRAPH))
    for place, (form, levels) in enumerate(forms):
        told = f'<w:multiLevelType w:val="{form}"/>{levels}'
        new = parsed(f'<w:abstractNum w:abstractNumId="{kind + place}">{told}</w:abstractNum>')[0]
        # The schema wants every kind before the first list.
        first = root.find(w("num"))
        root.append(new) if first is None else first.addprevious(new)
    for place in range(len(forms)):
        root.append(_list(str(number + place), str(kind + place)))
    return WordLists(str(number), str(number + 1), str(number + 2))


def _root(package: WordPackage) -> Any:
    return package.related("numbering", "numbering.xml", f'<w:numbering xmlns:w="{W}"/>')


def _list(number: str, kind: str, begins: str = "") -> Any:
    return parsed(f'<w:num w:numId="{number}"><w:abstractNumId w:val="{kind}"/>{begins}</w:num>')[0]
