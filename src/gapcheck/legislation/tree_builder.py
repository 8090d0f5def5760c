"""From an XML tree to the frozen tree of :mod:`gapcheck.legislation.tree`.

One walk serves both dialects. An element has one of four parts to play: it is a node of the tree (``KINDS``), it is
words inside a text (``INLINE``), it is not part of the text at all (``SKIPPED``), or it only groups, and what it holds
belongs to the node above. Elements of a foreign namespace are an editor's marks; only the words of a link
(``linkcontent``) are text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from gapcheck.errors import Problem
from gapcheck.legislation.element_words import SKIPPED, note_of, words_of
from gapcheck.legislation.tree import HistoryNote, Kind, Legislation, Node
from gapcheck.legislation.xml_parsing import (
    EXPECTED_ROOTS,
    FRAGMENTS,
    MAX_DEPTH,
    NOT_LEGISLATION,
    WHOLE,
    LegislationError,
    refuse,
)
from gapcheck.legislation.xml_text import tidy

KINDS: dict[str, Kind] = {
    "long-title": "long-title",
    "preamble": "preamble",
    "enactment": "enactment",
    "part": "part",
    "subpart": "subpart",
    **{f"head{level}": "division" for level in range(1, 7)},
    "crosshead": "crosshead",
    "subprov.crosshead": "crosshead",
    "label-para.crosshead": "crosshead",
    "ird-crosshead": "crosshead",
    "prov": "section",
    "subprov": "subsection",
    "label-para": "paragraph",
    "def-para": "definition",
    "item": "item",
    "example": "example",
    "proviso": "proviso",
    "eqn": "formula",
    "table": "table",
    "row": "row",
    "entry": "cell",
    "form": "form",
    "schedule": "schedule",
    "empowering-prov": "empowering",
    "conv": "treaty",
    "amend": "amendment",
    "sop.newenact": "amendment",
}
# fmt: off
INLINE = frozenset((
    "amend.in", "amending-leg", "amending-provision", "brk", "changeable", "citation", "date.text", "def-term",
    "delete", "denominator", "emphasis", "extref", "field", "footnote", "fraction", "insertwords", "intref", "leader",
    "leg-title", "numerator", "pageref", "quote.in", "struckoutwords", "subscript", "superscript", "term", "variable",
))
# fmt: on
# Treaties scheduled to an Act come from many hands; some label their articles as such, others only number them.
_ARTICLE = re.compile(r"art(?:icle)?\b", re.IGNORECASE)
_ARTICLE_HEADING = re.compile(r"(article (?:the )?\S+)(?: (.+))?", re.IGNORECASE)


@dataclass(slots=True)
class _Draft:
    """A node that is being built."""

    label: str | None = None
    heading: str | None = None
    text: str = ""
    children: list[Node] = field(default_factory=list)
    history: list[HistoryNote] = field(default_factory=list)
    terms: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)

    def flush(self, line: int) -> None:
        """End a text: the first is the node's own, a later one a child."""
        if not self.words:
            return
        text = tidy("".join(self.words))
        self.words.clear()
        # Words after the first child are a text of their own: "and" between two paragraphs, or what follows a list.
        if text and not self.text and not self.children:
            self.text = text
        elif text:
            self.children.append(Node("text", None, "", "", text, None, line, terms=tuple(self.terms)))
            self.terms = []


@dataclass(slots=True)
class _Context:
    """Where a node stands: what a provision is called there."""

    provision: Kind = "section"
    in_treaty: bool = False
    # In a treaty that says "Article 3" itself, a bare number is a paragraph of an article.
    by_article: bool = False


def build(root: Any, file: str) -> Legislation:
    """The legislation of a root element. Raises ``LegislationError`` with every problem."""
    builder = _TreeBuilder(file)
    if root.tag not in (*WHOLE, *FRAGMENTS):
        message = f"the root element is {tidy(str(root.tag))!r}"
        raise refuse(file, root.sourceline or 0, message, EXPECTED_ROOTS, NOT_LEGISLATION)
    made = builder.legislation(root) if root.tag in WHOLE else builder.fragment(root)
    if builder.problems:
        raise LegislationError(builder.problems)
    return made


class _TreeBuilder:
    def __init__(self, file: str) -> None:
        self.file = file
        self.problems: list[Problem] = []
        self.by_article: frozenset[Any] = frozenset()

    def legislation(self, root: Any) -> Legislation:
        self.by_article = _numbered_by_article(root)
        draft = _Draft()
        self.fill(root, draft, _Context(), 1)
        draft.flush(root.sourceline or 0)
        if draft.text:  # words of the root itself come before its children
            draft.children.insert(0, Node("text", None, "", "", draft.text, None, root.sourceline or 0))
        # A Bill has its title in the details of the Bill, an extract has none.
        cover = next((c for c in (root.find("cover"), root.find("billdetail")) if c is not None), root)
        body = root.find("body")
        of = "sr" if root.tag == "regulation" else root.tag
        # The day of a consolidation first; without one, the day on which the text began.
        as_at = self.first_day(root, ("date.as.at", "date.first.valid", "date.assent", "date.signed"))
        return Legislation(
            type=root.tag,
            id=tidy(root.get("id")) or None,
            title=tidy("".join(words_of(title))) if (title := _title(root, cover)) is not None else "",
            year=self.year(root),
            number=self.required(root, f"{of}.no"),
            subtype=tidy(root.get(f"{of}.type")) or None,
            division=(tidy(body.get("prov-type")) or None) if body is not None else None,
            as_at=as_at[1],
            as_at_from=as_at[0],
            assent=self.day(root, "date.assent"),
            stage=tidy(root.get("stage")) or None,
            status=tidy(root.get("terminated")) or None,
            terminated=self.day(root, "date.terminated"),
            ministry=_ministry(root),
            file=self.file,
            children=tuple(draft.children),
            history=(*(note_of(n) for n in cover.iterfind("notes/history/history-note")), *draft.history),
        )

    def fragment(self, root: Any) -> Legislation:
        """A provision, Part, schedule or form that stands alone: what it is part of is not said."""
        self.by_article = _numbered_by_article(root)
        kind = KINDS.get(root.tag)
        children: tuple[Node, ...]
        if kind is not None:
            children = (self.node(root, kind, _Context(), 1),)
        else:  # a group of schedules is nothing by itself
            draft = _Draft()
            self.fill(root, draft, _Context(), 1)
            draft.flush(root.sourceline or 0)
            children = tuple(draft.children)
        as_at = self.first_day(root, ("date.as.at", "date.first.valid"))
        return Legislation(
            type="fragment",
            id=tidy(root.get("id")) or None,
            title="",
            year=0,
            number="",
            subtype=None,
            division=None,
            as_at=as_at[1],
            as_at_from=as_at[0],
            assent=None,
            stage=None,
            status=None,
            terminated=None,
            ministry=None,
            file=self.file,
            children=children,
        )

    def fill(self, element: Any, draft: _Draft, place: _Context, depth: int) -> None:
        """Put what ``element`` holds into ``draft``."""
        if depth > MAX_DEPTH:
            message = f"elements nested more than {MAX_DEPTH} deep"
            raise LegislationError([Problem(self.file, element.sourceline or 0, "", message, "an official file")])
        words = draft.words
        if element.text:
            words.append(element.text)
        for child in element:
            tag = child.tag
            # Comments and processing instructions have a function for a tag.
            if not isinstance(tag, str) or tag in SKIPPED:
                pass
            elif tag in INLINE or tag[0] == "{":
                words += words_of(child, draft.terms)
            # The first label and heading are those of the node; a later one belongs to something that only groups.
            elif tag == "label" and draft.label is None:
                draft.label = tidy("".join(words_of(child)))
            elif tag == "heading" and draft.heading is None:
                draft.heading = tidy("".join(words_of(child)))
            elif tag == "notes":
                draft.history += [note_of(note) for note in child.iterfind("history/history-note")]
            else:
                draft.flush(element.sourceline or 0)
                if tag in KINDS or (tag == "para" and child.get("deletion-status")):
                    draft.children.append(self.node(child, KINDS.get(tag, "text"), place, depth + 1))
                else:
                    self.fill(child, draft, place, depth + 1)
                    draft.flush(child.sourceline or 0)
            if child.tail:
                words.append(child.tail)

    def node(self, element: Any, kind: Kind, place: _Context, depth: int) -> Node:
        draft = _Draft()
        below = self.below(element, kind, place)
        self.fill(element, draft, below, depth)
        draft.flush(element.sourceline or 0)
        label = draft.label or ""
        return Node(
            kind=_kind(kind, label, place),
            id=tidy(element.get("id")) or None,
            label=label,
            heading=draft.heading or "",
            text=draft.text,
            status=_status(element),
            line=element.sourceline or 0,
            children=_gathered(draft.children) if below.in_treaty else tuple(draft.children),
            history=tuple(draft.history),
            terms=tuple(draft.terms),
            subtype=tidy(element.get("type")) or None,
        )

    def below(self, element: Any, kind: Kind, place: _Context) -> _Context:
        """What a provision below this element is called."""
        if kind == "schedule":
            return _Context("clause")
        if kind == "treaty":
            return _Context("article", in_treaty=True, by_article=element in self.by_article)
        if kind == "amendment":
            return _Context("section")
        return place

    def year(self, root: Any) -> int:
        text = self.required(root, "year")
        if re.fullmatch("[0-9]{4}", text):
            return int(text)
        if text:
            self.problem(root, "year", f"{text!r} is no year", "four digits")
        return 0

    def required(self, root: Any, name: str) -> str:
        if not (value := tidy(root.get(name))):
            self.problem(root, name, "the attribute is missing", "a value")
        return value

    def first_day(self, root: Any, names: tuple[str, ...]) -> tuple[str | None, date | None]:
        """The first of these attributes that gives a day."""
        days = ((name, self.day(root, name)) for name in names)
        return next(((name, day) for name, day in days if day), (None, None))

    def day(self, root: Any, name: str) -> date | None:
        """The day of an attribute, which may be missing, empty or ``nulldate``."""
        text = tidy(root.get(name))
        # "nulldate" is what the files of the Parliamentary Counsel Office write for no date.
        if text in ("", "nulldate"):
            return None
        try:
            if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
                return date.fromisoformat(text)
        except ValueError:
            pass
        self.problem(root, name, f"{text!r} is not a date", "a date such as 2026-08-08, or nulldate")
        return None

    def problem(self, element: Any, key: str, message: str, expected: str) -> None:
        problem = Problem(self.file, element.sourceline or 0, key, message, expected, code="bad-legislation")
        if problem not in self.problems:  # an attribute is asked for more than once
            self.problems.append(problem)


def _numbered_by_article(root: Any) -> frozenset[Any]:
    """The treaties whose own headings or provisions are labelled as articles."""
    if next(root.iter("conv"), None) is None:
        return frozenset()
    treaties = set()
    for element in root.iter("prov", "head1", "head2"):
        label = element.find("label")
        begins = "" if label is None else next((text for text in label.itertext() if text.strip()), "")
        treaty = next(element.iterancestors("conv"), None) if _ARTICLE.match(tidy(begins)) else None
        if treaty is not None:
            treaties.add(treaty)
    return frozenset(treaties)


def _title(root: Any, cover: Any) -> Any:
    return next((t for t in (cover.find("title"), root.find("billref")) if t is not None), None)


def _ministry(root: Any) -> str | None:
    places = ("cover/cover.reprint-note/admin-office/ministry", "end/admin-office/ministry")
    elements = (root.find(place) for place in places)
    # Reprints have the ministry on the cover, older files at their end.
    return next((tidy("".join(words_of(e))) for e in elements if e is not None), None) or None


def _kind(kind: Kind, label: str, place: _Context) -> Kind:
    """The kind of a node where it stands. In a treaty that numbers its articles so, an article is what says so."""
    if place.in_treaty and place.by_article and kind in ("section", "division"):
        if _ARTICLE.match(label):
            return "article"
        return "subsection" if kind == "section" else kind
    return place.provision if kind == "section" else kind


def _gathered(children: list[Node]) -> tuple[Node, ...]:
    """The children, where what follows a bare heading that begins an article is put below it."""
    groups: list[tuple[Node, list[Node]]] = []
    for child in children:
        # Some treaties have "Article 3" as a heading beside the paragraphs that it is of, and not around them.
        begins = _ARTICLE_HEADING.fullmatch(" ".join(filter(None, (child.label, child.heading))))
        if child.kind == "division" and begins and not child.text and not child.children:
            groups.append((replace(child, kind="article", label=begins[1], heading=begins[2] or ""), []))
        elif (
            groups
            and groups[-1][0].kind == "article"
            and child.kind not in ("article", "division", "treaty", "schedule")
        ):
            groups[-1][1].append(child)
        else:
            groups.append((child, []))
    return tuple(replace(head, children=(*head.children, *rest)) if rest else head for head, rest in groups)


def _status(element: Any) -> str | None:
    # A Bill as reported back shows what the committee struck out.
    if (element.get("amend.level1") or "").startswith("struckout"):
        return "struck-out"
    return tidy(element.get("deletion-status")) or None
