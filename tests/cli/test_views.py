"""Views on the command line: ``gapcheck questions``, and other answers tried with ``--view`` and ``--no-views``."""

from __future__ import annotations

import csv
import io
import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from gapcheck.cli import main
from gapcheck.cli.output import BOM
from gapcheck.cli.questions_command import CSV_HEAD

DAY = ("--as-at", "2014-01-01")
# Of the two arguable points of the small catalogue; a review of the first is for the Ministry.
QUESTIONS = """
questions:
  - id: access-codes
    title: Access codes as devices
    asks: Is an access code a device?
    points: ["computer-act-1990:7(1)#object"]
    nature: evidence
    weight: core
    view: holds
    strength: fair
    for: [{text: "=HYPERLINK(1)", source: [{ref: Report, pinpoint: p 3, checked: verified}]}]
    against: [{text: A code is no thing., source: [{ref: Report, pinpoint: p 4, checked: unverified}]}]
    confirm_with: Ministry of Justice
    by: gapcheck authors
    date: 2026-11-28
  - id: harm-declared
    title: The declaration on harm
    asks: Was the declaration on harm lodged?
    points: ["model:9#harm"]
    nature: text
    view: open
    for: [{text: It was announced., source: [{ref: Report, pinpoint: p 5, checked: verified}]}]
    against: [{text: It was not published., source: [{ref: Report, pinpoint: p 6, checked: verified}]}]
    confirm_with: "[bold]MFAT"
    by: gapcheck authors
    date: 2026-11-28
"""


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small catalogue with questions on its points."""
    small = Path(__file__).parents[1] / "catalogues" / "small"
    folder = shutil.copytree(small, tmp_path_factory.mktemp("asked") / "data")
    (folder / "obligations/questions").mkdir()
    (folder / "obligations/questions/all.yaml").write_text(QUESTIONS, encoding="utf-8")
    return folder


@pytest.fixture
def run(data: Path) -> Any:
    """Run a command on it."""

    def call(*args: str) -> Result:
        return CliRunner().invoke(main, [*args, "--data", str(data)])

    return call


def printed(result: Result) -> Any:
    """What a command printed as JSON."""
    assert result.exit_code == 0, result.output
    return json.loads(result.output)


def articles(result: Result) -> dict[str, str]:
    return {a["article"]: a["status"] for a in printed(result)["articles"]}


class TestQuestions:
    def test_the_table_tells_what_is_asked_our_view_and_who_can_settle_it(self, run) -> None:
        result = run("questions", "model", *DAY)
        assert result.exit_code == 0
        assert result.output.startswith("Questions on Model Convention and New Zealand law as at 2014-01-01")
        rows = [[c.strip() for c in line.split("|")] for line in result.output.splitlines() if line.count("|") == 4]
        assert rows[1][:2] == ["Is an access code a device?", "New Zealand complies (fair)"]
        assert rows[1][3:] == ["Evidence", "Ministry of Justice"]
        assert rows[2][1:3] == ["Open", "art 9"]
        assert rows[2][3:] == ["Text not read", "[bold]MFAT"]
        assert "Questions: 2. New Zealand complies on 1, Open on 1." in result.output
        assert "working views until a review has signed them" in result.output
        assert not any(id in result.output for id in ("access-codes", "harm-declared"))

    def test_json(self, run) -> None:
        found = printed(run("questions", "model", *DAY, "--view", "harm-declared=fails", "--format", "json"))
        assert (found["instrument"], found["as_at"], found["tried"]) == ("model", DAY[1], {"harm-declared": "fails"})
        asked = {q["id"]: q for q in found["questions"]}
        assert (asked["harm-declared"]["view"], asked["harm-declared"]["tried"]) == ("fails", True)
        assert "tried" not in asked["access-codes"]
        assert asked["access-codes"]["confirm_with"] == "Ministry of Justice"

    def test_csv_in_which_no_cell_is_a_formula(self, run) -> None:
        rows = list(
            csv.DictReader(io.StringIO(run("questions", "model", *DAY, "--format", "csv").output.removeprefix(BOM)))
        )
        assert tuple(rows[0]) == CSV_HEAD
        row = next(r for r in rows if r["id"] == "access-codes")
        assert (row["view"], row["strength"], row["tried"]) == ("holds", "fair", "no")
        assert row["for"] == "'=HYPERLINK(1) [Report, p 3]"
        assert row["against"] == "A code is no thing. [Report, p 4 (not read)]"

    def test_nothing_is_asked(self, small_path: Path) -> None:
        result = CliRunner().invoke(main, ["questions", "model", *DAY, "--data", str(small_path)])
        assert result.output.endswith("as at 2014-01-01: no verdict turns on any.\n")

    def test_bad_usage(self, run) -> None:
        assert run("questions", "model").exit_code == 2
        assert "did you mean 'model'" in run("questions", "modle", *DAY).output


class TestAssess:
    def test_the_verdict_stands_in_words_with_what_it_turns_on(self, run) -> None:
        result = run("assess", "model", *DAY)
        told = " ".join(result.output.split())
        assert "Access codes as devices" in told
        counts = "1 likely met with reservation to be confirmed, 1 contested, 2 partial, 1 not assessed, 1 no duty"
        assert f"{counts} " in told

    def test_csv_has_certainty_view_ends_and_questions(self, run) -> None:
        rows = list(
            csv.DictReader(io.StringIO(run("assess", "model", *DAY, "--format", "csv").output.removeprefix(BOM)))
        )
        by_duty = {r["duty"]: r for r in rows}
        nine = by_duty["model:9"]
        assert (nine["certainty"], nine["verdict"], nine["turns_on"]) == ("open", "Contested", "harm-declared")
        assert {r["article_verdict"] for r in rows if r["article"] == "9"} == {"Contested"}
        viewed = [r for r in rows if r["certainty"] == "view"]
        assert {(r["view_low"] == r["view_high"] == r["status"], r["turns_on"]) for r in viewed} == {
            (True, "access-codes")
        }

    def test_another_answer_is_tried(self, run) -> None:
        before, after = (
            articles(run("assess", "model", *DAY, *more, "--format", "json"))
            for more in ((), ("--view", "harm-declared=holds", "--view", "access-codes=fails"))
        )
        assert (before["9"], after["9"]) == ("unclear", "met_with_reservation")
        table = run("assess", "model", *DAY, "--view", "access-codes=fails").output
        assert "Tried in place of our working view: Access codes as devices: New Zealand does not comply." in table

    def test_without_views_the_ends_alone_speak(self, run) -> None:
        result = run("assess", "model", *DAY, "--no-views")
        assert "Likely" not in result.output
        assert "No view is taken: every question is left open." in result.output

    @pytest.mark.parametrize(
        ("args", "words"),
        [
            (("--view", "access-codes=fail"), "did you mean 'fails'?"),
            (("--view", "access-codes"), "expected QUESTION=holds|fails|open"),
            (("--view", "=fails"), "expected QUESTION=holds|fails|open"),
            (("--view", "access-code=fails"), "did you mean 'access-codes'?"),
            (("--view", "access-codes=fails", "--view", "access-codes=open"), "answered twice, fails and open"),
            (("--view", "access-codes=fails", "--no-views"), "no --view can be tried beside it"),
        ],
    )
    def test_bad_usage(self, run, args: tuple[str, ...], words: str) -> None:
        result = run("assess", "model", *DAY, *args)
        assert (result.exit_code, result.stdout) == (2, "")
        assert words in " ".join(result.stderr.split())


class TestOtherCommands:
    def test_explain(self, run) -> None:
        tried = run("explain", "model:9", *DAY, "--view", "harm-declared=fails", "--format", "json")
        assert printed(tried) != printed(run("explain", "model:9", *DAY, "--format", "json"))

    def test_timeline(self, run) -> None:
        found = printed(
            run("timeline", "model", "--from", "2013-01-01", "--to", "2014-01-01", "--no-views", "--format", "json")
        )
        assert found["tried"] == {"access-codes": "open", "harm-declared": "open"}

    def test_compare(self, run) -> None:
        span = ("compare", "model", "--as-at", "2003-01-01", "--then", "2014-01-01")
        found = printed(run(*span, "--view", "access-codes=fails", "--format", "json"))
        assert found["tried"] == {"access-codes": "fails"}
        rows = list(csv.DictReader(io.StringIO(run(*span, "--format", "csv").output.removeprefix(BOM))))
        assert {r["after_certainty"] for r in rows} >= {"settled", "view"}
        assert "Likely met with reservation, to be confirmed" in {r["after_words"] for r in rows}

    def test_a_comparison_of_texts_takes_no_view(self, run) -> None:
        result = run("compare", "--instruments", "model", "model", "--no-views")
        assert (result.exit_code, "compares two texts" in result.output) == (2, True)

    def test_repair_mends_what_the_answers_that_are_tried_leave_short(self, run) -> None:
        as_viewed, tried = (
            printed(run("repair", "model", *DAY, *more, "--format", "json"))
            for more in ((), ("--view", "access-codes=fails"))
        )
        assert tried["tried"] == {"access-codes": "fails"}
        assert as_viewed["tried"] == {}
        assert set(tried["then"]) > set(as_viewed["then"])
        table = run("repair", "model", *DAY, "--no-views").output
        assert "No view is taken: every question is left open." in table
        assert "would be met on the answers tried" in " ".join(table.split())

    def test_hindcast(self, run) -> None:
        span = ("hindcast", "model", "--act", "Computer Amendment Act 2004", "--before", "2003-01-01")
        found = printed(run(*span, "--after", "2014-01-01", "--view", "access-codes=fails", "--format", "json"))
        assert found["tried"] == {"access-codes": "fails"}

    def test_statements(self, run) -> None:
        result = run("statements", *DAY, "--no-views")
        assert (result.exit_code, "No view is taken" in result.output) == (0, True)
        assert run("statements", *DAY, "--view", "access-code=fails").exit_code == 2
