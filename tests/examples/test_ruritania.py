"""examples/ruritania: a made-up State with its own statutes and a made-up treaty, of which every output speaks.

It proves that nothing of gapcheck is tied to New Zealand or to cybercrime: no output names either.
"""

from __future__ import annotations

import ast
import re
import shlex
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from support.parsed_modules import PACKAGE, parsed_modules

import gapcheck
from gapcheck.cli import main

FOLDER = Path(__file__).parents[2] / "examples" / "ruritania"
DAY = "2026-06-30"
FOREIGN = re.compile(
    r"New Zealand|\bNZ\b|cyber|Budapest|Crimes Act|Official Information|\bTiriti\b|Māori|Ministry of Justice"
    r"|Standing Order|Tokelau|\bCabinet\b",
    re.I,
)
COMMANDS = (
    "check --level note",
    "assess wild-birds --as-at 2026-06-30 --all",
    "assess wild-birds --as-at 2026-06-30 --format json",
    "assess wild-birds --as-at 2026-06-30 --format csv",
    "assess wild-birds --as-at 2026-06-30 --with science-bill",
    "explain wild-birds --as-at 2026-06-30",
    "explain wild-birds:2 --as-at 2026-06-30 --full",
    "explain wild-birds:4 --as-at 2026-06-30",
    "explain birds-act-1938:3 --as-at 2026-06-30",
    "questions wild-birds --as-at 2026-06-30",
    "questions wild-birds --as-at 2026-06-30 --format csv",
    "timeline wild-birds --to 2026-06-30",
    "timeline wild-birds --to 2026-06-30 --format svg",
    "compare wild-birds --as-at 1958-01-01 --then 2026-06-30",
    "repair wild-birds --as-at 2026-06-30",
    "hindcast",
    "list acts",
    "relations wild-birds --as-at 2026-06-30",
)


def run(command: str) -> Result:
    return CliRunner().invoke(main, [*shlex.split(command), "--data", str(FOLDER)])


@pytest.fixture(scope="module")
def book() -> gapcheck.Gapcheck:
    return gapcheck.load(FOLDER)


@pytest.fixture(scope="module")
def texts(book: gapcheck.Gapcheck, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The text of every part of every output of a report."""
    out = tmp_path_factory.mktemp("ruritania")
    report = book.assess("wild-birds", DAY).report("UNCLASSIFIED")
    found = {}
    for path in report.write(out, ("xlsx", "docx", "html", "md", "brief")):
        if path.suffix in (".xlsx", ".docx"):
            with zipfile.ZipFile(path) as package:
                for name in package.namelist():
                    if name.endswith((".xml", ".rels")):
                        found[f"{path.name}/{name}"] = package.read(name).decode()
        elif path.suffix != ".pdf":
            found[path.name] = path.read_text(encoding="utf-8")
    return found


class TestVerdicts:
    def test_they_are_computed_of_its_own_law(self, book: gapcheck.Gapcheck) -> None:
        now = book.assess("wild-birds", DAY)
        assert {a.article.article: now.sensitivity.in_words(a) for a in now.articles} == {
            "1": "No duty",
            "2": "Likely met with reservation",
            "3": "Met",
            "4": "Unmet",
            "5": "Met",
        }
        assert repr(now).startswith("<Assessment Wild Birds Convention v RUR law as at 2026-06-30")

    def test_before_the_act_of_1960_it_protected_eagles_alone(self, book: gapcheck.Gapcheck) -> None:
        then = book.assess("wild-birds", "1958-01-01")
        assert {a.article.article: a.status for a in then.articles} == {
            "1": "no_duty",
            "2": "partial",
            "3": "partial",
            "4": "unmet",
            "5": "partial",
        }

    def test_its_bill_closes_the_gap(self, book: gapcheck.Gapcheck) -> None:
        assert book.assess("wild-birds", DAY, reform="science-bill")["4"].status == "met"

    def test_its_own_names_play_the_parts_that_gapcheck_knows(self, book: gapcheck.Gapcheck) -> None:
        assert book.catalogue.practice == {"forest-practice"}
        assert book.catalogue.vocabulary.parts.offences == ("wrong",)
        told = str(book.assess("wild-birds", DAY).why("5"))
        assert "Ruritanian law and practice meet article 5" in told

    def test_nothing_in_it_is_wrong_or_unfinished(self) -> None:
        told = run("check")
        assert told.exit_code == 0
        assert "Findings: 0 errors, 0 warnings" in told.output


class TestOutputs:
    @pytest.mark.parametrize("command", COMMANDS)
    def test_no_answer_of_the_command_line_speaks_of_another_state(self, command: str) -> None:
        told = run(command)
        assert told.exit_code == 0, told.output
        assert FOREIGN.findall(told.output) == []

    def test_no_part_of_a_report_does(self, texts: dict[str, str]) -> None:
        assert len([name for name in texts if "/" not in name or name.endswith("document.xml")]) >= 5
        assert {name: found for name, text in texts.items() if (found := FOREIGN.findall(text))} == {}

    def test_its_name_its_law_and_its_agencies_are_told(self, texts: dict[str, str]) -> None:
        told = "".join(text for name, text in texts.items() if name.endswith("annex.md"))
        for part in (
            "Ruritanian law meets 3 articles",
            "How Ruritanian law gives effect to the treaty",
            "Ruritania has lodged a reservation under art 2\\(3\\)",
            "From: the Royal Society of Strelsau",
            "Rule of the Diet: head 1 of the usual list, to be checked",
            "What the Council of State intends",
        ):
            assert part.replace("\\", "") in told.replace("\\", ""), part

    def test_hindcast_takes_the_act_that_the_state_names(self) -> None:
        told = run("hindcast").output
        assert "Repairs computed on the law of 1958-01-01, and the Birds Amendment Act 1960" in told
        assert "3 carried out, 1 not carried out" in told


# Strings of the code ------------------------------------------------------------------------------------------------

ALLOWED = {
    "catalogue/catalogue_files.py": "where a file may stand, with nz as the example of a State",
    "citing": "citations in the style of the New Zealand Law Style Guide are what this room reads",
    "legislation/outline.py": "the addresses of the official texts whose XML is read",
    "model/misplaced_grounds.py": "how people write a ground of New Zealand's Acts into a text that is open",
    "model/state.py": "what is said of any law on official information that has no name",
    "model/context.py": "the word of a context for a document that the Cabinet approved",
    "report/annex/content.py": "the key of a context under which Annex C is written",
    "report/annex/effects_sections.py": "a key of a context",
    "report/annex/footnotes.py": "the short name of a paper that is cited again",
    "report/annex/proposal_sections.py": "a key of a context",
    "report/annex/te_reo.py": "words of te reo Māori, wherever they stand",
    "report/annex/word_xml.py": "the language tag of words of te reo Māori",
    "report/facts.py": "how far a document was cleared, in the word of the context",
    "report/redaction_marks.py": "the marks of papers released under New Zealand's Acts are what it reads",
    "report/redactions.py": "the marks of papers released under New Zealand's Acts are what it reads",
    "review/review_sheet.py": "the name of a column, by which sheets that are out are read",
    "wording/citation.py": "the addresses of official texts, and the examples of its errors",
    "wording/running_text.py": "first words that keep their capital",
}
"""Where a string of the code may name New Zealand, its institutions or cybercrime, and why."""

TIED = re.compile(
    r"New Zealand|\bNZ\b|Crimes Act|cyber|Cabinet|Official Information|\bOIA\b|Māori|Tiriti|Tokelau|Standing Order"
    r"|Ministry of|\bPolice\b|Budapest|legislation\.govt|zealand",
    re.I,
)


def strings_of(tree: ast.Module) -> list[str]:
    """The strings of a module that are no docstring."""
    bodies = (node.body for node in ast.walk(tree) if isinstance(getattr(node, "body", None), list))
    told = {id(one.value) for body in bodies for one in body if isinstance(one, ast.Expr)}
    constants = (n for n in ast.walk(tree) if isinstance(n, ast.Constant) and id(n) not in told)
    return [n.value for n in constants if isinstance(n.value, str)]


def test_no_string_of_the_code_is_tied_to_one_state_or_subject() -> None:
    found = {
        path.relative_to(PACKAGE).as_posix(): strings
        for path, tree in parsed_modules().items()
        if (strings := [text for text in strings_of(tree) if TIED.search(text)])
    }
    allowed = tuple(ALLOWED)
    assert {path: strings for path, strings in found.items() if not path.startswith(allowed)} == {}
    # What is allowed and no longer needed goes from the list.
    assert [place for place in allowed if not any(path.startswith(place) for path in found)] == []
