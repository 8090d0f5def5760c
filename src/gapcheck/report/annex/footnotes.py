"""What a footnote cites, in the form of the New Zealand Law Style Guide: in full where it is cited first, by a short
name and ``above n`` after that. Acts are cited in full each time.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from gapcheck.model.base import Source
from gapcheck.model.law import RuleEntry
from gapcheck.report.annex.document import Line, Piece
from gapcheck.report.statuses import weakest_check
from gapcheck.wording.citation import act_url, cite_rule, merge_citations

_RANGE = re.compile(r"(?<=[\w)\]])-(?=[\d\[(])")
_PARAGRAPHS = re.compile(r"paras? (?P<numbers>\d+(?:\.\d+)*(?:(?:-| to |, | and )\d+(?:\.\d+)*)*)(?P<rest>.*)")
_NUMBER = re.compile(r"\d+(?:\.\d+)*")
_NOTE = re.compile(r"fns? (?P<number>\d+)")
_CABINET = re.compile(r"\b[A-Z]{3}-\d\d-[A-Z]+-\d+\b")
_ACT = re.compile(r"\b(?:Act|Bill|Regulations|Rules) (?:1[89]|20)\d\d$")
_YEAR = re.compile(r"\s*\([^()]*\d{4}[^()]*\)$")


@dataclass(frozen=True)
class NoteCitation:
    """Something that a footnote cites.

    ``key`` tells what it is, so that it is cited in full once; it is empty for what is cited in full each time.
    ``short`` is what it is called after that, ``pinpoint`` the place with the comma or word before it, ``web`` the
    address that is printed. ``checked`` says whether somebody read it there.
    """

    key: str
    full: Line
    short: str
    pinpoint: str = ""
    web: str = ""
    checked: str = "verified"


def cite_source(source: Source) -> NoteCitation:
    """A source with its pinpoint."""
    return NoteCitation(
        # An Act is cited in full each time.
        key="" if _ACT.search(source.ref) else source.ref,
        full=(Piece(source.ref, "plain", secure(source.url)),),
        short=short_name(source.ref),
        pinpoint=pinpoint_in_style(source.pinpoint),
        web=printed_address(source.url),
        checked=source.checked,
    )


def cite_rules(rules: Iterable[RuleEntry]) -> NoteCitation:
    """Rules, those of one Act together."""
    entries = list(rules)
    pages = {e.act.title: act_url(e.act) for e in entries if not e.act.outside_statute}
    pieces: list[Piece] = []
    for citation in merge_citations(cite_rule(e) for e in entries):
        # Merged citations begin with the title of their Act.
        page = next((url for title, url in pages.items() if citation.startswith(title)), None)
        pieces += [Piece("; ")] if pieces else []
        pieces.append(Piece(citation, "plain", secure(page)))
    checked = weakest_check([s for e in entries for s in e.rule.source]) if entries else "verified"
    return NoteCitation("", tuple(pieces), "", checked=checked)


def pinpoint_in_style(pinpoint: str) -> str:
    """A pinpoint with what goes before it: paragraphs in square brackets after ``at``, ranges with an en dash.

    >>> pinpoint_in_style("paras 16-17"), pinpoint_in_style("arts 2-13"), pinpoint_in_style("whole")
    (' at [16]–[17]', ', arts 2–13', '')
    """
    if pinpoint == "whole":
        return ""
    if paragraphs := _PARAGRAPHS.fullmatch(pinpoint):
        numbers = _NUMBER.sub(lambda n: f"[{n[0]}]", paragraphs["numbers"]).replace("-", "–").replace(" to ", "–")
        return f" at {numbers}{paragraphs['rest']}"
    if note := _NOTE.fullmatch(pinpoint):
        return f" at n {note['number']}"
    return f", {ranges_in_style(pinpoint)}"


def ranges_in_style(text: str) -> str:
    """A text with an en dash in its ranges of numbers: ``arts 14 and 16–21``; the numbers of documents stay.

    >>> ranges_in_style("arts 16-21"), ranges_in_style("CBC-23-MIN-0028"), ranges_in_style("2026-11-21")
    ('arts 16–21', 'CBC-23-MIN-0028', '2026-11-21')
    """
    return " ".join(word if word.count("-") > 1 else _RANGE.sub("–", word) for word in text.split(" "))


def short_name(ref: str) -> str:
    """What a source is called when it is cited again: the number of a Cabinet document, else its author, else its name.

    >>> short_name("Cabinet Business Committee minute CBC-23-MIN-0028"), short_name("Jane Kelsey, A paper (2023)")
    ('CBC-23-MIN-0028', 'Jane Kelsey')
    """
    if number := _CABINET.search(ref):
        return number[0]
    if ref.startswith("Cabinet paper"):
        return "Cabinet paper"
    return _YEAR.sub("", ref.partition(", ")[0])


def printed_address(url: str | None) -> str:
    """The address as it is printed, between angle brackets; nothing without one that a browser may follow.

    >>> printed_address("https://www.example.govt.nz/a/")
    '<www.example.govt.nz/a>'
    """
    safe = secure(url)
    return f"<{safe.removeprefix('https://').rstrip('/')}>" if safe else ""


def secure(url: str | None) -> str | None:
    """The address, if it is one that the annex may link to."""
    return url if url and url.startswith("https://") else None
