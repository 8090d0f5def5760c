"""Texts of a file that stand open, and hold a ground on which somebody meant to withhold them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from gapcheck.catalogue.strict_yaml import MAX_PROBLEMS, Path, YamlDocument, show
from gapcheck.errors import Problem
from gapcheck.model.base import GROUND_IN_TEXT
from gapcheck.model.misplaced_grounds import in_text

EXPECTED = "{text: ..., withheld: ...}"


def grounds_in_open_texts(document: YamlDocument, *, papers: bool = False) -> tuple[Problem, ...]:
    """A problem for each open text of a file that holds a ground, whether it is of a sort that may be withheld or not.

    ``papers`` are files in which any text may be withheld (contexts, reviews): there a ground counts that only stands
    before or after a text.
    """
    if not (papers or document.may_hold_grounds):
        return ()
    found = (path for path, text in _open_texts(document.data, ()) if in_text(text, at_an_end=papers))
    return tuple(
        Problem(document.file, document.line(path), show(path), GROUND_IN_TEXT, EXPECTED, code="bad-value")
        for path in islice(found, MAX_PROBLEMS)
    )


def _open_texts(node: object, path: Path) -> Iterator[tuple[Path, str]]:
    """Every text but those that stand beside a ground."""
    if isinstance(node, str):
        yield path, node
    elif isinstance(node, list):
        for number, item in enumerate(node):
            yield from _open_texts(item, (*path, number))
    elif isinstance(node, dict):
        closed = isinstance(node.get("withheld"), str)
        for key, value in node.items():
            if not (closed and isinstance(value, str)):
                yield from _open_texts(value, (*path, key))
