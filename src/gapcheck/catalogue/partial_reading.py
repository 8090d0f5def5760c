"""What can still be checked of a file that is not well-formed.

What pydantic refuses is left out, or a harmless value stands in for it, until the rest is a model. The rest keeps its
places, and knows what was lost, so that nothing is said that only comes from the loss.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Generic, Literal, TypeVar, get_args, get_origin

from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from gapcheck.catalogue.strict_yaml import Document, Lost, Path
from gapcheck.catalogue.validation import attempt, empty_file, fields_of, model_at, problem_of
from gapcheck.errors import Problem
from gapcheck.model.base import Interval, Model

M = TypeVar("M", bound=Model)

_Below = Mapping[Path, Mapping[str | int, object]]

_ROUNDS = 20
_GONE = object()
_DAY = "2000-01-01"
# The lists that define ids.
_DEFINITIONS: frozenset[str | int] = frozenset(
    {
        "kinds",
        "facets",
        "concepts",
        "articles",
        "duties",
        "allows",
        "waives",
        "sections",
        "rules",
        "positions",
        "exercised",
        "questions",
        "changes",
        "agencies",
        "capabilities",
    }
)
# No value can stand in for these: other files are checked by them.
_DECISIVE = frozenset({"role"})
_STAND_INS: dict[Any, object] = {str: "?", int: 1, date: _DAY, Interval: {"from": _DAY}}


@dataclass(frozen=True)
class Salvage(Generic[M]):
    """What is left of a file (nothing, if ``model`` is ``None``), and the problems of its form."""

    model: M | None
    document: Document
    problems: tuple[Problem, ...] = ()


@dataclass
class _Cuts:
    """The parts of a file that are left out (``_GONE``) or replaced, by path; and where the meaning of each was lost."""

    values: dict[Path, object] = field(default_factory=dict)
    meant: dict[Path, Path] = field(default_factory=dict)

    def add(self, path: Path, value: object, meant: Path) -> None:
        self.values[path] = value
        self.meant[path] = meant


def salvage(form: type[M], document: Document) -> Salvage[M]:
    """Read the data of one file as a model, leaving out as little as possible of what is not well-formed."""
    if document.data is None:
        return Salvage(None, document, (empty_file(form, document),))
    cuts, left = _Cuts(), document
    problems: list[Problem] = []
    for _ in range(_ROUNDS):
        model, refused = attempt(form, left)
        if model is not None:
            return Salvage(model, left, tuple(problems))
        told = [(detail, problem_of(form, left, detail)) for detail in refused]
        problems += [problem for detail, problem in told if not _comes_from(cuts, left.known(detail["loc"]), problem)]
        for detail, problem in told:
            _cut(form, left, detail, problem, cuts)
        if () in cuts.values:
            break
        left = _without(document, cuts)
    return Salvage(None, document, tuple(problems))


def split_id(wanted: str) -> list[str]:
    """The parts of an id: ``act:1#facet`` is made of the ids of an Act, a rule and a facet."""
    return re.split("[:#]", wanted)


def _comes_from(cuts: _Cuts, node: Path, problem: Problem) -> bool:
    """Whether a mapping is only wrong because of what was cut out of it: the message names that, or the key is not
    known.
    """
    for path, meant in cuts.meant.items():
        if path[: len(node)] == node and len(path) > len(node):
            name = str((*meant, "")[len(node)])
            text = f"{problem.message} {problem.expected}"
            if (name and re.search(rf"\b{re.escape(name)}\b", text)) or (meant != path and problem.code == "bad-value"):
                return True
    return False


def _cut(form: type[Model], document: Document, detail: ErrorDetails, problem: Problem, cuts: _Cuts) -> None:
    path, name = document.known(detail["loc"]), str(detail["loc"][-1]) if detail["loc"] else ""
    if detail["type"] == "extra_forbidden":
        return cuts.add(path, _GONE, _meant(path, detail["input"], problem))
    if detail["type"] == "missing":
        path = (*path, name)
    elif name == "[key]":
        path = path[:-1]
    path, value = _smallest(form, path, cuts)
    return cuts.add(path, value, path)


def _meant(path: Path, value: object, problem: Problem) -> Path:
    """The place that an unknown key was meant for: it may be any in its mapping."""
    if problem.suggestion:
        return (*path[:-1], problem.suggestion)
    return path[:-1] if isinstance(value, (dict, list)) else path


def _smallest(form: type[Model], path: Path, cuts: _Cuts) -> tuple[Path, object]:
    """The least that has to go so that nothing wrong is left at ``path``, and what stands in for it."""
    while path:
        if isinstance(path[-1], int):
            return path, _GONE
        holder = model_at(form, path[:-1])
        field = fields_of(holder).get(path[-1]) if holder else None
        if field is not None:
            value = _stand_in(path[-1], field) if path not in cuts.values else _GONE
            if value is not _GONE or (not field.is_required() and cuts.values.get(path) is not _GONE):
                return path, value
        path = path[:-1]
    return (), _GONE


def _stand_in(name: str, field: FieldInfo) -> object:
    """A value that is well-formed and says nothing. There is none for ids and for most mappings."""
    kinds = [part for part in get_args(field.annotation) if part is not type(None)]
    kind = kinds[0] if type(None) in get_args(field.annotation) else field.annotation
    while get_origin(kind) is not None and hasattr(kind, "__metadata__"):
        kind = get_args(kind)[0]
    if get_origin(kind) is Literal:
        return _GONE if name in _DECISIVE else get_args(kind)[0]
    if get_origin(kind) is tuple:
        return []
    if kind is not int and (not field.is_required() or any(getattr(part, "pattern", None) for part in field.metadata)):
        return _GONE
    return _STAND_INS.get(kind, _GONE)


def _without(document: Document, cuts: _Cuts) -> Document:
    """The document without what is cut."""
    kept: dict[Path, tuple[int, ...]] = {}
    below: dict[Path, dict[str | int, object]] = {}
    for path, value in cuts.values.items():
        below.setdefault(path[:-1], {})[path[-1]] = value
    data = _pruned(document.data, (), below, kept)
    lost = tuple(_lost(document.data, path, cuts.meant[path]) for path in cuts.values)
    return replace(document, data=data, kept=kept, lost=lost)


def _pruned(node: object, path: Path, cuts: _Below, kept: dict[Path, tuple[int, ...]]) -> object:
    here = cuts.get(path, {})
    if isinstance(node, list):
        left = tuple(i for i in range(len(node)) if i not in here)
        if len(left) < len(node):
            kept[path] = left
        return [_pruned(node[i], (*path, i), cuts, kept) for i in left]
    if not isinstance(node, dict):
        return node
    values = {key: _pruned(value, (*path, key), cuts, kept) for key, value in node.items() if key not in here}
    return values | {key: value for key, value in here.items() if value is not _GONE}


def _lost(data: object, path: Path, meant: Path) -> Lost:
    """What a part that is cut may have defined, told from its texts and from those around it."""
    around: list[object] = []
    node: Any = data
    for step in path:
        around += node.values() if isinstance(node, dict) else ()
        node = node.get(step) if isinstance(node, dict) else node[step]
    heads = data.values() if isinstance(data, dict) else ()
    around += [value for head in heads if isinstance(head, dict) for value in head.values()]
    name = next(step for step in reversed(path) if isinstance(step, str))
    blank = name in _DEFINITIONS and not isinstance(node, (dict, list))
    return Lost(meant, _parts(_scalars(node)), _parts(around), blank)


def _scalars(node: object) -> Iterator[object]:
    """Every value in a part of a file, the keys of mappings included."""
    if isinstance(node, dict):
        yield from node
        node = list(node.values())
    if isinstance(node, list):
        for item in node:
            yield from _scalars(item)
    else:
        yield node


def _parts(values: Iterable[object]) -> frozenset[str]:
    return frozenset(part for value in values if isinstance(value, (str, int)) for part in split_id(str(value)))
