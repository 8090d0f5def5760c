"""What rests on a section: the answer of ``gapcheck explain`` for a place in an Act."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import click

from gapcheck.catalogue.law_lookup import find_rules
from gapcheck.cli.output import STYLES, print_json, print_table, print_text
from gapcheck.errors import GapcheckError, UnknownIdError, UsageError, hint
from gapcheck.wording.citation import cite_rule
from gapcheck.wording.dates import long_date

if TYPE_CHECKING:
    from gapcheck.api import Gapcheck
    from gapcheck.catalogue.catalogue import Catalogue
    from gapcheck.cli.options import LawQuery
    from gapcheck.faces import Assessment
    from gapcheck.model.law import RuleEntry


@dataclass(frozen=True)
class RestingDuty:
    """A duty whose verdict rests on the place: how it stands, in words."""

    id: str
    heading: str
    status: str
    verdict: str
    binding: bool


def print_section(loaded: Gapcheck, query: LawQuery, place: str, form: str) -> None:
    """Print the rules of a place in an Act, and the duties of every instrument whose verdict rests on one of them.

    Raises ``UnknownIdError`` where no rule stands.
    """
    rules = find_rules(loaded.catalogue.rules, place)
    duties = tuple(_resting(loaded, query, place))
    if form == "json":
        print_json(
            {
                "place": place,
                "as_at": query.as_at.isoformat(),
                "rules": [_rule(entry, query) for entry in rules],
                "duties": [vars(duty) for duty in duties],
            }
        )
        return
    in_force = [entry for entry in rules if entry.rule.in_force.holds(query.as_at)]
    for entry in in_force:
        print_text(f"{cite_rule(entry)} ({entry.section.heading}): {entry.rule.text}")
    if not in_force:
        print_text(f"No rule of {place} is in force on {long_date(query.as_at)}.")
    others = len(rules) - len(in_force)
    if others:
        words = "rule of it is" if others == 1 else "rules of it are"
        print_text(f"{others} {words} on record that held before or will hold after that day.")
    click.echo()
    _print_duties(duties, place)


def unknown_place(catalogue: Catalogue, place: str) -> GapcheckError:
    """The error for a place that is in no instrument and no Act, with the nearest id as it has to be written."""
    meant = _PINPOINT.fullmatch(place)
    name = place.partition(":")[0]
    if meant is not None and meant["name"] in catalogue.instruments:
        nearest = f"{meant['name']}:{meant['pinpoint']}"
        return UsageError(f"{place!r} names no place{hint(repr(nearest))}")
    if re.match(r"\d", place):
        example = next(iter(catalogue.instruments), "instrument")
        return UsageError(f"{place!r} names no instrument; expected one before it, such as {example}:{place}")
    return UnknownIdError("instrument or Act", name, {*catalogue.instruments, *catalogue.acts})


_PINPOINT = re.compile(r"(?P<name>[\w-]+)[ :]+(?:art(?:icle)?\.?\s*)?(?P<pinpoint>\d\S*)", re.I)


def _print_duties(duties: tuple[RestingDuty, ...], place: str) -> None:
    if not duties:
        print_text(f"No verdict rests on {place} on that day.")
        return
    rows = [
        [(d.id, ""), (d.heading, ""), (d.verdict + ("" if d.binding else " (not binding)"), STYLES[d.status])]
        for d in duties
    ]
    print_table(f"{len(duties)} {'duty rests' if len(duties) == 1 else 'duties rest'} on it", _HEAD, rows)


_HEAD = ("Duty", "Heading", "Verdict")


def _resting(loaded: Gapcheck, query: LawQuery, place: str) -> Iterable[RestingDuty]:
    for instrument in loaded.instruments.values():
        # A text that another text answers rests on no Act.
        if instrument.answered_by is None:
            assessment: Assessment = replace(query, instrument=instrument.id).assess(loaded)
            for duty in assessment.resting_on(place):
                verdict = assessment.sensitivity.in_words(duty)
                yield RestingDuty(duty.id, duty.heading, duty.status, verdict, duty.binding)


def _rule(entry: RuleEntry, query: LawQuery) -> dict[str, object]:
    held = entry.rule.in_force
    return {
        "id": entry.key,
        "citation": cite_rule(entry),
        "heading": entry.section.heading,
        "text": entry.rule.text,
        "from": held.start.isoformat(),
        "to": held.end.isoformat() if held.end else None,
        "in_force": held.holds(query.as_at),
    }
