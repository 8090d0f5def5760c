"""The policy around the treaties: forms, look-ups, and that no verdict rests on it."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from pydantic import ValidationError
from support.builders import SOURCE, article, catalogue, duty

import gapcheck
from gapcheck.catalogue.catalogue import Catalogue, Contents
from gapcheck.catalogue.loading import load
from gapcheck.errors import DataError, UnknownIdError
from gapcheck.model.policy import Agency, CapabilityLevel, IdeaEvent, ReformIdea, Role, Statement
from gapcheck.model.treaty import Correspondence

if TYPE_CHECKING:
    from gapcheck import Gapcheck


def made(**changes) -> Statement:
    given = {"id": "s", "speaker": "M", "about": ["t:1"], "claim": "suffices", "as_at": "2020-01-01", "text": "T"}
    return Statement(**{**given, "source": [SOURCE], **changes})


class TestForms:
    def test_a_statement_is_about_articles_or_has_a_subject(self):
        assert made().subject is None
        assert made(about=[], subject="extradition").about == ()
        for wrong in ({"about": []}, {"subject": "extradition"}):
            with pytest.raises(ValidationError, match="expected 'about' with articles, or else 'subject'"):
                made(**wrong)

    @pytest.mark.parametrize("claim", ["suffices", "change-needed", "partly", "open"])
    def test_claims(self, claim):
        assert made(claim=claim).claim == claim

    def test_no_other_claim(self):
        with pytest.raises(ValidationError, match="claim"):
            made(claim="met")

    def test_a_statement_and_a_level_have_a_source(self):
        for form, given in ((Statement, {"id": "s"}), (CapabilityLevel, {"agency": "a"})):
            with pytest.raises(ValidationError, match="source"):
                form(**given)

    def test_a_role_is_over_a_half_open_interval(self):
        role = Role(**{"from": "2017-04-01", "to": "2023-08-31", "role": "R", "source": [SOURCE]})
        days = (date(2017, 3, 31), date(2017, 4, 1), date(2023, 8, 30), date(2023, 8, 31))
        assert [role.holds(day) for day in days] == [False, True, True, False]

    def test_an_agency_may_have_a_name_in_te_reo(self):
        assert Agency(id="police", name="Police", te_reo="Ngā Pirihimana o Aotearoa", roles=[]).te_reo


class TestWhereAnIdeaStood:
    def idea(self, *events: tuple[str, str]) -> ReformIdea:
        history = [IdeaEvent(start=day, status=status, text="T", source=[SOURCE]) for day, status in events]
        return ReformIdea(id="i", title="T", idea="I", history=history, source=[SOURCE])

    def test_the_last_event_by_the_day_whatever_their_order(self):
        idea = self.idea(("2015-01-01", "enacted"), ("2011-01-01", "proposed"), ("2013-01-01", "under-review"))
        days = (date(2011, 1, 1), date(2012, 12, 31), date(2013, 1, 1), date(2030, 1, 1))
        assert [event.status for day in days if (event := idea.stood(day))] == [
            "proposed",
            "proposed",
            "under-review",
            "enacted",
        ]

    def test_nowhere_before_the_first(self):
        assert self.idea(("2011-01-01", "proposed")).stood(date(2010, 12, 31)) is None
        assert self.idea().stood(date(2010, 12, 31)) is None

    def test_no_treaty_asks_for_it_unless_it_says_so(self):
        assert not self.idea().required_by_treaty


class TestCatalogue:
    def test_statements_come_by_date_and_then_by_id(self, policy: Gapcheck):
        found = [s.id for s in policy.catalogue.statements]
        assert found == ["early", "overtaken", "annex", "unsurveyed", "elsewhere", "waiting", "negotiators", "later"]

    def test_ideas_come_in_the_order_of_their_numbers(self, policy: Gapcheck):
        assert [i.id for i in policy.catalogue.ideas] == ["idea-2", "idea-10"]

    def test_agencies_capabilities_and_documents(self, policy: Gapcheck):
        found = policy.catalogue
        assert list(found.agencies) == ["cert", "police"]
        assert [c.id for f in found.capabilities for c in f.capabilities] == ["forensics", "courses"]
        assert found.documents["minute"].ref == "CBC-16-MIN-0001"

    def test_a_catalogue_may_have_none(self, small: Gapcheck):
        found = small.catalogue
        assert (found.statements, found.ideas, found.agencies, found.capabilities, found.documents) == (
            (),
            (),
            {},
            (),
            {},
        )

    def test_no_verdict_rests_on_them(self, policy: Gapcheck):
        without = Catalogue(replace(policy.catalogue.contents, policy=()), policy.catalogue.version)
        for instrument in policy.instruments:
            mine, other = (c.assess(instrument, "2020-01-01") for c in (policy, gapcheck.Gapcheck(without)))
            assert mine.to_dict() == other.to_dict()

    def test_the_version_changes_with_them(self, mandate_path: Path, tmp_path: Path):
        folder = shutil.copytree(mandate_path, tmp_path / "data")
        (folder / "obligations/statements.yaml").unlink()
        assert load(folder).version != load(mandate_path).version


class TestLoading:
    @pytest.mark.parametrize(
        "file",
        ["policy/ideas.yaml", "policy/old/agencies.yaml", "statement.yaml", "policy/statements.yaml", "policy.yaml"],
    )
    def test_a_file_out_of_place_is_told(self, mandate_path: Path, tmp_path: Path, file: str):
        folder = shutil.copytree(mandate_path, tmp_path / "data")
        (folder / "obligations" / file).parent.mkdir(exist_ok=True)
        (folder / "obligations" / file).write_text("items: []\n", encoding="utf-8")
        with pytest.raises(DataError) as caught:
            load(folder)
        assert [(p.file, p.code) for p in caught.value.problems] == [(f"obligations/{file}", "stray-file")]
        assert "obligations/policy/ (reform_register, agencies, capability, documents)" in str(caught.value)

    @pytest.mark.parametrize(
        "file", ["statements.yaml", *(f"policy/{n}.yaml" for n in ("reform_register", "documents"))]
    )
    def test_an_empty_file_is_told(self, mandate_path: Path, tmp_path: Path, file: str):
        folder = shutil.copytree(mandate_path, tmp_path / "data")
        (folder / "obligations" / file).write_text("", encoding="utf-8")
        with pytest.raises(DataError) as caught:
            load(folder)
        assert [p.file for p in caught.value.problems] == [f"obligations/{file}"]

    def test_agencies_that_could_not_be_read_are_not_called_unknown(self, mandate_path: Path, tmp_path: Path):
        folder = shutil.copytree(mandate_path, tmp_path / "data")
        (folder / "obligations/policy/agencies.yaml").write_text("agencies: [\n", encoding="utf-8")
        with pytest.raises(DataError) as caught:
            load(folder)
        assert {p.file for p in caught.value.problems} == {"obligations/policy/agencies.yaml"}


class TestCorrespondences:
    def corresponding(self, *links: tuple[str, str, str]) -> Catalogue:
        """Articles 1 to 3 of the instrument ``t`` with links from an article to a place, and the difference."""
        articles = [
            article(duty(n, conduct="access"), number=n).model_copy(
                update={
                    "corresponds": tuple(Correspondence(article=to, difference=d) for of, to, d in links if of == n)
                }
            )
            for n in ("1", "2", "10")
        ]
        return catalogue(articles)

    def test_both_ways(self):
        found = self.corresponding(("1", "t:2", "Wider."))
        assert found.correspondences == {"t:1": (("t:2", "Wider."),), "t:2": (("t:1", "Wider."),)}

    def test_each_keeps_its_own_words_where_both_say_it(self):
        found = self.corresponding(("1", "t:2", "Wider."), ("2", "t:1", "Narrower."))
        assert found.correspondences == {"t:1": (("t:2", "Wider."),), "t:2": (("t:1", "Narrower."),)}

    def test_in_the_order_of_their_numbers(self):
        found = self.corresponding(("10", "t:1", "A."), ("2", "t:1", "B."))
        assert [place for place, _ in found.correspondences["t:1"]] == ["t:2", "t:10"]

    def test_of_an_article_or_a_duty_by_its_id(self, policy: Gapcheck):
        told = "The mandate asks for no more"
        assert policy.corresponding("text:2") == (("mandate:1.1", told),)
        assert policy.corresponding("mandate:1.1") == (("text:2", told),)
        assert policy.corresponding("text:3") == ()

    def test_a_duty_can_be_named(self):
        (one,) = catalogue(duty("1(2)", conduct="access")).contents.articles[0].articles
        two = article(number="2").model_copy(
            update={"corresponds": (Correspondence(article="t:1(2)", difference="D."),)}
        )
        loaded = gapcheck.Gapcheck(catalogue([one, two]))
        assert loaded.corresponding("t:1(2)") == (("t:2", "D."),)
        assert loaded.corresponding("t:2") == (("t:1(2)", "D."),)

    def test_an_unknown_article_names_the_nearest(self, policy: Gapcheck):
        with pytest.raises(UnknownIdError, match="unknown article 'text:22'; did you mean 'text:2'"):
            policy.corresponding("text:22")
        with pytest.raises(UnknownIdError, match="unknown article '2'"):
            policy.corresponding("2")


def test_empty_contents_have_no_policy() -> None:
    assert Catalogue(Contents()).statements == ()
