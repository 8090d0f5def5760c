"""Statements whose sources are missing, or were not read."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from gapcheck.catalogue.catalogue import Catalogue
from gapcheck.catalogue.sources import Sourced, sourced, sourced_by_policy, sourced_by_reforms
from gapcheck.lint.finding import LintFinding, finding


def lint_sources(catalogue: Catalogue) -> Iterator[LintFinding]:
    """One finding for each item without a source that was read itself."""
    for item in chain(sourced(catalogue), sourced_by_reforms(catalogue), sourced_by_policy(catalogue)):
        checked = {source.checked for source in item.sources}
        if not checked:
            yield _found(catalogue, "unsourced", item, "names no source", "at least one source with its pinpoint")
        elif checked == {"unverified"}:
            yield _found(
                catalogue, "unverified", item, "rests on sources that nobody has read", "a source that was read"
            )
        elif "verified" not in checked:
            yield _found(
                catalogue, "secondary-only", item, "rests on a summary, reprint or quotation", "the text itself"
            )


def _found(catalogue: Catalogue, code: str, item: Sourced, message: str, expected: str) -> LintFinding:
    return finding(catalogue, code, item.key, f"the {item.what} {message}", expected, item.place)
