"""Measure the search for citations on labelled text: how many it tells, and how many of those it tells wrongly.

Statutes are labelled by their own links (``intref``, ``extref``) in official XML: the truth comes from the links, the
text from the words, and the Act itself is given. Prose is labelled by hand (``cite_prose.json``).

Run from the repository: ``PYTHONPATH=src python bench/bench_cite.py --legislation DIR [--confusion]``. DIR holds
official Acts; the Acts that are measured are named in ``MEASURED``.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lxml import etree

import gapcheck
from gapcheck.catalogue.catalogue import Catalogue, Contents
from gapcheck.citing import Citation, Citations
from gapcheck.model.law import Act, StatuteFile

MEASURED = (
    "Mutual_Assistance_in_Criminal_Matters_Act_1992",
    "Extradition_Act_1999",
    "Sentencing_Act_2002",
    "Policing_Act_2008",
    "Immigration_Act_2009",
    "AntiMoney_Laundering_and_Countering_Financing_of_Terrorism_Act_2009",
    "International_Crimes_and_International_Criminal_Court_Act_2000",
    "Customs_and_Excise_Act_1996",
    "Privacy_Act_1993",
    "Criminal_Proceeds_Recovery_Act_2009",
)
PROSE = Path(__file__).with_name("cite_prose.json")
_LINKS = ("intref", "extref")
_BLOCKS = frozenset(
    ["text", "heading", "label", "prov", "subprov", "label-para", "para", "crosshead", "def-para", "row", "entry"]
)
_PLACE = re.compile(r"(?:[Ss]ections?|[Ss]chedules?|Parts?|ss?)\s+(?=\d)|^(?=\d)")
_LABEL = re.compile(r"\d+[A-Z]*(?:\([0-9a-zA-Z]+\))*")


@dataclass(frozen=True)
class Label:
    """What a person or a link says of the text from ``start`` to ``end``: the Act or treaty, and the place in it."""

    start: int
    end: int
    title: str
    place: str


@dataclass(frozen=True)
class Outcome:
    """A label, and what was told of it: ``right``, ``wrong``, ``left`` (unresolved) or ``missed`` (not seen)."""

    label: Label
    outcome: str
    status: str
    basis: str
    told: str


def judge(
    labels: Iterable[Label], citations: Iterable[Citation], numbers: Mapping[str, str] | None = None
) -> Iterator[Outcome]:
    """Each label with what the citation that covers its start says of it. ``numbers``: titles of Acts by number."""
    found = list(citations)
    for label in labels:
        over = [c for c in found if c.start <= label.start < c.end]
        if not label.title:  # nothing in the text tells it, so nothing may be told
            if over and over[0].status != "unresolved":
                yield Outcome(label, "wrong", over[0].status, over[0].basis, over[0].cited)
            continue
        if not over:
            yield Outcome(label, "missed", "", "", "")
            continue
        citation = over[0]
        if citation.status == "unresolved":
            yield Outcome(label, "left", citation.status, citation.basis, citation.message)
            continue
        number = re.match(r"\d{4} No \d+", citation.cited)
        cited = citation.cited
        if number and numbers:
            cited = cited.replace(number[0], numbers.get(number[0], number[0]), 1)
        right = says(cited, label, named_before=" of " in citation.text[: label.start - citation.start])
        yield Outcome(label, "right" if right else "wrong", citation.status, citation.basis, citation.cited)


def says(cited: str, label: Label, *, named_before: bool = False) -> bool:
    """Whether a citation for print names the Act and the place of a label."""
    if not cited.startswith(label.title):
        return False
    if not label.place:
        return cited == label.title
    places = re.findall(r"\d+(?:\.\d+)?[A-Z]*(?:\([0-9a-zA-Z]+\))*", cited[len(label.title) :])
    # A link is on "section 30" alone where the text has "subsection (3) of section 30".
    return label.place in places or (named_before and any(p.startswith(f"{label.place}(") for p in places))


# Statutes ------------------------------------------------------------------------------------------------------------


def statutes(folder: Path) -> Iterator[tuple[str, str, list[Label], Mapping[str, str]]]:
    """Each measured Act: its title, its text, the labels that its links give, and the Acts by their numbers."""
    files = {p.name.partition(".")[0]: p for p in sorted(folder.rglob("*.xml*"))}
    targets: dict[str, tuple[str, str]] = {}
    numbers: dict[str, str] = {}
    for path in files.values():
        _gather(_root(path), targets, numbers)
    for name in MEASURED:
        root = _root(files[name])
        title = _title(root)
        text, labels = _flattened(root, targets)
        labels = [_with_parts(text, label) for label in labels]
        yield title, text, labels, numbers


def _root(path: Path) -> Any:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    return etree.parse(str(path), parser).getroot()


def _title(root: Any) -> str:
    """The title with its year, as the Act is cited."""
    title, year = " ".join((root.findtext(".//title") or "").split()).replace("’", "'"), root.get("year") or ""
    return title if title.endswith(year) else f"{title} {year}"


def _gather(root: Any, targets: dict[str, tuple[str, str]], numbers: dict[str, str]) -> None:
    """The title and number of an Act for the id of each of its sections, and the title for its number."""
    own = _title(root)
    if not own.strip() or not root.get("year"):
        return
    numbers[f"{root.get('year')} No {root.get('act.no')}"] = own
    for prov in root.iter("prov"):
        label = prov.findtext("label")
        if prov.get("id") and label and not any(a.tag == "amend" for a in prov.iterancestors()):
            targets[prov.get("id")] = own, label.strip()


def _flattened(root: Any, targets: dict[str, tuple[str, str]]) -> tuple[str, list[Label]]:
    parts: list[str] = []
    labels: list[Label] = []
    length = 0

    def say(text: str) -> None:
        nonlocal length
        parts.append(text)
        length += len(text)

    def walk(node: Any) -> None:
        if not isinstance(node.tag, str) or node.tag in ("amend", "history", "notes", "end", "cover", "contents"):
            say(node.tail or "")
            return
        # The label of a paragraph stands before its text.
        labelled = node.tag in ("para", "text") and parts and parts[-1].endswith(") ")
        if node.tag in _BLOCKS and parts and not parts[-1].endswith("\n\n") and not labelled:
            say("\n\n")
        if node.tag == "label":
            say(f"({''.join(node.itertext()).strip()}) " if node.getparent().tag != "prov" else "")
            return
        begin = length
        say(" ".join((node.text or "").split()) if node.tag == "label" else re.sub(r"\s+", " ", node.text or ""))
        for child in node:
            walk(child)
        if node.tag in _LINKS and (label := _linked(node, begin, "".join(parts)[begin:], targets)):
            labels.append(label)
        say(re.sub(r"\s+", " ", node.tail or "") if node.tag not in _BLOCKS else "")

    body = root.find("body")
    walk(body)
    return "".join(parts), labels


def _with_parts(text: str, label: Label) -> Label:
    """A label whose link ends before the brackets of its pinpoint, with them."""
    parts = re.match(r"(?:\([0-9a-zA-Z]+\))*", text[label.end :])
    more = parts[0] if parts else ""
    return Label(label.start, label.end + len(more), label.title, label.place + more)


def _linked(node: Any, begin: int, said: str, targets: dict[str, tuple[str, str]]) -> Label | None:
    """The label of a link to a section, if it is known where it leads."""
    match = re.match(r"(?:[Ss]ections?|ss?)?\s*(\d+[A-Z]*)((?:\([0-9a-zA-Z]+\))*)", said)
    if match is None or re.match(r"(?:Part|[Ss]chedule|[Cc]lause|sub|para|rule|reg)", said, re.IGNORECASE):
        return None
    target = targets.get(node.get("href") or "")
    if target is None or target[1] != match[1]:
        return None
    at = begin + match.start(1)
    return Label(at, begin + match.end(), target[0], match[1] + match[2])


def citations_of(catalogue: Catalogue, title: str) -> tuple[Citations, str]:
    """The search with the Act of a title in the catalogue, and its id."""
    known = next((a.id for a in catalogue.acts.values() if a.title == title), None)
    if known:
        return Citations(catalogue), known
    own = StatuteFile(act=Act(id="measured", title=title), sections=())
    contents = Contents(statutes=(*catalogue.contents.statutes, own))
    return Citations(Catalogue(contents)), "measured"


# Texts with their labels ----------------------------------------------------------------------------------------------


def labelled(file: Path) -> Iterator[tuple[str, str, list[Label], dict[str, str]]]:
    """Each labelled text of a file: its name, its words, its labels, and what is given."""
    for entry in json.loads(file.read_text(encoding="utf-8"))["texts"]:
        labels = [Label(a, b, title, place) for a, b, title, place in entry["labels"]]
        yield entry["name"], entry["text"], labels, entry.get("given", {})


# Tables --------------------------------------------------------------------------------------------------------------


def table(name: str, outcomes: list[Outcome]) -> str:
    """A line of figures: precision among what was told, recall among all."""
    count = Counter(o.outcome for o in outcomes)
    told = count["right"] + count["wrong"]
    precision = f"{count['right'] / told:7.1%}" if told else "      -"
    recall = f"{count['right'] / len(outcomes):7.1%}" if outcomes else "      -"
    figures = "".join(f"{count[o]:8}" for o in ("right", "wrong", "left", "missed"))
    return f"{name[:50]:<52}{len(outcomes):7}{figures}{precision:>11}{recall:>9}"


HEAD = f"{'':<52}{'labels':>7}{'right':>8}{'wrong':>8}{'left':>8}{'missed':>8}{'precision':>11}{'recall':>9}"


def confusion(text: str, outcomes: Iterable[Outcome]) -> Iterator[str]:
    """What is wrong or was not told, with the words around it."""
    for o in outcomes:
        if o.outcome != "right":
            around = " ".join(text[max(0, o.label.start - 70) : o.label.end + 50].split())
            yield f"  {o.outcome}: {o.label.title}, {o.label.place} | {o.basis} {o.told} | ...{around}..."


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--legislation", type=Path, help="folder of official Acts")
    parser.add_argument("--confusion", action="store_true", help="list what is wrong or missed")
    arguments = parser.parse_args()
    catalogue = gapcheck.load().catalogue
    sets = []
    if arguments.legislation:
        for title, text, labels, numbers in statutes(arguments.legislation):
            search, own = citations_of(catalogue, title)
            sets.append(("statutes", title, text, list(judge(labels, search.find(text, act=own), numbers))))
    if PROSE.exists():
        search = Citations(catalogue)
        for name, text, labels, given in labelled(PROSE):
            sets.append(("prose", name, text, list(judge(labels, search.find(text, **given)))))
    for kind in ("statutes", "prose"):
        own_sets = [s for s in sets if s[0] == kind]
        if not own_sets:
            continue
        print(f"\n{kind}\n{HEAD}")
        for _, name, _, outcomes in own_sets:
            print(table(name, outcomes))
        print(table("all", [o for *_, outcomes in own_sets for o in outcomes]))
        by_basis = Counter((o.basis, o.outcome) for *_, outcomes in own_sets for o in outcomes)
        for basis in sorted({b for b, _ in by_basis if b}):
            print(f"    {basis:<20} right {by_basis[basis, 'right']:5}  wrong {by_basis[basis, 'wrong']:5}")
        if arguments.confusion:
            for _, name, text, outcomes in own_sets:
                print(f"\n{name}", *confusion(text, outcomes), sep="\n")


if __name__ == "__main__":
    main()
