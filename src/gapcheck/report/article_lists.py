"""Articles in a few words: ``arts 2–6 and 9``."""

from __future__ import annotations

from collections.abc import Iterable

from gapcheck.model.treaty import Division
from gapcheck.wording.words import join

_SHORT: dict[str, tuple[str, str]] = {"article": ("art", "arts"), "paragraph": ("para", "paras")}


def articles_in_short(division: Division, numbers: Iterable[str]) -> str:
    """Articles as they are cited, runs of three and more together; nothing for none.

    >>> articles_in_short("article", ["2", "3", "4", "9"]), articles_in_short("item", ["6.1"])
    ('arts 2–4 and 9', 'item 6.1')
    """
    given = list(dict.fromkeys(numbers))
    if not given:
        return ""
    one, many = _SHORT.get(division, (division, f"{division}s"))
    return f"{one if len(given) == 1 else many} {join(_runs(given))}"


def _runs(numbers: list[str]) -> list[str]:
    """Runs of whole numbers without a gap as ranges: a range never runs over a number that is not listed."""
    runs: list[list[str]] = []
    for number in numbers:
        if runs and number.isdecimal() and runs[-1][-1].isdecimal() and int(number) == int(runs[-1][-1]) + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return [text for run in runs for text in ([f"{run[0]}–{run[-1]}"] if len(run) > 2 else run)]
