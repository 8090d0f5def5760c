"""Choosing sections of an enactment by their numbers: ``249-252,254``, ranges in the order of the printed Act."""

from __future__ import annotations

import re
from collections.abc import Sequence

from gapcheck.errors import UsageError, did_you_mean
from gapcheck.legislation.tree import Legislation, PlacedNode

_RANGE = re.compile(r"\s*([0-9A-Za-z]+)\s*(?:[-\u2013\u2014]\s*([0-9A-Za-z]+)\s*)?")


def chosen_sections(text: Legislation, choice: str) -> tuple[PlacedNode, ...]:
    """The sections that a choice names, in the order of the file, repealed ones of the same number included.

    A range runs from its first number to its last as the Act prints them: 98 to 98A holds 98AA where the Act has it
    between the two. Raises ``UsageError`` that tells every number that the file does not have.
    """
    labels = [placed.node.label for placed in text.sections]
    problems: list[str] = []
    wanted: set[int] = set()
    for part in choice.split(","):
        match = _RANGE.fullmatch(part)
        if match is None:
            problems.append(f"{part.strip()!r} is no section or range; expected numbers such as 249-252,254")
            continue
        ends = [match[1], match[2] or match[1]]
        unknown = [end for end in dict.fromkeys(ends) if end not in labels]
        problems += [f"there is no section {end!r}{did_you_mean(end, labels)}" for end in unknown]
        if not unknown:
            wanted |= _range(labels, ends[0], ends[1], part.strip(), problems)
    if problems:
        raise UsageError("\n".join(f"{text.file}: {problem}" for problem in problems))
    return tuple(placed for number, placed in enumerate(text.sections) if number in wanted)


def _range(labels: Sequence[str], first: str, last: str, part: str, problems: list[str]) -> set[int]:
    if first == last:
        return {number for number, label in enumerate(labels) if label == first}
    begin = labels.index(first)
    end = max(number for number, label in enumerate(labels) if label == last)
    if end < begin:
        problems.append(f"the range {part!r} ends before it begins")
    return set(range(begin, end + 1))
