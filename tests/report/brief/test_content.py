"""The brief as a whole: what a Minister meets, in order, and what cannot be briefed."""

from __future__ import annotations

import pytest
from support.briefs import report_of, text_of, unjoined

from gapcheck import Gapcheck
from gapcheck.errors import UsageError
from gapcheck.report.brief.content import brief_of
from gapcheck.report.paper.document import Picture
from gapcheck.report.report import make_report

CONTEXT = {
    "context": {
        "instrument": "model",
        "author": "Legal policy",
        "clearance": {"status": "agency-cleared", "by": "Deputy Secretary", "date": "2019-05-20"},
    },
    "prose": {
        "recommendation": [
            {"parts": ["Agree to sign", {"text": "before the others do", "withheld": "s 9(2)(j)"}, "."]},
            "Note the cost.",
        ]
    },
}


def test_a_treaty_that_new_zealand_has_joined(small: Gapcheck) -> None:
    told = text_of(brief_of(report_of(small.catalogue)))
    assert told.startswith(
        "Model Convention: brief for Ministers\nNew Zealand law as at 1 June 2019. Draft, not cleared."
    )
    assert "Model Convention on Computer Crime (MTS 1), opened for signature on 1 May 2001 and in force since" in told
    assert "New Zealand acceded on 1 June 2010 and has been bound since 1 October 2010." in told
    assert "The decision" not in told


def test_a_treaty_that_it_has_not_joined_has_a_decision(small: Gapcheck) -> None:
    told = text_of(brief_of(report_of(unjoined(small.catalogue))))
    assert "not recorded to be in force" in told
    assert "No act by which New Zealand signed it or consented to be bound is on record." in told
    assert "The decision\nSignature |" in told


def test_what_the_treaty_is_for_comes_from_the_data(small: Gapcheck) -> None:
    purpose = {"text": "It is about computers.", "source": []}
    told = text_of(brief_of(report_of(unjoined(small.catalogue, purpose=purpose))))
    assert "not recorded to be in force. It is about computers. No act" in told


def test_who_had_joined_is_told_by_the_last_count_of_the_day(small: Gapcheck) -> None:
    counts = [
        {"as_at": "2018-01-01", "signatories": 70, "parties": 3, "text": "T", "source": []},
        {"as_at": "2018-06-01", "text": "No count.", "source": []},
        {"as_at": "2020-01-01", "signatories": 95, "text": "Later.", "source": []},
    ]
    told = text_of(brief_of(report_of(unjoined(small.catalogue, participation=counts))))
    assert "By 1 January 2018, 70 had signed and 3 had ratified." in told
    assert "95" not in told
    in_force = unjoined(small.catalogue, participation=counts, in_force="2003-07-01")
    assert "On 1 January 2018 it had 3 Parties." in text_of(brief_of(report_of(in_force)))


def test_what_officials_recommend_is_there_and_withheld_in_a_release_copy(small: Gapcheck) -> None:
    internal = text_of(brief_of(report_of(small.catalogue, CONTEXT)))
    assert "Cleared by the agency by Deputy Secretary, 20 May 2019. Legal policy." in internal
    assert "Recommendation Agree to sign [s 9(2)(j): before the others do].\nNote the cost." in internal
    assert internal.endswith("Model Convention, law as at 1 June 2019. Internal copy.")
    released = text_of(brief_of(report_of(small.catalogue, CONTEXT, release=True)))
    assert "Recommendation Agree to sign [s 9(2)(j)].\nNote the cost." in released
    assert released.endswith("Withheld under s 9(2)(j) of the Official Information Act 1982.")


def test_without_a_recommendation_none_is_made_up(small: Gapcheck) -> None:
    assert "Recommendation" not in text_of(brief_of(report_of(small.catalogue)))


def test_the_last_thing_is_the_picture_with_its_description(small: Gapcheck) -> None:
    picture = brief_of(report_of(small.catalogue)).blocks[-1]
    assert isinstance(picture, Picture)
    assert "IN CONFIDENCE" in picture.svg
    assert picture.description.startswith("Law as at 1 June 2019.")


def test_a_mandate_cannot_be_joined(policy: Gapcheck) -> None:
    report = make_report(policy.assess("mandate", "2020-01-01"), "IN CONFIDENCE")
    with pytest.raises(UsageError, match=r"a treaty that New Zealand has joined or may join; the .* is a mandate"):
        brief_of(report)
