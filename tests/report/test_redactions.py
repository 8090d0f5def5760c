"""A released paper's marks are held against its key: exactly, and without taking a citation for a mark."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from gapcheck.cli import main
from gapcheck.report.context_file import shipped_grounds
from gapcheck.report.redactions import Redactions, check_redactions

SEEDS = sorted((Path(__file__).resolve().parents[3] / "shared" / "sources").glob("001_*.txt"))
GROUNDS = shipped_grounds()

PAPER = """Proactive Release

Key to redaction codes:

- 6(a): to avoid prejudicing international relations;
- 6(b): to protect information given in confidence; and
- 9(2)(j): to avoid prejudice to negotiations.

Background

- 1 We opposed the start of a s6(a)

- 2 The text will be settled in May. s6(b)(i)

- 3 s9(2)(j)
- 4 Under s 6(1)(a) of the Crimes Act 1961 and article 9(2)(b) of the Convention this is an offence.
"""


def check(text: str) -> Redactions:
    return check_redactions(text, GROUNDS)


def marks(text: str) -> list[str]:
    """The grounds that are marked in a text."""
    return [mark.ground for mark in check(text).marks]


def told(text: str) -> list[tuple[str, int, str]]:
    """The problems of a text: code, line and ground."""
    return [(p.code, p.line, p.key) for p in check(text).problems]


class TestThePaper:
    def test_its_key_is_read_with_the_reasons(self) -> None:
        assert [(e.ground, e.reason, e.line) for e in check(PAPER).key] == [
            ("s 6(a)", "to avoid prejudicing international relations", 5),
            ("s 6(b)", "to protect information given in confidence", 6),
            ("s 9(2)(j)", "to avoid prejudice to negotiations", 7),
        ]

    def test_each_ground_is_told_with_its_lines(self) -> None:
        found = {ground: [m.line for m in those] for ground, those in check(PAPER).grounds}
        assert found == {"s 6(a)": [11], "s 6(b)(i)": [13], "s 9(2)(j)": [15]}

    def test_a_code_of_the_key_does_not_stand_for_one_of_its_parts(self) -> None:
        assert told(PAPER) == [
            ("key-not-used", 6, "s 6(b)"),
            ("no-such-ground", 6, "s 6(b)"),
            ("mark-not-in-key", 13, "s 6(b)(i)"),
        ]

    def test_the_nearest_ground_is_its_own_part_or_whole(self) -> None:
        assert {(p.code, p.suggestion) for p in check(PAPER).problems} == {
            ("key-not-used", "s 6(b)(i)"),
            ("no-such-ground", "s 6(b)(i)"),
            ("mark-not-in-key", "s 6(b)"),
        }

    def test_a_paper_whose_key_agrees_has_no_problem(self) -> None:
        assert told(PAPER.replace("- 6(b):", "- 6(b)(i):")) == []

    def test_a_mark_on_every_line_of_a_long_paper_is_counted(self) -> None:
        text = "Key to redaction codes:\n\n6(a): to protect relations\n\nText.\n" + "It ended. s6(a)\n" * 500
        assert [(g, len(those)) for g, those in check(text).grounds] == [("s 6(a)", 500)]


@pytest.mark.skipif(not SEEDS, reason="the released Cabinet paper is not beside the repository")
class TestTheReleasedCabinetPaper:
    def test_its_code_6_b_is_caught(self) -> None:
        found = check(SEEDS[0].read_text(encoding="utf-8"))
        assert [(p.code, p.line, p.key, p.suggestion) for p in found.problems] == [
            ("key-not-used", 20, "s 6(b)", "s 6(b)(i)"),
            ("no-such-ground", 20, "s 6(b)", "s 6(b)(i)"),
            ("mark-not-in-key", 218, "s 6(b)(i)", "s 6(b)"),
            ("mark-not-in-key", 233, "s 6(b)(i)", "s 6(b)"),
        ]

    def test_every_mark_is_found(self) -> None:
        found = {ground: len(those) for ground, those in check(SEEDS[0].read_text(encoding="utf-8")).grounds}
        assert found == {"s 6(a)": 3, "s 6(b)(i)": 2, "s 9(2)(g)(i)": 1, "s 9(2)(j)": 16}

    def test_the_other_sources_have_no_mark(self) -> None:
        others = [p for p in SEEDS[0].parent.glob("*") if p not in SEEDS]
        assert others
        assert [m for p in others for m in marks(p.read_text(encoding="utf-8"))] == []


class TestFormsOfAMark:
    @pytest.mark.parametrize(
        "mark",
        [
            "s9(2)(j)",
            "s 9(2)(j)",
            "9(2)(j)",
            "S 9(2)(j)",
            "s.9(2)(j)",
            "s 9 (2) (j)",
            "ss 9(2)(j)",
            "section 9(2)(j)",
            "s\u00a09(2)(j)",
        ],
    )
    def test_only_spacing_and_the_leading_s_are_put_aside(self, mark: str) -> None:
        assert marks(f"7 {mark}") == ["s 9(2)(j)"]

    @pytest.mark.parametrize(
        "text",
        [
            "s6(b)(i)",
            "- 6.6 s6(b)(i)",
            "\u00b3 s6(b)(i)",
            "**s6(b)(i)**",
            "| 4 | s6(b)(i) |",
            "6(b)(i)",
            "[6(b)(i)]",
            "It costs [s 6(b)(i)] a year.",
            "[withheld under s 6(b)(i) of the OIA]",
            "[s 6(b)(i): the partner said no]",
            "The round ends in May. 6(b)(i)",
            "We oppose a s6(b)(i), which is new.",
            "s6(b)(i) and so the round went on.",
            "This was withheld under section 6(b)(i) of the Official Information Act 1982.",
            "We said of the article s6(b)(i), and no more.",
            "In paragraph 4, s6(b)(i) is our view.",
            "It is broken over s 6(b)\n(i), as it were.",
        ],
    )
    def test_what_stands_in_place_of_text_is_a_mark(self, text: str) -> None:
        assert marks(f"Before.\n\n{text}\n\nAfter.") == ["s 6(b)(i)"]

    @pytest.mark.parametrize(
        "text",
        [
            "It is an offence under s 6(a) of the Crimes Act 1961.",
            "The Minister withheld consent under s 6(a) of the Crimes Act 1961.",
            "See the Search and Surveillance Act 2012, s 6(a).",
            "The Crimes Act 1961, ss 6(a) and 9(2)(b), says so.",
            "Sections 4, 6(a) and 7(b) of the Extradition Act 1999 apply.",
            "That is s 6(a) Crimes Act 1961 at work.",
            "As article 6(1)(b) and articles 4(2), 6(a) and 9(2)(b) say.",
            "Art 9(2)(c) is reserved.",
            "See paragraph 6(a) and recommendation 7(b).",
            "Section 6(a) of the Official Information Act 1982 protects international relations.",
            "Under section 6(a) a person may apply.",
            "See s 6(a).",
            "6(a) The Minister agreed.",
            "9(2)(a) is the number of this line.",
            "The list in 6(a) is long.",
            "Step 26.6(a) is next, and so is 16(a).",
            "It is s 6(1)(a), s 9(1)(a) or s 9(2)(a)(1) here.",
            "s 6(abc) is no ground.",
        ],
    )
    def test_a_citation_or_a_number_is_none(self, text: str) -> None:
        assert marks(f"Before.\n\n{text}\n\nAfter.") == []

    def test_capitals_make_another_ground(self) -> None:
        text = "Key to redaction codes:\n9(2)(j): to negotiate\n\nText. s9(2)(J)\n"
        assert told(text)[-1] == ("no-such-ground", 4, "s 9(2)(J)")
        assert ("mark-not-in-key", 4, "s 9(2)(J)") in told(text)

    def test_a_blank_line_ends_a_mark_and_a_citation(self) -> None:
        assert marks("We oppose s6(a)\n\nof the Crimes Act we say nothing.") == ["s 6(a)"]


class TestTheKey:
    @pytest.mark.parametrize(
        "key",
        [
            "Key to redaction codes:\n\n- 6(a): to protect relations\n- 9(2)(j): to negotiate\n",
            "## Grounds for withholding\n\ns 6(a) to protect relations\ns 9(2)(j) to negotiate\n",
            "Key to the redactions\n\n| Code | Reason |\n|---|---|\n| 6(a) | to protect relations |\n| "
            "9(2)(j) | to negotiate |\n",
            "Key to redaction codes\ns 6(a)\nto protect relations\ns 9(2)(j)\nto negotiate\n",
            "Key to redaction codes\n[6(a)] \u2013 to protect\nrelations\n\n[9(2)(j)] \u2014 to negotiate\n",
        ],
    )
    def test_it_is_read_in_the_forms_that_papers_give_it(self, key: str) -> None:
        found = check(f"{key}\nText of the paper. s6(a)\n\n5 s9(2)(j)\n")
        assert [(e.ground, e.reason) for e in found.key] == [
            ("s 6(a)", "to protect relations"),
            ("s 9(2)(j)", "to negotiate"),
        ]
        assert found.problems == ()

    def test_an_entry_may_list_two_grounds(self) -> None:
        found = check(
            "Key to redaction codes:\n6(a) and 6(c): to protect relations and the law\n\nText. s6(a)\n\nText. s6(c)\n"
        )
        assert [e.ground for e in found.key] == ["s 6(a)", "s 6(c)"]
        assert found.problems == ()

    def test_a_mark_right_after_the_key_is_no_part_of_it(self) -> None:
        assert marks("Key to redaction codes:\n6(a): to protect relations\nWe oppose a s6(a), as before.\n") == [
            "s 6(a)"
        ]

    def test_marks_without_a_key_are_one_problem(self) -> None:
        assert told("Text. s6(a)\n\nText. s9(2)(j)\n") == [("no-key", 0, "")]

    def test_neither_key_nor_marks_is_no_problem(self) -> None:
        assert told("A paper released in full.") == []

    def test_an_unused_entry_is_told(self) -> None:
        assert told("Key to redaction codes:\n6(a): to protect relations\n6(d): safety\n\nText. s6(a)\n") == [
            ("key-not-used", 3, "s 6(d)")
        ]

    def test_a_ground_that_the_act_does_not_have_is_told_once(self) -> None:
        text = "Key to redaction codes:\n9(2)(g): free and frank opinions\n\nText. s9(2)(g)\n\nText. s9(2)(g)\n"
        assert told(text) == [("no-such-ground", 2, "s 9(2)(g)")]

    def test_a_ground_cut_down_to_its_last_letter_is_not_lost_in_silence(self) -> None:
        text = (
            "Key to redaction codes:\n9(2)(g)(i): opinions\n9(2)(j): to negotiate\n\n5 s9(2)(g)(i) & (j)\n\n6 "
            "s9(2)(j)\n"
        )
        assert told(text) == [("short-mark", 5, "s 9(2)(g)(i)")]


LISTED = st.lists(st.sampled_from([g.id for g in GROUNDS]), unique=True, max_size=6)


@given(listed=LISTED, marked=LISTED)
def test_the_problems_are_the_differences_between_key_and_marks(listed: list[str], marked: list[str]) -> None:
    key = "".join(f"- {g[2:]}: to protect something\n" for g in listed)
    text = (
        "Key to redaction codes:\n\n"
        + key
        + "\nThe paper.\n\n"
        + "".join(f"{n} s{g[2:]}\n\n" for n, g in enumerate(marked, 1))
    )
    found = check(text)
    assert {e.ground for e in found.key} == set(listed)
    assert {g for g, _ in found.grounds} == set(marked)
    by_code = {
        code: {p.key for p in found.problems if p.code == code}
        for code in ("mark-not-in-key", "key-not-used", "no-such-ground")
    }
    assert by_code["mark-not-in-key"] == (set(marked) - set(listed) if listed else set())
    assert by_code["key-not-used"] == set(listed) - set(marked)
    assert by_code["no-such-ground"] == set()


@given(st.text(alphabet="s679()[]2abgij \n.,A|-:", max_size=200))
def test_any_text_can_be_read_and_every_mark_has_a_line_of_it(text: str) -> None:
    found = check(text)
    assert all(1 <= m.line <= text.count("\n") + 1 for m in found.marks)
    assert all(m.ground[2:].replace(" ", "") in text.replace(" ", "").replace("\n", "") for m in found.marks)


class TestTheCommand:
    @pytest.fixture
    def paper(self, tmp_path: Path) -> Path:
        path = tmp_path / "paper.md"
        path.write_text(PAPER, encoding="utf-8")
        return path

    def run(self, *args: object, stdin: str | bytes | None = None) -> Result:
        return CliRunner().invoke(main, ["redactions", *(str(a) for a in args)], input=stdin)

    def test_the_table_tells_grounds_and_problems(self, paper: Path) -> None:
        result = self.run(paper)
        assert result.exit_code == 0
        assert "s 6(b)(i)" in result.output
        assert "The mark 's6(b)(i)' is not in the key. The nearest is s 6(b)." in result.output
        assert "Key: 3 grounds. Marks: 3. Problems: 3." in result.output

    def test_json_is_whole(self, paper: Path) -> None:
        data = json.loads(self.run(paper, "--format", "json").output)
        assert data["file"] == "paper.md"
        assert {"ground": "s 6(b)(i)", "count": 1, "lines": [13]} in data["grounds"]
        assert [p["code"] for p in data["problems"]] == ["key-not-used", "no-such-ground", "mark-not-in-key"]
        assert data["key"][0] == {
            "ground": "s 6(a)",
            "reason": "to avoid prejudicing international relations",
            "line": 5,
            "code": "",
        }

    def test_the_gate_on_missing_fails_for_a_mark_that_is_not_in_the_key(self, paper: Path) -> None:
        result = self.run(paper, "--fail-on", "missing")
        assert result.exit_code == 1
        assert "1 mark-not-in-key" in result.stderr

    def test_the_gate_on_missing_lets_an_unused_entry_pass(self, paper: Path) -> None:
        paper.write_text(PAPER.replace("s6(b)(i)", "s6(a)"), encoding="utf-8")
        assert self.run(paper, "--fail-on", "missing").exit_code == 0
        assert self.run(paper, "--fail-on", "any").exit_code == 1

    def test_the_gate_on_missing_fails_without_a_key(self) -> None:
        assert self.run("-", "--fail-on", "missing", stdin="Text. s6(a)\n").exit_code == 1

    def test_it_reads_standard_input(self) -> None:
        result = self.run("-", stdin=PAPER.replace("\n", "\r\n"))
        assert result.exit_code == 0
        assert "Text withheld in standard input" in result.output

    def test_a_paper_without_marks_is_said_to_have_none(self) -> None:
        assert "No text is marked as withheld in standard input." in self.run("-", stdin="All of it.\n").output

    @pytest.mark.parametrize(
        ("raw", "message"), [(b"%PDF-1.7\n\xff\xfe", "PDF"), (b"text\x00text", "is no text"), (b"a\xff", "not UTF-8")]
    )
    def test_what_is_no_text_is_refused(self, tmp_path: Path, raw: bytes, message: str) -> None:
        (tmp_path / "paper.pdf").write_bytes(raw)
        result = self.run(tmp_path / "paper.pdf")
        assert result.exit_code == 2
        assert message in result.stderr

    def test_a_missing_file_is_told(self, tmp_path: Path) -> None:
        result = self.run(tmp_path / "nowhere.md")
        assert result.exit_code == 2
        assert "cannot read" in result.stderr


class TestFieldCases:
    """What agencies write, by the letter of the kind."""

    HEADS = (
        "Proactive release key",
        "Withholding grounds used in this document",
        "Reasons for withholding information",
        "Information withheld",
        "Sections of the Act under which information has been withheld:",
        "Redacted under the following sections of the OIA",
        "Certain information in this document has been withheld under the following sections:",
        "Legend",
        "OIA grounds",
        "Key",
        "Key to redaction codes",
        "Key to the redactions",
        "Redaction codes",
        "Treasury redaction codes",
        "Grounds for withholding",
        "Codes used",
        "Key to sections of the Official Information Act 1982 under which information has been withheld",
        "Some information has been withheld under the following sections of the Official Information Act 1982:",
    )

    @pytest.mark.parametrize("head", HEADS)
    @pytest.mark.parametrize(
        "entries",
        [
            "9(2)(f)(iv) - to maintain confidentiality\n9(2)(h) \u2013 to maintain privilege\n",
            "\n- s 9(2)(f)(iv): to maintain confidentiality\n- s 9(2)(h): to maintain privilege\n",
            "\n| Section | Reason |\n|---|---|\n| 9(2)(f)(iv) | to maintain confidentiality |\n"
            "| 9(2)(h) | to maintain privilege |\n",
        ],
    )
    def test_d1_every_heading_of_a_key(self, head: str, entries: str) -> None:
        found = check(f"{head}\n{entries}\nIt ended. s9(2)(f)(iv)\n\n5 s9(2)(h)\n")
        assert [(e.ground, e.reason) for e in found.key] == [
            ("s 9(2)(f)(iv)", "to maintain confidentiality"),
            ("s 9(2)(h)", "to maintain privilege"),
        ]
        assert [m.ground for m in found.marks] == ["s 9(2)(f)(iv)", "s 9(2)(h)"]
        assert found.problems == ()

    @pytest.mark.parametrize("head", ["Treasury redaction codes\n", "Treasury\nThe codes are:\n", ""])
    @pytest.mark.parametrize("gap", ["", "\n"])
    def test_d2_numbered_codes(self, head: str, gap: str) -> None:
        found = check(
            f"{head}[1] 6(a) - to avoid prejudice\n[33] 9(2)(f)(iv) - to maintain conventions\n{gap}Text with [33] "
            "taken out, and [1] too.\n"
        )
        assert [(e.ground, e.code) for e in found.key] == [("s 6(a)", "1"), ("s 9(2)(f)(iv)", "33")]
        assert sorted(m.ground for m in found.marks) == ["s 6(a)", "s 9(2)(f)(iv)"]
        assert found.problems == ()

    def test_d2_a_code_that_the_key_has_not(self) -> None:
        key = "Codes\n[33] 9(2)(f)(iv) - to maintain conventions\n\n"
        text = f"{key}Text with [33] and [34] taken out.\n\n[35] A paragraph.\n"
        assert told(text) == [("not-understood", 4, "")]

    def test_d2_the_act_on_local_government(self) -> None:
        assert marks("It ended. s7(2)(a)\n\n5 s 7(2)(f)(i)\n") == ["s 7(2)(a)", "s 7(2)(f)(i)"]
        assert told("Key\n7(2)(a) - privacy of persons\n\nIt ended. s7(2)(a)\n") == []
        assert ("no-such-ground", 1, "s 7(2)(z)") in told("It ended. s7(2)(z)\n")

    @pytest.mark.parametrize(
        ("text", "ground"),
        [
            ("[Out of scope]", "out of scope"),
            ("Out of scope", "out of scope"),
            ("| Out of scope |", "out of scope"),
            ("[Outside the scope of the request]", "out of scope"),
            ("[Not relevant to request]", "not relevant"),
            ("[Legally privileged]", "legal privilege"),
            ("It costs \u2588\u2588\u2588\u2588\u2588 a year.", "blacked out"),
            ("Text deleted", "not stated"),
            ("[deleted \u2013 three paragraphs]", "not stated"),
            ("[REDACTED]", "not stated"),
            ("[Information withheld]", "not stated"),
            ("It ended. s 18(c)(i)", "s 18(c)(i)"),
            ("s18(d)", "s 18(d)"),
        ],
    )
    def test_d3_text_taken_out_without_a_ground_of_withholding(self, text: str, ground: str) -> None:
        found = check(f"Before.\n\n{text}\n\nAfter.")
        assert [m.ground for m in found.marks] == [ground]
        codes = {p.code for p in found.problems}
        assert codes == (
            {"no-key", "no-ground"} if ground in ("blacked out", "not stated", "legal privilege") else {"no-key"}
        )

    def test_d3_a_key_may_list_what_is_out_of_scope(self) -> None:
        key = "Key\n6(a) - to protect relations\nOut of scope: not part of the request\n\n"
        text = f"{key}It ended. s6(a)\n\n[Out of scope]\n"
        assert told(text) == []

    @pytest.mark.parametrize(
        ("text", "grounds"),
        [
            ("9(2)(g)i", ["s 9(2)(g)(i)"]),
            ("Section 9(2)(f)(iv): Confidential advice to Government", ["s 9(2)(f)(iv)"]),
            ("9(2)(f)(iv) - confidential advice to government", ["s 9(2)(f)(iv)"]),
            ("[9(2)(h) legal professional privilege]", ["s 9(2)(h)"]),
            ("6(a) / 9(2)(d)", ["s 6(a)", "s 9(2)(d)"]),
            ("s 6(a) and 6(b)(i)", ["s 6(a)", "s 6(b)(i)"]),
            ("We left. s 6(a) and 6(b)(i)", ["s 6(a)", "s 6(b)(i)"]),
            ("[withheld under s 6(a), s 6(b)(i) and 9(2)(d)]", ["s 6(a)", "s 6(b)(i)", "s 9(2)(d)"]),
            ("s9(2)(a), s9(2)(ba)(i)", ["s 9(2)(a)", "s 9(2)(ba)(i)"]),
        ],
    )
    def test_d4_nothing_is_lost(self, text: str, grounds: list[str]) -> None:
        assert marks(f"Before.\n\n{text}\n\nAfter.") == grounds

    @pytest.mark.parametrize(
        "text",
        [
            "The offence is out of scope of the treaty.",
            "The court deleted the paragraph, and the name was removed.",
            "[33] The Judge said so.",
            "Police withheld the notebook.",
            "See [s 6(a) of the Crimes Act 1961].",
            "Section 9(2) of the Privacy Act 2020 applies.",
        ],
    )
    def test_what_is_no_mark(self, text: str) -> None:
        assert told(f"Before.\n\n{text}\n\nAfter.") == []

    @pytest.mark.parametrize(
        "text",
        [
            "",
            " \n\x0c\n",
            "Some information has been withheld under the Official Information Act 1982.\n",
            "Parts of this paper have been redacted.\nText.\n",
            "Key to redaction codes\n\nThe usual ones apply.\n",
            "Text.\n\ns 9(2)\n\nText.",
            "Text [s 9] text.",
        ],
    )
    def test_what_was_not_understood_is_told_and_fails_the_gate(self, text: str) -> None:
        assert "not-understood" in {code for code, _, _ in told(text)}
        result = CliRunner().invoke(main, ["redactions", "-", "--fail-on", "any"], input=text)
        assert result.exit_code == 1
        assert "not-understood" in result.stderr


class TestWrittenOtherwise:
    """What stands where a mark would, in a paper whose other marks and key agree, is counted or told."""

    PAPER = "Key to withheld information\n9(2)(a) privacy of natural persons\n\nText.\nThe name [9(2)(a)] is there.\n"

    @pytest.mark.parametrize(
        "mark",
        [
            *("[9(2)b(ii)]", "[s9(2)f(iv)]", "under s 9(2)f(iv) here", "[9(2)(f(iv)]", "[9.2.a]", "[s9(2a)]", "[s6a]"),
            *("[s18d]", "[Section 9(2) withheld]"),
        ],
    )
    def test_a_ground_whose_brackets_are_wrong_is_not_understood(self, mark: str) -> None:
        assert [p.code for p in check(f"{self.PAPER}More {mark}\n").problems] == ["not-understood"]

    @pytest.mark.parametrize(
        ("mark", "name"),
        [
            *((m, "out of scope") for m in ("[Not in scope]", "[OOS]", "[Out of scope text removed]")),
            *((m, "not stated") for m in ("[redaction]", "[XXXX]", "[Withheld in full]", "[withheld for privacy]")),
            ("[\u25cf\u25cf\u25cf]", "blacked out"),
        ],
    )
    def test_words_and_blocks_without_a_ground_are_counted(self, mark: str, name: str) -> None:
        found = check(f"{self.PAPER}More {mark} here.\n")
        assert [m.ground for m in found.marks] == ["s 9(2)(a)", name]
        assert found.problems

    def test_a_list_of_reasons_may_end_in_out_of_scope(self) -> None:
        found = check(f"{self.PAPER}2 Aide memoire. Parts withheld 9(2)(a), out of scope\n")
        assert [m.ground for m in found.marks] == ["s 9(2)(a)", "s 9(2)(a)", "out of scope"]

    @pytest.mark.parametrize(
        "text",
        [
            "Article 9(2) is (in part) the same, and article 9(2) a (new) one.",
            "Section 9(2) of the Privacy Act 2020, [section 6 applies], [7 days], [s 6AA], [section 9(2) of that Act].",
            "The scope is out of proportion; it is not in the scope of the Bill. [6a] [email address]",
        ],
    )
    def test_plain_prose_is_no_mark(self, text: str) -> None:
        found = check(f"{self.PAPER}{text}\n")
        assert ([m.ground for m in found.marks], found.problems) == (["s 9(2)(a)"], ())


class TestWhatIsTold:
    KEY = "Key to withheld information\n6(a) - to protect relations\n\n"

    def test_grounds_come_by_their_numbers_with_each_line_once(self) -> None:
        text = "s18(d)\n\ns6(a) / s6(a)\n" + "\n" * 37 + "s9(2)(j)\n\ns6(a)\n\n[s6(a)]\n"
        assert check(text).to_dict()["grounds"] == [
            {"ground": "s 6(a)", "count": 4, "lines": [3, 43, 45]},
            {"ground": "s 9(2)(j)", "count": 1, "lines": [41]},
            {"ground": "s 18(d)", "count": 1, "lines": [1]},
        ]
        assert check("s6(a)\n" + "\n" * 38 + "s6(a)\n").to_dict()["grounds"] == [
            {"ground": "s 6(a)", "count": 2, "lines": [1, 40]}
        ]

    def test_problems_of_a_line_come_by_their_ground(self) -> None:
        assert told(f"{self.KEY}s6(a)\n[s9(2)(j)] and [s9(2)(a)]\n") == [
            ("mark-not-in-key", 5, "s 9(2)(a)"),
            ("mark-not-in-key", 5, "s 9(2)(j)"),
        ]

    @pytest.mark.parametrize("whole", ["6(b)", "9(2)(ba)", "9(2)(f)", "9(2)(g)", "7(2)(f)", "18(c)"])
    def test_of_several_parts_the_nearest_is_the_first(self, whole: str) -> None:
        found = check(f"Key to withheld information\n{whole} - to protect it\n\nIt ended. s{whole}\n")
        assert [(p.code, p.suggestion) for p in found.problems] == [("no-such-ground", f"s {whole}(i)")]

    def test_the_whole_is_nearer_than_what_is_written_alike(self) -> None:
        found = check("Key\n9(2)(f) - opinions\n9(2)(g)(iv) - more\n\nIt ended. s9(2)(f)(iv)\n")
        assert [p.suggestion for p in found.problems if p.code == "mark-not-in-key"] == ["s 9(2)(f)"]

    def test_a_ground_that_the_act_does_not_have_is_told_where_it_is_first(self) -> None:
        found = told("It ended. s9(2)(z)\n\nKey\n9(2)(z) - to protect it\n\nIt ended. s9(2)(z)\n")
        assert found == [("no-such-ground", 1, "s 9(2)(z)")]

    def test_text_taken_out_without_a_ground_is_told_once(self) -> None:
        assert told(f"{self.KEY}s6(a)\n\n[deleted]\n") == [("no-ground", 6, "not stated")]

    def test_a_key_may_list_what_is_privileged(self) -> None:
        assert told(f"{self.KEY}Legally privileged: advice\n\ns6(a)\n\n[Legally privileged]\n") == []

    def test_of_a_long_mark_its_beginning_is_told(self) -> None:
        found = check(f"{self.KEY}s6(a)\n\n[deleted: two paragraphs on the position of a partner]\n")
        assert [p.message for p in found.problems] == [
            "text is taken out ('[deleted: two paragraphs on the position') and no ground is given"
        ]

    def test_a_paper_without_text_has_no_line_to_tell(self) -> None:
        assert told(" \n") == [("not-understood", 0, "")]

    SAYS = "\n\nParts of this paper have been redacted.\n"

    def test_the_line_that_says_that_text_is_withheld_is_told(self) -> None:
        assert told(self.SAYS) == [("not-understood", 3, "")]

    def test_what_a_paper_says_is_understood_where_a_mark_or_an_entry_is(self) -> None:
        assert told(f"{self.SAYS}\ns6(a)\n") == [("no-key", 0, "")]
        assert told(f"{self.SAYS}\n{self.KEY}") == [("key-not-used", 6, "s 6(a)")]
