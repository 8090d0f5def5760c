"""Several instruments on one day, side by side: a workbook of how each stands, every article, and shared questions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from gapcheck.model.state import State
from gapcheck.model.withholding import WithholdingGround
from gapcheck.report.facts import binding_fact
from gapcheck.report.forms.form_values import FormValues
from gapcheck.report.forms.table_form import tables_bytes
from gapcheck.report.forms.table_layout import FormColumn, TableLayout
from gapcheck.report.report_rows import ReportRows
from gapcheck.wording.words import join


def _columns(*columns: tuple[str, int, str]) -> tuple[FormColumn, ...]:
    return tuple(FormColumn(head=head, width=width, value=value) for head, width, value in columns)


TITLE = "Several instruments"


def _instruments(state: State) -> TableLayout:
    """The sheet of how each stands, one column of which names the State."""
    return TableLayout(
        title=f"{TITLE}: how each stands",
        about="One row for each instrument",
        over="instruments",
        columns=_columns(
            ("Instrument", 34, "{short_title}\n{citation}"),
            (binding_fact(state), 26, "{binding}"),
            ("How it stands", 60, "{summary}"),
            ("How sure that is", 60, "{certainty}"),
            ("Reservations and declarations", 22, "{reservations_in_short}"),
        ),
    )


LAYOUTS = {
    "Articles": TableLayout(
        title=f"{TITLE}: every article",
        about="One row for each article",
        over="articles",
        under="chapter",
        columns=_columns(
            ("Instrument", 24, "{short_title}"),
            ("Provision", 12, "{label}"),
            ("Subject", 40, "{heading}"),
            ("How it stands", 26, "{verdict}"),
            ("Verdict", 60, "{sentence}"),
            ("Law", 50, "{law}"),
            ("Rests on a reservation, or turns on", 50, "{short_basis}"),
        ),
    ),
    "Questions": TableLayout(
        title=f"{TITLE}: what the verdicts turn on",
        about="One row for each question",
        over="questions",
        columns=_columns(
            ("Question", 40, "{title}"),
            ("What it asks", 70, "{asks}"),
            ("Working view", 34, "{view}"),
            ("Turns", 44, "{turns}"),
            ("What would settle it", 60, "{settled_by}"),
        ),
    ),
}


def several_name(reports: Sequence[ReportRows]) -> str:
    """The name of the workbook: the instruments' own in the order in which they were asked for."""
    ids = "-".join(report.assessment.instrument.id for report in reports)
    name = ids if len(ids) <= 80 else f"{len(reports)}-instruments"
    rest = reports[0].stem.removeprefix(reports[0].assessment.instrument.id)
    return f"{name}{rest}_summary.xlsx"


def several_bytes(reports: Sequence[ReportRows], values: Sequence[FormValues]) -> bytes:
    """The workbook of several reports of one day and one marking."""
    made = [one.values for one in values]
    first = made[0]
    names = join(value["short_title"] for value in made)
    merged: dict[str, Any] = {
        **first,
        "subject": names,
        "short_title": names,
        "reservations_in_short": "",
        # How far each treaty was read differs, and stands in its own outputs.
        "treaty_read": "",
        "instruments": made,
        "articles": [
            {**article, "short_title": value["short_title"], "chapter": f"{value['short_title']}: {article['chapter']}"}
            for value in made
            for article in value["articles"]
        ],
        "questions": _questions(made),
        "grounds": [{"ground": ground.id, "reason": ground.reason} for ground in _grounds(reports)],
    }
    return tables_bytes(
        {"Instruments": _instruments(reports[0].assessment.state), **LAYOUTS}, merged, reports[0].assessment.as_at
    )


def _questions(made: Sequence[dict[str, Any]]) -> list[dict[str, str]]:
    """Each question once, with the articles of every instrument that it turns; those that turn most come first."""
    found: dict[str, dict[str, Any]] = {}
    for value in made:
        for question in value["questions"]:
            own = found.setdefault(question["title"], {**question, "turning": []})
            if question["articles"]:
                own["turning"].append(f"{value['short_title']}: {question['articles']}")
    for own in found.values():
        own["turns"] = "\n".join(own["turning"])
    # Sorted by how many instruments it turns; the order of the first instrument settles the rest.
    return sorted(found.values(), key=lambda own: -len(own["turning"]))


def _grounds(reports: Sequence[ReportRows]) -> list[WithholdingGround]:
    return list({ground.id: ground for report in reports for ground in report.key}.values())
