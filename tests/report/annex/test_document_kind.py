"""What an annex is follows from the facts."""

from __future__ import annotations

import pytest

from gapcheck import Gapcheck
from gapcheck.model.context import SignOff
from gapcheck.report.annex.document_kind import kind_of


@pytest.mark.parametrize(
    ("instrument", "day", "title"),
    [
        ("budapest", "2025-11-30", "National interest analysis"),
        ("budapest", "2025-12-01", "Implementation review"),
        ("uncc", "2026-11-21", "National interest analysis"),
        ("uncc-draft-2023", "2023-12-20", "National interest analysis"),
        ("mandate-2023", "2026-11-21", "Negotiation outcome"),
        ("nz-uk-2013", "2026-11-21", "Note on a statement of intent"),
    ],
)
def test_the_kind_of_each_text_on_a_day(bundled: Gapcheck, instrument: str, day: str, title: str) -> None:
    assert kind_of(bundled.assess(instrument, day)).title == title


def test_only_a_treaty_that_new_zealand_may_join_is_proposed(bundled: Gapcheck) -> None:
    kinds = [kind_of(bundled.assess(i, "2026-11-21")) for i in ("budapest", "uncc", "mandate-2023", "nz-uk-2013")]
    assert [kind.proposes for kind in kinds] == [False, True, False, False]
    assert [kind.of_a_treaty for kind in kinds] == [True, True, False, False]


def test_a_review_is_not_signed_by_whoever_puts_a_treaty_before_parliament() -> None:
    line = SignOff.model_validate({"role": "Cabinet", "in_a_review": "Minister of Justice"})
    assert [str(line.signing(bound=bound)) for bound in (False, True)] == ["Cabinet", "Minister of Justice"]
    assert str(SignOff.model_validate({"role": "Agency"}).signing(bound=True)) == "Agency"
