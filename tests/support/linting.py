"""What tests of the lint share: findings of one subject, on catalogues made in memory."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from gapcheck.catalogue.catalogue import Catalogue
from gapcheck.lint import RULES, LintFinding
from gapcheck.model.treaty import Instrument

Lint = Callable[[Catalogue], Iterator[LintFinding]]


def found(run: Lint, made: Catalogue) -> list[tuple[str, str]]:
    """Code and key of each finding."""
    return sorted((f.code, f.key) for f in run(made))


def only(run: Lint, made: Catalogue) -> LintFinding:
    """The only finding, whose level is that of its rule."""
    (finding,) = run(made)
    assert finding.level == RULES[finding.code].level
    assert (finding.file, finding.line) == ("", 0)
    return finding


def with_contents(made: Catalogue, **changed: Any) -> Catalogue:
    """The catalogue with some of its contents replaced."""
    return Catalogue(replace(made.contents, **changed))


def with_instrument(made: Catalogue, **changed: Any) -> Catalogue:
    """The catalogue with keys of its instrument replaced."""
    (instrument,) = made.contents.instruments
    return with_contents(made, instruments=(Instrument.model_validate({**instrument.model_dump(), **changed}),))
