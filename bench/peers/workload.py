"""One neutral job for every tool: requirements in parts, items that answer parts, and the right counts.

Made from a seed, so that every tool is given the same. A requirement is met when each of its parts is answered by some
item, partial when only some are, and unmet when none is.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from random import Random

REQUIREMENTS, ITEMS, LINKS = 1000, 3000, 3300
SHARES = {"met": 0.5, "partial": 0.3, "unmet": 0.2}
PER_SOURCE = 60
"""Items that one source holds, as an Act holds sections."""
VERBS = ("record", "protect", "disclose", "review", "report", "limit", "prevent", "supervise")
THINGS = ("access", "traffic data", "content", "requests", "devices", "search", "transfers", "secrets", "penalties")


@dataclass(frozen=True)
class Requirement:
    """Something that is asked for, in one part or two; ``status`` is the right answer, which no tool is given."""

    id: str
    title: str
    text: str
    parts: tuple[str, ...]
    status: str


@dataclass(frozen=True)
class Item:
    """Something that is there, in a source, and the parts that it answers."""

    id: str
    title: str
    text: str
    source: int
    answers: tuple[str, ...]


@dataclass(frozen=True)
class Workload:
    """What every tool is given."""

    requirements: tuple[Requirement, ...]
    items: tuple[Item, ...]

    @property
    def right(self) -> dict[str, int]:
        """How many requirements there are of each status."""
        return dict(Counter(one.status for one in self.requirements))

    @property
    def links(self) -> int:
        """How many pairs of an item and a part that it answers there are."""
        return sum(len(item.answers) for item in self.items)


def requirement_of(part: str) -> str:
    """The requirement that a part belongs to."""
    return part.rpartition("-")[0]


def workload(requirements: int = REQUIREMENTS, items: int = ITEMS, links: int = LINKS) -> Workload:
    """The job of a size; the same arguments give the same job."""
    dice = Random(f"{requirements}-{items}-{links}")
    asked = _requirements(requirements, dice)
    wanted = [part for one in asked for part in _answered(one)]
    if not len(wanted) <= items <= links <= 2 * items:
        raise ValueError(f"{items} items cannot answer {len(wanted)} parts with {links} links")
    # Each part that has to be answered comes first; then any of them again.
    first = wanted + dice.choices(wanted, k=items - len(wanted))
    dice.shuffle(first)
    twice = set(dice.sample(range(items), links - items))
    made = [_item(number, part, wanted if number in twice else (), dice) for number, part in enumerate(first)]
    return Workload(asked, tuple(made))


def _requirements(count: int, dice: Random) -> tuple[Requirement, ...]:
    statuses = [status for status, share in SHARES.items() for _ in range(round(count * share))]
    dice.shuffle(statuses)
    made = []
    for number, status in enumerate(statuses, start=1):
        name = f"r{number}"
        parts = 2 if status == "partial" else dice.choice((1, 2))
        title = f"{dice.choice(VERBS).title()} {dice.choice(THINGS)}"
        text = f"Each body has to {dice.choice(VERBS)} {dice.choice(THINGS)} as paragraph {number} says."
        made.append(Requirement(name, title, text, tuple(f"{name}-{'ab'[n]}" for n in range(parts)), status))
    return tuple(made)


def _answered(one: Requirement) -> tuple[str, ...]:
    return {"met": one.parts, "partial": one.parts[:1], "unmet": ()}[one.status]


def _item(number: int, part: str, others: tuple[str, ...] | list[str], dice: Random) -> Item:
    answers = [part]
    while others and len(answers) < 2:
        second = dice.choice(others)
        # A second link is to another requirement, for a tool that links whole requirements.
        answers += [second] if requirement_of(second) != requirement_of(part) else []
    title = f"{dice.choice(VERBS).title()}ing {dice.choice(THINGS)}"
    text = f"A person who does this must {dice.choice(VERBS)} {dice.choice(THINGS)}, as section {number} says."
    return Item(f"i{number}", title, text, number // PER_SOURCE, tuple(answers))
