"""A small statute book and some treaties for texts that cite them, and what is found in such a text, in short."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from gapcheck.catalogue.catalogue import Catalogue, Contents
from gapcheck.citing import Citation, Citations
from gapcheck.model.law import PRACTICE, Act, Reform, ReformFile, Section, StatuteFile
from gapcheck.model.treaty import ArticlesFile, Instrument
from support.builders import SOURCE, article, duty, exception, rule


def act(id: str, title: str, *rules: Any, **more: Any) -> StatuteFile:
    """An Act whose rules stand in the sections that their ids begin with."""
    sections = [Section(section=re.match(r"\w+", r.id)[0], heading="Heading", rules=(r,)) for r in rules]
    return StatuteFile(act=Act(id=id, title=title, **more), sections=sections)


def instrument(id: str, title: str, short: str, citation: str = "TS 1", **more: Any) -> Instrument:
    """A treaty; two of one citation are not told apart by it."""
    return Instrument(
        id=id, title=title, short_title=short, citation=citation, text_status="adopted", source=(SOURCE,), **more
    )


ACTS = (
    act(
        "crimes",
        "Crimes Act 1961",
        rule("249(1)(a)"),
        rule("249(1)(b)"),
        rule("252(1)", exceptions=(exception("none", "252(2)"),)),
        number="1961 No 43",
    ),
    act("evidence", "Evidence Act 2006", rule("10")),
    act("films", "Films, Videos, and Publications Classification Act 1993", rule("131A(1)")),
    act("macma", "Mutual Assistance in Criminal Matters Act 1992", rule("43"), abbreviations=("MACMA",)),
    act(
        "privacy",
        "Privacy Act 2020",
        rule("22-IPP3A"),
        rule("22-IPP11"),
        rule("22-outgoing"),
        rule("26"),
        earlier=("Privacy Act 1993",),
    ),
    act("search", "Search and Surveillance Act 2012", rule("71(1)"), rule("74"), rule("79A"), abbreviations=("SSA",)),
    # One section with two headings, one after the other.
    StatuteFile(
        act=Act(
            id="children",
            title="Oranga Tamariki Act 1989",
            names=("Children, Young Persons, and Their Families Act 1989",),
        ),
        sections=[
            Section(section="14", heading="Children in need", rules=(rule("14(1)", end="2017-07-01"),)),
            Section(section="14", heading="Need of care", rules=(rule("14(2)", start="2017-07-01"),)),
        ],
    ),
    act("victims", "Victims' Rights Act 2002", rule("9")),
    act(PRACTICE, "Practice 2000", rule("1")),
)
TREATIES = (
    instrument("budapest", "Convention on Cybercrime", "Budapest Convention"),
    instrument("un", "United Nations Convention against Cybercrime", "UN Convention against Cybercrime"),
    instrument(
        "second-protocol",
        "Second Additional Protocol to the Convention on Cybercrime",
        "Second Protocol",
        citation="CETS 224",
        names=("Second Additional Protocol",),
    ),
)
REFORM = ReformFile(
    reform=Reform(
        id="bill-2026", title="Cybercrime Amendment Act 2026", stage="bill", stage_on=date(2026, 1, 1),
        commences=date(2027, 1, 1), source=(SOURCE,),
    ),
    changes=(),
)  # fmt: skip
MADE = Catalogue(
    Contents(
        statutes=ACTS,
        instruments=TREATIES,
        articles=(
            ArticlesFile(instrument="budapest", articles=(article(duty("16(1)"), duty("16(2)"), number="16"),)),
            ArticlesFile(instrument="un", articles=(article(duty("34"), number="34"),)),
            ArticlesFile(instrument="second-protocol", articles=(article(duty("7(1)"), number="7"),)),
        ),
        reforms=(REFORM,),
    )
)
CITATIONS = Citations(MADE)


def found(text: str, **given: Any) -> list[tuple[str, str]]:
    """What each citation resolves to, for print, and how it stands."""
    return [(c.cited, c.status) for c in CITATIONS.find(text, **given)]


def only(text: str, **given: Any) -> Citation:
    """The only citation of a text."""
    (citation,) = CITATIONS.find(text, **given)
    return citation


def at(text: str, number: str, **given: Any) -> Citation:
    """The citation that holds a number of the text, the last time that it stands there."""
    place = text.rindex(number)
    (citation,) = [c for c in CITATIONS.find(text, **given) if c.start <= place < c.end]
    return citation


def of(text: str, number: str, **given: Any) -> tuple[str, str]:
    """What the citation with a number is of, for print, and by which rule; why not, if that is not certain."""
    citation = at(text, number, **given)
    return (citation.cited, citation.basis) if citation.cited else ("", citation.message)


def resolved(text: str, **given: Any) -> str:
    """The only citation, which is resolved and covers no more than it should."""
    citation = only(text, **given)
    assert citation.status == "resolved", citation
    assert citation.text == text[citation.start : citation.end]
    return citation.cited


def unresolved(text: str, **given: Any) -> str:
    """Why the only citation is not resolved."""
    citation = only(text, **given)
    assert (citation.status, citation.cited, citation.of, citation.rules) == ("unresolved", "", None, ())
    return citation.message


def told(text: str, **given: Any) -> list[tuple[str, str]]:
    """What each citation is of, for print, and by which rule; or nothing, and why that is not certain."""
    return [(c.cited, c.basis) if c.cited else ("", c.message) for c in CITATIONS.find(text, **given)]
