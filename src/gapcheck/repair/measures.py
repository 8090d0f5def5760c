"""The measures that would answer what a treaty asks and the law does not, in the form *Act, change, article*.

They are the plan of ``gapcheck repair``, told section by section: all of them together are proven by making them law.
"""

from __future__ import annotations

from dataclasses import dataclass

from gapcheck.engine.results import FULFILLED, InstrumentResult
from gapcheck.model.ids import DutyId
from gapcheck.repair.edits import Edit
from gapcheck.repair.instructions import Drafter, Instruction
from gapcheck.repair.plan import PlanResult, plan_repairs

VEHICLES = ("Reservation or declaration", "Amendment of an Act", "New provision in an Act", "Measure outside statute")


@dataclass(frozen=True)
class Measure:
    """One change of law or practice: all that one section needs.

    ``serves`` names the duties that need it. A measure that is not ``certain`` is needed as the questions are viewed:
    if they are answered the other way, the law may suffice without it. ``proven`` says that the duties are met once all
    the measures are law.
    """

    act: str
    vehicle: str
    change: str
    serves: tuple[str, ...]
    certain: bool
    proven: bool
    edits: tuple[Edit, ...]

    @property
    def edit(self) -> Edit:
        """The first of its edits; all of them are made in one place."""
        return self.edits[0]


def measures(assessment: InstrumentResult) -> tuple[Measure, ...]:
    """The measures for the binding duties that the law meets in part or not at all, by Act; lodging comes first.

    There are none for duties whose law nobody has searched, for those that are contested (see what would settle the
    question), nor for an instrument that a treaty text answers.
    """
    if assessment.instrument.answered_by is not None or not assessment.catalogue.acts:
        return ()
    plan = plan_repairs(assessment)
    drafter = Drafter(assessment)
    return tuple(_measure(plan, drafter, told) for told in drafter.instructions(plan.edits, plan.serves))


def _measure(plan: PlanResult, drafter: Drafter, told: Instruction) -> Measure:
    results = [plan.assessment.duty(key) for key in told.serves]
    return Measure(
        act=told.act,
        vehicle=_vehicle(drafter, told.edits[0]),
        change=told.text,
        serves=tuple(DutyId.parse(key).duty for key in told.serves),
        certain=any(duty.high not in FULFILLED for duty in results),
        proven=all(plan.closed.get(key) in FULFILLED for key in told.serves),
        edits=told.edits,
    )


def _vehicle(drafter: Drafter, edit: Edit) -> str:
    reservation, amendment, provision, practice = VEHICLES
    if edit.sort == "lodge":
        return reservation
    if drafter.act_id(edit) in drafter.assessment.catalogue.practice:
        return practice
    return provision if edit.sort == "enact" else amendment
