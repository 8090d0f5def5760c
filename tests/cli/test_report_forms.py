"""``gapcheck report --form`` and ``gapcheck forms``: what is written, and what is bad usage."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from support.official import act, folder, section

from gapcheck.cli import main

FIVE = "A person is liable to imprisonment for a term not exceeding 2 years."


def run(*args: str | Path) -> Result:
    return CliRunner().invoke(main, [*map(str, args)])


def report(data: Path, out: Path, *args: str | Path, instruments: tuple[str, ...] = ("model",)) -> Result:
    fixed = ("--as-at", "2019-06-01", "--classification", "IN CONFIDENCE", "--data", data, "--out", out)
    return run("report", *instruments, *fixed, *args)


def test_forms_are_written_in_place_of_the_usual_formats(small_path: Path, tmp_path: Path) -> None:
    result = report(small_path, tmp_path / "out", "--form", "fatf", "--form", "eu-concordance")
    assert result.exit_code == 0, result.output
    assert sorted(p.name for p in (tmp_path / "out").iterdir()) == [
        "model_2019-06-01_eu-concordance.xlsx",
        "model_2019-06-01_fatf.docx",
    ]


def test_formats_that_are_named_are_written_beside_them(small_path: Path, tmp_path: Path) -> None:
    report(small_path, tmp_path / "out", "--form", "fatf", "--formats", "md")
    assert sorted(p.suffix for p in (tmp_path / "out").iterdir()) == [".docx", ".md"]


def test_texts_at_hand_are_used_and_stray_files_told(small_path: Path, tmp_path: Path) -> None:
    import docx

    acts = folder(tmp_path / "acts", act(section("5", "Accessing", FIVE, "Verbatim words.")), b"<rss/>")
    (tmp_path / "treaty.txt").write_text("Article 2\n" + "The words of the treaty itself, in full.", encoding="utf-8")
    texts = ("--legislation", acts, "--treaty-text", tmp_path / "treaty.txt")
    result = report(small_path, tmp_path / "out", "--form", "coe-profile", *texts)
    assert result.exit_code == 0, result.output
    assert "not read: 1.xml" in result.stderr
    (table,) = docx.Document(str(tmp_path / "out" / "model_2019-06-01_coe-profile.docx")).tables
    cells = "\n".join(cell.text for row in table.rows for cell in row.cells)
    assert "(2) Verbatim words." in cells
    assert "The words of the treaty itself, in full." in cells


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (("--form", "fatff"), "did you mean 'fatf'"),
        (("--legislation", "x"), "name one with --form"),
        (("--form", "fatf", "--template", "x.docx"), "--template is for the annex"),
        (("--form", "fatf", "--treaty-text", "none.txt"), "expected the text of a treaty"),
        (("--form", "fatf", "--release"), "is not ready for release"),
    ],
)
def test_bad_usage_writes_nothing(args: tuple[str, ...], told: str, small_path: Path, tmp_path: Path) -> None:
    result = report(small_path, tmp_path / "out", *args)
    assert result.exit_code == 2
    assert told in result.output
    assert not (tmp_path / "out").exists()


def test_a_list_needs_nothing_else() -> None:
    for args in (("report", "--form", "list"), ("forms",)):
        result = run(*args)
        assert result.exit_code == 0
        assert result.output.startswith("coe-profile ")
    assert "treaty_text_from" in run("forms", "--variables").output


class TestSeveralInstruments:
    def test_each_has_its_files_and_there_is_one_summary(self, tmp_path: Path, mandate_path: Path) -> None:
        two = ("mandate", "text")
        result = report(mandate_path, tmp_path / "out", "--formats", "md", instruments=(*two, "mandate"))
        assert result.exit_code == 0, result.output
        names = sorted(p.name for p in (tmp_path / "out").iterdir())
        assert names == [
            "mandate-text_2019-06-01_summary.xlsx",
            "mandate_2019-06-01_annex.md",
            "text_2019-06-01_annex.md",
        ]

    def test_what_is_of_one_needs_its_name(self, tmp_path: Path, mandate_path: Path) -> None:
        two = ("mandate", "text")
        result = report(mandate_path, tmp_path, "--form", "fatf", "--treaty-text", "x.txt", instruments=two)
        assert "expected INSTRUMENT=FILE" in result.output
        assert (
            "--context is of one instrument"
            in report(mandate_path, tmp_path, "--context", "x.yaml", instruments=two).output
        )

    def test_one_that_fails_leaves_nothing(self, tmp_path: Path, mandate_path: Path) -> None:
        result = report(mandate_path, tmp_path / "out", instruments=("mandate", "nope"))
        assert result.exit_code == 2
        assert not (tmp_path / "out").exists()
        assert run("report", "--as-at", "2019-06-01", "--classification", "X", "--out", tmp_path).exit_code == 2
