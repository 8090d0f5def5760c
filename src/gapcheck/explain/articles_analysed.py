"""Which articles an analysis does not speak of, so that nobody takes a part of a treaty for the whole."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from gapcheck.engine.results import InstrumentResult
from gapcheck.model.treaty import Instrument
from gapcheck.wording.words import capital, join

_LAST_NUMBER = re.compile(r"(.*?)(\d+)")


def articles_left_out(result: InstrumentResult) -> tuple[str, ...]:
    """The articles that the instrument lists and the analysis does not have; none where they are not listed."""
    analysed = {a.article.article for a in result.articles}
    return tuple(item.article for item in result.instrument.contents if item.article not in analysed)


def analysed_sentence(result: InstrumentResult) -> str:
    """What is not analysed, and what is; nothing where every article that the instrument lists is there.

    ``Articles 6 and 10 to 22 of the treaty are not analysed here. The analysis covers articles 1 to 5 and 7 to 9.``
    """
    instrument, left_out = result.instrument, articles_left_out(result)
    if not left_out:
        return ""
    verb = "is" if len(left_out) == 1 else "are"
    covered = told_articles(instrument, [a.article.article for a in result.articles])
    return (
        f"{capital(told_articles(instrument, left_out))} of the {instrument.noun} {verb} not analysed here. "
        f"The analysis covers {covered}."
    )


def runs_of(instrument: Instrument, numbers: Iterable[str]) -> list[str]:
    """The numbers of articles with runs of three and more together: ``2``, ``5``, ``11 to 13``.

    A run never goes over an article that is not among them: what follows what is settled by the list of the articles of
    the instrument, or by the numbers themselves where there is none.
    """
    place = {item.article: n for n, item in enumerate(instrument.contents)}
    wanted = list(dict.fromkeys(numbers))
    # In the order of the instrument, where it is listed; else as they were given.
    ordered = sorted(wanted, key=lambda n: place.get(n, len(place)))
    runs: list[list[str]] = []
    for number in ordered:
        if runs and _follows(place, runs[-1][-1], number):
            runs[-1].append(number)
        else:
            runs.append([number])
    return [part for run in runs for part in ([f"{run[0]} to {run[-1]}"] if len(run) > 2 else run)]


def _follows(place: Mapping[str, int], before: str, after: str) -> bool:
    if before in place and after in place:
        return place[after] == place[before] + 1
    first, second = _LAST_NUMBER.fullmatch(before), _LAST_NUMBER.fullmatch(after)
    if first is None or second is None:
        return False
    return first[1] == second[1] and int(second[2]) == int(first[2]) + 1


def told_articles(instrument: Instrument, numbers: Sequence[str]) -> str:
    """``article 2``, ``articles 2, 5 and 11 to 13``."""
    word = instrument.division if len(set(numbers)) == 1 else f"{instrument.division}s"
    return f"{word} {join(runs_of(instrument, numbers))}"
