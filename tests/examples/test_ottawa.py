"""examples/ottawa: the Ottawa Convention against New Zealand law, held like the data that come with gapcheck."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

import gapcheck
from gapcheck.cli import main
from gapcheck.lint import lint

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "examples" / "ottawa"
TITLE = "Anti-Personnel Mines Prohibition Act 1998"
NOW = "2026-11-28"


@pytest.fixture(scope="module")
def book() -> gapcheck.Gapcheck:
    return gapcheck.load(FOLDER)


@pytest.fixture(scope="module")
def now(book: gapcheck.Gapcheck) -> gapcheck.Assessment:
    return book.assess("ottawa", NOW)


@pytest.fixture(scope="module")
def annex(now: gapcheck.Assessment, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The annex on the law of today, as Markdown."""
    out = tmp_path_factory.mktemp("annex")
    now.report("UNCLASSIFIED").write(out, ("md",))
    [file] = out.glob("*.md")
    return file.read_text(encoding="utf-8")


def words(of: gapcheck.Assessment) -> dict[str, str]:
    """The verdicts of the articles that ask for something."""
    return {a.article.article: a.verdict.words for a in of.articles if a.status != "no_duty"}


class TestTheCatalogue:
    def test_every_finding_is_one_of_sources_that_its_readme_explains(self, book: gapcheck.Gapcheck) -> None:
        assert {f.code for f in lint(book.catalogue)} == {"secondary-only", "unverified"}
        assert all(
            f"`{level}`" in (FOLDER / "README.md").read_text(encoding="utf-8") for level in ("secondary", "unverified")
        )

    def test_all_22_articles_are_there_under_their_headings(self, book: gapcheck.Gapcheck) -> None:
        listed = book.catalogue.instruments["ottawa"].contents
        assert [item.article for item in listed] == [str(n) for n in range(1, 23)]

    def test_every_arguable_point_is_in_a_question(self, book: gapcheck.Gapcheck) -> None:
        assert "point-without-question" not in {f.code for f in lint(book.catalogue)}

    def test_nothing_of_the_data_on_cybercrime_is_in_it(self) -> None:
        for file in sorted(FOLDER.rglob("*.yaml")):
            assert not re.search(r"cyber|computer|budapest", file.read_text(encoding="utf-8"), re.IGNORECASE), file

    def test_together_with_the_bundled_catalogue_it_says_the_same_or_names_what_both_define(self) -> None:
        with pytest.raises(gapcheck.DataError, match="already defined"):
            gapcheck.load(["bundled", FOLDER])


class TestVerdicts:
    def test_before_the_act_nobody_looked(self, book: gapcheck.Gapcheck) -> None:
        assert set(words(book.assess("ottawa", "1998-12-08")).values()) == {"not assessed"}

    def test_on_its_first_day_the_act_answers_what_is_for_law_to_answer(self, book: gapcheck.Gapcheck) -> None:
        first = words(book.assess("ottawa", "1998-12-09"))
        assert {n for n, verdict in first.items() if verdict != "not assessed"} == {"1", "3", "9"}

    def test_from_the_day_on_which_it_binds_practice_answers_the_rest(self, book: gapcheck.Gapcheck) -> None:
        assert book.assess("ottawa", "1999-06-30").binding is False
        first = book.assess("ottawa", "1999-07-01")
        assert first.binding is True
        assert "not assessed" not in words(first).values()

    def test_today(self, now: gapcheck.Assessment) -> None:
        likely = dict.fromkeys(("4", "5", "6", "7", "8", "10", "14"), "likely met")
        assert words(now) == {"1": "likely partial", "3": "met", "9": "likely partial", "11": "met"} | likely

    def test_what_rests_on_practice_waits_for_somebody_who_knows(self, now: gapcheck.Assessment) -> None:
        frame = now.frame("articles")
        waits = frame[frame["verdict"].astype(str).str.endswith("to be confirmed")]
        assert set(waits["article"]) == {"4", "5", "6", "7", "8", "10", "14"}

    def test_they_follow_from_the_texts_and_not_from_what_is_typed(self, book: gapcheck.Gapcheck) -> None:
        """The other answer to a question, or the Act without a section, gives another verdict."""
        lawful = book.assess("ottawa", NOW, views={"making-for-training": "holds", "citizens-abroad": "holds"})
        assert (words(lawful)["1"], words(lawful)["9"]) == ("likely met", "likely met")
        strict = book.assess("ottawa", NOW, views={"joint-operations": "fails"})
        assert strict.duty("1(1)(c)").verdict.words == "likely partial"

    def test_the_doubt_about_joint_operations_touches_nothing_else(self, now: gapcheck.Assessment) -> None:
        duty = now.duty("1(1)(c)")
        assert {q.id for q in duty.questions} == {"joint-operations", "mines-with-sensitive-devices"}

    def test_who_knows_is_a_ministry_that_deals_with_mines(self, book: gapcheck.Gapcheck) -> None:
        asked = {q.confirm_with for q in book.catalogue.questions.values() if q.confirm_with}
        assert asked == {"Ministry of Foreign Affairs and Trade", "New Zealand Defence Force"}


class TestWhatIsTold:
    def test_the_reason_of_article_9(self, now: gapcheck.Assessment) -> None:
        told = str(now.why("9"))
        assert "likely does not provide for acts of other citizens and of companies wholly abroad" in told
        assert "section 9(2) of the Cluster Munitions Prohibition Act 2009" in told

    def test_it_binds_and_the_law_is_known_to_the_day_of_the_text(self, now: gapcheck.Assessment) -> None:
        assert "law known to 3 September 2007" in str(now.why("9"))

    def test_the_repair_is_two_amendments_of_the_act(self, book: gapcheck.Gapcheck) -> None:
        frame = book.repair("ottawa", NOW).frame()
        assert set(frame["act"]) == {TITLE}
        assert list(frame["instruction"]) == [
            f"{TITLE}, s 7(2): provide for acts of other citizens and of companies wholly abroad (art 9).",
            # Retention for training is permitted by article 3, and the exception stays for it.
            f"{TITLE}, s 8(a): provide that the exception does not apply to developing and producing (art 1(1)(b)).",
        ]

    def test_the_commands_of_its_readme_run(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.chdir(ROOT)
        [block] = re.findall(r"```\n(.*?)```", (FOLDER / "README.md").read_text(encoding="utf-8"), flags=re.DOTALL)
        for line in block.splitlines():
            result = CliRunner().invoke(main, shlex.split(line)[1:])
            assert result.exit_code == 0, result.output


class TestTheAnnex:
    """Who is asked for what a paper on mines lacks comes from the example's own files of the State."""

    def test_it_asks_those_to_whom_mines_belong(self, annex: str) -> None:
        for agency in (
            "Ministry of Foreign Affairs and Trade",
            "Ministry of Defence",
            "New Zealand Defence Force",
            "New Zealand Customs Service",
        ):
            assert agency in annex, agency

    def test_it_knows_nothing_of_cybercrime_and_of_those_who_deal_with_it(self, annex: str) -> None:
        notes = "\n".join(line for line in annex.splitlines() if "DN" in line)
        assert "cyber" not in annex.casefold()
        for agency in ("Ministry of Social Development", "New Zealand Police", "Ministry of Justice"):
            assert agency not in notes, agency

    def test_withdrawal_and_amendment_are_told_in_the_words_of_the_data(self, annex: str) -> None:
        assert "Article 20 (Duration and withdrawal)" in annex
        assert "Article 13 (Amendments)" in annex
