"""How far the treaty text was read: what counts as the treaty's own text, and the line that says so."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from support.builders import assessed, duty

from gapcheck.cli import main
from gapcheck.explain.treaty_reading import (
    TreatyRead,
    treaty_read,
    treaty_reading_sentence,
    treaty_sources,
    unread_sources,
)
from gapcheck.model.base import Source
from gapcheck.model.treaty import Duty, Instrument

TREATY = Instrument(id="treaty", title="Treaty", short_title="Treaty", citation="T 1", text_status="adopted")


def resting_on(*sources: tuple[str, str], force: str = "shall", id: str = "1") -> Duty:
    """A duty with sources, each a reference and a level."""
    made = tuple(Source(ref=ref, pinpoint="art 1", checked=checked) for ref, checked in sources)
    return duty(id, force=force, conduct="access").model_copy(update={"source": made})


@pytest.mark.parametrize(
    ("sources", "unread"),
    [
        ([("T 1", "verified")], ()),
        ([("T 1", "unverified")], (0,)),
        ([("T 1", "secondary")], (0,)),
        ([("T 1", "verified"), ("Explanatory Report to T 1", "unverified")], ()),
        ([("Explanatory Report to T 1", "unverified"), ("T 1", "unverified")], (1,)),
        ([("T 1", "verified"), ("T 1", "unverified")], (1,)),
        # Where nothing cites the treaty by its number, no source can be told apart from its text.
        ([("A paper", "verified"), ("Another paper", "secondary")], (1,)),
    ],
)
def test_only_the_text_of_the_treaty_counts(sources: list[tuple[str, str]], unread: tuple[int, ...]) -> None:
    assert unread_sources(TREATY, resting_on(*sources)) == unread


def test_sources_are_counted_whether_read_or_not() -> None:
    assert treaty_sources(TREATY, resting_on(("T 1", "verified"), ("X", "secondary"), ("T 1", "unverified"))) == (0, 2)


def test_only_binding_duties_are_counted() -> None:
    result = assessed(
        [duty("1", conduct="access"), duty("2", force="may"), duty("3", force="consider", conduct="alter")]
    )
    assert treaty_read(result) == TreatyRead(unread=1, binding=1)
    assert treaty_reading_sentence(result) == "1 of 1 binding duty: text not read"


def test_a_treaty_that_binds_to_nothing_says_nothing() -> None:
    assert treaty_reading_sentence(assessed([duty("1", force="may")])) == ""


def test_the_command_tells_it_in_its_last_line_and_in_json(small_path: Path) -> None:
    call = ["assess", "model", "--as-at", "2014-01-01", "--data", str(small_path)]
    table = CliRunner().invoke(main, call).output.splitlines()
    told = json.loads(CliRunner().invoke(main, [*call, "--format", "json"]).output)["treaty_read"]
    assert table[-1] == told["sentence"]
    assert told["sentence"].startswith(f"{told['unread'] or told['binding']} of {told['binding']} binding")
