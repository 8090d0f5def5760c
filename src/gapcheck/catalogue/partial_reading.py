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

from gapcheck.catalogue.open_texts import grounds_in_open_texts
from gapcheck.catalogue.strict_yaml import LostPart, Path, YamlDocument
from gapcheck.catalogue.validation import attempt, empty_file, fields_of, model_at, problem_of
from gapcheck.errors import Problem
from gapcheck.model.base import Interval, Model
from gapcheck.model.ids import id_parts

M = TypeVar("M", bound=Model)

_Below = Mapping[Path, Mapping[str | int, object]]

# Leaving a part out can make its mapping wrong in turn, so a file is read again; a few rounds settle any real file.
_ROUNDS = 20
MOST_REFUSED = 1_000
"""How many mistakes of form are told of one file; of a file with more, nothing else is checked."""
_LEFT_OUT = object()
_DAY = "2000-01-01"  # a date that stands in for one that cannot be read
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
_IDS = frozenset({"id", "article", "section", "instrument", "narrowing", "enact", "amend", "repeal", "lodge"})
# No value can stand in for these: other files are checked by them.
_DECISIVE = frozenset({"role"})
_STAND_INS: dict[Any, object] = {str: "?", int: 1, date: _DAY, Interval: {"from": _DAY}}


@dataclass(frozen=True)
class PartialReading(Generic[M]):
    """What is left of a file (nothing, if ``model`` is ``None``), and the problems of its form."""

    model: M | None
    document: YamlDocument
    problems: tuple[Problem, ...] = ()


@dataclass
class _Omissions:
    """The parts of a file that are left out (``_LEFT_OUT``) or replaced, by path; and where the meaning of each was
    lost.
    """

    values: dict[Path, object] = field(default_factory=dict)
    meant: dict[Path, Path] = field(default_factory=dict)

    def add(self, path: Path, value: object, meant: Path) -> None:
        self.values[path] = value
        self.meant[path] = meant


def read_partially(form: type[M], document: YamlDocument, *, papers: bool = False) -> PartialReading[M]:
    """Read the data of one file as a model, leaving out as little as possible of what is not well-formed.

    ``papers`` are files in which any text may be withheld (``open_texts``).
    """
    reading = _read_partially(form, document)
    told = {(problem.line, problem.message) for problem in reading.problems}
    more = [p for p in grounds_in_open_texts(document, papers=papers) if (p.line, p.message) not in told]
    return replace(reading, problems=(*reading.problems, *more)) if more else reading


def _read_partially(form: type[M], document: YamlDocument) -> PartialReading[M]:
    if document.data is None:
        return PartialReading(None, document, (empty_file(form, document),))
    omissions, left = _Omissions(), document
    problems: list[Problem] = []
    for _ in range(_ROUNDS):
        model, refused = attempt(form, left)
        if model is not None:
            return PartialReading(model, left, tuple(problems))
        # Past so many mistakes nobody repairs a file line by line, and telling them all takes longer than reading it.
        if len(refused) > MOST_REFUSED:
            problems += [problem_of(form, left, detail) for detail in refused[:MOST_REFUSED]]
            return PartialReading(None, document, (*problems, _many(document, len(refused) - MOST_REFUSED)))
        refusals = [(detail, problem_of(form, left, detail)) for detail in refused]
        # What is only wrong because of what was left out in an earlier round has been told there already.
        problems += [
            problem for detail, problem in refusals if not _comes_from(omissions, left.known(detail["loc"]), problem)
        ]
        for detail, problem in refusals:
            _leave_out(form, left, detail, problem, omissions)
        # The whole file would have to go.
        if () in omissions.values:
            break
        left = _without(document, omissions)
    return PartialReading(None, document, tuple(problems))


def _many(document: YamlDocument, more: int) -> Problem:
    message = f"{more:,} further problem{'' if more == 1 else 's'} in this file, not listed"
    return Problem(document.file, 0, "", message, "the ones listed mended first", code="too-many-problems")


def _comes_from(omissions: _Omissions, node: Path, problem: Problem) -> bool:
    """Whether a mapping is only wrong because of what was left out of it: the message names that, or the key is not
    known.
    """
    for path, meant in omissions.meant.items():
        if path[: len(node)] == node and len(path) > len(node):
            name = str((*meant, "")[len(node)])
            text = f"{problem.message} {problem.expected}"
            if (name and re.search(rf"\b{re.escape(name)}\b", text)) or (meant != path and problem.code == "bad-value"):
                return True
    return False


def _leave_out(
    form: type[Model], document: YamlDocument, detail: ErrorDetails, problem: Problem, omissions: _Omissions
) -> None:
    path, name = document.known(detail["loc"]), str(detail["loc"][-1]) if detail["loc"] else ""
    if detail["type"] == "extra_forbidden":
        return omissions.add(path, _LEFT_OUT, _meant(path, detail["input"], problem))
    if detail["type"] == "missing":
        path = (*path, name)
    elif name == "[key]":
        path = path[:-1]
    path, value = _smallest(form, path, omissions)
    return omissions.add(path, value, path)


def _meant(path: Path, value: object, problem: Problem) -> Path:
    """The place that an unknown key was meant for: it may be any in its mapping."""
    if problem.suggestion:
        return (*path[:-1], problem.suggestion)
    return path[:-1] if isinstance(value, (dict, list)) else path


def _smallest(form: type[Model], path: Path, omissions: _Omissions) -> tuple[Path, object]:
    """The least that has to go so that nothing wrong is left at ``path``, and what stands in for it."""
    while path:
        # An item of a list goes as a whole: half a rule could be taken for a rule without conditions.
        if isinstance(path[-1], int):
            return path, _LEFT_OUT
        holder = model_at(form, path[:-1])
        field = fields_of(holder).get(path[-1]) if holder else None
        if field is not None:
            # A value that was refused once, with a stand-in that was refused too, is left out.
            value = _stand_in(path[-1], field) if path not in omissions.values else _LEFT_OUT
            if value is not _LEFT_OUT or (not field.is_required() and omissions.values.get(path) is not _LEFT_OUT):
                return path, value
        path = path[:-1]
    return (), _LEFT_OUT


def _stand_in(name: str, field: FieldInfo) -> object:
    """A value that is well-formed and says nothing. There is none for ids and for most mappings."""
    kinds = [part for part in get_args(field.annotation) if part is not type(None)]
    kind = kinds[0] if type(None) in get_args(field.annotation) else field.annotation
    while get_origin(kind) is not None and hasattr(kind, "__metadata__"):
        kind = get_args(kind)[0]
    if get_origin(kind) is Literal:
        # The first of the allowed words is as good as any, as it says nothing that others are checked by.
        return _LEFT_OUT if name in _DECISIVE else get_args(kind)[0]
    if get_origin(kind) is tuple:
        return []
    # An id cannot be made up: others would be held against it.
    if kind is not int and (not field.is_required() or any(getattr(part, "pattern", None) for part in field.metadata)):
        return _LEFT_OUT
    return _STAND_INS.get(kind, _LEFT_OUT)


def _without(document: YamlDocument, omissions: _Omissions) -> YamlDocument:
    """The document without what is left out."""
    kept: dict[Path, tuple[int, ...]] = {}
    below: dict[Path, dict[str | int, object]] = {}
    for path, value in omissions.values.items():
        below.setdefault(path[:-1], {})[path[-1]] = value
    data = _pruned(document.data, (), below, kept)
    lost = tuple(_lost_part(document.data, path, omissions.meant[path]) for path in omissions.values)
    return replace(document, data=data, kept=kept, lost=lost)


def _pruned(node: object, path: Path, omissions: _Below, kept: dict[Path, tuple[int, ...]]) -> object:
    here = omissions.get(path, {})
    if isinstance(node, list):
        left = tuple(i for i in range(len(node)) if i not in here)
        if len(left) < len(node):
            kept[path] = left
        return [_pruned(node[i], (*path, i), omissions, kept) for i in left]
    if not isinstance(node, dict):
        return node
    values = {key: _pruned(value, (*path, key), omissions, kept) for key, value in node.items() if key not in here}
    return values | {key: value for key, value in here.items() if value is not _LEFT_OUT}


def _lost_part(data: object, path: Path, meant: Path) -> LostPart:
    """What a part that is left out may have defined, told from its texts and from those around it."""
    around: list[object] = []
    node: Any = data
    # Ids are put together from what stands around: the Act and section of a rule.
    for step in path:
        around += node.values() if isinstance(node, dict) else ()
        node = node.get(step) if isinstance(node, dict) else node[step]
    heads = data.values() if isinstance(data, dict) else ()
    around += [value for head in heads if isinstance(head, dict) for value in head.values()]
    name = next(step for step in reversed(path) if isinstance(step, str))
    # Of a definition without its id nobody can tell what it defined.
    blank = name in _DEFINITIONS and not (isinstance(node, list) or (isinstance(node, dict) and _IDS & node.keys()))
    return LostPart(meant, _parts(_scalars(node)), _parts(around), blank)


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
    return frozenset(part for value in values if isinstance(value, (str, int)) for part in id_parts(str(value)))
