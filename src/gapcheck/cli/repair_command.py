"""``gapcheck repair``."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from gapcheck.catalogue.data_folders import DataChoice
from gapcheck.cli import completing
from gapcheck.cli.options import (
    as_at_option,
    data_option,
    load_with_progress,
    reading_option,
    tried_in_words,
    views_option,
)
from gapcheck.cli.output import STYLES, print_json, print_table, progress_bar
from gapcheck.errors import UsageError
from gapcheck.file_writing import write_text
from gapcheck.model.ids import DutyId

if TYPE_CHECKING:
    from collections.abc import Callable

    from gapcheck.catalogue.catalogue import Views
    from gapcheck.repair.edits import Edit
    from gapcheck.repair.instructions import Drafter
    from gapcheck.repair.plan import PlanResult
    from gapcheck.repair.repairs import Repair


@click.command(name="repair")
@click.argument("place", metavar="INSTRUMENT[:PINPOINT]", shell_complete=completing.places)
@as_at_option
@reading_option
@views_option
@data_option
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", show_default=True)
@click.option(
    "--beyond-doubt",
    is_flag=True,
    help="Tell, apart, what would put beyond doubt the duties that are met by our view alone or contested.",
)
@click.option(
    "--out", type=click.Path(path_type=Path), metavar="FILE", help="Write the plan as a reform file for --with."
)
def command(
    place: str,
    as_at: date,
    reading: str | None,
    views: Views,
    data: DataChoice,
    form: str,
    beyond_doubt: bool,
    out: Path | None,
) -> None:
    """Tell the smallest changes of law that would close the gaps of INSTRUMENT, as drafting instructions by Act.

    With a PINPOINT, every repair found for that article or duty, those that change least first. A duty has a gap where
    it is met in part or not at all; what is contested gets what would settle the question (gapcheck questions).

    \b
    Examples:
      gapcheck repair budapest --as-at 2023-12-20
      gapcheck repair "budapest:16(2)" --as-at 2023-12-20
      gapcheck repair budapest --as-at 2023-12-20 --out nz_statutes/reforms/repair.yaml
    """
    from gapcheck.repair.instructions import Drafter
    from gapcheck.repair.plan import plan_repairs
    from gapcheck.report.plan_json import plan_as_dict

    wanted = DutyId.parse(place)
    assessment = load_with_progress(data).assess(wanted.instrument, as_at, reading, views=views)
    # An article stands for all its duties.
    duties = [d.id for d in assessment.duties if wanted.duty in ("", d.full.duty.id, d.full.article)]
    if not duties:
        raise UsageError(f"{place!r} names no article or duty of {wanted.instrument!r}")
    with progress_bar("Looking for repairs") as told:
        plan = plan_repairs(assessment, duties, beyond_doubt=beyond_doubt, progress=told)
    drafter = Drafter(assessment)
    if form == "json":
        print_json(plan_as_dict(plan))
    else:
        _print(plan, drafter, place, bool(wanted.duty))
    if out is not None:
        # Files for two articles can share a folder, so the id of the reform names the place and the day.
        part = "".join(f"{p}-" for p in re.findall(r"\w+", wanted.duty))
        id = f"repair-{wanted.instrument}-{part}{as_at}"
        _write_reform(plan, drafter, id, out)
        click.echo(out, err=form == "json")  # what is printed stays JSON
        click.echo(f"in a catalogue's nz_statutes/reforms/, this is --with {id}", err=True)


def _print(plan: PlanResult, drafter: Drafter, place: str, one: bool) -> None:
    """The plan for an instrument, or the repairs of ``one`` place; what would put others beyond doubt comes apart."""
    day = plan.assessment.as_at
    if not plan.repairs:
        click.echo(f"No binding duty of {place} is met in part or not at all on the law of {day}.")
    elif one:
        _print_repairs(plan, drafter, f"Repairs of {place} on the law of {day}")
    else:
        title = plan.assessment.instrument.short_title
        _print_plan(plan, drafter, f"Changes that would close the gaps of {title} on {day}")
    if not one:
        _print_contested(plan)
    if plan.beyond_doubt is not None:
        _print_beyond_doubt(plan.beyond_doubt, place, one)
    if plan.assessment.tried:
        click.echo(tried_in_words(plan.assessment.catalogue, plan.assessment.tried))


def _print_contested(plan: PlanResult) -> None:
    """What would settle the duties that are contested: no change of law is proposed for these."""
    rows = []
    for key, questions in plan.contested.items():
        for number, question in enumerate(questions):
            duty = DutyId.parse(key).duty if number == 0 else ""
            rows.append([(duty, ""), (question.title, ""), (question.settled_by or "", "")])
    if rows:
        click.echo()
        title = "What is contested needs no change of law yet, but an answer"
        print_table(title, ("Duty", "Question", "What would settle it"), rows)


def _print_beyond_doubt(plan: PlanResult, place: str, one: bool) -> None:
    from gapcheck.repair.instructions import Drafter

    click.echo()
    if not plan.repairs:
        click.echo(f"No binding duty of {place} is contested or met by our view alone.")
        return
    drafter = Drafter(plan.assessment, beyond_doubt=True)
    title = (
        f"Changes that close no gap: they would put beyond doubt what is contested or met by our view alone ({place})"
    )
    (_print_repairs if one else _print_plan)(plan, drafter, title)


def _write_reform(plan: PlanResult, drafter: Drafter, id: str, out: Path) -> None:
    """Write the plan as a reform file, its drafting instructions as comments."""
    from gapcheck.repair.reform_file import reform_as_yaml

    instructions = [told.text for told in drafter.instructions(plan.edits, plan.serves)]
    out.parent.mkdir(parents=True, exist_ok=True)  # a catalogue without a reform has no folder for them
    write_text(out, reform_as_yaml(plan.reform(id), instructions))


def _print_repairs(plan: PlanResult, drafter: Drafter, title: str) -> None:
    """Every repair of each duty of a place, those that change least first."""
    from gapcheck.wording.words import status_in_words

    rows = []
    for key, repairs in plan.repairs.items():
        for number, repair in enumerate(repairs):
            outcome = (status_in_words(repair.status), STYLES[repair.status])
            rows.append(
                [(key if number == 0 else "", ""), (str(len(repair.edits)), ""), (_told(drafter, repair), ""), outcome]
            )
    print_table(title, ("Duty", "Changes", "Instructions", "Then"), rows)


def _told(drafter: Drafter, repair: Repair) -> str:
    """A repair as instructions, one for each section."""
    return " ".join(told.text for told in drafter.instructions(repair.edits, _only(repair.duty)))


def _only(duty: str) -> Callable[[Edit], tuple[str, ...]]:
    """Edits that serve one duty."""
    return lambda _: (duty,)


def _print_plan(plan: PlanResult, drafter: Drafter, title: str) -> None:
    from gapcheck.engine.results import FULFILLED

    rows = []
    for act, instructions in drafter.by_act(plan.edits, plan.serves).items():
        for number, told in enumerate(instructions):
            serves = ", ".join(DutyId.parse(key).duty for key in told.serves)
            rows.append([(act if number == 0 else "", ""), (told.text, ""), (serves, "")])
    print_table(title, ("Act", "Change", "Serves"), rows)
    met = sum(s in FULFILLED for s in plan.closed.values())
    # Without the solver, or on a large treaty, the choice among repairs is not proven to be the smallest.
    certain = "the fewest that were found" if plan.exact else "not shown to be the fewest"
    view = "on the answers tried" if plan.assessment.tried else "on our working view"
    duties = f"{met} of {len(plan.closed)} duties would be met {view}"
    proven = f"with them, {duties}, and no rule would reach further than the treaty"
    counted = f"{_counted(len(rows), 'instruction')}, {_counted(len(plan.edits), 'change')}"
    click.echo(f"{counted} ({certain}); {proven}")
    for key in plan.left:
        click.echo(click.style(f"no repair was found for {key}", fg=STYLES["unmet"]))


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
