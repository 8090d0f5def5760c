"""The decision: what signing and what consenting bind New Zealand to, what comes first, and by when."""

from __future__ import annotations

from typing import Any

import pytest
from support.briefs import JOINING, report_of, unjoined

from gapcheck import Gapcheck
from gapcheck.model.position import Consent
from gapcheck.report.annex.document import plain
from gapcheck.report.brief.decision import decision_table
from gapcheck.report.brief.tally import Tally


def rows(
    small: Gapcheck, joining: dict[str, Any] | None = None, as_at: str = "2019-06-01", **more: Any
) -> list[list[str]]:
    tally = Tally(report_of(unjoined(small.catalogue, joining, **more), as_at=as_at))
    return [["".join(plain(x) for x in cell.lines) for cell in row] for t in decision_table(tally) for row in t.rows]


def test_signature_and_ratification(small: Gapcheck) -> None:
    sign, ratify = rows(small)
    assert sign[0] == "Signature"
    assert sign[1].startswith("Not to defeat its object and purpose, until New Zealand makes clear")
    assert "Vienna Convention on the Law of Treaties, art 18(a)" in sign[1]
    assert sign[2] == "A decision of Cabinet. No change of law."
    assert sign[3] == ("31 December 2019, 213 days after 1 June 2019. After that New Zealand can still accede.")
    assert ratify[0] == "Ratification, or accession"
    assert ratify[1].endswith("binding duties, on the 30th day after it deposits its instrument.")
    assert ratify[2].startswith("Cabinet; the House, with a National Interest Analysis")
    assert ratify[3] == "No date is set. Not in force; it enters into force on the 90th day after the 40th consent."


@pytest.mark.parametrize(("day", "left"), [("2019-12-30", "tomorrow."), ("2019-12-31", "today.")])
def test_the_last_day_counts(day: str, left: str, small: Gapcheck) -> None:
    assert left in rows(small, as_at=day)[0][3]


def test_after_the_last_day_there_is_nothing_to_sign(small: Gapcheck) -> None:
    assert [row[0] for row in rows(small, as_at="2020-01-01")] == ["Ratification, or accession"]


def test_before_it_is_opened_there_is_nothing_to_sign(small: Gapcheck) -> None:
    assert [row[0] for row in rows(small, opened="2019-06-02")] == ["Ratification, or accession"]


def test_a_treaty_that_may_bind_by_signature_says_so(small: Gapcheck) -> None:
    (sign, _) = rows(small, {**JOINING, "signature": "may-bind"})
    assert sign[1].startswith("Every duty, unless it reserves ratification. With ratification reserved: not to defeat")
    assert "No change of law" not in sign[2]


def test_a_treaty_that_it_has_signed_is_left_to_ratify(small: Gapcheck) -> None:
    sign, ratify = rows(small, as_at="2020-06-01", consent=Consent(kind="signature", date="2019-07-01"))
    assert sign[3] == "Signed on 1 July 2019."
    assert ratify[0] == "Ratification"


def test_a_treaty_that_can_only_be_acceded_to(small: Gapcheck) -> None:
    joining = {"accession": "any Party", "source": JOINING["source"]}
    assert [row[0] for row in rows(small, joining)] == ["Accession"]


def test_nothing_is_made_up_where_the_data_say_nothing(small: Gapcheck) -> None:
    ((step, _, _, when),) = rows(small, {"source": []})
    assert (step, when) == ("Accession", "No date is set. Not recorded to be in force.")


def test_none_for_a_treaty_that_it_has_joined(small: Gapcheck) -> None:
    assert decision_table(Tally(report_of(small.catalogue))) == ()
