"""What commands share: options gathered into one value, and the gate."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import click
import pytest
from click.testing import CliRunner

from gapcheck import Gapcheck
from gapcheck.cli.gates import GATE_FAILED, counted, gate
from gapcheck.cli.options import LawQuery, as_at_option, data_option, gather, reading_option, reform_option


@dataclass(frozen=True)
class Pair:
    first: str
    second: str | None = None


@click.command()
@click.option("--first")
@click.option("--second")
@click.option("--third")
@gather(Pair, "pair")
def gathered(pair: Pair, third: str | None) -> None:
    """Help."""
    click.echo(f"{pair} {third}")


@click.command()
@click.argument("instrument")
@as_at_option
@reading_option
@reform_option
@data_option
@gather(LawQuery, "query")
def asked(query: LawQuery) -> None:
    click.echo(repr(query))


class TestGather:
    def test_options_named_like_fields_become_one_value(self) -> None:
        done = CliRunner().invoke(gathered, ["--first", "1", "--third", "3"])
        assert done.output == "Pair(first='1', second=None) 3\n"

    def test_the_command_line_stays(self) -> None:
        done = CliRunner().invoke(gathered, ["--help"])
        assert all(option in done.output for option in ("--first", "--second", "--third", "Help."))
        assert "pair" not in done.output

    def test_a_command_may_lack_an_option_that_has_a_default(self) -> None:
        @click.command()
        @click.option("--first")
        @gather(Pair, "pair")
        def command(pair: Pair) -> None:
            click.echo(repr(pair))

        assert CliRunner().invoke(command, ["--first", "1"]).output == "Pair(first='1', second=None)\n"


class TestLawQuery:
    def test_it_holds_what_most_commands_ask(self) -> None:
        done = CliRunner().invoke(asked, ["model", "--as-at", "2014-01-01", "--with", "bill"])
        assert "instrument='model'" in done.output
        assert "datetime.date(2014, 1, 1)" in done.output
        assert "reading=None, reform='bill', data=None" in done.output

    def test_it_is_answered_by_a_catalogue(self, small: Gapcheck) -> None:
        query = LawQuery("model", date(2014, 1, 1), reading="officials")
        assert query.assess(small).to_dict() == small.assess("model", "2014-01-01", "officials").to_dict()


class TestGate:
    def test_without_a_gate_nothing_fails(self) -> None:
        gate(None, ["2 unmet"])

    def test_a_gate_without_failures_holds(self) -> None:
        gate("unmet", [])

    def test_a_failure_is_told_and_ends_the_command(self, capsys: pytest.CaptureFixture[str]) -> None:
        with pytest.raises(SystemExit) as ended:
            gate("unmet", ["3 unmet", "4 unmet"])
        assert ended.value.code == GATE_FAILED == 1
        assert capsys.readouterr().err == "gapcheck: the gate --fail-on unmet failed: 3 unmet, 4 unmet\n"

    def test_codes_are_counted_in_their_order(self) -> None:
        assert counted(["b", "a", "b"]) == ["1 a", "2 b"]
