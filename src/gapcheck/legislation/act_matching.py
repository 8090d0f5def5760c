"""Which official texts belong to which Act of a catalogue: by year and number, or by the exact title, never by
likeness.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from gapcheck.catalogue.catalogue import Catalogue
from gapcheck.errors import Problem
from gapcheck.legislation.files import Progress, read_folder
from gapcheck.legislation.tree import Legislation, Node, PlacedNode
from gapcheck.model.law import Act, RuleEntry, Section
from gapcheck.wording.citation import Pinpoint

_NUMBER = re.compile(r"(\d{4}) No (\d+)")
# Practice and registers have a title without a year.
_YEAR_OF_TITLE = re.compile(r".* (\d{4})")


def is_enactment(act: Act) -> bool:
    """Whether there can be an official text: it has a number, or a title with a year. A register of practice has
    neither.
    """
    return act.number is not None or _YEAR_OF_TITLE.fullmatch(act.title) is not None


@dataclass(frozen=True)
class FoundTexts:
    """The public texts of each Act in a folder, the newest first; an Act without one is left out.

    ``enactments`` counts the files that are legislation, those of other Acts included; ``unread`` are the problems of
    the files that could not be read.
    """

    texts: Mapping[str, tuple[Legislation, ...]]
    enactments: int
    unread: tuple[Problem, ...]


def texts_of(catalogue: Catalogue, folder: str | Path, progress: Progress | None = None) -> FoundTexts:
    """The texts of the Acts of a catalogue in a folder. A file that cannot be read is told and left out.

    Raises ``UsageError`` as :func:`gapcheck.legislation.read_folder` does. Only the texts that belong to an Act stay in
    memory. A fragment belongs to the Act that has a section with one of its PCO ids.
    """
    acts = [act for act in catalogue.acts.values() if is_enactment(act)]
    by_id = {s.pco_id: file.act.id for file in catalogue.contents.statutes for s in file.sections if s.pco_id}
    by_act: dict[str, list[Legislation]] = {}
    unread: list[Problem] = []
    enactments, of_ours = 0, _wanted(acts)

    def wanted(tag: str, attributes: Mapping[str, str]) -> bool:
        nonlocal enactments
        enactments += 1
        return of_ours(tag, attributes)

    for text in read_folder(folder, wanted=wanted, progress=progress, unread=unread):
        if text.type == "fragment":
            for act_id in sorted({by_id[p.node.id] for p in text.sections if p.node.id in by_id}):
                by_act.setdefault(act_id, []).append(text)
            continue
        for act in acts:
            if _same(act, text):
                by_act.setdefault(act.id, []).append(text)
    texts = {act: tuple(sorted(found, key=_newest_first)) for act, found in sorted(by_act.items())}
    return FoundTexts(texts, enactments, tuple(sorted(unread)))


def _newest_first(text: Legislation) -> tuple[object, ...]:
    # A whole Act goes before an extract of the same day; the name of the file only settles the rest.
    return text.as_at is None, -(text.as_at.toordinal() if text.as_at else 0), text.extract, text.file


def _wanted(acts: Iterable[Act]) -> Callable[[str, Mapping[str, str]], bool]:
    """Whether a root element may be that of one of these Acts."""
    numbers = {(m[1], m[2]) for act in acts if act.number and (m := _NUMBER.fullmatch(act.number))}
    years = {m[1] for act in acts if not act.number and (m := _YEAR_OF_TITLE.fullmatch(act.title))}

    def wanted(tag: str, attributes: Mapping[str, str]) -> bool:
        if tag != "act":
            # A fragment does not say what it is part of; what is no legislation at all is told when it is read.
            return tag not in ("regulation", "bill", "sop")
        year, number = attributes.get("year"), attributes.get("act.no")
        # So is an Act without year or number.
        return not year or not number or (year, number) in numbers or year in years

    return wanted


def _same(act: Act, text: Legislation) -> bool:
    """Acts that are not public have numbers of their own, so that 1961 No 43 may be two Acts."""
    if text.type != "act" or text.subtype not in (None, "public"):
        return False
    # Two Acts of different years can share a short title, and an Act can be renamed: the number is the better sign.
    if act.number is not None:
        return act.number == text.citation_number
    return act.title == text.title and act.title.endswith(f" {text.year}")


@dataclass(frozen=True)
class SectionMatch:
    """Where a section of the catalogue stands in an official text.

    ``live`` is the section of that number that is law there, ``not_in_force`` those that are not any more (or not yet),
    ``other_number`` the section with the PCO id of the catalogue, if that has another number.
    """

    live: PlacedNode | None
    not_in_force: tuple[PlacedNode, ...]
    other_number: PlacedNode | None

    @property
    def anything(self) -> bool:
        """Whether the text has the section in any form."""
        return bool(self.live or self.not_in_force or self.other_number)


def find_section(section: Section, text: Legislation) -> SectionMatch:
    """Look a section up by its number and its PCO id. Of several live ones with the number, the one with the id
    counts.
    """
    # A section of the catalogue may be a subsection, such as 6(1): the text is looked up by the whole section.
    point, rest = Pinpoint.leading(section.section)
    label = section.section if point is None or rest else point.label
    same = [p for p in text.sections if p.node.label == label]
    # Amending Acts put a new section under the number of a repealed one; two live ones of one number stand in some
    # Acts.
    live = sorted((p for p in same if p.live), key=lambda p: p.node.id != section.pco_id)
    with_id = (p for p in text.sections if section.pco_id and p.node.id == section.pco_id)
    other_number = next((p for p in with_id if p.node.label != label), None)
    return SectionMatch(live[0] if live else None, tuple(p for p in same if not p.live), other_number)


def choose_text(entry: RuleEntry, texts: Sequence[Legislation]) -> Legislation | None:
    """The newest text of a day on which the rule was in force; an extract only if it has the section."""
    for text in texts:
        if text.as_at is None or not entry.rule.in_force.holds(text.as_at):
            continue
        # A whole Act without the section says that there is none; an extract says nothing of what it leaves out.
        if not text.extract or find_section(entry.section, text).anything:
            return text
    return None


def find_way(node: Node, parts: Sequence[str]) -> tuple[Node, ...] | None:
    """The nodes from a section down to its subsection ``(1)`` and paragraph ``(a)``; ``None`` if there is no such
    place.

    A level that has no number is passed through: ``s 66(1)`` and the only, unnumbered subsection of ``s 117``.
    """
    if not parts:
        return (node,)
    for child in node.children:
        if child.kind in ("subsection", "paragraph") and child.label == parts[0]:
            if rest := find_way(child, parts[1:]):
                return (node, *rest)
        elif (
            child.kind in ("subsection", "text", "proviso", "definition")
            and not child.label
            and (rest := find_way(child, parts))
        ):
            return (node, *rest)
    return None
