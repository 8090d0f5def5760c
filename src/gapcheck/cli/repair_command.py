"""``gapcheck repair``."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from gapcheck.cli.options import as_at_option, data_option, load_with_progress, reading_option
from gapcheck.cli.output import STYLES, print_json, print_table, progress, write_text
from gapcheck.errors import UsageError

if TYPE_CHECKING:
    from gapcheck.repair.instructions import Drafter
    from gapcheck.repair.plan import Plan


@click.command(name="repair")
@click.argument("place", metavar="INSTRUMENT[:PINPOINT]")
@as_at_option
@reading_option
@data_option
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", show_default=True)
@click.option(
    "--out", type=click.Path(path_type=Path), metavar="FILE", help="Write the plan as a reform file for --with."
)
def command(place: str, as_at: date, reading: str | None, data: Path | None, form: str, out: Path | None) -> None:
    """Tell the smallest changes of law that would close the gaps of INSTRUMENT, as drafting instructions by Act.

    With a PINPOINT, every repair found for that article or duty, those that change least first.

    \b
    Examples:
      gapcheck repair budapest --as-at 2023-12-20
      gapcheck repair "budapest:16(2)" --as-at 2023-12-20
      gapcheck repair budapest --as-at 2023-12-20 --out nz_statutes/reforms/repair.yaml
    """
    from gapcheck.repair.instructions import Drafter, reform_as_yaml
    from gapcheck.repair.plan import plan_repairs
    from gapcheck.wording.words import status_in_words

    instrument, _, pinpoint = place.partition(":")
    assessment = load_with_progress(data).assess(instrument, as_at, reading)
    duties = [d.id for d in assessment.duties if pinpoint in ("", d.full.duty.id, d.full.article)]
    if not duties:
        raise UsageError(f"{place!r} names no article or duty of {instrument!r}")
    with progress("Looking for repairs"):
        plan = plan_repairs(assessment, duties)
    drafter = Drafter(assessment)
    if form == "json":
        print_json(_json(plan, drafter))
    elif not plan.repairs:
        click.echo(f"No binding duty of {place} falls short on the law of {as_at}.")
    elif pinpoint:
        rows = [
            [
                (key if n == 0 else "", ""),
                (str(r.cost), ""),
                (" ".join(drafter.instruction(e) for e in r.edits), ""),
                (status_in_words(r.status), STYLES[r.status]),
            ]
            for key, found in plan.repairs.items()
            for n, r in enumerate(found)
        ]
        print_table(f"Repairs of {place} on the law of {as_at}", ("Duty", "Cost", "Changes", "Then"), rows)
    else:
        _print(plan, drafter)
    if out is not None:
        lines = [drafter.instruction(e) for edits in drafter.by_act(plan.edits).values() for e in edits]
        out.parent.mkdir(parents=True, exist_ok=True)  # a catalogue without a reform has no folder for them
        part = "".join(f"{p}-" for p in re.findall(r"\w+", pinpoint))  # files for two articles can share a folder
        reform = plan.reform(f"repair-{instrument}-{part}{as_at}")
        write_text(out, reform_as_yaml(reform, lines))
        click.echo(out, err=form == "json")  # what is printed stays JSON
        click.echo(f"in a catalogue's nz_statutes/reforms/, this is --with {reform.reform.id}", err=True)


def _print(plan: Plan, drafter: Drafter) -> None:
    from gapcheck.engine.results import FULFILLED

    rows = []
    for act, edits in drafter.by_act(plan.edits).items():
        for number, edit in enumerate(edits):
            serves = ", ".join(key.partition(":")[2] for key in plan.serves(edit))
            rows.append([(act if number == 0 else "", ""), (drafter.instruction(edit), ""), (serves, "")])
    day = plan.assessment.as_at
    title = f"Changes that would close the gaps of {plan.assessment.instrument.short_title} on {day}"
    print_table(title, ("Act", "Change", "Serves"), rows)
    met = sum(s in FULFILLED for s in plan.closed.values())
    certain = "no cheaper choice among the repairs found" if plan.exact else "chosen greedily"
    click.echo(
        f"{len(plan.edits)} changes, cost {plan.cost} ({certain}); proven: {met} of {len(plan.closed)} duties are met by them"
    )
    for key in plan.left:
        click.echo(click.style(f"no repair was found for {key}", fg=STYLES["unmet"]))


def _json(plan: Plan, drafter: Drafter) -> dict[str, object]:
    return {
        "instrument": plan.assessment.instrument.id,
        "as_at": plan.assessment.as_at.isoformat(),
        "exact": plan.exact,
        "cost": plan.cost,
        "changes": [
            {
                "act": act,
                "instruction": drafter.instruction(e),
                "target": e.target,
                "sort": e.sort,
                "facet": e.facet or None,
                "concept": e.concept or None,
                "quantity": e.quantity or None,
                "serves": list(plan.serves(e)),
            }
            for act, edits in drafter.by_act(plan.edits).items()
            for e in edits
        ],
        "duties": {
            key: [
                {"cost": r.cost, "then": r.status, "changes": [drafter.instruction(e) for e in r.edits]} for r in found
            ]
            for key, found in plan.repairs.items()
        },
        "then": dict(plan.closed),
        "left": list(plan.left),
    }
