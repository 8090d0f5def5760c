"""The texts of provisions: official where they are at hand, and else said to be in our words."""

from pathlib import Path

from support.golden_files import small_assessment
from support.official import act, folder, section

from gapcheck import Gapcheck
from gapcheck.report.forms.provision_texts import OUR_WORDS, ProvisionTexts

WORDS = "A person who does this is liable to imprisonment for a term not exceeding 2 years."


def test_a_section_is_given_in_full_with_its_day(small: Gapcheck, small_path: Path, tmp_path: Path) -> None:
    five = section("5", "Accessing a computer system", WORDS, "Second.", id="DLM100005")
    texts = ProvisionTexts.of_folder(small.catalogue, folder(tmp_path / "acts", act(five, as_at="2015-01-01")))
    (rule,) = small_assessment(small_path)["2"].duties[0].rules
    (found,) = texts.of_rules([rule, rule])
    assert found.text == f"5 Accessing a computer system\n(1) {WORDS}\n(2) Second."
    assert found.basis == "Official text as at 1 January 2015."


def test_without_the_text_of_a_day_in_its_interval_it_is_in_our_words(small: Gapcheck, small_path: Path) -> None:
    (rule,) = small_assessment(small_path)["2"].duties[0].rules
    (found,) = ProvisionTexts.of_folder(small.catalogue, None).of_rules([rule])
    assert found.basis == OUR_WORDS
    assert found.text.startswith(rule.rule.text.rstrip("."))


def test_a_stray_file_is_told(small: Gapcheck, tmp_path: Path) -> None:
    stray = folder(tmp_path / "acts", act(section("5", "H", WORDS)), b"<urlset/>")
    assert [p.code for p in ProvisionTexts.of_folder(small.catalogue, stray).unread] == ["not-legislation"]
