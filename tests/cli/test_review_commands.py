"""``gapcheck review``, ``confirm`` and ``export``: out to agencies, back in, and what is then known."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from openpyxl import load_workbook
from support.leaks import leaks
from support.libreoffice_macro import fill_by_macro
from support.office import Office
from support.reviews import (
    AGREES,
    CODES,
    DISAGREES,
    FAILS,
    POLICE,
    filled,
    filled_letter,
    reviewed_data,
)
from support.work_sheets import files_of

from gapcheck.cli import main
from gapcheck.review.review_sheet import AGENCY, DAY, GROUND, REASON, ROLE, SHEET, VIEW

SIGNED = {ROLE: "Manager", DAY: "4 May 2020"}
POLICY = "policy:\n  - {natures: [evidence], roles: [{role: Manager}]}\n"


@pytest.fixture
def root(small_path: Path, tmp_path: Path) -> Path:
    return reviewed_data(small_path, tmp_path / "data")


@pytest.fixture
def sheet(root: Path, tmp_path: Path) -> Path:
    done = run("review", "export", "model", "--out", str(tmp_path / "sheet.xlsx"), data=root)
    assert done.exit_code == 0, done.stderr
    assert "(10 duties, 2 questions)" in done.output
    return tmp_path / "sheet.xlsx"


@pytest.fixture
def letter(root: Path, tmp_path: Path) -> Path:
    out = tmp_path / "letter.docx"
    done = run("confirm", "export", "model", "--agency", POLICE, "--out", str(out), data=root)
    assert done.exit_code == 0, done.stderr
    assert "(1 question)" in done.output
    return out


def run(*args: str, data: Path, as_at: str | None = "2020-01-01") -> Result:
    dated = ["--as-at", as_at] if as_at else []
    return CliRunner().invoke(main, [*args, *dated, "--data", str(data)])


def apply(root: Path, to: Path, *files: Path, more: tuple[str, ...] = ()) -> Result:
    named = [str(file) for file in files]
    return run("review", "apply", *named, "--to", str(to), "--on", "2020-06-01", *more, data=root, as_at=None)


def fill(sheet: Path, said: dict[str, Any]) -> Path:
    sheet.write_bytes(filled(sheet.read_bytes(), said))
    return sheet


class TestSheet:
    def test_out_and_in_and_nothing_twice(self, root: Path, sheet: Path, tmp_path: Path) -> None:
        to = tmp_path / "reviews"
        fill(sheet, {"model:2": AGREES, "model:3(1)": DISAGREES, CODES: FAILS})
        sent = sheet.read_bytes()
        done = apply(root, to, sheet)
        assert done.exit_code == 0, done.stderr
        assert "Rows: 3 added, 0 in place of an older one of the same day, 0 recorded already" in done.output
        assert sorted(files_of(to)) == [".gitattributes", "model.yaml", "questions.yaml"]
        before = files_of(to)
        again = apply(root, to, sheet)
        assert "0 added" in again.output
        assert "3 recorded already" in again.output
        assert files_of(to) == before
        assert sheet.read_bytes() == sent

    def test_what_was_taken_from_a_hidden_row_is_told(self, root: Path, sheet: Path, tmp_path: Path) -> None:
        book = load_workbook(io.BytesIO(filled(sheet.read_bytes(), {"model:2": AGREES, "model:3(1)": DISAGREES})))
        lines = {row[0].value: row[0].row for row in book[SHEET].iter_rows(min_row=2)}
        book[SHEET].row_dimensions[lines["model:3(1)"]].hidden = True
        book.save(sheet)
        done = run("review", "apply", str(sheet), "--to", str(tmp_path / "reviews"), data=root, as_at=None)
        assert "Rows: 2 added" in done.output
        told = [line for line in done.output.splitlines() if "hidden" in line]
        columns = ", ".join((VIEW, REASON, AGENCY, ROLE, DAY))
        assert told == [f"sheet.xlsx: row {lines['model:3(1)']}: taken, although hidden in the workbook: {columns}."]

    def test_a_sheet_that_nobody_filled_in_writes_nothing(self, root: Path, sheet: Path, tmp_path: Path) -> None:
        done = apply(root, tmp_path / "reviews", sheet)
        assert (done.exit_code, (tmp_path / "reviews").exists()) == (0, False)
        assert "12 left empty" in done.output

    def test_one_bad_row_and_nothing_of_the_file_is_written(self, root: Path, sheet: Path, tmp_path: Path) -> None:
        to = tmp_path / "reviews"
        fill(sheet, {"model:2": AGREES, "model:3(1)": {**DISAGREES, REASON: None}})
        done = apply(root, to, sheet)
        assert done.exit_code == 2
        assert "1 problem in sheet.xlsx" in done.stderr
        assert "sheet.xlsx:3: model:3(1): Your reason: no reason is given" in done.stderr
        assert not to.exists()
        part = apply(root, to, sheet, more=("--partial",))
        assert part.exit_code == 0
        assert "refused: sheet.xlsx:3: model:3(1)" in part.stderr
        assert "1 added" in part.output

    def test_a_file_that_cannot_be_read_is_told_and_nothing_is_written(
        self, root: Path, sheet: Path, tmp_path: Path
    ) -> None:
        (tmp_path / "bad.xlsx").write_bytes(b"hello")
        done = apply(root, tmp_path / "reviews", fill(sheet, {"model:2": AGREES}), tmp_path / "bad.xlsx")
        assert done.exit_code == 2
        assert "bad.xlsx: no workbook" in done.stderr
        assert not (tmp_path / "reviews").exists()

    def test_a_comment_in_a_file_is_not_lost(self, root: Path, sheet: Path, tmp_path: Path) -> None:
        to = tmp_path / "reviews"
        apply(root, to, fill(sheet, {"model:2": AGREES}))
        text = (to / "model.yaml").read_text(encoding="utf-8")
        (to / "model.yaml").write_text(f"{text}  # ask again in May\n", encoding="utf-8")
        done = apply(root, to, fill(sheet, {"model:3(1)": DISAGREES}))
        assert done.exit_code == 2
        assert "model.yaml:5: a comment, which would be lost" in done.stderr

    def test_the_same_sheet_is_the_same_file(self, root: Path, sheet: Path, tmp_path: Path) -> None:
        run("review", "export", "model", "--out", str(tmp_path / "again.xlsx"), data=root)
        assert (tmp_path / "again.xlsx").read_bytes() == sheet.read_bytes()

    def test_nothing_that_is_withheld_goes_out(self, root: Path, tmp_path: Path) -> None:
        file = root / "obligations" / "questions" / "doubts.yaml"
        noted = "by: tests\n    note: {text: ZQXSECRET7q, withheld: s 6(a)}"
        file.write_text(file.read_text(encoding="utf-8").replace("by: tests", noted, 1), encoding="utf-8")
        for name, args in (("s.xlsx", ("review",)), ("l.docx", ("confirm",)), ("l.xlsx", ("confirm",))):
            agency = ("--agency", POLICE) if args == ("confirm",) else ()
            done = run(*args, "export", "model", "--out", str(tmp_path / name), *agency, data=root)
            assert done.exit_code == 0, done.stderr
            assert leaks(name, (tmp_path / name).read_bytes(), "ZQXSECRET7q") == []
        done = apply(root, tmp_path / "reviews", fill(tmp_path / "s.xlsx", {"model:4": AGREES, CODES: FAILS}))
        assert "2 added" in done.output

    @pytest.mark.parametrize(
        ("args", "message"),
        [
            (("review", "export", "model", "--out", "a.xls"), "ends in .xlsx"),
            (("review", "export", "modle", "--out", "a.xlsx"), "did you mean 'model'"),
            (("review", "export", "model", "--agency", "Polise", "--out", "a.xlsx"), "unknown agency 'Polise'"),
            (("confirm", "export", "model", "--agency", POLICE, "--out", "a.pdf"), "ends in .docx or .xlsx"),
            (("review", "status", "model", "--reviews", "none"), "there is no folder of reviews"),
            (("assess", "model", "--effective"), "name their folder with --reviews"),
        ],
    )
    def test_bad_usage_is_told(self, root: Path, args: tuple[str, ...], message: str) -> None:
        done = run(*args, data=root)
        assert done.exit_code == 2
        assert message in done.stderr


class TestLetter:
    def test_an_answer_moves_an_article_and_the_report_shows_it(self, root: Path, letter: Path, tmp_path: Path) -> None:
        to, out = tmp_path / "reviews", tmp_path / "out"
        letter.write_bytes(filled_letter(letter.read_bytes(), {CODES: ("No", "They are not.")}, SIGNED))
        assert apply(root, to, letter).exit_code == 0
        asked = ("--reviews", str(to), "--effective")
        told = run("assess", "model", *asked, data=root)
        assert "On the view of New Zealand Police, 4 May 2020, the answer to “Access codes as devices”" in told.output
        assert "These answers move art 4 from likely met with reservation, to be confirmed" in told.output
        explained = run("explain", "model:4", *asked, data=root)
        assert "New Zealand Police (Manager, 4 May 2020): Answers: no. They are not." in explained.output
        done = run(
            "report",
            "model",
            *asked,
            "--classification",
            "UNCLASSIFIED",
            "--formats",
            "md",
            "--out",
            str(out),
            data=root,
        )
        assert done.exit_code == 0, done.stderr
        text = (out / "model_2020-01-01_reviewed_annex.md").read_text(encoding="utf-8")
        assert "These answers move art 4" in text
        plain = json.loads(run("assess", "model", "--format", "json", data=root).output)
        taken = json.loads(run("assess", "model", *asked, "--format", "json", data=root).output)
        moved = [
            one["article"]
            for one, other in zip(plain["articles"], taken["articles"], strict=True)
            if one["status"] != other["status"]
        ]
        assert moved == ["4"]

    def test_the_same_questions_may_be_answered_in_a_sheet(self, root: Path, tmp_path: Path) -> None:
        out = tmp_path / "questions.xlsx"
        run("confirm", "export", "model", "--agency", POLICE, "--out", str(out), data=root)
        done = apply(root, tmp_path / "reviews", fill(out, {CODES: FAILS}))
        assert "1 added" in done.output

    def test_two_letters_that_contradict_each_other_are_both_refused(
        self, root: Path, letter: Path, sheet: Path, tmp_path: Path
    ) -> None:
        letter.write_bytes(filled_letter(letter.read_bytes(), {CODES: ("yes", "They are.")}, SIGNED))
        fill(sheet, {CODES: {**FAILS, "Your agency": "Ministry of Justice"}})
        done = apply(root, tmp_path / "reviews", letter, sheet)
        assert done.exit_code == 2
        assert "2 problems in letter.docx, sheet.xlsx" in done.stderr

    def test_what_is_withheld_stays_out_of_a_release_copy(self, root: Path, letter: Path, tmp_path: Path) -> None:
        to, out = tmp_path / "reviews", tmp_path / "out"
        said = {CODES: ("No", "ZQXSECRET7q")}
        letter.write_bytes(filled_letter(letter.read_bytes(), said, {**SIGNED, GROUND: "s 6(a)"}))
        apply(root, to, letter)
        asked = (
            "--reviews",
            str(to),
            "--effective",
            "--release",
            "--draft",
            "--classification",
            "UNCLASSIFIED",
            "--out",
            str(out),
        )
        assert run("report", "model", *asked, data=root).exit_code == 0
        assert [place for path in out.iterdir() for place in leaks(path.name, path.read_bytes(), "ZQXSECRET7q")] == []


class TestStatus:
    def test_what_is_outstanding_is_told_by_agency(self, root: Path, sheet: Path, tmp_path: Path) -> None:
        to = tmp_path / "reviews"
        apply(root, to, fill(sheet, {"model:2": AGREES, "model:3(1)": DISAGREES}))
        done = run("review", "status", "model", "--reviews", str(to), data=root)
        assert "Ministry of Justice: 1 disagrees" in done.output
        assert "New Zealand Police: 1 missing" in done.output
        assert "No policy.yaml says who has to sign" in done.output
        rows = json.loads(run("review", "status", "model", "--reviews", str(to), "--format", "json", data=root).output)
        states = {row["about"]: row["state"] for row in rows["signatures"]}
        assert (states["model:2"], states["model:3(1)"], states[CODES]) == ("signed", "disagrees", "missing")

    def test_the_gate_fails_until_everybody_has_signed(self, root: Path, sheet: Path, tmp_path: Path) -> None:
        to = tmp_path / "reviews"
        to.mkdir()
        (to / "policy.yaml").write_text(POLICY, encoding="utf-8")
        asked = ("review", "status", "model", "--reviews", str(to), "--fail-on", "unsigned")
        done = run(*asked, data=root)
        assert done.exit_code == 1
        assert "the gate --fail-on unsigned failed: 1 missing" in done.stderr
        apply(root, to, fill(sheet, {CODES: FAILS}))
        assert run(*asked, data=root).exit_code == 0

    def test_what_is_signed_may_be_left_out(self, root: Path, sheet: Path, tmp_path: Path) -> None:
        to = tmp_path / "reviews"
        apply(root, to, fill(sheet, {"model:2": AGREES}))
        done = run("review", "status", "model", "--reviews", str(to), "--outstanding", "--format", "csv", data=root)
        abouts = [row["about"] for row in csv.DictReader(io.StringIO(done.output))]
        assert "model:2" not in abouts
        assert "model:4" in abouts


class TestDue:
    def test_a_look_is_kept_and_the_next_tells_what_changed(self, root: Path, tmp_path: Path) -> None:
        to = tmp_path / "reviews"
        to.mkdir()
        asked = ("review", "due", "model", "--reviews", str(to))
        first = run(*asked, "--on", "2020-05-01", "--record", data=root)
        assert first.exit_code == 0, first.stderr
        assert "1 due (1 never assessed)" in first.output
        assert "No earlier look is on record" in first.output
        act = root / "nz_statutes" / "computer_act_1990.yaml"
        act.write_text(act.read_text(encoding="utf-8").replace("text: ", "text: Now ", 3), encoding="utf-8")
        second = run(*asked, "--on", "2020-06-01", "--fail-on", "due", data=root)
        assert second.exit_code == 1
        assert "text changed" in second.output
        told = json.loads(run(*asked, "--on", "2020-06-01", "--format", "json", data=root).output)
        assert told["since"] == "2020-05-01"
        assert {"model:10", "model:2"} <= {duty["duty"] for duty in told["due"]}


class TestMonitor:
    def test_the_files_are_those_of_the_monitor(self, root: Path, tmp_path: Path) -> None:
        done = run("export", "monitor", "model", "--out", str(tmp_path / "m"), data=root)
        assert done.exit_code == 0, done.stderr
        rows = list(csv.DictReader(io.StringIO((tmp_path / "m" / "recommendations.csv").read_text("utf-8"))))
        references = [row["Reference [database:reference]"] for row in rows]
        assert "model:3(1)" in references
        assert len(set(references)) == len(references)
        actions = list(csv.DictReader(io.StringIO((tmp_path / "m" / "actions.csv").read_text("utf-8"))))
        linked = {r for row in rows for r in row["Action references [rel:action-reference]"].split(",") if r}
        assert linked == {row["Reference [database:reference]"] for row in actions}

    @pytest.mark.parametrize("since", ["m", "2020-01-01"])
    def test_a_second_export_has_only_what_is_new(self, root: Path, tmp_path: Path, since: str) -> None:
        run("export", "monitor", "model", "--out", str(tmp_path / "m"), data=root)
        earlier = str(tmp_path / since) if since == "m" else since
        done = run("export", "monitor", "model", "--out", str(tmp_path / "n"), "--since", earlier, data=root)
        assert "Rows: 0 recommendations, 0 actions" in done.output

    def test_who_does_what_by_when_is_told(self, root: Path, tmp_path: Path) -> None:
        run("export", "monitor", "model", "--out", str(tmp_path / "m"), data=root)
        actions = list(csv.DictReader(io.StringIO((tmp_path / "m" / "actions.csv").read_text("utf-8"))))
        reference = actions[0]["Reference [database:reference]"]
        folder = tmp_path / "reviews"
        folder.mkdir()
        measure = f'{{reference: "{reference}", owner: Ministry of Justice, target: 2027-06-30, progress: in-progress}}'
        (folder / "measures.yaml").write_text(f"measures:\n  - {measure}\n", encoding="utf-8")
        run("export", "monitor", "model", "--out", str(tmp_path / "n"), "--reviews", str(folder), data=root)
        told = (tmp_path / "n" / "actions.csv").read_text("utf-8")
        assert "30/06/2027" in told
        assert "Progress: In progress." in told

    @pytest.mark.parametrize("since", ["soon", "."])
    def test_an_earlier_export_that_is_none_is_told(self, root: Path, tmp_path: Path, since: str) -> None:
        earlier = str(tmp_path) if since == "." else since
        done = run("export", "monitor", "model", "--out", str(tmp_path / "n"), "--since", earlier, data=root)
        assert done.exit_code == 2
        assert "--since" in done.stderr


FORMS = {"xlsx": "xlsx:Calc MS Excel 2007 XML", "ods": "ods"}


class TestLibreOffice:
    @pytest.mark.parametrize("way", [("xlsx",), ("ods", "xlsx")], ids=["saved as xlsx", "through ods"])
    def test_a_sheet_comes_back_through_it(
        self, root: Path, sheet: Path, office: Office, tmp_path: Path, way: tuple[str, ...]
    ) -> None:
        fill(sheet, {"model:2": AGREES, "model:3(1)": {**DISAGREES, DAY: "4 May 2020"}, CODES: FAILS})
        expected = tmp_path / "expected"
        assert apply(root, expected, sheet).exit_code == 0
        saved = sheet
        for ending in way:
            (saved,) = office.convert(FORMS[ending], tmp_path / f"saved-{saved.suffix[1:]}-{ending}", saved)
        assert saved.read_bytes() != sheet.read_bytes()
        done = apply(root, tmp_path / "reviews", saved)
        assert done.exit_code == 0, done.stderr
        assert files_of(tmp_path / "reviews") == files_of(expected)

    def test_somebody_types_sorts_and_hides_in_it(
        self, root: Path, sheet: Path, office: Office, tmp_path: Path
    ) -> None:
        said = {VIEW: "disagrees", REASON: "A code is no device.", AGENCY: "Ministry of Justice", ROLE: "Counsel"}
        # Typed as a text, of which LibreOffice makes a date.
        said[DAY] = "2020-05-04"
        out = tmp_path / "typed.xlsx"
        fill_by_macro(sheet, out, office.profile, "model:4", said, rows=12)
        if not out.exists():
            pytest.skip("LibreOffice has no Calc, or runs no macro here")
        done = apply(root, tmp_path / "reviews", out)
        assert done.exit_code == 0, done.stderr
        assert "Rows: 1 added" in done.output
        text = (tmp_path / "reviews" / "model.yaml").read_text(encoding="utf-8")
        assert 'about: "model:4"' in text
        assert "date: 2020-05-04" in text
