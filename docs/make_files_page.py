"""docs/files.md: every key of every file of a catalogue. ``--check`` tells whether it is current."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from gapcheck.catalogue.schemas import schema_of
from gapcheck.cli.file_forms import FORMS

PAGE = Path(__file__).parent / "files.md"

WHERE: Mapping[str, str] = {
    "vocabulary": "obligations/vocabulary/*.yaml",
    "instrument": "obligations/<instrument>/instrument.yaml",
    "articles": "obligations/<instrument>/*.yaml",
    "state": "<state>_statutes/state.yaml",
    "annex": "<state>_statutes/annex.yaml",
    "statute": "<state>_statutes/*.yaml",
    "reform": "<state>_statutes/reforms/*.yaml",
    "positions": "obligations/positions/*.yaml",
    "readings": "obligations/readings.yaml",
    "questions": "obligations/questions/*.yaml",
    "statements": "obligations/statements.yaml",
    "assessors": "obligations/assessors.yaml",
    "catalogue": "obligations/catalogue.yaml",
    "verification": "<state>_statutes/verification.yaml",
    "jobs": "jobs.yaml",
}
"""Where the files of a form stand; those that are not named here are under obligations/policy/."""
OTHERS = ("jobs",)
"""Files that are no part of a catalogue; they may have any name."""


def page() -> str:
    """The whole page."""
    head = [
        "# The files of a catalogue, key by key",
        "",
        "Made by `docs/make_files_page.py` of the models that read the files. Keys marked * are needed. Texts, ids and",
        "days are written as they are (`2025-10-01`); a list stands in `[...]` or in lines that begin with `-`.",
        "`<state>` is the id of the State whose law it is: `nz` in the catalogue that comes with gapcheck.",
    ]
    return "\n".join([*head, *(line for form in FORMS for line in _form(form))]) + "\n"


def _form(form: str) -> Iterator[str]:
    made = schema_of(FORMS[form])
    yield ""
    yield f"## `{WHERE.get(form, f'obligations/policy/{form}.yaml')}`"
    if form in OTHERS:
        yield ""
        yield "No part of a catalogue, and of any name: what `gapcheck assess-many` is asked ([jobs](scale.md#jobs))."
    yield from _table(made)
    for name, model in sorted(made["$defs"].items()):
        keys = model["anyOf"][1] if "anyOf" in model else model
        yield ""
        yield f"**{name.rstrip('_')}**"
        yield from _table(keys)


def _table(model: Mapping[str, Any]) -> Iterator[str]:
    yield ""
    yield "| key | value | meaning |"
    yield "| --- | --- | --- |"
    needed = model.get("required", ())
    for key, value in model["properties"].items():
        yield f"| `{key}`{' *' if key in needed else ''} | {_kind(value)} | {value['description']} |"


def _kind(value: Mapping[str, Any]) -> str:
    if "anyOf" in value:
        return " or ".join(dict.fromkeys(_kind(one) for one in value["anyOf"] if one.get("type") != "null"))
    if "$ref" in value:
        return str(value["$ref"]).rpartition("/")[2].rstrip("_")
    if "enum" in value:
        return ", ".join(f"`{one}`" for one in value["enum"])
    if "const" in value:
        return f"`{value['const']}`"
    if value.get("type") == "array":
        return f"list of {_kind(value.get('items', {}))}"
    if value.get("format") == "date":
        return "day"
    kind = value.get("type")
    return {"boolean": "true or false", "integer": "number", "object": "mapping"}.get(str(kind), "text")


if __name__ == "__main__":
    made = page()
    if "--check" not in sys.argv:
        PAGE.write_text(made, encoding="utf-8")
    elif PAGE.read_text(encoding="utf-8") != made:
        sys.exit("docs/files.md is not current; run python docs/make_files_page.py")
