"""The command line: what it prints, and how it exits."""

from __future__ import annotations

import csv
import io
import json
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from gapcheck import __version__
from gapcheck.cli import COMMANDS, main
from gapcheck.cli.output import harmless

DAY = ("--as-at", "2014-01-01")


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
        assert "Search Act 2008, ss 30 and 40(1)(a)" in " ".join(result.output.split())
        assert "Articles: 2 met, 1 met with reservation, 2 partial, 2 unclear, 1 not assessed, 1 no duty" in result.output
        assert "\x1b[" not in result.output

    def test_json_is_the_contract(self, run, small) -> None:
        result = run("assess", "model", *DAY, "--reading", "strict", "--format", "json")
        assert json.loads(result.output) == small.assess("model", "2014-01-01", "strict").to_dict()

    def test_csv_has_a_line_for_each_duty(self, run, small) -> None:
        rows = list(csv.DictReader(io.StringIO(run("assess", "model", *DAY, "--format", "csv").output)))
        assert [r["duty"] for r in rows] == [d.id for d in small.assess("model", "2014-01-01").duties]
        assert rows[0]["citations"] == "Computer Act 1990, s 5(1)"

    @pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(1)", "\t=1", "\r=1"])
    def test_no_csv_cell_is_a_formula(self, cell: str) -> None:
        assert harmless(cell) == f"'{cell}"
        assert harmless("a=1") == "a=1"

    def test_today_is_a_date(self, run) -> None:
        result = run("assess", "model", "--as-at", "today", "--format", "json")
        assert json.loads(result.output)["as_at"] == date.today().isoformat()


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
            (("explain", "model", *DAY), "expected INSTRUMENT:PINPOINT"),
            (("compare", "modle", *DAY, "--then", "2015-01-01"), "did you mean 'model'"),
            (("compare", "model", *DAY), "nothing to compare with"),
            (("compare", "model", "--then", "2015-01-01"), "needs an INSTRUMENT and --as-at"),
            (("compare", "--instruments", "model", "modle"), "did you mean 'model'"),
            (("compare", "model", "--instruments", "model", "model"), "compares two texts"),
            (("compare", "--instruments", "model", "model", "--fail-on", "worse"), "compares two texts"),
            (("compare", "model", *DAY, "--then-with", "deletion"), "did you mean 'deletion-bill'"),
            (("compare", "model", *DAY, "--revision", "no-such-revision"), "no-such-revision"),
            (("compare", "model", *DAY, "--then", "2015-01-01", "--fail-on", "better"), "worse"),
            (("report", "model", *DAY, "--out", "x", "--formats", "xslx"), "did you mean 'xlsx'"),
            (("report", "model", *DAY, "--out", "x", "--formats", ","), "names no format"),
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
        assert result.output.startswith("Model Convention, art 5(1) (Preservation), as at 1 July 2012: unmet\n")
        assert "enacted on 30 March 2012" in result.output

    def test_json(self, run, small) -> None:
        result = run("explain", "model:2", *DAY, "--format", "json")
        assert json.loads(result.output) == small.assess("model", "2014-01-01").why("2").to_dict()


class TestReport:
    def test_writes_the_files_and_prints_their_paths(self, run, tmp_path: Path) -> None:
        out = tmp_path / "new" / "folder"
        result = run("report", "model", *DAY, "--out", str(out), "--reading", "strict")
        assert result.exit_code == 0
        names = ["model_2014-01-01_strict.md", "model_2014-01-01_strict.xlsx"]
        assert sorted(p.name for p in out.iterdir()) == names
        assert sorted(Path(line).name for line in result.output.splitlines()) == names

    def test_writes_the_formats_asked_for(self, run, tmp_path: Path) -> None:
        assert run("report", "model", *DAY, "--out", str(tmp_path), "--formats", "md").exit_code == 0
        assert [p.name for p in tmp_path.iterdir()] == ["model_2014-01-01.md"]

    def test_a_report_that_fails_leaves_the_old_file_alone(self, run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        (tmp_path / "model_2014-01-01.md").write_text("old", encoding="utf-8")

        def fail(*_: object) -> None:
            raise OSError(28, "No space left on device")

        monkeypatch.setattr("gapcheck.assessment.Assessment.to_excel", fail)
        result = run("report", "model", *DAY, "--out", str(tmp_path), "--formats", "md,xlsx")
        assert result.exit_code == 2
        assert "No space left on device" in result.stderr
        assert [p.read_text(encoding="utf-8") for p in tmp_path.iterdir()] == ["old"]

    def test_a_file_in_the_way_is_bad_usage(self, run, tmp_path: Path) -> None:
        (tmp_path / "file").write_text("", encoding="utf-8")
        result = run("report", "model", *DAY, "--out", str(tmp_path / "file"))
        assert result.exit_code == 2
        assert "cannot write there" in result.stderr


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
        rows = list(csv.DictReader(io.StringIO(run("compare", "model", *self.DAYS, "--format", "csv").output)))
        found = small.compare("model", "2003-01-01", "2014-01-01")
        assert [r["id"] for r in rows] == [c.place for c in found.rows()]
        assert [r["why"] for r in rows] == [" ".join(c.cause.sentences) for c in found.rows()]
        assert set(rows[0]) == set(found.frame().columns)

    def test_with_and_without_a_reform(self, run, small_path: Path, tmp_path: Path) -> None:
        shutil.copytree(small_path, tmp_path / "data")
        [file] = (tmp_path / "data" / "nz_statutes" / "reforms").iterdir()
        text = file.read_text(encoding="utf-8")
        file.write_text(text.replace("drop: [{facet: purpose}]", 'drop: [{facet: purpose}, {exception: "6(2)"}]'), encoding="utf-8")
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
            text.replace("{facet: fault, any: [recklessness]}", "{facet: purpose, any: [dishonest-purpose]}"), encoding="utf-8"
        )
        result = run("compare", "model", *DAY, "--then-data", str(tmp_path / "other"), "--format", "json", "--fail-on", "worse")
        assert result.exit_code == 1
        [duty] = json.loads(result.stdout)["duties"]
        assert (duty["id"], duty["kind"]) == ("model:2", "opened")
        assert duty["why"][0].startswith(
            "Computer Act 1990, s 5(1) is recorded differently in the second version of the data: condition"
        )

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
            rows = list(csv.DictReader(io.StringIO(result.output)))
            assert [r["result"] for r in rows] == list(found.frame()["result"])
        else:
            assert "Duties of the Model Convention for a State that meets the Model Convention" in result.output
            assert f"{found.forward.counts['suffices']} suffices" in result.output


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


class TestOutputThatFails:
    """In a process of its own, with the real standard output."""

    def start(self, small_path: Path, **more: object) -> subprocess.Popen[str]:
        command = [sys.executable, "-m", "gapcheck", "assess", "model", *DAY, "--format", "json", "--data", str(small_path)]
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
