"""The cover of a release: who, what, when, the words of the Act, and where they were used."""

from __future__ import annotations

from typing import Any

from support.annexes import SECRET
from support.briefs import report_of, text_of
from support.leaks import leaks
from support.releases import READY, RELEASE, without

from gapcheck import Gapcheck, load
from gapcheck.report.annex.document import Table
from gapcheck.report.outputs import render
from gapcheck.report.release.cover import cover_of
from gapcheck.report.release.schedule import WithheldPlace
from gapcheck.report.report import make_report

PLACES = [
    *[WithheldPlace("Analysis", "8 Costs of compliance, paragraph 8.1", "s 9(2)(f)(iv)")] * 2,
    WithheldPlace("Analysis", "3 Reasons, paragraph 3.2", "s 6(a)"),
]
FILES = [("Analysis (Word)", "model_2019-06-01_release_annex.docx")]


def told(small: Gapcheck, context: dict[str, Any], **how: Any) -> str:
    return text_of(cover_of(report_of(small.catalogue, context, release=True, **how), FILES, PLACES))


def test_it_says_who_releases_what_and_when(small: Gapcheck) -> None:
    text = told(small, READY)
    assert text.startswith("Proactive release\nModel Convention on Computer Crime: New Zealand law as at 1 June 2019")
    assert "Date: 1 July 2019" in text
    assert "The following documents have been proactively released by the Minister of Justice:" in text
    assert "Analysis (Word) | model_2019-06-01_release_annex.docx | Law as at 1 June 2019" in text
    assert "Minute of decision | CBC-19-MIN-0001 | 20 June 2019" in text
    assert text.endswith("Proactively released by the Minister of Justice.")


def test_it_has_the_title_that_the_context_gives(small: Gapcheck) -> None:
    text = told(small, READY | {"release": {**RELEASE, "title": "Joining the Convention"}})
    assert text.startswith("Joining the Convention\n")


def test_a_document_without_a_reference_or_a_date_has_a_dash(small: Gapcheck) -> None:
    text = told(small, READY | {"release": {**RELEASE, "documents": [{"title": "Minute"}]}})
    assert "Minute | – | –" in text


def test_what_is_no_draft_does_not_say_that_it_is_one(small: Gapcheck) -> None:
    assert "Draft" not in told(small, READY)


def test_each_table_fills_the_page(small: Gapcheck) -> None:
    cover = cover_of(report_of(small.catalogue, READY, release=True), FILES, PLACES)
    tables = [block for block in cover.blocks if isinstance(block, Table)]
    assert [sum(column.width for column in table.columns) for table in tables] == [100, 100, 100]


def test_it_says_what_would_be_withheld_and_that_security_is_not_weighed(small: Gapcheck) -> None:
    report = report_of(small.catalogue, READY, release=True)
    withheld = "Parts of these documents would not be appropriate to release"
    unweighed = "The grounds in sections 6 and 7 are not weighed against the public interest."
    for places, says in ((PLACES, True), (PLACES[:1], False), (PLACES[-1:], True)):
        text = text_of(cover_of(report, FILES, places))
        assert withheld in text
        assert (unweighed in text) is says


def test_the_grounds_stand_in_the_words_of_the_act(small: Gapcheck) -> None:
    text = told(small, READY)
    assert (
        "s 6(a) | the making available of that information would be likely to prejudice the security or defence" in text
    )
    assert (
        "s 9(2)(f)(iv) | the withholding of the information is necessary to maintain the constitutional conventions "
        "for the time being which protect the confidentiality of advice tendered by Ministers of the Crown and "
        "officials"
    ) in text


def test_the_public_interest_is_told_only_where_it_was_weighed(small: Gapcheck) -> None:
    line = "no public interest has been identified that would outweigh the reasons for withholding it (section 9(1))"
    assert line in told(small, READY)
    unweighed = told(small, READY | {"release": {**RELEASE, "public_interest": False}}, draft=True)
    assert line not in unweighed
    assert "The public interest has still to be weighed" in unweighed


def test_each_place_is_listed_once(small: Gapcheck) -> None:
    assert told(small, READY).count("Analysis | 8 Costs of compliance, paragraph 8.1 | s 9(2)(f)(iv)") == 1


def test_the_licence_is_told_only_if_the_context_gives_one(small: Gapcheck) -> None:
    assert "(CC BY 4.0)" in told(small, READY)
    assert "CC BY" not in told(small, READY | {"release": {**RELEASE, "licence": None}})


def test_the_key_has_the_grounds_of_the_schedule_alone(small: Gapcheck) -> None:
    report = report_of(small.catalogue, READY, release=True)
    text = text_of(cover_of(report, FILES, PLACES[-1:]))
    assert "s 6(a) | the making available" in text
    assert "s 9(2)(f)(iv)" not in text
    assert "section 9(1)" not in text


def test_where_nothing_was_withheld_it_says_so(small: Gapcheck) -> None:
    open_context = {"context": READY["context"], "release": RELEASE}
    text = text_of(cover_of(report_of(small.catalogue, open_context, release=True), FILES, ()))
    assert "Nothing was withheld from these documents." in text
    assert "Grounds for withholding" not in text


def test_a_draft_says_that_it_is_one(small: Gapcheck) -> None:
    text = told(small, without("release"), draft=True)
    assert "Draft. This copy has not been cleared, and is not for release." in text
    assert "Date: to be given" in text
    assert "are to be released by the Minister who is to be named:" in text
    assert text.endswith("Draft of a release copy.")


def test_what_is_withheld_is_in_no_byte_of_it(small: Gapcheck) -> None:
    files = render(report_of(small.catalogue, READY, release=True), ["md"])
    raw = files["model_2019-06-01_release_cover.docx"]
    assert leaks("cover.docx", raw, SECRET) == []
    assert leaks("cover.docx", raw, "paragraph 3.2")


def test_a_mandate_is_held_against_its_text_and_not_against_the_law() -> None:
    report = make_report(load().assess("mandate-2023", "2026-11-21"), "UNCLASSIFIED")
    subtitle = cover_of(report, FILES, ()).subtitle
    assert subtitle.endswith("the UN Convention against Cybercrime as at 21 November 2026")
    assert "New Zealand law" not in subtitle
