"""What people type by mistake is answered with what they meant; nothing is loaded or written."""

from __future__ import annotations

import re
import shlex

import pytest
from click.testing import CliRunner

from gapcheck.cli import main


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("assess budapest", "Missing option '--as-at'. Expected an ISO date such as 2025-10-01, or the word today."),
        ("assess budapest --as-at 1/12/2025", "did you mean 2025-12-01 (1 December 2025)?"),
        ("assess budapest --as-at '1 December 2025'", "did you mean 2025-12-01 (1 December 2025)?"),
        ("report budapest --as-at today --out out", "There is no default: say which marking each page bears"),
        ("explain budapest 16 --as-at today", "did you mean 'budapest:16'?"),
        ("explain budapest art '16(2)' --as-at today", "did you mean 'budapest:16(2)'?"),
        ("compare budapest uncc", "two texts are compared with --instruments budapest uncc"),
        ("asses budapest", "did you mean 'assess'?"),
    ],
)
def test_a_slip_is_told_what_was_meant(typed: str, words: str) -> None:
    result = CliRunner().invoke(main, shlex.split(typed))
    assert (result.exit_code, result.stdout) == (2, "")
    assert words in result.stderr


def test_a_date_that_is_none_gets_no_hint() -> None:
    result = CliRunner().invoke(main, ["assess", "budapest", "--as-at", "32/13/2025"])
    assert result.exit_code == 2
    assert "did you mean" not in result.stderr


def test_the_examples_of_the_help_give_every_option_that_is_needed() -> None:
    told = CliRunner().invoke(main, ["--help"]).output
    examples = re.findall(r"^ +gapcheck (\w+ .+)$", told, flags=re.M)
    assert len(examples) >= 3
    for example in examples:
        name, *args = shlex.split(example)
        command = main.get_command(main.context_class(main), name)
        assert command is not None
        command.make_context(name, args)  # raises for an option that is missing
