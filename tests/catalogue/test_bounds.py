"""What a catalogue may not be: so large, deep or wrong that reading it would not end. And causes are told first."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from support.overlays import BAD, problems

from gapcheck.catalogue.checks import MOST_FOUND
from gapcheck.catalogue.checks.definitions import MOST_COMPARED
from gapcheck.catalogue.checks.references import depths, too_deep
from gapcheck.catalogue.loading import load
from gapcheck.catalogue.partial_reading import MOST_REFUSED
from gapcheck.errors import MOST_TOLD, DataError, Problem, UnknownIdError

ACT, CHAPTER = "nz_statutes/broken.yaml", "obligations/treaty/broken.yaml"
WORDS, ALL = "obligations/vocabulary/broken.yaml", "obligations/vocabulary/all.yaml"


def found(tmp_path: Path, file: str, text: str) -> tuple[Problem, ...]:
    """What is wrong with the base catalogue once a file of it holds something else."""
    shutil.copytree(BAD / "base", tmp_path, dirs_exist_ok=True)
    (tmp_path / file).write_text(text, encoding="utf-8")
    with pytest.raises(DataError) as caught:
        load(tmp_path)
    return caught.value.problems


def told(tmp_path: Path, file: str, text: str) -> list[tuple[str, str]]:
    return [(p.file, p.code) for p in found(tmp_path, file, text)]


def duties(*wholes: str) -> str:
    head = "instrument: treaty\narticles:\n  - article: '9'\n    heading: H\n    chapter: C\n    duties:\n"
    return head + "".join(
        f"      - {{kind: offence, force: shall, text: T, source: [], {whole}}}\n" for whole in wholes
    )


class TestSize:
    def test_lists_that_multiply_are_refused(self, tmp_path: Path) -> None:
        facets = [f"f{n}" for n in range(4)]
        words = "facets:\n" + "".join(f"  - {{id: {f}, role: scope, unrelated: disjoint, label: L}}\n" for f in facets)
        words += "concepts:\n" + "".join(
            f"  - {{id: {f}-{n}, facet: {f}, label: L}}\n" for f in facets for n in range(10)
        )
        lists = [f"{{facet: {f}, every: [{', '.join(f'{f}-{n}' for n in range(10))}]}}" for f in facets]
        elements = ", ".join(["{facet: conduct, every: [access]}", *lists])
        shutil.copytree(BAD / "base", tmp_path, dirs_exist_ok=True)
        (tmp_path / WORDS).write_text(words, encoding="utf-8")
        (problem,) = found(tmp_path, CHAPTER, duties(f"id: '9', elements: [{elements}]"))
        assert (problem.code, problem.line) == ("too-many-cells", 7)
        assert "makes 10,000 cells" in problem.message

    def test_what_is_inherited_multiplies_too(self, tmp_path: Path) -> None:
        words = "facets: [{id: f, role: scope, unrelated: disjoint, label: L}]\nconcepts:\n"
        words += "".join(f"  - {{id: f-{n}, facet: f, label: L}}\n" for n in range(80))
        words += "".join(f"  - {{id: c-{n}, facet: conduct, label: L}}\n" for n in range(80))
        shutil.copytree(BAD / "base", tmp_path, dirs_exist_ok=True)
        (tmp_path / WORDS).write_text(words, encoding="utf-8")
        one = f"{{facet: conduct, every: [{', '.join(f'c-{n}' for n in range(80))}]}}"
        two = f"{{facet: f, every: [{', '.join(f'f-{n}' for n in range(80))}]}}"
        text = duties(f"id: '9', elements: [{one}]", f"id: '10', elements: [{two}], inherits: ['9']")
        (problem,) = found(tmp_path, CHAPTER, text)
        assert (problem.code, problem.line) == ("too-many-cells", 8)

    def test_a_long_line_of_duties_is_told_once(self, tmp_path: Path) -> None:
        first = "id: d0, elements: [{facet: conduct, every: [access]}]"
        others = [f"id: d{n}, inherits: [d{n - 1}]" for n in range(1, 1_500)]
        (problem,) = found(tmp_path, CHAPTER, duties(first, *others))
        assert (problem.code, problem.message) == (
            "too-deep",
            "the duty 'treaty:d51' inherits through more than 50 duties",
        )

    def test_a_long_line_of_concepts_is_told_once(self, tmp_path: Path) -> None:
        lines = [
            f"  - {{id: c{n}, facet: fault, label: L, broader: [{f'c{n - 1}' if n else ''}]}}\n" for n in range(2_000)
        ]
        (problem,) = found(tmp_path, WORDS, "concepts:\n" + "".join(lines))
        assert (problem.code, "'c101'" in problem.message) == ("too-deep", True)

    @pytest.mark.parametrize(
        ("links", "deepest"),
        [
            ({}, {}),
            ({"a": [], "b": ["a"], "c": ["a", "b"]}, {"a": 0, "b": 1, "c": 2}),
            ({"a": ["a"], "b": ["a"], "c": []}, {"c": 0}),
            ({"a": ["elsewhere"], "b": ["a", "a"]}, {"a": 0, "b": 1}),
        ],
    )
    def test_depths(self, links: dict[str, list[str]], deepest: dict[str, int]) -> None:
        assert depths(links) == deepest
        assert list(too_deep(links, 1)) == [node for node, depth in deepest.items() if depth == 2]

    def test_thousands_of_unknown_keys_are_told_in_part(self, tmp_path: Path) -> None:
        problems_ = found(tmp_path, ACT, "".join(f"key{n}: x\n" for n in range(20_000)))
        assert len(problems_) == MOST_REFUSED + 1
        assert problems_[0].code == "too-many-problems"
        assert "further problems in this file" in problems_[0].message

    def test_thousands_of_wrong_references_are_told_in_part(self, tmp_path: Path) -> None:
        lines = [f"  - {{id: c{n}, facet: conduct, label: L, broader: [x{n}]}}\n" for n in range(2 * MOST_FOUND)]
        more, *others = found(tmp_path, WORDS, "concepts:\n" + "".join(lines))
        assert (more.code, len(others)) == ("too-many-problems", MOST_FOUND)

    def test_of_very_many_mistakes_the_first_are_told_what_was_meant(self, tmp_path: Path) -> None:
        others = [f"id: d{n}, inherits: [q{n}]" for n in range(400)]
        told = [p for p in found(tmp_path, CHAPTER, duties(*others)) if p.code == "unknown-duty"]
        near = [p.suggestion is not None for p in told]
        assert len(near) == 400
        assert 0 < sum(near) <= MOST_COMPARED // 400
        # Those that are told first, in the order of lines; and it is said where that ends.
        assert near == sorted(near, reverse=True)
        ends = [n for n, p in enumerate(told) if p.message.endswith("(from here on no like id was looked for)")]
        assert ends == [sum(near)]

    def test_one_slip_in_many_places_is_compared_once(self, tmp_path: Path) -> None:
        others = [f"id: d{n}, inherits: [qq]" for n in range(400)]
        told = [p for p in found(tmp_path, CHAPTER, duties(*others)) if p.code == "unknown-duty"]
        assert [p.suggestion is not None for p in told] == [True] * 400
        assert not any("looked for" in p.message for p in told)

    def test_the_text_of_an_error_is_no_book(self) -> None:
        text = str(DataError(Problem("f", n, "", "wrong") for n in range(1, 9_000)))
        assert len(text.splitlines()) == MOST_TOLD + 2
        assert text.endswith("... and 8,499 more")

    @pytest.mark.parametrize("length", [1_000, 40_000])
    def test_an_id_of_a_page_is_cut_short(self, length: int, tmp_path: Path) -> None:
        long = "x" * length
        for text in (
            duties(f"id: '9', elements: [{{facet: {long}, every: [access]}}]"),
            duties(f"id: '9', elements: [], {long}: 1"),
            duties(f"id: '9', elements: [{{facet: conduct, every: [{long}]}}]"),
            duties(f"id: '9', elements: [], survey: {{date: {long}, acts: []}}"),
            duties(f"id: '9', elements: [], inherits: [{long}]"),
        ):
            assert max(len(str(p)) for p in found(tmp_path, CHAPTER, text)) < 1_000
        assert len(str(UnknownIdError("Act", long, ["a"]))) < 200

    def test_what_steers_a_terminal_is_written_out(self) -> None:
        assert str(Problem("a\x1b[2J\nb.yaml", 1, "k", "found 'x\ty'")) == r"a\x1b[2J\nb.yaml:1: k: found 'x\ty'"


class TestCause:
    """One mistake is told once, and not once more for everything that rests on it."""

    def test_a_definition_without_its_id(self, tmp_path: Path) -> None:
        text = (BAD / "base" / ALL).read_text(encoding="utf-8").replace("{id: fault, role", "{role")
        assert told(tmp_path, ALL, text) == [(ALL, "missing-key")]

    def test_the_head_of_an_instrument_that_another_text_answers(self, tmp_path: Path) -> None:
        (tmp_path / "obligations/mandate").mkdir(parents=True)
        chapter = duties(
            "id: '9', elements: [{facet: conduct, every: [access]}], survey: {date: 2026-01-01, acts: [treaty]}"
        )
        (tmp_path / "obligations/mandate/items.yaml").write_text(chapter.replace("treaty\n", "mandate\n"))
        head = "obligations/mandate/instrument.yaml"
        assert told(tmp_path, head, "instrument:\n\tid: mandate\n") == [(head, "yaml-syntax")]
        line = (
            "instrument: {id: mandate, title: T, short_title: T, citation: C, text_status: mandate, answered_by: [x]}\n"
        )
        assert told(tmp_path, head, line) == [(head, "wrong-type")]

    def test_a_folder_in_place_of_a_file(self, tmp_path: Path) -> None:
        (tmp_path / "obligations/readings.yaml").mkdir(parents=True)
        shutil.copytree(BAD / "base", tmp_path, dirs_exist_ok=True)
        with pytest.raises(DataError) as caught:
            load(tmp_path)
        assert [(p.file, p.code) for p in caught.value.problems] == [("obligations/readings.yaml", "unreadable-folder")]

    def test_a_ground_in_a_comment_of_the_data(self, tmp_path: Path) -> None:
        text = duties("id: '9', elements: [{facet: conduct, every: [access]}]") + "# a remark\n# Withheld: s 6(a)\n"
        (problem,) = found(tmp_path, CHAPTER, text)
        assert (problem.line, problem.code) == (9, "ground-in-comment")


class TestNothingQuoted:
    """What is withheld in the data, or was meant to be, is in no message."""

    @pytest.mark.parametrize(
        "note",
        [
            "{text: SECRET, 3 in SECRET, withheld: s 6(a)}",
            "{text: {SECRET: a}, withheld: s 6(a)}",
            "{text: [SECRET], withheld: s 6(a)}",
            "{text: &SECRET a, withheld: s 6(a)}",
            "{text: !SECRET a, withheld: s 6(a)}",
            "{text: *SECRET, withheld: s 6(a)}",
            "{SECRET: 1}",
            "[SECRET]",
            "{text: open, withheld: SECRET}",
            "SECRET [s 6(a)]",
            "'SECRET, withheld: s 6(a)'",
            "{text: open, and SECRET, and SECRET, withheld: s 6(a)}",
            "SECRET withheld\uff1a s 6(a)",
            "SECRET [OIA s 9(2)(j)]",
        ],
    )
    def test_in_a_note(self, note: str, tmp_path: Path) -> None:
        source = f"source: [{{ref: R, pinpoint: p 1, checked: verified, note: {note}}}]"
        text = duties("id: '9', elements: [{facet: conduct, every: [access]}]").replace("source: []", source)
        assert "SECRET" not in "".join(map(str, found(tmp_path, CHAPTER, text)))


def test_the_broken_catalogues_of_the_tests_are_told_as_ever(tmp_path: Path) -> None:
    assert [p.code for p in problems("unknown-facet", tmp_path)] == ["unknown-facet"]
