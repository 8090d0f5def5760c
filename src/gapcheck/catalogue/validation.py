"""From plain data to models, with what pydantic finds told in plain words at the right line."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from typing import Any, TypeVar, get_args

from pydantic import ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from gapcheck.catalogue.strict_yaml import Path, YamlDocument, show
from gapcheck.errors import Problem, nearest
from gapcheck.model.base import FROM_FILE, Marked, Model

M = TypeVar("M", bound=Model)

_LONGEST = 80
_QUOTED = re.compile(r"'([^']*)'")
_WANTED = {
    "string_type": "a text",
    "string_too_short": "a text",
    "too_short": "a text",
    "string_pattern_mismatch": "an id without spaces or quotation marks",
    "int_type": "a whole number",
    "bool_type": "true or false",
    "tuple_type": "a list",
}
_KEY = re.compile(r"[a-z]+(_[a-z]+)*")
# One thing has several names in the forms: what an author who wrote the first most likely meant.
_MEANT = {
    "title": ("heading", "label"),
    "name": ("title", "heading", "label"),
    "label": ("title", "heading"),
    "heading": ("title", "label"),
    "description": ("text", "definition"),
    "concepts": ("every", "any"),
    "every": ("any", "concepts"),
    "any": ("concepts", "every"),
    "exclude": ("concepts",),
    "elements": ("conditions",),
    "conditions": ("elements",),
    "reason": ("why",),
    "sources": ("source",),
}
_VALUE_CODES = {
    "is not a web address": "bad-url",
    "is not a date": "bad-date",
    "interval": "bad-interval",
    "without a direction": "no-direction",
    "a text of": "too-long",
}


def attempt(form: type[M], document: YamlDocument) -> tuple[M | None, list[ErrorDetails]]:
    """The data of a file as a model, or what pydantic has against it."""
    try:
        return form.model_validate(document.data, by_alias=True, by_name=False, context=FROM_FILE), []
    except ValidationError as error:
        return None, error.errors(include_url=False)


def empty_file(form: type[Model], document: YamlDocument) -> Problem:
    """The problem of a file that holds nothing."""
    return Problem(document.file, 1, "", "the file is empty", _keys_text(form), code="empty-file")


def problem_of(form: type[Model], document: YamlDocument, detail: ErrorDetails) -> Problem:
    """What pydantic found, in plain words."""
    path = document.known(detail["loc"])
    describe = _DESCRIBERS.get(detail["type"], _other)
    problem = describe(form, document, path, detail)
    return unquoted(problem, form) if _may_be_withheld(form, path) else problem


def _may_be_withheld(form: type[Model], path: Path) -> bool:
    """Whether a place is in a text that may have a ground for withholding: an unknown key there is part of it, cut
    off by a comma.
    """
    return any(_is_marked(form, path[:length]) for length in range(len(path) + 1))


def _is_marked(form: type[Model], path: Path) -> bool:
    holder = model_at(form, path)
    return holder is not None and issubclass(holder, Marked)


_OF_THE_FORM = frozenset({"missing-key", "empty-file", "too-deep", "not-utf8", "unsafe-character", "file-too-large"})
_GROUND = re.compile(r"(s )?\d+[A-Z]*(\([0-9a-z]+\))+")


def unquoted(problem: Problem, form: type[Model]) -> Problem:
    """The problem without anything that stands in the file but words of the form: its line, and what was expected.

    A message goes to a terminal, into a log or an email; what is withheld, or was meant to be, must not.
    """
    if problem.code in _OF_THE_FORM:
        return problem
    message, known = problem.message, words_of(form)
    if any(word not in known and not _GROUND.fullmatch(word) for word in _QUOTED.findall(message)) or '"' in message:
        # From the first sign to the last: the text between may hold such signs itself.
        message = re.sub(r"""['"].*['"]""", "(not shown)", message, flags=re.DOTALL)
    keys = re.search(r"with the keys (.*)", message, flags=re.DOTALL)
    if keys and not known.issuperset(keys[1].split(", ")):
        message = f"{message[: keys.start()]}with keys (not shown)"
    message = re.sub(r"^(found )?(the number )?-?\d+( is not a date)?$", r"\1(not shown)\3", message)
    # The last step of an unknown or repeated key is what somebody typed.
    cut = problem.code in ("unknown-key", "duplicate-key") or problem.code.startswith("yaml-")
    return replace(problem, key=problem.key.rpartition(".")[0] if cut else problem.key, message=message)


@cache
def words_of(form: type[Model]) -> frozenset[str]:
    """The words that belong to a form: the names of its fields and the values of its closed lists, and of what is in
    them.
    """
    found: set[str] = set()
    todo: list[Any] = [form]
    seen: set[type[Model]] = set()
    while todo:
        part = todo.pop()
        if isinstance(part, type) and issubclass(part, Model):
            if part not in seen:
                seen.add(part)
                found |= fields_of(part).keys()
                todo += (field.annotation for field in fields_of(part).values())
        else:
            arguments = get_args(part)
            found |= {word for word in arguments if isinstance(word, str)}
            todo += (argument for argument in arguments if not isinstance(argument, str))
    return frozenset(found)


def _missing(form: type[Model], document: YamlDocument, path: Path, detail: ErrorDetails) -> Problem:
    name = str(detail["loc"][-1])
    message = f"the key {name!r} is missing"
    expected = _value_of(model_at(form, path), name)
    return Problem(document.file, document.line(path), show(path), message, expected, code="missing-key")


def _value_of(holder: type[Model] | None, name: str) -> str:
    """What a key wants, for somebody who did not know of it: its closed list, or what the page of the files says."""
    field = fields_of(holder).get(name) if holder else None
    choices = [w for w in get_args(field.annotation) if isinstance(w, str)] if field else []
    if choices:
        return f"a value for {name!r}: {_one_of(choices)}"
    return f"a value for {name!r}"


def _extra(form: type[Model], document: YamlDocument, path: Path, detail: ErrorDetails) -> Problem:
    name = str(detail["loc"][-1])
    holder = model_at(form, path[:-1])
    allowed = _keys(holder) if holder else []
    problem = _unknown_key(document, path, name, allowed)
    if detail["input"] is None and not _KEY.fullmatch(name):
        # "{text: seize, copy or keep}" is read as a text "seize" and a key "copy or keep".
        return replace(problem, expected="quotation marks around a text that holds a comma", suggestion=None)
    return problem


def _literal(_form: type[Model], document: YamlDocument, path: Path, detail: ErrorDetails) -> Problem:
    allowed = _QUOTED.findall(detail["ctx"]["expected"])
    # The keys of a mapping may be of a closed list too, and are then told like an unknown key.
    if detail["loc"][-1] == "[key]":
        return _unknown_key(document, path, str(detail["input"]), allowed)
    value = detail["input"]
    suggestion = nearest(value, allowed) if isinstance(value, str) else None
    message = f"unknown value {_short(value)}" if isinstance(value, str) else f"found {_describe(value)}"
    return Problem(
        document.file, document.line(path), show(path), message, _one_of(allowed), suggestion, "unknown-value"
    )


def _unknown_key(document: YamlDocument, path: Path, name: str, allowed: list[str]) -> Problem:
    return Problem(
        document.file,
        document.key_line(path),
        show(path),
        f"unknown key {name!r}",
        _one_of(allowed),
        next((key for key in _MEANT.get(name, ()) if key in allowed), None) or nearest(name, allowed),
        "unknown-key",
    )


def _value(_form: type[Model], document: YamlDocument, path: Path, detail: ErrorDetails) -> Problem:
    text = str(detail["ctx"]["error"])
    code = next((c for words, c in _VALUE_CODES.items() if words in text), "bad-value")
    # Validators write one sentence, "...; expected ..."; it is told in two fields.
    message, _, expected = text.partition("; expected ")
    if not expected and message.startswith("expected "):
        message, expected = f"found {_describe(detail['input'])}", message.removeprefix("expected ")
    if detail["input"] is None:
        message = "found nothing"
    return Problem(document.file, document.line(path), show(path), message, expected, code=code)


def _other(form: type[Model], document: YamlDocument, path: Path, detail: ErrorDetails) -> Problem:
    kind = detail["type"]
    if kind in ("model_type", "dict_type"):
        holder = model_at(form, path)
        expected = _keys_text(holder) if holder else "a mapping"
    elif kind == "greater_than_equal":
        expected = f"at least {detail['ctx']['ge']}"
    else:
        expected = _WANTED.get(kind, detail["msg"])
    line = document.key_line(path) if detail["loc"][-1:] == ("[key]",) else document.line(path)
    return Problem(document.file, line, show(path), f"found {_describe(detail['input'])}", expected, code="wrong-type")


_DESCRIBERS = {"missing": _missing, "extra_forbidden": _extra, "literal_error": _literal, "value_error": _value}


def _describe(value: object) -> str:
    if value is None:
        return "nothing"
    # True is an int to Python.
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, Mapping):
        return f"a mapping with the keys {', '.join(map(str, value))}" if value else "an empty mapping"
    if isinstance(value, (list, tuple)):
        return "a list"
    return f"the number {value}" if isinstance(value, int) else _short(value)


def _short(value: object) -> str:
    text = repr(value)
    # A value that was typed in the wrong place may be a whole paragraph.
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}...'"


def _one_of(names: list[str]) -> str:
    return f"one of {', '.join(names)}"


def fields_of(form: type[Model]) -> dict[str, FieldInfo]:
    """The fields of a model by the names that files use."""
    return {field.alias or name: field for name, field in form.model_fields.items()}


def _keys(form: type[Model]) -> list[str]:
    return list(fields_of(form))


def _keys_text(form: type[Model]) -> str:
    return f"a mapping with the keys {', '.join(_keys(form))}"


def model_at(form: type[Model], path: Path) -> type[Model] | None:
    """The model that describes what stands at ``path``, for the keys that it allows."""
    model: type[Model] | None = form
    for step in path:
        if model and isinstance(step, str):
            fields = fields_of(model)
            model = _model_in(fields[step].annotation) if step in fields else None
    return model


def _model_in(annotation: Any) -> type[Model] | None:
    if isinstance(annotation, type) and issubclass(annotation, Model):
        return annotation
    return next((model for part in get_args(annotation) if (model := _model_in(part))), None)
