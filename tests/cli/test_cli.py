"""The command line: what it prints, and how it exits."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from support.overlays import overlay

from gapcheck import __version__
from gapcheck.catalogue.loading import load
from gapcheck.cli import COMMANDS, main
from gapcheck.cli.output import BOM, as_csv, csv_file, harmless
from gapcheck.cli.register_command import REGISTERS
from gapcheck.errors import DataError
from gapcheck.lint.inventory import take_inventory
from gapcheck.report.relations import CSV_HEAD, relations_as_dict

DAY = ("--as-at", "2014-01-01")
TODAY = ("--as-at", "2020-01-01")


def without_mark(text: str) -> str:
    """CSV as a program reads it, without the mark that tells Excel that it is UTF-8."""
    assert text.startswith(BOM)
    return text.removeprefix(BOM)


def csv_rows(result: Result) -> list[dict[str, str]]:
    """What a command printed as CSV."""
    assert result.exit_code == 0
    return list(csv.DictReader(io.StringIO(without_mark(result.output))))


@pytest.fixture
def run(small_path: Path) -> object:
    """Run a command on the small catalogue."""

    def call(*args: str, data: Path | None = small_path) -> Result:
        more = ("--data", str(data)) if data else ()
        return CliRunner().invoke(main, [*args, *more])

    return call


class TestHelp:
    def test_lists_the_commands_and_the_exit_codes(self) -> None:
        result = CliRunner().invoke(main, ["--help"])
        assert result.exit_code == 0
        assert all(f"  {name}" in result.output for name in COMMANDS)
        assert "Exit codes" in result.output

    @pytest.mark.parametrize("name", sorted(COMMANDS))
    def test_each_command_has_examples(self, name: str) -> None:
        result = CliRunner().invoke(main, [name, "--help"])
        assert result.exit_code == 0
        assert f"gapcheck {name}" in result.output.split("Examples:")[1]

    def test_version(self) -> None:
        assert CliRunner().invoke(main, ["--version"]).output == f"gapcheck, version {__version__}\n"

    def test_an_unknown_command_names_the_nearest(self) -> None:
        result = CliRunner().invoke(main, ["asess"])
        assert result.exit_code == 2
        assert "did you mean 'assess'" in result.stderr


class TestAssess:
    def test_table(self, run) -> None:
        result = run("assess", "model", *DAY)
        assert result.exit_code == 0
        assert "Model Convention and New Zealand law as at 2014-01-01" in result.output
        title, counts, *lines = result.output.splitlines()
        assert title == "Model Convention and New Zealand law as at 2014-01-01"
        assert counts == "Articles: 2 met, 1 met with reservation, 2 contested, 2 partial, 1 not assessed, 1 no duty"
        assert "Settled as met: articles 2 and 8." in lines
        table = {line.split("|")[0].strip(): [c.strip() for c in line.split("|")[1:]] for line in lines if "|" in line}
        assert table["9 System interference"][:2] == ["Contested", "open"]
        assert table["10 Reports"][:2] == ["Not assessed", "not looked for"]
        # An article that asks for nothing, or is met whatever is argued, has no line.
        assert not {"2 Illegal access", "7 Scope and safeguards"} & set(table)
        assert "\x1b[" not in result.output

    def test_all_shows_every_duty_with_the_law(self, run) -> None:
        told = " ".join(run("assess", "model", *DAY, "--all").output.split())
        assert told.startswith("Model Convention and New Zealand law as at 2014-01-01 Article | Verdict | Duty")
        assert "Search Act 2008, ss 30 and 40(1)(a)" in told
        assert "Articles: 2 met, 1 met with reservation, 2 contested" in told

    def test_what_is_piped_does_not_depend_on_the_width_of_a_terminal(self, run, monkeypatch) -> None:
        wide = run("assess", "model", *DAY).output
        monkeypatch.setenv("COLUMNS", "40")
        assert run("assess", "model", *DAY).output == wide
        assert max(map(len, wide.splitlines())) <= 160

    def test_json_is_the_contract(self, run, small) -> None:
        result = run("assess", "model", *DAY, "--reading", "strict", "--format", "json")
        assert json.loads(result.output) == small.assess("model", "2014-01-01", "strict").to_dict()

    def test_csv_has_a_line_for_each_duty(self, run, small) -> None:
        rows = list(csv.DictReader(io.StringIO(without_mark(run("assess", "model", *DAY, "--format", "csv").output))))
        assert [r["duty"] for r in rows] == [d.id for d in small.assess("model", "2014-01-01").duties]
        assert rows[0]["citations"] == "Computer Act 1990, s 5(1)"

    @pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(1)", "\t=1", "\r=1"])
    def test_no_csv_cell_is_a_formula(self, cell: str) -> None:
        assert harmless(cell) == f"'{cell}"
        assert harmless("a=1") == "a=1"

    def test_today_is_a_date(self, run) -> None:
        result = run("assess", "model", "--as-at", "today", "--format", "json")
        assert json.loads(result.output)["as_at"] == date.today().isoformat()


class TestMandate:
    """A mandate of which some items were withheld, held against a treaty text."""

    def test_the_table_shows_every_item_and_how_many_can_be_assessed(self, run, mandate_path: Path) -> None:
        lines = run("assess", "mandate", *TODAY, "--all", data=mandate_path).output.splitlines()
        assert lines[0].startswith("Mandate and the Adopted Text as at 2020-01-01")
        table = {
            line.split("|")[0].strip(): [cell.strip() for cell in line.split("|")[1:]] for line in lines if "|" in line
        }
        assert table["1.1 Illegal access"] == ["Met", "1.1", "Met", "Adopted Text, art 2", ""]
        assert table["1.4 Withheld"] == table["3.1 Withheld"] == ["Withheld", "", "", "", ""]
        assert lines[-3:] == [
            "Items: 2 met, 2 contested, 1 unmet, 1 not assessed, 1 no duty, 3 withheld",
            # Nothing is said of the group 3, all of which was withheld.
            "Items 1.1 to 1.5: 3 of 5 can be assessed, the rest are withheld.",
            "6 of 6 binding duties: text read",
        ]

    def test_nothing_is_said_of_groups_where_nothing_was_withheld(self, run, mandate_path: Path) -> None:
        assert "can be assessed" not in run("assess", "text", *TODAY, data=mandate_path).output

    def test_json_names_the_ground(self, run, mandate_path: Path) -> None:
        found = json.loads(run("assess", "mandate", *TODAY, "--format", "json", data=mandate_path).output)
        articles = {a["article"]: a for a in found["articles"]}
        assert found["counts"]["withheld"] == 3
        assert (articles["1.4"]["status"], articles["1.4"]["withheld"], articles["1.4"]["duties"]) == (
            "withheld",
            "s 9(2)(j)",
            [],
        )
        assert "withheld" not in articles["1.1"]

    def test_csv_has_a_line_for_what_was_withheld(self, run, mandate_path: Path) -> None:
        rows = csv_rows(run("assess", "mandate", *TODAY, "--format", "csv", data=mandate_path))
        assert [r["article"] for r in rows if r["article_status"] == "withheld"] == ["1.4", "1.5", "3.1"]
        assert {r["duty"] for r in rows if r["article_status"] == "withheld"} == {""}
        assert None not in {value for r in rows for value in r.values()}

    def test_what_was_withheld_cannot_fail_a_gate(self, run, mandate_path: Path) -> None:
        assert run("assess", "mandate", *TODAY, "--fail-on", "withheld", data=mandate_path).exit_code == 2
        failed = run("assess", "mandate", *TODAY, "--fail-on", "unmet", data=mandate_path)
        assert (failed.exit_code, failed.stderr) == (1, "gapcheck: the gate --fail-on unmet failed: 1.3 unmet\n")

    def test_explain(self, run, mandate_path: Path) -> None:
        output = run("explain", "mandate:1.4", *TODAY, data=mandate_path).output
        assert output.startswith("Mandate, item 1.4 (Withheld), as at 1 January 2020: Withheld\n")
        assert "The words of item 1.4 were withheld (s 9(2)(j) of the Official Information Act 1982)" in output


class TestStatements:
    def test_table_with_the_number_of_each_result(self, run, mandate_path: Path) -> None:
        result = run("statements", *TODAY, data=mandate_path)
        assert result.exit_code == 0
        assert result.output.startswith("Official statements and the verdicts as at 2020-01-01")
        assert "extradition of nationals | not comparable" in result.output
        last = result.output.splitlines()[-1]
        assert last == "1 agree, 2 disagree, 1 superseded, 2 undecided, 3 not comparable"
        assert "\x1b[" not in result.output

    def test_of_one_instrument_under_a_reading(self, run, mandate_path: Path) -> None:
        result = run("statements", "text", *TODAY, "--reading", "officials", data=mandate_path)
        assert result.output.splitlines()[-1] == "2 agree, 1 disagree, 1 superseded, 1 undecided, 1 not comparable"

    def test_json(self, run, mandate_path: Path) -> None:
        found = json.loads(run("statements", "text", *TODAY, "--format", "json", data=mandate_path).output)
        assert [r["statement"] for r in found] == ["early", "overtaken", "annex", "annex", "unsurveyed", "waiting"]
        told = found[1].pop("sentence")
        assert found[1] == {
            "statement": "overtaken",
            "speaker": "Law Commission",
            "date": "2014-01-01",
            "about": "text:2",
            "claim": "change-needed",
            "result": "superseded",
            "then": "partial",
            "now": "met",
            "changed_by": "Cyber Amendment Act 2015",
        }
        assert told.startswith("Law Commission, 1 January 2014: the law has to change")

    def test_a_matter_that_no_article_treats_stands_in_place_of_one(self, run, mandate_path: Path) -> None:
        found = json.loads(run("statements", *TODAY, "--format", "json", data=mandate_path).output)
        (row,) = [r for r in found if r["statement"] == "elsewhere"]
        assert (row["about"], row["then"], row["now"]) == ("extradition of nationals", "", "")

    def test_csv_in_which_no_cell_is_a_formula(self, run, mandate_path: Path, tmp_path: Path) -> None:
        folder = shutil.copytree(mandate_path, tmp_path / "data")
        path = folder / "obligations/statements.yaml"
        text = path.read_text(encoding="utf-8").replace("speaker: Police", "speaker: '=HYPERLINK(1)'")
        path.write_text(text, encoding="utf-8")
        rows = csv_rows(run("statements", *TODAY, "--format", "csv", data=folder))
        assert len(rows) == 9
        (row,) = [r for r in rows if r["statement"] == "unsurveyed"]
        assert row["speaker"] == "'=HYPERLINK(1)"
        assert row["sentence"].startswith("'=HYPERLINK(1), 1 June 2016")

    def test_nothing_on_record(self, run, mandate_path: Path) -> None:
        result = run("statements", "--as-at", "2012-05-31", data=mandate_path)
        assert (result.exit_code, result.output.splitlines()[-1]) == (0, "No statement is on record.")
        assert (
            json.loads(run("statements", "--as-at", "2012-05-31", "--format", "json", data=mandate_path).output) == []
        )
        assert csv_rows(run("statements", *DAY, "--format", "csv")) == []

    @pytest.mark.parametrize(
        ("args", "words"),
        [
            (("texts", *DAY), "unknown instrument 'texts'; did you mean 'text'"),
            (("text", *DAY, "--reading", "official"), "did you mean 'officials'"),
            (("text",), "Missing option '--as-at'"),
            (("text", "--as-at", "2014"), "or the word today"),
        ],
    )
    def test_bad_usage(self, run, mandate_path: Path, args: tuple[str, ...], words: str) -> None:
        result = run("statements", *args, data=mandate_path)
        assert (result.exit_code, result.stdout) == (2, "")
        assert words in result.stderr


class TestRegister:
    @pytest.fixture
    def rows(self, run, mandate_path: Path) -> object:
        """A register as at a day, as rows by name."""

        def call(which: str, day: str) -> list[dict[str, str]]:
            return json.loads(run("register", which, "--as-at", day, "--format", "json", data=mandate_path).output)

        return call

    def test_ideas_and_where_each_stood(self, rows) -> None:
        def stood(day: str) -> list[tuple[str, str]]:
            return [(r["id"], r["status"]) for r in rows("ideas", day)]

        assert stood("2010-12-31") == []
        assert stood("2011-01-01") == [("idea-2", "proposed")]
        assert stood("2014-12-31") == [("idea-2", "under-review")]
        assert stood("2020-01-01") == [("idea-2", "enacted"), ("idea-10", "proposed")]
        first, second = rows("ideas", "2020-01-01")
        assert (first["acts"], first["required_by_treaty"]) == ("Cyber Act 2005; Other Act 1999", "yes")
        assert (second["acts"], second["required_by_treaty"]) == ("", "no")

    def test_agencies_with_the_roles_of_the_day(self, rows) -> None:
        assert [r["id"] for r in rows("agencies", "2017-03-31")] == ["police"]
        assert [(r["id"], r["from"], r["to"]) for r in rows("agencies", "2017-04-01")] == [
            ("cert", "2017-04-01", "2023-08-31"),
            ("police", "2012-01-01", ""),
        ]
        assert [r["id"] for r in rows("agencies", "2023-08-31")] == ["police"]

    def test_the_last_level_of_each_capability(self, rows) -> None:
        def levels(day: str) -> list[tuple[str, str, str]]:
            return [(r["agency"], r["capability"], r["level"]) for r in rows("capability", day)]

        assert levels("2014-12-31") == []
        assert levels("2018-12-31") == [
            ("CERT NZ", "Courses for investigators", "none"),
            ("New Zealand Police", "Forensic laboratories", "two"),
        ]
        assert ("New Zealand Police", "Forensic laboratories", "five") in levels("2019-01-01")
        assert ("New Zealand Police", "Courses for investigators", "not published") in levels("2019-01-01")

    def test_documents_of_the_day_and_those_without_a_date(self, rows) -> None:
        assert [r["id"] for r in rows("documents", "2016-06-30")] == ["letter"]
        assert [(r["id"], r["date"]) for r in rows("documents", "2016-07-01")] == [
            ("letter", ""),
            ("minute", "2016-07-01"),
        ]

    @pytest.mark.parametrize("which", sorted(REGISTERS))
    def test_table_and_csv_have_the_same_columns_and_rows(self, run, rows, mandate_path: Path, which: str) -> None:
        found = rows(which, "2020-01-01")
        assert csv_rows(run("register", which, *TODAY, "--format", "csv", data=mandate_path)) == found
        lines = run("register", which, *TODAY, data=mandate_path).output.splitlines()
        assert lines[0].rstrip() == f"{which.capitalize()} as at 2020-01-01"
        assert [h.strip() for h in lines[1].split("|")] == [h.replace("_", " ").capitalize() for h in found[0]]
        assert sum(
            line.startswith(f" {row}") for row in {next(iter(r.values())) for r in found} for line in lines
        ) == len(found)

    def test_csv_in_which_no_cell_is_a_formula(self, run, mandate_path: Path, tmp_path: Path) -> None:
        folder = shutil.copytree(mandate_path, tmp_path / "data")
        path = folder / "obligations/policy/documents.yaml"
        path.write_text(
            path.read_text(encoding="utf-8").replace("title: Cabinet minute", "title: '@SUM(1)'"), encoding="utf-8"
        )
        (_, row) = csv_rows(run("register", "documents", *TODAY, "--format", "csv", data=folder))
        assert row["title"] == "'@SUM(1)"

    def test_nothing_on_record(self, run) -> None:
        for which in REGISTERS:
            result = run("register", which, *DAY)
            assert (result.exit_code, result.output.splitlines()[-1]) == (0, "Nothing is on record for this day.")
            assert csv_rows(run("register", which, *DAY, "--format", "csv")) == []

    def test_an_unknown_register_is_bad_usage(self, run) -> None:
        result = run("register", "idea", *DAY)
        assert result.exit_code == 2
        assert "'ideas'" in result.stderr


class TestGate:
    def test_fails_with_1_and_names_the_articles(self, run) -> None:
        result = run("assess", "model", *DAY, "--fail-on", "unmet,partial")
        assert result.exit_code == 1
        assert result.stderr == "gapcheck: the gate --fail-on unmet,partial failed: 3 partial, 5 partial\n"

    def test_passes_with_0(self, run) -> None:
        assert run("assess", "model", *DAY, "--fail-on", "unmet").exit_code == 0

    @pytest.mark.parametrize("text", ["unmett", "no_duty", ","])
    def test_an_unknown_status_is_bad_usage(self, run, text: str) -> None:
        result = run("assess", "model", *DAY, "--fail-on", text)
        assert result.exit_code == 2
        assert "--fail-on" in result.stderr


class TestBadUsage:
    @pytest.mark.parametrize(
        ("args", "words"),
        [
            (("assess", "modle", *DAY), "did you mean 'model'"),
            (("assess", "model"), "Missing option '--as-at'"),
            (("assess", "model", "--as-at", "2014-13-01"), "or the word today"),
            (("assess", "model", *DAY, "--reading", "official"), "did you mean 'officials'"),
            (("explain", "model:5(3)", *DAY), "did you mean '5("),
            (("explain", "model", *DAY, "--full"), "--full needs an article or duty, such as model:16"),
            (("compare", "modle", *DAY, "--then", "2015-01-01"), "did you mean 'model'"),
            (("compare", "model", *DAY), "nothing to compare with"),
            (("compare", "model", "--then", "2015-01-01"), "needs an INSTRUMENT and --as-at"),
            (("compare", "--instruments", "model", "modle"), "did you mean 'model'"),
            (("compare", "model", "--instruments", "model", "model"), "compares two texts"),
            (("compare", "--instruments", "model", "model", "--fail-on", "worse"), "compares two texts"),
            (("compare", "model", *DAY, "--then-with", "deletion"), "did you mean 'deletion-bill'"),
            (("compare", "model", *DAY, "--revision", "no-such-revision"), "no-such-revision"),
            (("compare", "model", *DAY, "--then", "2015-01-01", "--fail-on", "better"), "worse"),
            (
                ("report", "model", *DAY, "--classification", "UNCLASSIFIED", "--out", "x", "--formats", "xslx"),
                "did you mean 'xlsx'",
            ),
            (
                ("report", "model", *DAY, "--classification", "UNCLASSIFIED", "--out", "x", "--formats", ","),
                "names no format",
            ),
            (("report", "model", *DAY, "--classification", "SECRTE", "--out", "x"), "did you mean 'SECRET'"),
            (("report", "model", *DAY, "--classification", "banana", "--out", "x"), "--other-marking takes it"),
            (
                ("report", "model", *DAY, "--classification", "UNCLASSIFIED", "--out", "x", "--draft"),
                "--draft: of a release copy only",
            ),
        ],
    )
    def test_exits_with_2_and_says_what_is_wrong(self, run, args: tuple[str, ...], words: str) -> None:
        result = run(*args)
        assert result.exit_code == 2
        assert words in result.stderr
        assert result.stdout == ""
        assert "Traceback" not in result.output

    def test_bad_data_is_told_in_one_block(self, run, tmp_path: Path) -> None:
        result = run("check", data=tmp_path)
        assert result.exit_code == 2
        assert result.stderr.startswith("gapcheck: ")
        assert "obligations" in result.stderr


class TestExplain:
    def test_text(self, run) -> None:
        result = run("explain", "model:5(1)", "--as-at", "2012-07-01")
        assert result.exit_code == 0
        assert result.output.startswith("Model Convention, art 5(1) (Preservation), as at 1 July 2012: Unmet\n")
        assert "enacted on 30 March 2012" in result.output

    def test_json(self, run, small) -> None:
        result = run("explain", "model:2", *DAY, "--format", "json")
        assert json.loads(result.output) == small.assess("model", "2014-01-01").why("2").to_dict()

    def test_in_full(self, run, small) -> None:
        result = run("explain", "model:2", *DAY, "--full", "--format", "json")
        assert json.loads(result.output) == small.assess("model", "2014-01-01").why("2", full=True).to_dict()
        assert "What goes beyond the treaty" in run("explain", "model:2", *DAY, "--full").output


class TestReport:
    MARKED = (*DAY, "--classification", "IN CONFIDENCE")
    NAMES = ("annex.docx", "annex.html", "annex.md", "matrix.xlsx", "page.html")

    def test_writes_the_files_and_prints_their_paths(self, run, tmp_path: Path) -> None:
        out = tmp_path / "new" / "folder"
        result = run("report", "model", *self.MARKED, "--out", str(out), "--reading", "strict")
        assert result.exit_code == 0
        names = [f"model_2014-01-01_strict_{name}" for name in self.NAMES]
        assert sorted(p.name for p in out.iterdir()) == names
        assert sorted(Path(line).name for line in result.output.splitlines()) == names

    def test_writes_the_formats_asked_for(self, run, tmp_path: Path) -> None:
        assert run("report", "model", *self.MARKED, "--out", str(tmp_path), "--formats", "md").exit_code == 0
        assert [p.name for p in tmp_path.iterdir()] == ["model_2014-01-01_annex.md"]

    def test_a_marking_is_required(self, run, tmp_path: Path) -> None:
        result = run("report", "model", *DAY, "--out", str(tmp_path))
        assert result.exit_code == 2
        assert "Missing option '--classification'" in result.stderr

    def test_a_release_copy_that_is_not_ready_is_refused(self, run, tmp_path: Path) -> None:
        result = run("report", "model", *self.MARKED, "--out", str(tmp_path / "new"), "--formats", "md", "--release")
        assert result.exit_code == 2
        for words in (
            "'IN CONFIDENCE': expected UNCLASSIFIED",
            "it is not cleared",
            "who releases it",
            "drafting notes",
        ):
            assert words in result.stderr
        assert not (tmp_path / "new").exists()

    def test_a_draft_of_a_release_copy_says_so_in_its_name_and_has_a_cover(self, run, tmp_path: Path) -> None:
        draft = ("--formats", "md", "--release", "--draft")
        assert run("report", "model", *self.MARKED, "--out", str(tmp_path), *draft).exit_code == 0
        assert sorted(p.name for p in tmp_path.iterdir()) == [
            "model_2014-01-01_release-draft_annex.md",
            "model_2014-01-01_release-draft_cover.docx",
        ]

    def test_another_marking_is_taken_when_asked_for(self, run, tmp_path: Path) -> None:
        other = ("--classification", "BUDGET SENSITIVE", "--other-marking", "--formats", "md")
        assert run("report", "model", *DAY, *other, "--out", str(tmp_path)).exit_code == 0

    def test_a_final_report_may_have_no_drafting_note_left(self, run, tmp_path: Path) -> None:
        result = run("report", "model", *self.MARKED, "--out", str(tmp_path / "new"), "--final")
        assert result.exit_code == 2
        assert "drafting note" in result.stderr
        assert not (tmp_path / "new").exists()

    def test_a_report_that_fails_leaves_the_old_file_alone(
        self, run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        (tmp_path / "model_2014-01-01_annex.md").write_text("old", encoding="utf-8")

        def fail(*_: object) -> None:
            raise OSError(28, "No space left on device")

        monkeypatch.setattr("gapcheck.file_writing.os.fdopen", fail)
        result = run("report", "model", *self.MARKED, "--out", str(tmp_path), "--formats", "md,xlsx")
        assert result.exit_code == 2
        assert "No space left on device" in result.stderr
        assert [p.read_text(encoding="utf-8") for p in tmp_path.iterdir()] == ["old"]

    def test_a_file_in_the_way_is_bad_usage(self, run, tmp_path: Path) -> None:
        (tmp_path / "file").write_text("", encoding="utf-8")
        result = run("report", "model", *self.MARKED, "--out", str(tmp_path / "file"), "--formats", "md")
        assert result.exit_code == 2
        assert "cannot write into" in result.stderr


class TestCompare:
    DAYS = ("--as-at", "2003-01-01", "--then", "2014-01-01")

    def test_table(self, run) -> None:
        result = run("compare", "model", *self.DAYS)
        assert result.exit_code == 0
        assert "Model Convention: 2003-01-01 compared with 2014-01-01" in result.output
        assert "closed (better)" in result.output
        assert "Computer Amendment Act 2004, s 3" in " ".join(result.output.split())
        assert "\x1b[" not in result.output

    def test_a_day_compared_with_itself(self, run) -> None:
        result = run("compare", "model", *DAY, "--then", "2014-01-01", "--fail-on", "changed")
        assert result.exit_code == 0
        assert result.output.splitlines()[1:] == ["Articles: none stands differently"]

    def test_json_is_the_comparison(self, run, small) -> None:
        result = run("compare", "model", *self.DAYS, "--reading", "strict", "--format", "json")
        told = json.loads(result.output)
        found = small.compare("model", "2003-01-01", "2014-01-01", reading="strict").to_dict()
        assert (told["articles"], told["duties"], told["reading"]) == (found["articles"], found["duties"], "strict")

    def test_csv_has_a_line_for_each_change(self, run, small) -> None:
        rows = list(
            csv.DictReader(io.StringIO(without_mark(run("compare", "model", *self.DAYS, "--format", "csv").output)))
        )
        found = small.compare("model", "2003-01-01", "2014-01-01")
        assert [r["id"] for r in rows] == list(found.frame()["id"])
        assert [r["why"] for r in rows] == [" ".join(c.why) for c in found.rows()]
        assert set(rows[0]) == set(found.frame().columns)

    def test_with_and_without_a_reform(self, run, small_path: Path, tmp_path: Path) -> None:
        shutil.copytree(small_path, tmp_path / "data")
        [file] = (tmp_path / "data" / "nz_statutes" / "reforms").iterdir()
        text = file.read_text(encoding="utf-8")
        file.write_text(
            text.replace("drop: [{facet: purpose}]", 'drop: [{facet: purpose}, {exception: "6(2)"}]'), encoding="utf-8"
        )
        day = ("--as-at", "2027-01-01", "--format", "json")
        told = json.loads(run("compare", "model", *day, "--then-with", "deletion-bill", data=tmp_path / "data").output)
        assert (told["before"]["reform"], told["after"]["reform"]) == (None, "deletion-bill")
        assert [(c["id"], c["kind"]) for c in told["articles"]] == [("3", "closed")]
        told = json.loads(run("compare", "model", *day, "--with", "deletion-bill", data=tmp_path / "data").output)
        assert [(c["id"], c["kind"]) for c in told["articles"]] == [("3", "opened")]

    def test_two_folders(self, run, small_path: Path, tmp_path: Path) -> None:
        shutil.copytree(small_path, tmp_path / "other")
        file = tmp_path / "other" / "nz_statutes" / "computer_act_1990.yaml"
        text = file.read_text(encoding="utf-8")
        file.write_text(
            text.replace("{facet: fault, any: [recklessness]}", "{facet: purpose, any: [dishonest-purpose]}"),
            encoding="utf-8",
        )
        result = run(
            "compare", "model", *DAY, "--then-data", str(tmp_path / "other"), "--format", "json", "--fail-on", "worse"
        )
        assert result.exit_code == 1
        [duty] = json.loads(result.stdout)["duties"]
        assert (duty["id"], duty["kind"]) == ("model:2", "opened")
        assert duty["why"][0].startswith(
            "Computer Act 1990, s 5(1) is recorded differently in the second version of the data: condition"
        )

    def test_the_second_side_takes_several_folders(self, run, small_path: Path, tmp_path: Path) -> None:
        for name in ("obligations", "nz_statutes"):
            shutil.copytree(small_path / name, tmp_path / name / name)
        folders = [word for name in ("obligations", "nz_statutes") for word in ("--then-data", str(tmp_path / name))]
        result = run("compare", "model", *DAY, *folders)
        assert (result.exit_code, "none stands differently" in result.output) == (0, True), result.output

    def test_the_gates(self, run) -> None:
        assert run("compare", "model", *self.DAYS, "--fail-on", "worse").exit_code == 0
        back = ("--as-at", "2014-01-01", "--then", "2003-01-01", "--fail-on", "worse")
        result = run("compare", "model", *back)
        assert result.exit_code == 1
        assert result.stderr.startswith("gapcheck: the gate --fail-on worse failed: 2")
        assert run("compare", "model", *self.DAYS, "--fail-on", "changed").exit_code == 1

    @pytest.mark.parametrize("form", ["table", "json", "csv"])
    def test_instruments(self, run, small, form: str) -> None:
        result = run("compare", "--instruments", "model", "model", "--format", form)
        assert result.exit_code == 0
        found = small.compare_instruments("model", "model")
        if form == "json":
            assert json.loads(result.output) == found.to_dict()
        elif form == "csv":
            rows = list(csv.DictReader(io.StringIO(without_mark(result.output))))
            assert [r["result"] for r in rows] == list(found.frame()["result"])
        else:
            assert "Duties of the Model Convention for a State that meets the Model Convention" in result.output
            assert f"{found.forward.counts['suffices']} suffices" in result.output

    def test_how_far_a_draft_was_encoded_is_told(self) -> None:
        result = CliRunner().invoke(main, ["compare", "--instruments", "uncc-draft-2023", "uncc"])
        assert result.exit_code == 0
        assert result.output.splitlines()[-1].startswith("UN draft of December 2023: The text itself was not read")


class TestRelations:
    def test_csv_has_a_line_for_each_cell(self, run, small) -> None:
        rows = list(csv.reader(io.StringIO(without_mark(run("relations", "model", *DAY).output))))
        assessment = small.assess("model", "2014-01-01")
        assert rows[0] == list(CSV_HEAD)
        assert [tuple(r) for r in rows[1:]] == [tuple(map(harmless, r.cells)) for r in assessment.relations()]

    def test_json(self, run, small) -> None:
        result = run("relations", "model", *DAY, "--reading", "strict", "--format", "json")
        assert json.loads(result.output) == relations_as_dict(small.assess("model", "2014-01-01", "strict"))

    def test_oscal_into_a_file_with_a_reform(self, run, small, tmp_path: Path) -> None:
        out = tmp_path / "mapping.json"
        result = run("relations", "model", *DAY, "--with", "deletion-bill", "--format", "oscal", "--out", str(out))
        assert (result.exit_code, result.output) == (0, f"{out}\n")
        found = json.loads(out.read_text(encoding="utf-8"))
        assert found == small.assess("model", "2014-01-01", reform="deletion-bill").to_oscal()

    def test_what_oscal_cannot_say_is_bad_usage(self, run, tmp_path: Path) -> None:
        out = tmp_path / "mapping.json"
        result = run("relations", "model", "--as-at", "1950-01-01", "--format", "oscal", "--out", str(out))
        assert (result.exit_code, result.stdout) == (2, "")
        assert "OSCAL has no mapping without a map" in result.stderr
        assert not out.exists()

    def test_no_cell_of_the_csv_is_a_formula(self) -> None:
        assert as_csv(("a",), [("=1+1",)]) == "a\n'=1+1\n"

    def test_a_csv_file_tells_excel_that_it_is_utf_8(self) -> None:
        assert csv_file(("a",), [("ā “x”",)]) == "\ufeffa\nā “x”\n"


class TestRepair:
    def test_table_by_act_with_what_each_change_serves(self, run) -> None:
        result = run("repair", "model", *DAY)
        assert result.exit_code == 0
        lines = [[cell.strip() for cell in line.split("|")] for line in result.output.splitlines()]
        assert lines[0] == ["Changes that would close the gaps of Model Convention on 2014-01-01"]
        assert lines[1] == ["Act", "Change", "Serves"]
        acts = [cells[0] for cells in lines[3:-1] if cells[0]]
        assert acts == ["Computer Act 1990", "Search Act 2008"]
        (serves,) = (cells[2] for cells in lines if cells[0] == "Search Act 2008")
        assert serves == "5(1), 5(2)"
        assert lines[-1] == [
            "2 instructions, 3 changes (the fewest that were found); with them, 3 of 3 duties would be met on our "
            "working view, and no rule would reach further than the treaty",
        ]
        assert "\x1b[" not in result.output

    def test_before_consent_declarations_and_reservations_come_first(self, run) -> None:
        result = run("repair", "model", "--as-at", "2009-01-01")
        assert result.output.splitlines()[3].startswith(
            " Declarations and reservations | Lodge a reservation under art 6(3) on art 6(1)."
        )
        assert "Lodge" not in run("repair", "model", "--as-at", "2010-06-01").output

    @pytest.mark.parametrize("place", ["model:5(1)", "model:5(2)"])
    def test_every_repair_of_a_duty_those_that_change_least_first(self, run, small, place: str) -> None:
        result = run("repair", place, *DAY)
        assert result.output.splitlines()[0].rstrip() == f"Repairs of {place} on the law of 2014-01-01"
        costs = [
            int(cells[1])
            for line in result.output.splitlines()
            if (cells := line.split("|"))[1:] and cells[1].strip().isdigit()
        ]
        assert costs == [len(r.edits) for r in small.repair("model", "2014-01-01").repairs[place]]
        assert costs == sorted(costs)
        assert len(costs) > 1

    def test_what_is_contested_has_no_gap_and_is_told_apart_when_asked_for(self, run) -> None:
        none = "No binding duty of model:4 is met in part or not at all on the law of 2014-01-01.\n"
        result = run("repair", "model:4", *DAY)
        assert (result.exit_code, result.output) == (0, none)
        result = run("repair", "model:4", *DAY, "--beyond-doubt")
        assert result.output.startswith(f"{none}\nChanges that close no gap: they would put beyond doubt")
        assert "s 7: add a subsection that covers an access code" in result.output
        result = run("repair", "model:4", *DAY, "--beyond-doubt", "--reading", "officials")
        assert result.output == f"{none}\nNo binding duty of model:4 is contested or met by our view alone.\n"

    def test_what_would_put_beyond_doubt_in_json(self, run) -> None:
        plain = json.loads(run("repair", "model", *DAY, "--format", "json").output)
        told = json.loads(run("repair", "model", *DAY, "--format", "json", "--beyond-doubt").output)
        apart = told.pop("beyond_doubt")
        assert told == plain
        assert list(apart["duties"]) == ["model:4", "model:9"]

    def test_json(self, run, small) -> None:
        told = json.loads(run("repair", "model", *DAY, "--format", "json").output)
        plan = small.repair("model", "2014-01-01")
        assert (told["instrument"], told["as_at"], told["exact"], told["cost"]) == (
            "model",
            "2014-01-01",
            True,
            plan.cost,
        )
        edits = [(e["target"], e["sort"], e["facet"], e["duty"]) for c in told["changes"] for e in c["edits"]]
        assert sorted(edits, key=str) == sorted(
            ((e.target, e.sort, e.facet or None, e.duty or None) for e in plan.edits), key=str
        )
        assert told["then"] == dict(plan.closed)
        assert list(told["duties"]) == list(plan.repairs)
        assert told["duties"]["model:3(1)"] == [
            {
                "cost": 103,
                "then": "met",
                "changes": [
                    "Computer Act 1990, s 6: provide that the exception does not apply to damaging (art 3(1)); "
                    "add a subsection that covers deleting, in the terms of art 3(1); for "
                    "everything else, the limit to a dishonest purpose stays."
                ],
            }
        ]
        assert told["left"] == []

    def test_json_of_a_duty_that_is_met(self, run) -> None:
        told = json.loads(run("repair", "model:2", *DAY, "--format", "json").output)
        assert (told["changes"], told["duties"], told["cost"]) == ([], {}, 0)

    @pytest.mark.parametrize("day", ["1985-01-01", "2009-01-01", "2014-01-01", "2019-01-01"])
    def test_the_file_written_is_a_reform_that_keeps_its_promise(
        self, run, small_path: Path, tmp_path: Path, day: str
    ) -> None:
        folder = shutil.copytree(small_path, tmp_path / "data")
        out = folder / "nz_statutes/reforms/repair.yaml"
        result = run("repair", "model", "--as-at", day, "--format", "json", "--out", str(out))
        promised = json.loads(result.stdout)["then"]
        hint = f"in a catalogue's nz_statutes/reforms/, this is --with repair-model-{day}"
        assert (result.exit_code, result.stderr) == (0, f"{out}\n{hint}\n")
        after = run("assess", "model", "--as-at", day, "--with", f"repair-model-{day}", "--format", "json", data=folder)
        assert after.exit_code == 0
        found = {
            d["id"]: d["status"]
            for a in json.loads(after.output)["articles"]
            for d in a["duties"]
            if d["id"] in promised
        }
        assert found == promised
        assert set(promised.values()) <= {"met", "met_with_reservation"}
        assert run("check", "--fail-on", "warning", data=folder).output.count("repair.yaml") == 0

    def test_the_file_tells_its_instructions_and_is_the_same_each_time(self, run, tmp_path: Path) -> None:
        one, other = tmp_path / "one.yaml", tmp_path / "other.yaml"
        for out in (one, other):
            assert run("repair", "model", *DAY, "--out", str(out)).stdout.endswith(f"\n{out}\n")
        assert one.read_bytes() == other.read_bytes()
        assert one.read_text(encoding="utf-8").startswith(
            "# Computer Act 1990, s 6: provide that the exception does not apply"
        )

    def test_a_file_of_a_duty_that_is_met_loads_too(self, run, small_path: Path, tmp_path: Path) -> None:
        folder = shutil.copytree(small_path, tmp_path / "data")
        assert run("repair", "model:2", *DAY, "--out", str(folder / "nz_statutes/reforms/repair.yaml")).exit_code == 0
        plain, laid = (
            json.loads(run("assess", "model", *DAY, "--format", "json", *more, data=folder).output)["counts"]
            for more in ((), ("--with", "repair-model-2-2014-01-01"))
        )
        assert laid == plain

    @pytest.mark.parametrize(
        ("args", "words"),
        [
            (("modle", *DAY), "did you mean 'model'"),
            (("model:99", *DAY), "names no article or duty"),
            (("model",), "Missing option '--as-at'"),
            (("model", *DAY, "--reading", "official"), "did you mean 'officials'"),
        ],
    )
    def test_bad_usage(self, run, args: tuple[str, ...], words: str) -> None:
        result = run("repair", *args)
        assert (result.exit_code, result.stdout) == (2, "")
        assert words in result.stderr

    def test_a_mandate_that_a_treaty_text_answers_is_bad_usage(self, run, mandate_path: Path) -> None:
        result = run("repair", "mandate", *TODAY, data=mandate_path)
        assert result.exit_code == 2
        assert "treaty text, which no Act can repair" in result.stderr

    def test_the_folder_is_made(self, run, tmp_path: Path) -> None:
        out = tmp_path / "nz_statutes" / "reforms" / "x.yaml"
        assert run("repair", "model", *DAY, "--out", str(out)).exit_code == 0
        assert [p.name for p in out.parent.iterdir()] == ["x.yaml"]

    def test_a_file_that_cannot_be_written_is_bad_usage(self, run, tmp_path: Path) -> None:
        (tmp_path / "file").write_text("", encoding="utf-8")
        for out in (tmp_path / "file" / "x.yaml", tmp_path):
            result = run("repair", "model", *DAY, "--out", str(out))
            assert result.exit_code == 2
            assert result.stderr.startswith("gapcheck: ")
            assert "Traceback" not in result.output


class TestCheck:
    def test_counts(self, run) -> None:
        stock = json.loads(run("check", "--format", "json").output)
        assert [stock[k] for k in ("instruments", "articles", "duties", "acts", "rules")] == [1, 9, 13, 2, 11]
        assert stock["duties_without_survey"] == ["model:10"]
        assert stock["unused_rules"] == []
        assert [stock[k] for k in ("verified", "secondary", "unverified")] == [18, 4, 3]

    def test_table(self, run) -> None:
        result = run("check")
        assert result.exit_code == 0
        assert "1: model:10" in result.output
        assert "\x1b[" not in result.output

    def test_sources_by_instrument_and_act(self, run) -> None:
        lines = [line.split("|") for line in run("check", "--level", "note").output.splitlines()]
        rows = {
            cells[0].strip(): [int(n) for n in cells[1:]]
            for cells in lines
            if len(cells) == 4 and cells[1].strip().isdigit()
        }
        assert rows == {
            "Model Convention": [11, 1, 1],
            "Computer Act 1990": [3, 1, 1],
            "Measures outside statute": [0, 1, 1],
            "Search Act 2008": [4, 0, 0],
            "Readings": [0, 1, 0],
        }


class TestFindings:
    def test_by_code_the_gravest_first(self, run) -> None:
        output = run("check").output
        assert re.findall(r"^(\w+ [a-z-]+ \(\d+\)): ", output, flags=re.M) == [
            "Error unsourced (5)",
            "Warning point-without-question (2)",
            "Warning unsurveyed (1)",
        ]
        assert "obligations/model/02_powers.yaml:93" in output
        assert output.endswith("\nFindings: 5 errors, 3 warnings, 8 notes (8 not shown; --level note shows all)\n")

    def test_what_many_places_share_is_told_once(self) -> None:
        output = CliRunner().invoke(main, ["check"]).output
        assert output.count("expected a duty that it answers") == 1
        assert "\nEach of them: the rule reaches no duty" in output

    def test_the_answer_stands_last_and_claims_nothing_above_errors(self, run) -> None:
        assert run("check").output.splitlines()[-2] == "No file contradicts another."

    def test_notes_are_shown_when_asked_for(self, run) -> None:
        output = run("check", "--level", "note").output
        assert "Note no-contents (1): An instrument has no list of its articles." in output
        assert output.endswith("\nFindings: 5 errors, 3 warnings, 8 notes\n")

    @pytest.mark.parametrize(("level", "count"), [("error", 5), ("warning", 8), ("note", 16)])
    def test_json_and_sarif_show_the_same(self, run, level: str, count: int) -> None:
        found = json.loads(run("check", "--format", "json", "--level", level).output)["findings"]
        log = json.loads(run("check", "--format", "sarif", "--level", level).output)
        assert len(found) == count
        assert [r["ruleId"] for r in log["runs"][0]["results"]] == [f["code"] for f in found]

    def test_json_adds_the_findings_to_the_stocktake(self, run, small) -> None:
        told = json.loads(run("check", "--format", "json").output)
        assert next(f for f in told.pop("findings") if f["code"] == "unsurveyed") == {
            "code": "unsurveyed",
            "level": "warning",
            "file": "obligations/model/02_powers.yaml",
            "line": 93,
            "key": "model:10",
            "message": "the duty is judged, but has no survey",
            "expected": "a survey that names what was looked through",
        }
        assert told == take_inventory(small.catalogue).to_dict()

    def test_findings_alone_do_not_fail(self, run) -> None:
        assert run("check").exit_code == 0

    @pytest.mark.parametrize(
        ("level", "told"),
        [("error", "5 unsourced"), ("warning", "2 point-without-question, 5 unsourced, 1 unsurveyed")],
    )
    def test_a_gate_fails_with_1(self, run, level: str, told: str) -> None:
        for form in ("table", "json", "sarif"):
            result = run("check", "--fail-on", level, "--format", form)
            assert result.exit_code == 1
            assert result.stderr == f"gapcheck: the gate --fail-on {level} failed: {told}\n"

    def test_a_gate_counts_what_is_not_shown(self, run) -> None:
        assert "1 no-contents" in run("check", "--fail-on", "note", "--level", "error").stderr

    def test_a_gate_passes_with_0(self, small_path: Path, tmp_path: Path) -> None:
        sourced = "source: [{ref: A, pinpoint: p 1, checked: verified}]"
        shutil.copytree(small_path, tmp_path, dirs_exist_ok=True)
        head = tmp_path / "obligations" / "model" / "instrument.yaml"
        head.write_text(head.read_text(encoding="utf-8") + f"  {sourced}\n", encoding="utf-8")
        position = f"positions: [{{instrument: model, {sourced}}}]\n"
        (tmp_path / "obligations" / "positions" / "new_zealand.yaml").write_text(position, encoding="utf-8")
        (tmp_path / "obligations" / "readings.yaml").unlink()
        assert CliRunner().invoke(main, ["check", "--data", str(tmp_path), "--fail-on", "error"]).exit_code == 0

    @pytest.mark.parametrize("option", ["--level", "--fail-on", "--format"])
    def test_an_unknown_level_or_form_is_bad_usage(self, run, option: str) -> None:
        result = run("check", option, "grave")
        assert result.exit_code == 2
        assert "'grave' is not one of" in result.stderr

    def test_bad_data_is_told_as_sarif_too(self, tmp_path: Path) -> None:
        data = overlay("several-files", tmp_path)
        result = CliRunner().invoke(main, ["check", "--data", str(data), "--format", "sarif", "--fail-on", "error"])
        assert result.exit_code == 2
        results = json.loads(result.stdout)["runs"][0]["results"]
        with pytest.raises(DataError) as caught:
            load(data)
        assert [r["ruleId"] for r in results] == [p.code for p in caught.value.problems]
        assert result.stderr == f"gapcheck: {caught.value}\n"

    def test_other_forms_print_nothing_for_bad_data(self, tmp_path: Path) -> None:
        data = overlay("several-files", tmp_path)
        for form in ("table", "json"):
            result = CliRunner().invoke(main, ["check", "--data", str(data), "--format", form])
            assert (result.exit_code, result.stdout) == (2, "")


class TestOutputThatFails:
    """In a process of its own, with the real standard output."""

    def start(self, small_path: Path, **more: object) -> subprocess.Popen[str]:
        command = [
            sys.executable,
            "-m",
            "gapcheck",
            "assess",
            "model",
            *DAY,
            "--format",
            "json",
            "--data",
            str(small_path),
        ]
        return subprocess.Popen(command, stderr=subprocess.PIPE, text=True, **more)  # type: ignore[call-overload]

    @pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
    def test_a_full_disk_is_told_in_a_line(self, small_path: Path) -> None:
        with open("/dev/full", "w") as full, self.start(small_path, stdout=full) as process:  # noqa: PTH123
            _, errors = process.communicate(timeout=60)
        assert process.returncode == 2
        assert errors == "gapcheck: No space left on device\n"

    def test_a_reader_that_has_seen_enough_is_no_error(self, small_path: Path) -> None:
        with self.start(small_path, stdout=subprocess.PIPE) as process:
            assert process.stdout is not None
            process.stdout.close()
            assert process.stderr is not None
            errors = process.stderr.read()
        assert process.returncode == 0
        assert errors == ""
