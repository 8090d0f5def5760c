"""The examples in the docstrings of wording, explain, change, repair and statements: the style guide of sentences.

Where an example is a call, its result is compared.
"""

from __future__ import annotations

import doctest
import importlib
import pkgutil

import pytest

ROOMS = ("wording", "explain", "change", "repair", "statements")


def modules() -> list[str]:
    """Every module of the rooms that put something in words."""
    names = []
    for room in ROOMS:
        package = importlib.import_module(f"gapcheck.{room}")
        names += [f"gapcheck.{room}.{m.name}" for m in pkgutil.iter_modules(package.__path__)]
    return names


@pytest.mark.parametrize("name", modules())
def test_examples(name: str) -> None:
    failed, _ = doctest.testmod(importlib.import_module(name))
    assert not failed


def test_there_are_examples() -> None:
    finder = doctest.DocTestFinder(exclude_empty=True)
    examples = [e for name in modules() for t in finder.find(importlib.import_module(name)) for e in t.examples]
    assert len(examples) > 50
