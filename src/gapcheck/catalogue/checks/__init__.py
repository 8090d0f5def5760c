"""The checks that need more than one place of a catalogue: unknown ids, cycles, overlaps and the roles of facets.

:func:`check` is for contents made by hand, :func:`check_files` for files, :func:`check_index` for an index already
built. Every problem carries a stable ``code``. :class:`DefinitionIndex` knows what is defined where;
:mod:`gapcheck.lint` looks at a catalogue that has no problem.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import replace

from gapcheck.catalogue.catalogue import Contents
from gapcheck.catalogue.checks.completeness import check_complete
from gapcheck.catalogue.checks.definitions import DefinitionIndex, Location, ParsedFile, build_index
from gapcheck.catalogue.checks.law import check_law, check_reforms, check_verification
from gapcheck.catalogue.checks.policy import check_policy
from gapcheck.catalogue.checks.positions import check_positions, check_questions, check_readings
from gapcheck.catalogue.checks.states import check_states
from gapcheck.catalogue.checks.treaty import check_treaties
from gapcheck.catalogue.checks.vocabulary import check_vocabulary
from gapcheck.catalogue.staleness import VerificationFile
from gapcheck.errors import Problem
from gapcheck.model.base import Model
from gapcheck.model.position import PositionsFile, ReadingsFile
from gapcheck.model.question import QuestionsFile
from gapcheck.model.state import AnnexFile, StateFile
from gapcheck.model.treaty import InstrumentFile

__all__ = ["DefinitionIndex", "Location", "ParsedFile", "build_index", "check", "check_files", "check_index"]

CHECKS: tuple[Callable[[DefinitionIndex], Iterator[Problem]], ...] = (
    check_vocabulary,
    check_treaties,
    check_law,
    check_reforms,
    check_verification,
    check_positions,
    check_readings,
    check_questions,
    check_policy,
    check_states,
)


MOST_FOUND = 1_000
"""How many problems one check tells."""


def check_files(files: Iterable[ParsedFile[Model]], failed: Collection[type[Model]] = ()) -> tuple[Problem, ...]:
    """Every problem of the files, which have to be well-formed already.

    ``failed`` names the forms of further files that could not be read. Ids that one of those, or a part that was left
    out of a file, may define are not reported as unknown: the author would see one mistake told many times.
    """
    return check_index(build_index(files, failed))


def check_index(index: DefinitionIndex, *, whole: bool = False) -> tuple[Problem, ...]:
    """Every problem of what an index holds.

    ``whole`` says that this is all there is: a catalogue without an instrument, or without an Act, has nothing to
    answer from.
    """
    # Contents made by hand, as in tests, may be parts of a catalogue.
    runs = (*CHECKS, check_complete) if whole else CHECKS
    problems = _in_order(index, runs)
    if not index.mistaken:
        return problems
    # To look for what was meant takes long, so it is done for those that are told first.
    left = index.compare_first(problem.message for problem in problems)
    told = _in_order(index, runs)
    if left is None:
        return told
    last = problems[left]
    here = f"{last.message} (from here on no like id was looked for)"
    stopped = next((p for p in told if _told_by(p) == _told_by(last)), None)
    return tuple(replace(p, message=here) if p is stopped else p for p in told)


def _in_order(
    index: DefinitionIndex, runs: Iterable[Callable[[DefinitionIndex], Iterator[Problem]]]
) -> tuple[Problem, ...]:
    problems = {problem for run in runs for problem in _first(run(index))}
    return tuple(sorted(problems, key=_told_by))


def _told_by(problem: Problem) -> tuple[str, int, str, str]:
    return problem.file, problem.line, problem.key, problem.message


def _first(problems: Iterable[Problem]) -> Iterator[Problem]:
    """The first problems that one check finds, and that there are more."""
    for number, problem in enumerate(problems):
        # Past so many nobody reads on, and to look for all of them takes longer than the catalogue is worth.
        if number == MOST_FOUND:
            message = "there are further problems of this sort, not looked for"
            yield Problem(problem.file, 0, "", message, "the ones listed mended first", code="too-many-problems")
            return
        yield problem


def check(contents: Contents) -> tuple[Problem, ...]:
    """Every problem of contents made by hand; the problems name the sort of content in place of file and line."""
    files: list[ParsedFile[Model]] = [ParsedFile("vocabulary", file) for file in contents.vocabulary]
    files += [ParsedFile("instruments", InstrumentFile(instrument=i)) for i in contents.instruments]
    files += [ParsedFile("articles", file) for file in contents.articles]
    files += [ParsedFile("statutes", file) for file in contents.statutes]
    files += [ParsedFile("reforms", file) for file in contents.reforms]
    files += [ParsedFile("state", StateFile(state=s)) for s in (contents.state,) if s]
    files += [ParsedFile("annex", AnnexFile(annex=p)) for p in (contents.procedure,) if p]
    files.append(ParsedFile("positions", PositionsFile(positions=contents.positions)))
    files.append(ParsedFile("readings", ReadingsFile(readings=contents.readings)))
    files.append(ParsedFile("questions", QuestionsFile(questions=contents.questions)))
    files += [ParsedFile("policy", file) for file in contents.policy]
    files.append(ParsedFile("verification", VerificationFile(verification=contents.verification)))
    return check_files(files)
