"""The workbook, read back with another library: content, links, printing, and that it is written whole or not at
all.
"""

from __future__ import annotations

import io
import json
import re
import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet
from support.assessing import assess
from support.golden_files import (
    added,
    check_golden,
    differences,
    mandate_assessment,
    small_assessment,
    stable,
    workbook_text,
)
from support.xlsx_parts import COUNT

from gapcheck.catalogue.catalogue import Catalogue
from gapcheck.change.comparison import changes_since
from gapcheck.engine.results import STATUSES
from gapcheck.errors import UsageError
from gapcheck.faces import Assessment
from gapcheck.model.base import Interval
from gapcheck.model.context import Context
from gapcheck.report.context_file import read_context
from gapcheck.report.report import Report, make_report
from gapcheck.report.rows.duties import duty_rows
from gapcheck.report.rows.timeline import timeline_of
from gapcheck.report.statuses import STATUS, VERDICT
from gapcheck.report.workbook import act_articles, articles, history, matrix, measures, other_instruments, statutes
from gapcheck.report.workbook import sheet as workbook_sheet
from gapcheck.report.workbook.sheet import TextTooLongError
from gapcheck.report.workbook.sheets import ENTRIES
from gapcheck.report.workbook.summary import chapter_rows
from gapcheck.report.workbook.text_height import LINE_HEIGHT, MAX_HEIGHT, lines_needed, listed
from gapcheck.wording.dates import long_date
from gapcheck.wording.verdicts import verdict_in_words
from gapcheck.wording.words import join

SHEETS = (
    "Answer",
    "Articles (A4)",
    "Questions",
    "Act by article",
    "Gaps and measures",
    "Changed since",
    "Summary",
    "Matrix",
    "Reviews",
    "Sign-off",
    "Parts of duties",
    "Reservations and declarations",
    "Crosswalk",
    "Mandate trace",
    "Consultation",
    "What officials said",
    "Timeline",
    "What moved",
    "Law versions",
    "Sources",
    "Rules not used",
    "Change log",
    "Read me",
)
EMPTY = (
    "Reviews",
    "Sign-off",
    "Questions",
    "Crosswalk",
    "Mandate trace",
    "Consultation",
    "What officials said",
    "Rules not used",
)
"""The sheets in which nothing would stand for the small catalogue."""
A4_LYING, STANDING = ("Articles (A4)",), ("Answer", "Read me")
TALL = {"Answer": 2, "Timeline": 1}
"""The sheets that are made to fit on so many pages."""
SCREEN = ("Act by article", "Parts of duties", "Crosswalk", "What moved", "Law versions", "Sources", "Rules not used")
"""The sheets of which only the head is printed."""
REVIEWED = """
context:
  instrument: model
  prepared: 2019-05-01
  author: Ministry of Justice
  clearance: {status: agency-cleared, by: Deputy Secretary, date: 2019-05-20}
sign_off:
  - {role: Secretary for Justice, name: A Person, date: 2019-05-21}
  - {role: {text: Legal adviser, withheld: s 9(2)(a)}}
consultation:
  - {from: 2019-01-10, to: 2019-02-10, title: First round, who: Iwi, articles: ["2", "3"],
     responses: 12, outcome: Heard.}
  - {from: 2019-07-01, title: After the date, who: Nobody}
owners:
  - {about: "model:2", agency: Ministry of Justice, consulted: [New Zealand Police, Crown Law Office]}
  - {about: search-act-2008, agency: New Zealand Police}
reviews:
  - {about: "model:2", role: Principal adviser, date: 2019-03-01, view: agrees, text: Sound.}
  - {about: "model:3(1)", role: Counsel, date: 2019-04-01, view: disagrees,
     text: {text: The purpose matters., withheld: s 9(2)(h)}}
  - {about: "model:3(1)", role: Counsel, date: 2019-09-01, view: agrees, text: Too late.}
"""

HOSTILE = (
    '=HYPERLINK("https://evil.example","x")',
    "{=1+1}",
    "+1+1",
    "-2+3",
    "@SUM(1)",
    "https://evil.example/",
    "12",
    "#REF!",
)

OTHER_ACT = """
act: {id: other-act-2000, title: Other Act 2000}
sections:
  - section: "1"
    heading: Access with a broken measure
    rules:
      - id: "1"
        kind: offence
        text: Accessing a computer system by breaking a security measure.
        in_force: {from: 2000-01-01}
        conditions:
          - {facet: conduct, any: [access]}
          - {facet: circumstance, any: [security-measure-infringed]}
        source: [{ref: Other Act 2000, pinpoint: s 1, checked: verified}]
  - section: "2"
    heading: Deleting systems
    rules:
      - id: "2"
        kind: offence
        text: Deleting a device.
        in_force: {from: 2000-01-01}
        conditions:
          - {facet: conduct, any: [delete]}
          - {facet: object, any: [device]}
        source: [{ref: Other Act 2000, pinpoint: s 2, checked: verified}]
  - section: "3"
    heading: Supervision
    rules:
      - id: "3"
        kind: safeguard
        text: Somebody supervises something.
        in_force: {from: 2000-01-01}
        gives:
          - {facet: safeguard, concepts: [independent-supervision]}
        source: [{ref: Other Act 2000, pinpoint: s 3, checked: verified}]
"""


@pytest.fixture(scope="module")
def assessment(small_path: Path) -> Assessment:
    return small_assessment(small_path)


@pytest.fixture(scope="module")
def book(assessment: Assessment, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The workbook of the small catalogue, read back: to look at, not to change."""
    return read(write_workbook(assessment, tmp_path_factory.mktemp("book") / "matrix.xlsx"))


def write_workbook(assessment: Assessment, path: str | Path, classification: str = "IN CONFIDENCE") -> Path:
    return make_report(assessment, classification).to_excel(path)


def read(path: Path) -> Any:
    return openpyxl.load_workbook(path)


def filling(cell: Any) -> tuple[str, str]:
    """The colour of a cell, and the texture over it."""
    textures = {"solid": "plain", "lightUp": "striped", "gray125": "dotted"}
    texture = textures[cell.fill.patternType]
    colour = cell.fill.fgColor if texture == "plain" else cell.fill.bgColor
    return f"#{colour.rgb[2:]}", texture


def table(sheet: Worksheet) -> list[dict[str, Any]]:
    """The rows of the one table of a sheet, by header; of the last one where there are several."""
    *_, found = sheet.tables.values()
    head, *body = [[c.value for c in row] for row in sheet[found.ref]]
    return [dict(zip(head, row, strict=True)) for row in body]


class TestContent:
    def test_golden(self, assessment: Assessment, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        path = write_workbook(stable(assessment, monkeypatch), tmp_path / "matrix.xlsx")
        check_golden("matrix.txt", workbook_text(path, every_row=False))

    def test_golden_of_what_a_reading_changes(
        self, small_path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        reading = next(iter(small_assessment(small_path).catalogue.readings))
        told = [
            workbook_text(write_workbook(stable(made, monkeypatch), tmp_path / "matrix.xlsx"))
            for made in (small_assessment(small_path, "2012-06-01", chosen) for chosen in (None, reading))
        ]
        check_golden("matrix_reading.txt", added(told[1], told[0]))

    @pytest.mark.parametrize("instrument", ["mandate", "text"])
    def test_golden_of_a_mandate_and_of_a_text_with_statements(
        self, mandate_path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, instrument: str
    ) -> None:
        path = write_workbook(
            stable(mandate_assessment(mandate_path, instrument), monkeypatch), tmp_path / "matrix.xlsx"
        )
        check_golden(f"matrix_{instrument}.txt", workbook_text(path, every_row=False))

    def test_what_was_withheld_has_a_row_a_colour_and_a_column(self, mandate_path: Path, tmp_path: Path) -> None:
        book = read(write_workbook(mandate_assessment(mandate_path), tmp_path / "matrix.xlsx"))
        sheet, look = book["Summary"], STATUS["withheld"]
        rows = sheet[sheet.tables["Articles"].ref]
        found = [row for row in rows if row[3].value == look.words]
        assert [row[2].value for row in found] == ["1.4", "1.5", "3.1"]
        assert {row[3].fill.fgColor.rgb for row in found} == {f"FF{look.fill[1:]}"}
        chapters = sheet[sheet.tables["Chapters"].ref]
        assert chapters[0][-1].value == "Withheld"
        assert sum(row[-1].value for row in chapters[1:]) == 3
        assert look.words not in [row["Verdict"] for row in table(book["Matrix"])]

    def test_a_mandate_is_told_by_its_items_and_has_no_law(self, mandate_path: Path, tmp_path: Path) -> None:
        book = read(write_workbook(mandate_assessment(mandate_path), tmp_path / "matrix.xlsx"))
        assert {"Item", "Provisions that answer it"} <= set(table(book["Matrix"])[0])
        told = {row[0].value for row in book["Summary"].iter_rows()}
        assert {"Items and duties by verdict", "Items by chapter and status"} <= told
        assert {"Law versions", "Act by article", "Mandate trace"}.isdisjoint(book.sheetnames)

    @pytest.mark.parametrize("which", ["first", "last"])
    def test_a_planted_difference_is_found(self, assessment: Assessment, tmp_path: Path, which: str) -> None:
        path = write_workbook(assessment, tmp_path / "matrix.xlsx")
        before = workbook_text(path)
        book = read(path)
        sheet = book.worksheets[0 if which == "first" else -1]
        filled = [c for row in sheet.iter_rows() for c in row if c.value is not None]
        cell = filled[0 if which == "first" else -1]
        cell.value = "planted"
        book.save(path)
        (found,) = differences(before, workbook_text(path))
        assert f"{cell.coordinate}: planted" in found

    def test_a_lost_or_added_line_is_found(self) -> None:
        assert differences("a\nb\n", "a\n") != []
        assert differences("a\n", "a\nb\n") != []
        assert differences("a\nb\n", "a\nb\n") == []

    def test_sheets_and_headers(self, book: Any) -> None:
        assert ("Answer", *(entry.name for entry in ENTRIES)) == SHEETS
        assert tuple(book.sheetnames) == tuple(name for name in SHEETS if name not in EMPTY)
        for sheet in book.worksheets[1:]:
            headers = list(table(sheet)[0])
            assert len(set(headers)) == len(headers)
            assert all(isinstance(h, str) and h for h in headers)

    def test_no_sheet_is_empty(self, book: Any) -> None:
        for sheet in book:
            if sheet.title in STANDING:
                continue
            found = list(sheet.tables.values())[-1].ref
            assert any(c.value is not None for row in sheet[found][1:] for c in row[1:]), sheet.title

    def test_what_is_read_first_has_tabs_of_its_own_colour(self, book: Any) -> None:
        colours = [sheet.sheet_properties.tabColor.rgb for sheet in book]
        assert len(set(colours)) == 4
        assert [n for n, colour in enumerate(colours) if colour == colours[0]] == list(range(5))

    def test_the_timeline_tells_where_each_article_stood_and_what_moved_it(
        self, assessment: Assessment, book: Any
    ) -> None:
        sheet = book["Timeline"]
        past = timeline_of(assessment)
        rows = [[c.value for c in row] for row in sheet[sheet.tables["Timeline"].ref]]
        assert rows[0] == ["Article", "Heading", *(long_date(s.day) for s in past.moved)]
        standings = {r[0]: r[2:] for r in rows[1:]}
        assert standings == {a: [s.standings[a].verdict_words for s in past.moved] for a in past.moved[0].standings}
        assert [r[-1] for r in rows[1:]] == [verdict_in_words(a.status, a.certainty) for a in assessment]
        for row in sheet[sheet.tables["Timeline"].ref][1:]:
            for cell in row[2:]:
                assert filling(cell) == (VERDICT[cell.value].fill, VERDICT[cell.value].texture)
        moves = table(book["What moved"])
        assert [(m["Article"], m["From"].date()) for m in moves] == [
            (m.article, s.day) for s in past.steps for m in s.moves
        ]
        assert all(m["What moved it"] for m in moves)

    def test_where_nothing_moved_there_is_no_timeline(self, small_path: Path, tmp_path: Path) -> None:
        early = small_assessment(small_path, "1999-01-01")
        book = read(write_workbook(early, tmp_path / "matrix.xlsx"))
        assert {"Timeline", "What moved", "Changed since"}.isdisjoint(book.sheetnames)
        told = {row[0].value: row[1].value for row in book["Answer"].iter_rows()}
        assert "Changed" not in told

    def test_more_days_than_letters(self, assessment: Assessment, tmp_path: Path) -> None:
        """Thirty days on which something moved take the table beyond the column Z."""
        day, words = date(2001, 5, 1), assessment.catalogue.contents
        file = words.statutes[0]
        (section, *others) = file.sections
        one = section.rules[0]
        parts = [Interval(start=day + timedelta(400 * n), end=day + timedelta(400 * n + 200)) for n in range(15)]
        rules = tuple(one.model_copy(update={"in_force": part}) for part in parts)
        changed = file.model_copy(update={"sections": (section.model_copy(update={"rules": rules}), *others)})
        made = Catalogue(replace(words, statutes=(changed, *words.statutes[1:])))
        path = write_workbook(assess(made, "model", "2019-06-01"), tmp_path / "matrix.xlsx")
        assert len(read(path)["Timeline"]["4"]) > 26

    def test_one_row_for_each_article_and_duty_and_every_part_counted(self, assessment: Assessment, book: Any) -> None:
        assert [r["Article"] for r in table(book["Summary"])] == [a.article.article for a in assessment.articles]
        assert [r["Duty"] for r in table(book["Matrix"])] == [d.full.duty.id for d in assessment.duties]
        assert [r["Article"] for r in table(book["Articles (A4)"])] == [a.article.article for a in assessment.articles]
        counted: dict[str, int] = {}
        for row in table(book["Parts of duties"]):
            counted[row["Duty"]] = counted.get(row["Duty"], 0) + row["Number of parts"]
        assert counted == {d.full.duty.id: len(d.cells) for d in assessment.duties if d.cells}

    def test_counts(self, assessment: Assessment, book: Any) -> None:
        sheet = book["Summary"]
        head, *body = [[c.value for c in row] for row in sheet[sheet.tables["Chapters"].ref]]
        assert head == ["No.", "Chapter", "Articles", *(STATUS[s].words for s in STATUSES)]
        assert [row[1] for row in body] == list(dict.fromkeys(a.article.chapter for a in assessment))
        assert [sum(column) for column in list(zip(*body, strict=True))[3:]] == list(assessment.counts.values())
        below = sheet[sheet.tables["Chapters"].ref][-1][0].row + 1
        assert [sheet.cell(below, c).value for c in range(2, 11)] == [
            "All articles",
            len(assessment),
            *assessment.counts.values(),
        ]
        duties = [d.status for d in assessment.duties]
        assert [sheet.cell(below + 1, c).value for c in range(3, 11)] == [
            len(duties),
            *(duties.count(s) for s in STATUSES),
        ]

    def test_chapters_keep_their_order_and_count_each_article_once(self, assessment: Assessment) -> None:
        rows = chapter_rows(make_report(assessment, "SECRET").articles, STATUSES)
        assert [row[0] for row in rows] == list(range(1, len(rows) + 1))
        assert all(row[2] == sum(row[3:]) for row in rows)

    def test_what_moved_since_the_baseline_and_why(self, assessment: Assessment, tmp_path: Path) -> None:
        path = make_report(assessment, "SECRET", since="2012-01-01").to_excel(tmp_path / "matrix.xlsx")
        sheet = read(path)["Changed since"]
        body = table(sheet)
        found = changes_since(assessment, date(2012, 1, 1))
        assert [row["Article"] for row in body] == [c.article for c in found.articles] != []
        assert [(row["Before"], row["After"]) for row in body] == [
            (STATUS[c.before.status].words, STATUS[c.after.status].words) for c in found.articles
        ]
        assert all(row["Why"] for row in body)
        assert sheet["A2"].value == "Articles that moved since 1 January 2012"

    def test_without_a_baseline_change_is_told_since_the_last_move(self, assessment: Assessment, book: Any) -> None:
        sheet = book["Changed since"]
        last = [s.day for s in timeline_of(assessment).steps if s.moves][-1] - timedelta(days=1)
        assert (
            sheet["A2"].value
            == f"Articles that moved since {long_date(last)}, the eve of the last move (no baseline was given)"
        )

    def test_a_verdict_is_a_word_a_colour_and_a_texture(self, assessment: Assessment, book: Any) -> None:
        sheet = book["Matrix"]
        for row, duty in enumerate(assessment.duties, start=6):
            look = VERDICT[assessment.sensitivity.in_words(duty)]
            cell = sheet.cell(row, 7)
            assert (cell.value, *filling(cell)) == (look.words, look.fill, look.texture)

    def test_dates_are_dates(self, book: Any) -> None:
        rows = table(book["Matrix"])
        found = {r["Duty"]: r["In force from"] for r in rows}
        assert found["2"] == datetime(2004, 4, 1)
        assert found["10"] is None

    def test_law_and_practice_are_apart(self, book: Any) -> None:
        row = next(r for r in table(book["Matrix"]) if r["Duty"] == "8")
        assert row["Domestic provisions"] is None
        assert row["Practice outside statute"] == "Contact point of the New Zealand Police"

    def test_rules_not_used_say_why(self, small_path: Path, tmp_path: Path) -> None:
        folder = shutil.copytree(small_path, tmp_path / "folder")
        (folder / "nz_statutes/other_act_2000.yaml").write_text(OTHER_ACT, encoding="utf-8")
        book = read(write_workbook(small_assessment(folder), tmp_path / "matrix.xlsx"))
        assert [(r["Provision"], r["Why it is not used"]) for r in table(book["Rules not used"])] == [
            ("Other Act 2000, s 1", "It reaches art 2, but Computer Act 1990, s 5(1) reaches at least as much of it."),
            ("Other Act 2000, s 2", "It reaches none of the situations that the duties of its kind describe."),
            ("Other Act 2000, s 3", "No duty of the instrument asks for a rule of this kind (safeguard)."),
        ]

    def test_a_date_before_every_rule(self, small_path: Path, tmp_path: Path) -> None:
        book = read(write_workbook(small_assessment(small_path, "1950-01-01"), tmp_path / "matrix.xlsx"))
        assert "Rules not used" not in book.sheetnames
        assert {r["Best rule"] for r in table(book["Parts of duties"])} == {None}


@pytest.fixture(scope="module")
def people(assessment: Assessment, tmp_path_factory: pytest.TempPathFactory) -> Report:
    path = tmp_path_factory.mktemp("reviewed") / "context.yaml"
    path.write_text(REVIEWED, encoding="utf-8")
    return make_report(assessment, "IN CONFIDENCE", read_context(path, assessment))


@pytest.fixture(scope="module")
def people_book(people: Report, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """Its workbook, read back: to look at, not to change."""
    return read(people.to_excel(tmp_path_factory.mktemp("reviewed") / "matrix.xlsx"))


class TestPeople:
    def test_golden_of_what_people_add(self, people: Report, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        made = replace(people, assessment=stable(people.assessment, monkeypatch))
        plain = workbook_text(write_workbook(made.assessment, tmp_path / "plain.xlsx"))
        check_golden("matrix_reviewed.txt", added(workbook_text(made.to_excel(tmp_path / "matrix.xlsx")), plain))

    def test_reviews_stand_beside_the_verdict(self, people: Report, people_book: Any) -> None:
        rows = {r["Duty"]: r for r in table(people_book["Matrix"])}
        names = ("Reviewer", "Review date", "Agrees", "Review note", "Owner", "Consulted")
        assert [rows["2"][n] for n in names] == [
            "Principal adviser",
            datetime(2019, 3, 1),
            "Agrees",
            "Sound.",
            "Ministry of Justice",
            "• New Zealand Police\n• Crown Law Office",
        ]
        assert [rows["3(1)"][n] for n in names[:4]] == [
            "Counsel",
            datetime(2019, 4, 1),
            "Disagrees",
            "[s 9(2)(h): The purpose matters.]",
        ]
        assert rows["5(1)"]["Owner"] == "New Zealand Police"
        assert [rows["4"][n] for n in names[:4]] == [None] * 4
        assert [r["Verdict"] for r in rows.values()] == [d.verdict for d in people.duties]

    def test_a_reviewer_chooses_from_a_list(self, people: Report, people_book: Any) -> None:
        sheet = people_book["Matrix"]
        (choice,) = sheet.data_validations.dataValidation
        column = next(c.column_letter for c in sheet[5] if c.value == "Agrees")
        assert (choice.formula1, str(choice.sqref)) == (
            '"Agrees,Disagrees,Note only"',
            f"{column}6:{column}{5 + len(people.duties)}",
        )

    def test_sign_off_clearance_and_the_key_are_on_the_last_sheet(self, people_book: Any) -> None:
        sheet = people_book["Read me"]
        rows = {row[0].value: row[1].value for row in sheet.iter_rows() if row[0].value}
        assert rows["Clearance"] == "Cleared by the agency by Deputy Secretary, 20 May 2019"
        assert rows["Secretary for Justice"] == "A Person"
        words = "the withholding of the information is necessary to maintain legal professional privilege"
        assert rows["s 9(2)(h)"] == words
        assert "s 9(2)(a)" in rows
        assert rows["[s 9(2)(a): Legal adviser]"] is None
        assert [c.value for c in sheet["C"] if isinstance(c.value, datetime)] == [datetime(2019, 5, 21)]

    def test_consultation_by_the_date(self, people: Report, people_book: Any) -> None:
        sheet = people_book["Consultation"]
        (row,) = table(sheet)
        assert (row["Round"], row["To (included)"], row["Articles"]) == (
            "First round",
            datetime(2019, 2, 10),
            "art 2, art 3",
        )
        short = [r.article for r in people.articles if r.status not in ("met", "met_with_reservation", "no_duty")]
        assert sheet["A4"].value.endswith(f"no round names: {join(f'art {a}' for a in short if a not in ('2', '3'))}.")

    def test_rounds_on_the_whole_treaty_are_tied_to_no_gap(self, assessment: Assessment, tmp_path: Path) -> None:
        rounds = [{"from": "2019-01-01", "title": "On the treaty", "who": "The public"}]
        context = Context.model_validate({"context": {"instrument": "model"}, "consultation": rounds})
        sheet = read(make_report(assessment, "SECRET", context).to_excel(tmp_path / "matrix.xlsx"))["Consultation"]
        assert sheet["A4"].value == "No round names any article, so none is tied to a gap."

    def test_a_release_copy_has_the_grounds_alone(self, people: Report, tmp_path: Path) -> None:
        path = make_report(people.assessment, "UNCLASSIFIED", people.context, release=True).to_excel(
            tmp_path / "r.xlsx"
        )
        rows = {r["Duty"]: r for r in table(read(path)["Matrix"])}
        assert (rows["3(1)"]["Review note"], rows["3(1)"]["Agrees"]) == ("[s 9(2)(h)]", None)
        text = workbook_text(path)
        assert "purpose matters" not in text
        assert "Legal adviser" not in text
        assert "Release copy" in text


class TestSafety:
    @pytest.fixture
    def hostile(self, small_path: Path, tmp_path: Path) -> Assessment:
        """The small catalogue with text that a spreadsheet would like to run."""
        folder = shutil.copytree(small_path, tmp_path / "hostile")
        places = {
            "obligations/model/01_offences.yaml": ["Illegal access", "Misuse of devices", "Data interference", "art 9"],
            "obligations/model/instrument.yaml": ["Model Convention on Computer Crime", "MTS 1"],
            "nz_statutes/computer_act_1990.yaml": [
                "Computer Act 1990",
                "Damaging computer data for a dishonest purpose.",
            ],
        }
        texts = iter(HOSTILE)
        for file, wanted in places.items():
            path = folder / file
            text = path.read_text(encoding="utf-8")
            for word in wanted:
                assert word in text
                text = text.replace(f": {word}\n", f": {json.dumps(next(texts))}\n", 1)
            path.write_text(text, encoding="utf-8")
        return small_assessment(folder)

    def test_text_is_never_a_formula(self, hostile: Assessment, tmp_path: Path) -> None:
        book = read(write_workbook(hostile, tmp_path / "matrix.xlsx"))
        cells = [c for sheet in book for row in sheet.iter_rows() for c in row if c.value is not None]
        assert {c.data_type for c in cells} <= {"s", "n", "d", "f"}
        assert all(COUNT.fullmatch(c.value.removeprefix("=")) for c in cells if c.data_type == "f")
        written = "\n".join(str(c.value) for c in cells if c.data_type == "s")
        assert sum(text in written for text in HOSTILE) >= 6
        heading = next(r["Heading"] for r in table(book["Matrix"]) if r["Duty"] == "2")
        assert heading == HOSTILE[0]

    def test_only_links_to_legislation(self, hostile: Assessment, tmp_path: Path) -> None:
        book = read(write_workbook(hostile, tmp_path / "matrix.xlsx"))
        links = {c.hyperlink.target for sheet in book for row in sheet.iter_rows() for c in row if c.hyperlink}
        assert links
        assert all(link is None or link.startswith("https://www.legislation.govt.nz/") for link in links)

    def test_an_ampersand_in_the_title_starts_no_code(self, small_path: Path, tmp_path: Path) -> None:
        folder = shutil.copytree(small_path, tmp_path / "folder")
        path = folder / "obligations/model/instrument.yaml"
        text = path.read_text(encoding="utf-8").replace("short_title: Model Convention", "short_title: 'A &D &Z'")
        path.write_text(text, encoding="utf-8")
        book = read(write_workbook(small_assessment(folder), tmp_path / "matrix.xlsx"))
        assert "A &&D &&Z" in book["Matrix"].oddHeader.left.text

    def test_a_text_that_does_not_fit_is_an_error(
        self, assessment: Assessment, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(workbook_sheet, "MAX_TEXT", 20)
        with pytest.raises(
            TextTooLongError, match=r"^sheet '[^']+', row \d+, column \d+: a text of \d+ characters"
        ) as told:
            write_workbook(assessment, tmp_path / "matrix.xlsx")
        assert str(told.value).count("'") == 2  # the name of the sheet, and nothing of the text
        assert not (tmp_path / "matrix.xlsx").exists()

    def test_a_row_that_does_not_fit_is_told_by_its_duty(
        self, assessment: Assessment, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        lengths = workbook_sheet.Sheet.text

        def long(self: Any, row: int, column: int, text: str, style: Any) -> None:
            own = self.sheet.get_name() == "Matrix" and row > 6 and len(text) > 40
            lengths(self, row, column, "SECRET" * 9_000 if own else text, style)

        monkeypatch.setattr(workbook_sheet.Sheet, "text", long)
        with pytest.raises(
            TextTooLongError, match=r"sheet 'Matrix', row \d+, column \d+: .* \((Duty|Article) "
        ) as told:
            write_workbook(assessment, tmp_path / "matrix.xlsx")
        assert "SECRET" not in str(told.value)


class TestPage:
    def test_frozen_and_repeated_headers(self, book: Any) -> None:
        for sheet in book.worksheets:
            if sheet.title in (*STANDING, "Summary"):
                continue
            *_, found = sheet.tables.values()
            header = int(found.ref.partition(":")[0][1:])
            assert sheet.freeze_panes in (f"B{header + 1}", f"C{header + 1}", f"D{header + 1}")
            assert sheet.print_title_rows == f"${header}:${header}"
        assert [book[name].freeze_panes for name in (*STANDING, "Summary")] == ["A3", "A3", "C3"]

    def test_print_set_up(self, book: Any) -> None:
        for sheet in book:
            upright = sheet.title in STANDING
            assert sheet.page_setup.orientation == ("portrait" if upright else "landscape")
            assert sheet.page_setup.paperSize == (9 if upright or sheet.title in A4_LYING else 8)
            height = 1 if sheet.page_setup.fitToHeight is None else int(sheet.page_setup.fitToHeight)
            assert (sheet.page_setup.fitToWidth or 1, height) == (1, TALL.get(sheet.title, 0))
            assert sheet.sheet_properties.pageSetUpPr.fitToPage
            assert sheet.sheet_view.zoomScale == 90
            assert "1 June 2019" in sheet.oddHeader.right.text
            assert sheet.oddFooter.right.text == "&A, page &P of &N"
            assert not sheet.merged_cells.ranges

    def test_of_a_sheet_for_the_screen_only_its_head_is_printed(self, book: Any) -> None:
        for name in (n for n in SCREEN if n in book.sheetnames):
            first, last = book[name].print_area.split("!")[1].replace("$", "").split(":")
            lines = [book[name].cell(n, 1).value for n in range(1, int(re.sub(r"\D", "", last)) + 1)]
            assert first == "A1"
            assert workbook_sheet.FOR_THE_SCREEN in " ".join(str(line) for line in lines)
            assert next(iter(table(book[name])[0])) not in lines

    def test_the_matrix_prints_what_is_read_and_leaves_out_what_is_filled_in(self, book: Any) -> None:
        sheet = book["Matrix"]
        printed = [c.value for c in sheet[sheet.print_area.split("!")[1].replace("$", "")][4]]
        assert printed[:3] == ["No.", "Article", "Duty"]
        assert printed[-1] == "Questions that it turns on, and our working view"
        assert "Reviewer" not in printed

    def test_the_summary_prints_its_counts_and_not_the_articles_that_have_a_sheet_to_print(self, book: Any) -> None:
        sheet = book["Summary"]
        first, last = sheet.print_area.split("!")[1].replace("$", "").split(":")
        below = int(sheet.tables["Articles"].ref.split(":")[0][1:])
        assert first == "A1"
        assert int(sheet.tables["Chapters"].ref.split(":")[1][1:]) < int(last[1:]) < below

    def test_the_marking_is_on_every_sheet_and_every_page(self, assessment: Assessment, tmp_path: Path) -> None:
        book = read(write_workbook(assessment, tmp_path / "matrix.xlsx", classification="IN-CONFIDENCE"))
        for sheet in book:
            assert sheet["A1"].value == "IN-CONFIDENCE"
            assert sheet.oddHeader.center.text == sheet.oddFooter.center.text == "IN-CONFIDENCE"

    def test_nothing_is_hidden(self, book: Any) -> None:
        for sheet in book:
            assert sheet.sheet_state == "visible"
            assert not any(d.hidden for d in (*sheet.row_dimensions.values(), *sheet.column_dimensions.values()))

    def test_rows_are_high_enough(self, book: Any) -> None:
        for sheet in book.worksheets[1:]:
            *_, found = sheet.tables.values()
            for row in sheet[found.ref][1:]:
                for cell in row:
                    if cell.value is not None and len(list(filter(None, (c.value for c in row)))) > 1:
                        # Neighbours of one width are kept as one.
                        spans = sheet.column_dimensions.values()
                        width = next(d.width for d in spans if d.min <= cell.column <= d.max)
                        assert sheet.row_dimensions[cell.row].height >= 12 * lines_needed(str(cell.value), width) - 12

    @pytest.mark.parametrize(
        ("day", "since"), [("2003-12-20", None), ("2023-12-20", None), ("2026-11-21", "2023-12-20")]
    )
    def test_nothing_of_the_budapest_matrix_is_cut_off(
        self,
        shipped_report: Callable[..., Report],
        shipped_workbook: Callable[..., bytes],
        day: str,
        since: str | None,
    ) -> None:
        """Excel makes no row higher than 409 points: what does not fit there has to be summed up instead."""
        report = shipped_report("budapest", day, since)
        # The values alone, which takes a third of the time.
        book = openpyxl.load_workbook(io.BytesIO(shipped_workbook("budapest", day, since)), read_only=True)
        for name, columns in (
            ("Matrix", matrix.matrix_columns(report)),
            ("Parts of duties", matrix.PARTS),
            ("Articles (A4)", articles.ONE_LINE),
            ("Act by article", act_articles.columns(report)),
            ("Changed since", history.CHANGES),
            ("Gaps and measures", measures.measure_columns(report)),
            ("Reservations and declarations", measures.RESERVATIONS),
            ("Crosswalk", other_instruments.CROSSWALK),
            ("Law versions", statutes.VERSIONS),
            ("What moved", history.MOVES),
            ("Rules not used", statutes.UNUSED),
            ("Sources", statutes.SOURCES),
            ("Change log", history.LOG),
        ):
            if name not in book.sheetnames:
                continue
            for row in book[name].iter_rows(min_row=4, values_only=True):
                for column, value in zip(columns, row, strict=True):
                    if isinstance(value, str) and not value.startswith("="):
                        assert lines_needed(value, column.width) * LINE_HEIGHT <= MAX_HEIGHT
        book.close()


class TestMeasuring:
    @pytest.mark.parametrize(
        ("text", "width", "lines"),
        [
            ("", 10, 1),
            ("word", 10, 1),
            ("a\nb\nc", 10, 3),
            ("word " * 10, 12, 5),
            ("W" * 40, 10, 9),
            ("漢字" * 20, 10, 10),
        ],
    )
    def test_lines(self, text: str, width: float, lines: int) -> None:
        assert abs(lines_needed(text.strip(), width) - lines) <= 1

    def test_what_does_not_fit_into_the_highest_row_is_counted(self) -> None:
        items = [f"Sentence number {n} about one thing." for n in range(200)]
        text = listed(items, 40, lambda n: f"and {n} more")
        kept = text.split("\n")
        assert kept[-1] == f"and {200 - len(kept) + 1} more"
        assert lines_needed(text, 40) * LINE_HEIGHT < MAX_HEIGHT
        assert listed(items[:3], 40, str) == "\n".join(items[:3])


class TestFile:
    @pytest.mark.usefixtures("loaded_anew")
    def test_same_bytes(self, small_path: Path, tmp_path: Path) -> None:
        first = write_workbook(small_assessment(small_path), tmp_path / "a.xlsx")
        second = write_workbook(small_assessment(small_path), tmp_path / "b.xlsx")
        assert first.read_bytes() == second.read_bytes()

    def test_properties(self, book: Any) -> None:
        properties = book.properties
        assert properties.created == datetime(2019, 6, 1)
        assert properties.title == "Gap matrix: Model Convention and New Zealand law"

    def test_a_failure_leaves_the_folder_as_it_was(
        self, assessment: Assessment, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        target = tmp_path / "matrix.xlsx"
        target.write_bytes(b"the old one")

        def fail(*_: object) -> None:
            raise OSError("no space left on device")

        monkeypatch.setattr(statutes, "source_rows", fail)
        with pytest.raises(OSError, match="no space"):
            write_workbook(assessment, target)
        assert [p.name for p in tmp_path.iterdir()] == ["matrix.xlsx"]
        assert target.read_bytes() == b"the old one"

    def test_a_folder_in_the_way_is_refused(self, assessment: Assessment, tmp_path: Path) -> None:
        (tmp_path / "matrix.xlsx").mkdir()
        with pytest.raises(UsageError, match="is a folder there"):
            write_workbook(assessment, tmp_path / "matrix.xlsx")

    def test_a_link_leads_to_its_file(self, assessment: Assessment, tmp_path: Path) -> None:
        (tmp_path / "real.xlsx").write_bytes(b"the old one")
        (tmp_path / "matrix.xlsx").symlink_to(tmp_path / "real.xlsx")
        write_workbook(assessment, tmp_path / "matrix.xlsx")
        assert (tmp_path / "matrix.xlsx").is_symlink()
        assert read(tmp_path / "real.xlsx").sheetnames == [name for name in SHEETS if name not in EMPTY]

    def test_replaces_the_old_file(self, assessment: Assessment, tmp_path: Path) -> None:
        target = tmp_path / "matrix.xlsx"
        target.write_bytes(b"the old one")
        assert write_workbook(assessment, str(target)) == target
        assert [p.name for p in tmp_path.iterdir()] == ["matrix.xlsx"]
        assert read(target).sheetnames == [name for name in SHEETS if name not in EMPTY]

    @pytest.mark.parametrize("name", ["missing/matrix.xlsx", "matrix.xls", "matrix"])
    def test_bad_paths(self, assessment: Assessment, tmp_path: Path, name: str) -> None:
        with pytest.raises(UsageError):
            write_workbook(assessment, tmp_path / name)
        assert list(tmp_path.iterdir()) == []

    def test_sources_used_are_there(self, book: Any) -> None:
        rows = table(book["Sources"])
        assert ("MTS 1", "art 2", "Verified") in {(r["Source"], r["Pinpoint"], r["Checked"]) for r in rows}
        assert all(r["Times used"] >= 1 for r in rows)

    def test_every_duty_row_is_written(self, assessment: Assessment, book: Any) -> None:
        rows = table(book["Matrix"])
        assert [r["Obligation (in our own words)"] for r in rows] == [d.text for d in duty_rows(assessment)]
