"""JSON Schemas of the files of a catalogue, for editors that complete and explain keys."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from importlib import resources
from typing import Any

import yaml

from gapcheck.catalogue.file_places import POLICY
from gapcheck.catalogue.staleness import VerificationFile
from gapcheck.model.base import Model
from gapcheck.model.law import ReformFile, StatuteFile
from gapcheck.model.policy import AssessorsFile, CatalogueFile, StatementsFile
from gapcheck.model.position import PositionsFile, ReadingsFile
from gapcheck.model.question import QuestionsFile
from gapcheck.model.state import AnnexFile, StateFile
from gapcheck.model.treaty import ArticlesFile, InstrumentFile
from gapcheck.model.vocabulary import VocabularyFile

FORMS: Mapping[str, type[Model]] = {
    "vocabulary": VocabularyFile,
    "instrument": InstrumentFile,
    "articles": ArticlesFile,
    "statute": StatuteFile,
    "reform": ReformFile,
    "positions": PositionsFile,
    "readings": ReadingsFile,
    "questions": QuestionsFile,
    "statements": StatementsFile,
    "assessors": AssessorsFile,
    "catalogue": CatalogueFile,
    "state": StateFile,
    "annex": AnnexFile,
    "verification": VerificationFile,
    **{name.removesuffix(".yaml"): form for name, form in POLICY.items()},
}
"""The forms of files by the name of their schema."""

DIALECT = "https://json-schema.org/draft/2020-12/schema"
TEXT: Mapping[str, object] = {"type": ["string", "integer"]}


def file_name(form: str) -> str:
    """The name of the file of a schema: ``articles.schema.json``."""
    return f"{form}.schema.json"


def schema(form: str) -> dict[str, Any]:
    """The JSON Schema of a form of file of a catalogue."""
    return schema_of(FORMS[form])


def schema_of(form: type[Model]) -> dict[str, Any]:
    """The JSON Schema of the files that a model reads: every key with what it means, and what may stand there."""
    made = form.model_json_schema(by_alias=True)
    definitions = made.pop("$defs", {})
    name = form.__name__
    told = {name: _of_model(name, made)} | {key: _of_model(key, one) for key, one in definitions.items()}
    whole = told.pop(name)
    return {"$schema": DIALECT, **whole, "$defs": told}


def _of_model(name: str, made: Mapping[str, Any]) -> dict[str, Any]:
    properties = {
        key: {**_as_written(value), "description": description(name, key)}
        for key, value in made.get("properties", {}).items()
    }
    whole = {"title": name.rstrip("_"), "type": "object", "properties": properties, "additionalProperties": False}
    whole |= {"required": made["required"]} if "required" in made else {}
    # A remark may be a plain text, and a text with a ground for withholding.
    return {"anyOf": [dict(TEXT), whole]} if name == "Marked" else whole


def _as_written(value: Any) -> Any:
    """A schema of values as a file has them: a label may look like a number, and nothing is named twice."""
    if isinstance(value, list):
        return [_as_written(one) for one in value]
    if not isinstance(value, Mapping):
        return value
    found = {key: _as_written(one) for key, one in value.items() if key not in ("title", "default", "description")}
    # The least length of a list is told as that of a text where the list was made of something else first.
    if found.get("type") == "array" and "minLength" in found:
        found["minItems"] = found.pop("minLength")
    # A pattern and a length hold of texts alone, so that they may stay.
    return (
        {**found, **TEXT} if found.get("type") == "string" and "enum" not in found and "const" not in found else found
    )


@cache
def _descriptions() -> Mapping[str, Mapping[str, str]]:
    text = (resources.files("gapcheck") / "catalogue" / "key_descriptions.yaml").read_text(encoding="utf-8")
    found: Mapping[str, Mapping[str, str]] = yaml.safe_load(text)
    return found


def description(model: str, key: str) -> str:
    """What a key of a form means. Raises ``LookupError`` for a key that nobody described."""
    own, every = _descriptions().get(model, {}), _descriptions()["every"]
    return own[key] if key in own else every[key]


def described() -> Iterator[tuple[str, str]]:
    """Every description that is given for a key of one form, by form and key."""
    for model, keys in _descriptions().items():
        if model != "every":
            yield from ((model, key) for key in keys)
