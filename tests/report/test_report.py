"""Reports: what they are made with, what is refused, and what their files are called."""

from __future__ import annotations

import gc
import weakref
from pathlib import Path

import pytest
from support.assessing import assess
from support.builders import DAY, catalogue, duty, rule, statute
from support.golden_files import small_assessment

from gapcheck import Gapcheck, load
from gapcheck.errors import DataError, UsageError
from gapcheck.model.context import blank
from gapcheck.report.outputs import OUTPUTS, USUAL, known_formats, render
from gapcheck.report.report import make_report


class TestMake:
    @pytest.mark.parametrize("marking", ["", "  ", "a\nb", "x" * 61])
    def test_a_marking_is_required_and_fits_the_head_of_a_page(self, small: Gapcheck, marking: str) -> None:
        with pytest.raises(UsageError, match="expected a marking of 1 to 60 characters"):
            make_report(small.assess("model", "2014-01-01"), marking)

    @pytest.mark.parametrize("since", ["2014-01-01", "2015-01-01"])
    def test_a_baseline_comes_before_the_day(self, small: Gapcheck, since: str) -> None:
        with pytest.raises(UsageError, match="expected a day before 2014-01-01"):
            make_report(small.assess("model", "2014-01-01"), "C", since=since)

    def test_a_context_of_another_instrument(self, small: Gapcheck) -> None:
        with pytest.raises(DataError, match="the context is of 'budapest'"):
            make_report(small.assess("model", "2014-01-01"), "C", blank("budapest"))

    def test_without_a_context_everything_is_missing(self, small: Gapcheck) -> None:
        assert make_report(small.assess("model", "2014-01-01"), "C").context == blank("model")

    def test_from_an_assessment(self, small: Gapcheck) -> None:
        found = small.assess("model", "2014-01-01").report("IN CONFIDENCE", since="2010-01-01", release=True)
        assert repr(found).endswith("IN CONFIDENCE, release copy>")
        assert str(found.since) == "2010-01-01"


@pytest.mark.usefixtures("loaded_anew")
def test_a_report_leaves_nothing_of_an_assessment_behind(mandate_path: Path) -> None:
    """What is kept is kept by the report: a cache beside it would hold whole catalogues, withheld texts among them."""
    assessment = load(mandate_path).assess("text", "2020-01-01")
    gone = weakref.ref(assessment)
    render(assessment.report("C"), USUAL)
    del assessment
    gc.collect()
    assert gone() is None


class TestActsByTitle:
    def test_of_two_acts_with_one_title_the_first_is_found(self) -> None:
        made = catalogue(duty(), [statute(rule("1"), act=act) for act in "bac"])
        acts = make_report(assess(made, "t", DAY), "C").acts_by_title
        assert {title: act.id for title, act in acts.items()} == {"Made Up Act 2000": "a"}


class TestNames:
    def test_the_stem(self, small: Gapcheck, small_path: Path) -> None:
        plain = make_report(small.assess("model", "2014-01-01"), "C")
        assert plain.stem == "model_2014-01-01"
        assert make_report(plain.assessment, "C", release=True).stem == "model_2014-01-01_release"
        reading = next(iter(small.catalogue.readings))
        assert (
            make_report(small_assessment(small_path, "2014-01-01", reading), "C").stem == f"model_2014-01-01_{reading}"
        )


class TestFormats:
    def test_the_usual_ones(self) -> None:
        assert known_formats(()) == USUAL == ("xlsx", "docx", "html", "md")

    def test_each_once(self) -> None:
        assert known_formats(("md", "xlsx", "md")) == ("md", "xlsx")

    def test_an_unknown_one(self) -> None:
        with pytest.raises(UsageError, match="unknown format 'dcx'; did you mean 'docx'"):
            known_formats(("md", "dcx"))
        with pytest.raises(UsageError, match="unknown format 'word'; did you mean 'docx'"):
            known_formats(("md", "word"))

    def test_a_template_is_for_word(self, small: Gapcheck, tmp_path: Path) -> None:
        report = make_report(small.assess("model", "2014-01-01"), "C")
        with pytest.raises(UsageError, match="without the format docx"):
            report.write(tmp_path, ["md"], template="agency.docx")

    @pytest.mark.parametrize("form", USUAL)
    @pytest.mark.usefixtures("loaded_anew")
    def test_the_same_report_gives_the_same_bytes(self, small_path: Path, form: str) -> None:
        made = [render(make_report(small_assessment(small_path), "C"), [form]) for _ in range(2)]
        assert made[0] == made[1]
        assert [name.partition("_2019-06-01_")[2] for name in made[0]] == [o.ending for o in OUTPUTS[form]]


def test_forms_are_written_from_python_too(small: Gapcheck, tmp_path: Path) -> None:
    report = make_report(small.assess("model", "2019-06-01"), "C")
    (path,) = report.write_forms(tmp_path, ["eu-concordance"])
    assert path.name == "model_2019-06-01_eu-concordance.xlsx"
    assert path.read_bytes()[:2] == b"PK"
