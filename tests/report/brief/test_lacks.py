"""What falls short, in words of substance."""

from __future__ import annotations

from dataclasses import replace

from support.briefs import report_of
from support.questions import question

from gapcheck import Gapcheck, load
from gapcheck.catalogue.catalogue import Catalogue
from gapcheck.report.brief.lacks import follows_others, lacks
from gapcheck.report.brief.tally import Tally
from gapcheck.report.report import make_report


def test_each_chapter_is_a_sentence_and_each_thing_has_its_articles(small: Gapcheck) -> None:
    tally = Tally(report_of(small.catalogue))
    told = lacks(tally, tally.short)
    for chapter in {row.chapter for row in tally.short}:
        assert f"{chapter}: " in told
    assert all(f"art {row.article}" in told for row in tally.short)
    assert told.endswith(".")


def test_what_a_question_decides_is_told_by_what_is_missing(small: Gapcheck) -> None:
    asked = question("sale", "computer-act-1990:7(1)#object", view="fails")
    tally = Tally(report_of(Catalogue(replace(small.catalogue.contents, questions=(asked,)), "v")))
    assert lacks(tally, tally.likely_short) == "Offences: no rule covers selling, for an access code (art 4)."


def test_the_question_is_named_where_only_the_offence_would_be() -> None:
    tally = Tally(make_report(load().assess("budapest", "2026-11-21"), "UNCLASSIFIED"))
    told = lacks(tally, tally.likely_short)
    assert "and the question “Preservation for foreign offences that carry less than two years” (art 29)" in told
    assert told.count("the question") == 1


def test_nothing_short_is_nothing_said(small: Gapcheck) -> None:
    assert lacks(Tally(report_of(small.catalogue)), ()) == ""


def test_an_article_that_asks_for_the_rest_falls_short_with_it() -> None:
    report = make_report(load().assess("budapest", "2026-11-21"), "UNCLASSIFIED")
    tally = Tally(report)
    told = lacks(tally, tally.likely_short)
    assert follows_others(report, "14")
    assert not follows_others(report, "12")
    assert "liability where lack of supervision or control made the offence possible (art 12)" in told
    assert told.endswith("Arts 14 and 25 fall short with them, since they ask for the rest to be carried out.")


def test_of_many_things_the_rare_ones_are_told_by_article() -> None:
    tally = Tally(make_report(load().assess("uncc", "2026-11-21"), "UNCLASSIFIED"))
    told = lacks(tally, tally.likely_short)
    assert "“Soliciting and grooming persons of 16 and 17” (art 15)" in told
    assert "rarer cases (arts 28 and 31)" in told


def test_where_there_is_little_room_the_shortest_of_a_chapter_is_told_and_the_others_by_article() -> None:
    tally = Tally(make_report(load().assess("uncc", "2026-11-21"), "UNCLASSIFIED"))
    told = lacks(tally, tally.likely_short, 1)
    assert "or a program for illegal interception (art 11), and other points (arts 8 and 15)" in told
    # Every article that falls short is still named.
    assert all(f"{row.article}" in told for row in tally.likely_short)


def test_what_no_rule_covers_is_told_once_for_a_chapter_and_without_the_day() -> None:
    tally = Tally(make_report(load().assess("budapest", "2023-12-20"), "UNCLASSIFIED"))
    told = lacks(tally, tally.short)
    assert "no rule covers stored traffic data (art 16) or ordering or similarly obtaining" in told
    chapters = told.split(". ")
    assert sum("no rule" in chapter for chapter in chapters) > 1
    assert all(chapter.count(words) <= 1 for chapter in chapters for words in ("no rule covers", "no rule provides"))
    assert "in force on" not in told


def test_a_list_within_a_list_is_left_to_the_annex() -> None:
    tally = Tally(make_report(load().assess("budapest", "2023-12-20"), "UNCLASSIFIED"))
    told = lacks(tally, tally.short)
    assert ";" not in told
    assert "(art 6)" in told
