"""The JSON form of a plan of repairs."""

from __future__ import annotations

from collections.abc import Callable

from gapcheck.repair.edits import Edit
from gapcheck.repair.instructions import Drafter
from gapcheck.repair.plan import PlanResult


def plan_as_dict(plan: PlanResult) -> dict[str, object]:
    """A plan as plain values: what is changed, what each duty could have, and what is left or contested."""
    beyond = plan.beyond_doubt
    apart = {} if beyond is None else {"beyond_doubt": _plan(beyond, Drafter(plan.assessment, beyond_doubt=True))}
    head: dict[str, object] = {"instrument": plan.assessment.instrument.id, "as_at": plan.assessment.as_at.isoformat()}
    head["tried"] = dict(plan.assessment.tried)
    return {**head, **_plan(plan, Drafter(plan.assessment)), **apart}


def _only(duty: str) -> Callable[[Edit], tuple[str, ...]]:
    """Edits that serve one duty."""
    return lambda _: (duty,)


def _plan(plan: PlanResult, drafter: Drafter) -> dict[str, object]:
    return {
        "exact": plan.exact,
        "cost": plan.cost,
        "changes": [
            {
                "act": told.act,
                "instruction": told.text,
                "serves": list(told.serves),
                "edits": [_edit(edit, plan) for edit in told.edits],
            }
            for told in drafter.instructions(plan.edits, plan.serves)
        ],
        "duties": {
            key: [
                {
                    "cost": r.cost,
                    "then": r.status,
                    "changes": [told.text for told in drafter.instructions(r.edits, _only(key))],
                }
                for r in repairs
            ]
            for key, repairs in plan.repairs.items()
        },
        "then": dict(plan.closed),
        "left": list(plan.left),
        "contested": {
            key: [{"question": q.id, "title": q.title, "settled_by": q.settled_by} for q in questions]
            for key, questions in plan.contested.items()
        },
    }


def _edit(edit: Edit, plan: PlanResult) -> dict[str, object]:
    return {
        "target": edit.target,
        "sort": edit.sort,
        "facet": edit.facet or None,
        "concept": edit.concept or None,
        "quantity": edit.quantity or None,
        "duty": edit.duty or None,
        "serves": list(plan.serves(edit)),
    }
