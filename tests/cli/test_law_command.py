"""``gapcheck law``: what it prints, what it records, and how it exits."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from support.official import act, folder, note, section

from gapcheck.catalogue.loading import load
from gapcheck.cli import main
from gapcheck.cli.law_command import LawGroup

FIVE = "A person is liable to imprisonment for a term not exceeding 2 years."
STATUTE = "nz_statutes/computer_act_1990.yaml"
RECORD = "nz_statutes/verification.yaml"


def computer_act(heading: str = "Hacking", text: str = FIVE) -> bytes:
    return act(
        section("5", heading, text, "T", id="DLM100005", notes=note("1 July 2010", provision="Section 5(2)")),
        section("6", "Damaging data", "T", id="DLM100006"),
        section("7", "Selling devices", "T"),
        section("8", "Hindering systems", "T"),
    )


@pytest.fixture
def data(small_path: Path, tmp_path: Path) -> Path:
    shutil.copytree(small_path, tmp_path / "data")
    return tmp_path / "data"


@pytest.fixture
def official(tmp_path: Path) -> Path:
    return folder(tmp_path / "official", computer_act())


def run(*args: str | Path) -> Result:
    return CliRunner().invoke(main, ["law", *map(str, args)])


@pytest.mark.parametrize("name", sorted(LawGroup.table))
def test_each_command_has_examples(name: str) -> None:
    result = run(name, "--help")
    assert result.exit_code == 0
    assert f"gapcheck law {name}" in result.output.split("Examples:")[1]


def test_an_unknown_command_is_told_with_the_nearest() -> None:
    result = run("verfy")
    assert result.exit_code == 2
    assert "did you mean 'verify'?" in result.output


class TestVerify:
    def test_the_table_tells_texts_gaps_and_findings(self, data: Path, official: Path) -> None:
        result = run("verify", official, "--data", data)
        assert result.exit_code == 0
        words = " ".join(result.output.split())
        assert "heading-differs (1): The heading of the section is another one in the official text." in words
        assert "No official text for 1 Acts: Search Act 2008" in words
        assert "Findings: 0 errors, 1 warning, 1 note (1 not shown; --level note shows all)" in words
        assert re.search(r"4 of the \d+ rules of these Acts were held against a text", words)

    def test_json_has_everything(self, data: Path, official: Path) -> None:
        found = json.loads(run("verify", official, "--data", data, "--format", "json", "--level", "note").stdout)
        assert list(found) == ["catalogue", "acts", "without_text", "not_read", "findings"]
        (computer,) = found["acts"]
        assert computer["texts"] == [
            {
                "file": "0.xml",
                "title": "Computer Act 1990",
                "as_at": "2015-01-01",
                "as_at_from": "date.as.at",
                "extract": False,
                "rules_held": 4,
            }
        ]
        assert [(f["code"], f["line"]) for f in found["findings"]] == [("amended-after", 24), ("heading-differs", 24)]
        assert found["findings"][1]["rules"] == [{"rule": "computer-act-1990:5(1)", "from": "2004-04-01"}]

    def test_sarif_points_at_the_catalogue(self, data: Path, official: Path) -> None:
        result = run("verify", official, "--data", data, "--format", "sarif")
        (log,) = json.loads(result.stdout)["runs"]
        (found,) = log["results"]
        assert found["ruleId"] == "heading-differs"
        assert found["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == STATUTE
        assert log["tool"]["driver"]["rules"][found["ruleIndex"]]["id"] == "heading-differs"
        assert "Search Act 2008" in result.stderr

    @pytest.mark.parametrize(("level", "code"), [("error", 0), ("warning", 1), ("note", 1)])
    def test_the_gate(self, level: str, code: int, data: Path, official: Path) -> None:
        assert run("verify", official, "--data", data, "--fail-on", level).exit_code == code

    def test_a_file_that_is_no_legislation_is_told_and_stops_nothing(self, data: Path, official: Path) -> None:
        (official / "sitemap.xml").write_text("<urlset/>", encoding="utf-8")
        (official / "saved.xml").write_text("<!DOCTYPE html><html><p></html>", encoding="utf-8")
        (official / "nothing.xml").write_bytes(b"")
        for form in ("table", "json", "sarif"):
            result = run("verify", official, "--data", data, "--format", form, "--fail-on", "error")
            assert result.exit_code == 0
            assert result.stdout
            if form == "json":
                found = json.loads(result.stdout)
                assert [(p["file"], p["code"]) for p in found["not_read"]] == [
                    ("nothing.xml", "not-legislation"),
                    ("saved.xml", "not-legislation"),
                    ("sitemap.xml", "not-legislation"),
                ]
            else:
                assert "gapcheck: not read: sitemap.xml:1: the root element is 'urlset'" in result.stderr

    def test_a_gate_does_not_pass_where_a_damaged_file_was_not_read(self, data: Path, official: Path) -> None:
        (official / "broken.xml").write_text("<act>\n<body>", encoding="utf-8")
        assert run("verify", official, "--data", data).exit_code == 0
        result = run("verify", official, "--data", data, "--fail-on", "error")
        assert result.exit_code == 1
        assert "not read: broken.xml:2: not well-formed XML" in result.stderr
        assert "the gate --fail-on error failed: 1 file-not-read" in result.stderr

    def test_a_folder_of_which_nothing_can_be_read_is_bad_data(self, data: Path, tmp_path: Path) -> None:
        (tmp_path / "stray").mkdir()
        (tmp_path / "stray" / "feed.xml").write_text("<rss/>", encoding="utf-8")
        assert run("verify", tmp_path / "stray", "--data", data).exit_code == 2

    def test_one_downloaded_provision_is_of_the_act_that_has_its_id(self, data: Path, tmp_path: Path) -> None:
        one = section("5", "Hacking", FIVE, id="DLM100005").encode()
        result = run("verify", folder(tmp_path / "one", one), "--data", data)
        assert result.exit_code == 0
        assert "no text tells the day that it is of" in " ".join(result.output.split())

    def test_bad_usage(self, data: Path, official: Path, tmp_path: Path) -> None:
        assert run("verify", official, "--data", data, "--accept", "--record").exit_code == 2
        assert (
            "did you mean 'computer-act-1990'?"
            in run("verify", official, "--data", data, "--act", "computer-act").output
        )
        assert run("verify", tmp_path / "none", "--data", data).exit_code == 2

    def test_what_is_installed_is_not_written_to(self, small_path: Path, official: Path, tmp_path: Path) -> None:
        installed = tmp_path / "site-packages" / "data"
        shutil.copytree(small_path, installed)
        result = run("verify", official, "--data", installed, "--accept")
        assert result.exit_code == 2
        assert "is installed and is not written to" in result.output


class TestRecordAndAccept:
    def test_what_is_recorded_is_shown_until_it_is_accepted(self, data: Path, official: Path) -> None:
        assess = ("assess", "model", "--as-at", "2020-01-01", "--data", str(data))
        assert run("verify", official, "--data", data, "--record").exit_code == 0
        shown = CliRunner().invoke(main, assess).output
        assert ", suspect" in " ".join(shown.split())
        assert "Computer Act 1990, s 5(1) is suspect until it is reviewed" in shown
        assert run("verify", official, "--data", data, "--accept").exit_code == 0
        assert "suspect" not in CliRunner().invoke(main, assess).output
        assert run("verify", official, "--data", data, "--level", "note").output.count("heading-differs") == 0

    def test_a_record_is_the_same_every_time_and_empties_itself(self, data: Path, official: Path) -> None:
        run("verify", official, "--data", data, "--record")
        first = (data / RECORD).read_bytes()
        run("verify", official, "--data", data, "--record")
        assert (data / RECORD).read_bytes() == first
        (official / "0.xml").write_bytes(computer_act("Accessing a computer system"))
        run("verify", official, "--data", data, "--record")
        assert (data / RECORD).read_text(encoding="utf-8").endswith("verification: []\n")

    def test_what_was_not_held_this_time_stays_recorded(self, data: Path, official: Path, tmp_path: Path) -> None:
        run("verify", official, "--data", data, "--record")
        before = (data / RECORD).read_bytes()
        run("verify", folder(tmp_path / "other", act(number="99")), "--data", data, "--record")
        assert (data / RECORD).read_bytes() == before

    def test_accepting_changes_nothing_but_the_hashes(self, data: Path, official: Path) -> None:
        before = (data / STATUTE).read_text(encoding="utf-8").splitlines()
        run("verify", official, "--data", data, "--accept")
        after = (data / STATUTE).read_text(encoding="utf-8").splitlines()
        added = [line for line in after if "text_hash" in line]
        assert len(added) == 4
        assert all(re.fullmatch(r" {8}text_hash: sha256:[0-9a-f]{64}@2015-01-01", line) for line in added)
        assert [line for line in after if line not in added] == before
        assert sum(e.rule.text_hash is not None for e in load(data).rules) == 4
        assert "nothing to write" in run("verify", official, "--data", data, "--accept").stderr

    def test_a_hash_is_put_over_the_one_before_and_keeps_its_comment(self, data: Path, official: Path) -> None:
        statute = data / STATUTE
        text = statute.read_text(encoding="utf-8").replace(
            "        source: [{ref: Computer Act 1990, pinpoint: s 6",
            "        text_hash: null  # why\r\n        source: [{ref: Computer Act 1990, pinpoint: s 6",
        )
        statute.write_bytes(text.encode())
        assert run("verify", official, "--data", data, "--accept").exit_code == 0
        assert re.search(rb"text_hash: sha256:[0-9a-f]{64}@2015-01-01  # why\n", statute.read_bytes())

    def test_a_text_that_changed_after_it_was_accepted_is_an_error(self, data: Path, official: Path) -> None:
        run("verify", official, "--data", data, "--accept")
        (official / "0.xml").write_bytes(computer_act(text=FIVE + " Or less."))
        result = run("verify", official, "--data", data, "--fail-on", "error")
        assert result.exit_code == 1
        assert "1 text-differs" in result.output

    def test_a_hash_of_a_newer_text_stays(self, data: Path, official: Path, tmp_path: Path) -> None:
        run("verify", official, "--data", data, "--accept")
        before = (data / STATUTE).read_bytes()
        older = folder(tmp_path / "older", computer_act().replace(b"2015-01-01", b"2012-01-01"))
        run("verify", older, "--data", data, "--accept")
        assert (data / STATUTE).read_bytes() == before

    def test_a_rule_on_one_line_is_left_alone(self, data: Path, official: Path) -> None:
        statute = data / STATUTE
        flow = '      - {id: "9", kind: offence, text: T, in_force: {from: 2004-04-01}, source: []}\n'
        text = statute.read_text(encoding="utf-8") + f'  - section: "9"\n    heading: H\n    rules:\n{flow}'
        statute.write_text(text, encoding="utf-8")
        (official / "0.xml").write_bytes(
            computer_act().replace(b"</body>", section("9", "H", "T").encode() + b"</body>")
        )
        result = run("verify", official, "--data", data, "--accept")
        assert result.exit_code == 2
        assert "not written one key to a line" in result.output
        assert statute.read_text(encoding="utf-8") == text


class TestOutline:
    def test_it_writes_a_new_file_only(self, tmp_path: Path) -> None:
        file, out = folder(tmp_path, computer_act()) / "0.xml", tmp_path / "out.yaml"
        printed = run("outline", file)
        assert printed.exit_code == 0
        assert run("outline", file, "--out", out).exit_code == 0
        assert out.read_text(encoding="utf-8") == printed.stdout
        assert "exists already" in run("outline", file, "--out", out).output


class TestChoiceOfSections:
    def test_sections_of_an_act_and_clauses_of_a_bill(self, official: Path) -> None:
        result = run("outline", official / "0.xml", "--sections", "5,7-8", "--headings-only")
        assert re.findall(r'section: "(\d+)"', result.output) == ["5", "7", "8"]
        assert "# rules:" not in result.output
        bill = Path(__file__).parents[1] / "legislation" / "xml" / "bill.xml"
        assert "stage: bill" in run("outline", bill).output

    def test_an_unknown_section_is_bad_usage(self, official: Path) -> None:
        result = run("outline", official / "0.xml", "--sections", "5,77")
        assert result.exit_code == 2
        assert "there is no section '77'; did you mean '7'?" in result.output
