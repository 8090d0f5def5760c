"""No regular expression of the project takes the square of the length of a text that nobody meant to be matched.

Where two parts that may repeat without end stand side by side and can take the same characters (``\\s*,?\\s*``), a long
run of these is shared out in every possible way before the expression gives up. Such neighbours are looked for in
every pattern that a module holds or hands to ``re``.
"""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from re import _constants as code  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any, NamedTuple

import pytest

import gapcheck

# Patterns that have such neighbours and cannot go wrong, with the reason.
EXPLAINED = {
    r"(.*?)(\d+)": "the label of an article, matched from its beginning",
    r"\b(?:withh[eo]ld|withholding|redact\w*|removed|deleted|refused)\b[^.;:]*$": "looked for in 300 characters",
}
# Beginnings of those that are long.
EXPLAINED_FROM = {
    r"[-*+\u2022>|#_\s]*(?:\[(?P<code>": "nothing after it can fail",
    r"(?:\ufeff|\s+|<\?.*?\?>|<!--.*?-->)*+": "possessive: nothing is tried again",
    r"(?:article|art\.?)\s+(?P<number>": "a rest of any characters follows, which cannot fail",
    r"(?P<word>chapter|part)\s+(?P<numeral>": "the same",
    r"paras? (?P<numbers>": "the same",
    r"(?:article|art|paragraph|para|provision)?s?\.?\s*(?P<label>": "the same",
    "\n    (?P<act> [A-Z]": "of a citation of at most 2,000 characters",
    "\n    (?: (?P<word> sections? | clauses? )": "the same",
    "\n    (?: (?P<instrument>": "the same",
}
_CHARACTERS = [*map(chr, range(32, 127)), "\n", "\t", "é", "\u2013", "¶"]
_REPEATS = (code.MAX_REPEAT, code.MIN_REPEAT, code.POSSESSIVE_REPEAT)


class Ends(NamedTuple):
    """Of a part of a pattern: whether it may be empty, and what may repeat without end where it begins and ends."""

    empty: bool
    first: list[frozenset[str]]
    last: list[frozenset[str]]


def patterns() -> dict[str, int]:
    """Every pattern with its flags."""
    found: dict[str, int] = {}
    for module in pkgutil.walk_packages(gapcheck.__path__, "gapcheck."):
        if module.name.endswith("__main__"):
            continue
        loaded = importlib.import_module(module.name)
        for value in vars(loaded).values():
            for one in value.values() if isinstance(value, dict) else [value]:
                if isinstance(one, re.Pattern) and isinstance(one.pattern, str):
                    found[one.pattern] = one.flags
                elif isinstance(one, str) and r"\s*" in one:  # compiled where it is needed
                    found.setdefault(one, int(re.UNICODE))
        for node in ast.walk(ast.parse(Path(str(loaded.__file__)).read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func).startswith("re.") and node.args:
                first = node.args[0]
                if isinstance(first, ast.Constant) and isinstance(first.value, str):
                    found.setdefault(first.value, int(re.UNICODE))
    return found


def neighbours(pattern: str, flags: int = 0) -> Iterator[str]:
    """The characters that two neighbours without end have in common."""
    found: list[str] = []
    _of_all(list(parser.parse(pattern, flags)), found)
    yield from found


def _of_all(parts: Iterable[tuple[Any, Any]], found: list[str]) -> Ends:
    empty, first, last = True, list[frozenset[str]](), list[frozenset[str]]()
    for part in parts:
        own = _of_one(*part, found)
        _meet(last, own.first, found)
        first += own.first if empty else []
        last = [*last, *own.last] if own.empty else own.last
        empty = empty and own.empty
    return Ends(empty, first, last)


def _of_one(sort: Any, value: Any, found: list[str]) -> Ends:
    if sort in _REPEATS:
        least, most, body = value
        own = _of_all(body, found)
        if len(body) == 1 and (characters := _characters(*body[0])):
            endless = [characters] if most is code.MAXREPEAT and sort is not code.POSSESSIVE_REPEAT else []
            return Ends(least == 0, endless, endless)
        if most > 1:
            _meet(own.last, own.first, found)
        return Ends(least == 0 or own.empty, own.first, own.last)
    if sort in (code.SUBPATTERN, code.ATOMIC_GROUP):
        return _of_all(value[3] if sort is code.SUBPATTERN else value, found)
    if sort is code.BRANCH:
        branches = [_of_all(branch, found) for branch in value[1]]
        first, last = ([one for branch in branches for one in branch[end]] for end in (1, 2))
        return Ends(any(branch.empty for branch in branches), first, last)
    if sort in (code.ASSERT, code.ASSERT_NOT):
        _of_all(value[1], found)
    return Ends(sort in (code.ASSERT, code.ASSERT_NOT, code.AT), [], [])


def _characters(sort: Any, value: Any) -> frozenset[str]:
    """Those that a part of one character may take."""
    if sort is code.ANY:
        return frozenset(_CHARACTERS) - {"\n"}
    if sort is code.NOT_LITERAL:
        return frozenset(_CHARACTERS) - {chr(value)}
    if sort is code.LITERAL:
        return frozenset({chr(value)})
    if sort is not code.IN:
        return frozenset()
    taken = {c for kind, inside in value for c in _CHARACTERS if _is_in(kind, inside, c)}
    return frozenset(_CHARACTERS) - taken if value[0][0] is code.NEGATE else frozenset(taken)


def _is_in(kind: Any, inside: Any, character: str) -> bool:
    if kind is code.LITERAL:
        return ord(character) == inside
    if kind is code.RANGE:
        return bool(inside[0] <= ord(character) <= inside[1])
    letters = {code.CATEGORY_DIGIT: r"\d", code.CATEGORY_SPACE: r"\s", code.CATEGORY_WORD: r"\w"}
    others = {code.CATEGORY_NOT_DIGIT: r"\D", code.CATEGORY_NOT_SPACE: r"\S", code.CATEGORY_NOT_WORD: r"\W"}
    return kind is code.CATEGORY and re.match((letters | others)[inside], character) is not None


def _meet(last: Iterable[frozenset[str]], first: Iterable[frozenset[str]], found: list[str]) -> None:
    found += ("".join(sorted(a & b)) for a in last for b in first if a & b)


@pytest.mark.parametrize("pattern", [r"\s*,?\s*x", r" *(?:a *)?(?:b)? *", r"(?:a *| +)*", r"x\d+[0-9]*y", r".*\s+z"])
def test_neighbours_are_found(pattern: str) -> None:
    assert list(neighbours(pattern))


@pytest.mark.parametrize("pattern", [r"\s*(?:,\s*)?x", r" +a +", r"(?:a *)+", r"x\d+[a-z]*y", r" {0,3},? {0,3}"])
def test_what_is_told_apart_is_none(pattern: str) -> None:
    assert not list(neighbours(pattern))


def test_no_pattern_has_two_endless_parts_side_by_side() -> None:
    known = patterns()
    assert len(known) > 200
    wrong = {pattern for pattern, flags in known.items() if list(neighbours(pattern, flags))}
    explained = {p for p in wrong if p in EXPLAINED or p.startswith(tuple(EXPLAINED_FROM))}
    assert not wrong - explained
    unused = [p for p in (*EXPLAINED, *EXPLAINED_FROM) if not any(w.startswith(p) for w in wrong)]
    assert not unused
