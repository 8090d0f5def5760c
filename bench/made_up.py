"""Made-up catalogues of any size, for timing: duties and rules in one vocabulary, most duties met by some rule.

``python bench/made_up.py FOLDER DUTIES RULES ACTS CONCEPTS`` writes one; the same arguments give the same bytes.
"""

from __future__ import annotations

import sys
from pathlib import Path
from random import Random
from typing import Any

import yaml

KINDS = ("offence", "liability", "sanction", "jurisdiction", "power", "safeguard", "cooperation", "institution")
FACETS = 20
PER_ARTICLE = 4
ARTICLES_IN_FILE = 50


class _Dumper(getattr(yaml, "CSafeDumper", yaml.SafeDumper)):  # type: ignore[misc]
    """Writes every value out: a catalogue has no anchors."""

    def ignore_aliases(self, _data: object) -> bool:
        return True


def facet(number: int) -> str:
    return f"facet-{number:02d}"


def write(root: Path, duties: int, rules: int, acts: int, concepts: int) -> None:
    """Write a catalogue with so many duties, rules, Acts and concepts."""
    dice = Random(f"{duties}-{rules}-{acts}-{concepts}")
    words = _vocabulary(root, concepts, dice)
    described = [_elements(words, dice) for _ in range(duties)]
    _treaty(root, described)
    _statutes(root, described, words, rules, acts, dice)


def dump(path: Path, data: object) -> None:
    """Write data as YAML, as the files of a catalogue are written."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(yaml.dump(data, Dumper=_Dumper, sort_keys=False, default_flow_style=None, width=200))


def _vocabulary(root: Path, concepts: int, dice: Random) -> dict[str, list[str]]:
    """Concepts by facet; the anchors are the first facets, one in four concepts stands below another."""
    words: dict[str, list[str]] = {facet(n): [] for n in range(FACETS)}
    listed = []
    for number in range(concepts):
        name = facet(number % FACETS)
        concept: dict[str, object] = {"id": f"concept-{number}", "facet": name, "label": f"concept {number}"}
        if words[name] and dice.random() < 0.25:
            concept["broader"] = [dice.choice(words[name])]
        words[name].append(f"concept-{number}")
        listed.append(concept)
    facets = [
        {"id": facet(n), "role": "scope", "unrelated": "disjoint", "label": facet(n)}
        if n < 15
        else {"id": facet(n), "role": "guarantee", "label": facet(n)}
        for n in range(FACETS)
    ]
    kinds = [{"id": kind, "anchor": facet(n % 8), "label": kind} for n, kind in enumerate(KINDS)]
    dump(root / "obligations/vocabulary/vocabulary.yaml", {"kinds": kinds, "facets": facets, "concepts": listed})
    return words


def _elements(words: dict[str, list[str]], dice: Random) -> tuple[str, list[dict[str, Any]]]:
    number = dice.randrange(len(KINDS))
    chosen = {facet(number % 8), *(facet(n) for n in dice.sample(range(FACETS), 3))}
    elements = []
    for name in sorted(chosen):
        wanted = dice.sample(words[name], min(len(words[name]), dice.choice((1, 1, 2))))
        elements.append({"facet": name, dice.choice(("every", "every", "any")): wanted})
    return KINDS[number], elements


def _source(ref: str) -> list[dict[str, str]]:
    return [{"ref": ref, "pinpoint": "s 1", "checked": "unverified"}]


def _treaty(root: Path, described: list[tuple[str, list[dict[str, Any]]]]) -> None:
    folder = root / "obligations/made-up"
    dump(
        folder / "instrument.yaml",
        {
            "instrument": {
                "id": "made-up",
                "title": "Made-up Convention",
                "short_title": "Made-up Convention",
                "citation": "MUC",
                "text_status": "adopted",
                "opened": "2001-01-01",
            }
        },
    )
    survey = {"date": "2026-01-01", "acts": ["act-0"]}
    articles = []
    for start in range(0, len(described), PER_ARTICLE):
        number = str(start // PER_ARTICLE + 1)
        duties = []
        for place, (kind, elements) in enumerate(described[start : start + PER_ARTICLE], start=1):
            duties.append(
                {
                    "id": f"{number}({place})",
                    "kind": kind,
                    "force": "shall",
                    "text": f"Do what is described in paragraph {place} of article {number}.",
                    "elements": elements,
                    "survey": survey,
                    "source": _source("MUC"),
                }
            )
        articles.append(
            {"article": number, "heading": f"Article {number}", "chapter": f"Chapter {start // 400}", "duties": duties}
        )
    for first in range(0, len(articles), ARTICLES_IN_FILE):
        dump(
            folder / f"{first // ARTICLES_IN_FILE:04d}.yaml",
            {"instrument": "made-up", "articles": articles[first : first + ARTICLES_IN_FILE]},
        )


def _rule(number: int, described: list[tuple[str, list[dict[str, Any]]]], words: dict[str, list[str]], dice: Random):
    kind, elements = described[number % len(described)] if dice.random() < 0.6 else _elements(words, dice)
    conditions, gives = [], []
    for element in elements:
        listed = list(element.get("every") or element["any"])
        if dice.random() < 0.15:
            listed = [dice.choice(words[element["facet"]])]
        if int(element["facet"][-2:]) < 15:
            conditions.append({"facet": element["facet"], "any": listed})
        else:
            gives.append({"facet": element["facet"], "concepts": listed})
    since = f"{dice.randrange(2002, 2026)}-0{dice.randrange(1, 10)}-01"
    rule: dict[str, Any] = {
        "id": f"{number}(1)",
        "kind": kind,
        "text": f"What section {number} says.",
        "in_force": {"from": since, "to": None, "by": f"Amendment Act {since[:4]}"},
        "conditions": conditions,
        "gives": gives,
        "source": _source("Act"),
    }
    return rule


def _statutes(root: Path, described: Any, words: dict[str, list[str]], rules: int, acts: int, dice: Random) -> None:
    sections: list[list[dict[str, Any]]] = [[] for _ in range(acts)]
    for number in range(rules):
        rule = _rule(number, described, words, dice)
        sections[number % acts].append({"section": str(number), "heading": f"Section {number}", "rules": [rule]})
    for number, listed in enumerate(sections):
        act = {"id": f"act-{number}", "title": f"Made-up Act {number} 2001", "number": f"2001 No {number + 1}"}
        dump(root / f"nz_statutes/act_{number}.yaml", {"act": {**act, "agency": "Ministry"}, "sections": listed})


if __name__ == "__main__":
    write(Path(sys.argv[1]), *(int(number) for number in sys.argv[2:6]))
