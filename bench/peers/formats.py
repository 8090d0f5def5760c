"""The neutral workload in the format of each tool: as lean as somebody who uses that tool would write it."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_OID, uuid5

from workload import Item, Requirement, Workload, requirement_of

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from made_up import dump

DAY = "2026-01-01"
PER_FILE = 50


def write_json(path: Path, data: object) -> None:
    """Write data as JSON, as tools do."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(data, indent=2) + "\n", encoding="utf-8")


# A plain file, for the baseline ------------------------------------------------------------------------------------


def write_plain(folder: Path, work: Workload) -> None:
    """``workload.json``: requirements with their parts, items with the parts that they answer."""
    asked = [{"id": r.id, "title": r.title, "text": r.text, "parts": r.parts} for r in work.requirements]
    there = [{"id": i.id, "title": i.title, "text": i.text, "answers": i.answers} for i in work.items]
    write_json(folder / "workload.json", {"requirements": asked, "items": there})


# gapcheck ---------------------------------------------------------------------------------------------------------


def write_gapcheck(folder: Path, work: Workload) -> None:
    """A catalogue: a requirement is an article with one duty, a part is a concept, an item is a rule."""
    asked = folder / "obligations"
    dump(
        asked / "vocabulary/vocabulary.yaml",
        {
            "kinds": [{"id": "obligation", "anchor": "subject", "label": "Obligation"}],
            "facets": [{"id": "subject", "role": "scope", "unrelated": "disjoint", "label": "Subject"}],
            "concepts": [
                {"id": part, "facet": "subject", "label": f"part {part}"} for r in work.requirements for part in r.parts
            ],
        },
    )
    titles = {"id": "neutral", "title": "Neutral Convention", "short_title": "Neutral Convention", "citation": "NC"}
    dump(
        asked / "neutral/instrument.yaml", {"instrument": {**titles, "text_status": "adopted", "opened": "2001-01-01"}}
    )
    articles = [_article(one) for one in work.requirements]
    for first in range(0, len(articles), PER_FILE):
        listed = articles[first : first + PER_FILE]
        dump(asked / f"neutral/{first // PER_FILE:03d}.yaml", {"instrument": "neutral", "articles": listed})
    sources: dict[int, list[Item]] = {}
    for item in work.items:
        sources.setdefault(item.source, []).append(item)
    for number, items in sources.items():
        act = {"id": f"act-{number}", "title": f"Neutral Act {number} 2000", "number": f"2000 No {number + 1}"}
        sections = [_section(item, number) for item in items]
        dump(folder / f"nz_statutes/act_{number}.yaml", {"act": act, "sections": sections})


def _article(one: Requirement) -> dict[str, Any]:
    number = one.id.removeprefix("r")
    duty = {
        "id": number,
        "kind": "obligation",
        "force": "shall",
        "text": one.text,
        "elements": [{"facet": "subject", "every": list(one.parts)}],
        "survey": {"date": DAY, "acts": ["act-0"]},
        "source": [{"ref": "NC", "pinpoint": f"art {number}", "checked": "verified"}],
    }
    chapter = f"Chapter {int(number) // 100 + 1}"
    return {"article": number, "heading": one.title, "chapter": chapter, "duties": [duty]}


def _section(item: Item, act: int) -> dict[str, Any]:
    number = item.id.removeprefix("i")
    rule = {
        "id": number,
        "kind": "obligation",
        "text": item.text,
        "in_force": {"from": "2000-07-01", "to": None, "by": f"Neutral Act {act} 2000"},
        "conditions": [{"facet": "subject", "any": list(item.answers)}],
        "source": [{"ref": f"Neutral Act {act} 2000", "pinpoint": f"s {number}", "checked": "verified"}],
    }
    return {"section": number, "heading": item.title, "rules": [rule]}


# LOBSTER ----------------------------------------------------------------------------------------------------------

LOBSTER_CONFIG = """requirements "Requirements" {
  source: "requirements.lobster";
}
implementation "Items" {
  source: "items.lobster";
  trace to: "Requirements";
}
"""


def write_lobster(folder: Path, work: Workload) -> None:
    """Its interchange JSON. An item refers to a requirement as a whole: there are no parts."""
    asked = [
        _lobster(f"req {r.id}", r.title, "requirements.md", framework="neutral", kind="requirement", text=r.text)
        for r in work.requirements
    ]
    there = [
        _lobster(f"item {i.id}", i.title, f"source_{i.source}.md", language="neutral", kind="item")
        | {"refs": [f"req {requirement_of(part)}" for part in i.answers]}
        for i in work.items
    ]
    head = {"generator": "neutral", "version": 3}
    write_json(folder / "requirements.lobster", {**head, "schema": "lobster-req-trace", "data": asked})
    write_json(folder / "items.lobster", {**head, "schema": "lobster-imp-trace", "data": there})
    (folder / "lobster.conf").write_text(LOBSTER_CONFIG, encoding="utf-8")


def _lobster(tag: str, name: str, file: str, **more: str) -> dict[str, Any]:
    location = {"kind": "file", "file": file, "line": None, "column": None}
    empty: dict[str, list[str]] = {"messages": [], "just_up": [], "just_down": [], "just_global": []}
    return {"tag": tag, "name": name, "location": location, **empty, **more}


# OSCAL, for compliance-trestle ------------------------------------------------------------------------------------


def write_oscal(folder: Path, work: Workload) -> None:
    """A catalog and a component definition: a requirement is a control, a part a statement, a source a component."""
    head = {"last-modified": f"{DAY}T00:00:00+00:00", "version": "1", "oscal-version": "1.2.1"}
    catalog = {
        "uuid": _uuid("catalog"),
        "metadata": {"title": "Neutral catalog", **head},
        "controls": [_control(one) for one in work.requirements],
    }
    write_json(folder / "catalog.json", {"catalog": catalog})
    sources: dict[int, list[Item]] = {}
    for item in work.items:
        sources.setdefault(item.source, []).append(item)
    definition = {
        "uuid": _uuid("definition"),
        "metadata": {"title": "Neutral components", **head},
        "components": [_component(number, items) for number, items in sources.items()],
    }
    write_json(folder / "component-definition.json", {"component-definition": definition})


def _uuid(name: str) -> str:
    return str(uuid5(NAMESPACE_OID, f"neutral {name}"))


def _control(one: Requirement) -> dict[str, Any]:
    parts = [{"id": part, "name": "item", "prose": f"part {part}"} for part in one.parts]
    statement = {"id": f"{one.id}_smt", "name": "statement", "prose": one.text, "parts": parts}
    return {"id": one.id, "title": one.title, "parts": [statement]}


def _component(number: int, items: list[Item]) -> dict[str, Any]:
    implementation = {
        "uuid": _uuid(f"implementation {number}"),
        "source": "catalog.json",
        "description": f"What source {number} answers.",
        "implemented-requirements": list(_implemented(items)),
    }
    return {
        "uuid": _uuid(f"component {number}"),
        "type": "policy",
        "title": f"Source {number}",
        "description": f"Source {number}.",
        "control-implementations": [implementation],
    }


def _implemented(items: list[Item]) -> Iterator[dict[str, Any]]:
    for item in items:
        for part in item.answers:
            yield {
                "uuid": _uuid(f"{item.id} {part}"),
                "control-id": requirement_of(part),
                "description": f"{item.id} {item.title}: {item.text}",
                "statements": [{"statement-id": part, "uuid": _uuid(f"{item.id} {part} s"), "description": item.id}],
            }


WRITERS = {"plain": write_plain, "gapcheck": write_gapcheck, "lobster": write_lobster, "oscal": write_oscal}
"""What writes the workload for a tool, by the name of the folder that it goes into."""
