"""A folder of reviews: read as one value, and written so that git merges what two people did to it.

``<instrument>.yaml`` holds the reviews of duties, ``questions.yaml`` the answers to questions; ``policy.yaml`` says who
has to sign, ``measures.yaml`` who does what by when, ``runs/`` what was looked at again. An entry is one line, and
lines stand in the order of what they are about, day, agency and role. ``.gitattributes`` tells git to keep both sides'
lines where two people added some in one place; lines out of order are read all the same, and put in order when the file
is next written.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from gapcheck.catalogue.catalogue import Catalogue
from gapcheck.catalogue.catalogue_files import MAX_BYTES
from gapcheck.catalogue.partial_reading import PartialReading, read_partially
from gapcheck.catalogue.strict_yaml import parse
from gapcheck.catalogue.validation import unquoted
from gapcheck.errors import DataError, Problem, UsageError, nearest
from gapcheck.model.base import Model
from gapcheck.model.ids import DutyId
from gapcheck.model.review import (
    QUESTION,
    MeasureProgress,
    MeasuresFile,
    ReviewEntry,
    ReviewRun,
    ReviewsFile,
    SignOffPolicy,
    SignOffRule,
)
from gapcheck.model.withholding import released
from gapcheck.natural_order import natural_key

QUESTIONS, POLICY, MEASURES, RUNS, ATTRIBUTES = (
    "questions.yaml",
    "policy.yaml",
    "measures.yaml",
    "runs",
    ".gitattributes",
)
MERGED = f"*.yaml merge=union\n{POLICY} !merge\n{MEASURES} !merge\n{RUNS}/*.yaml !merge\n"
"""What git is told: where both sides add lines in one place, all of them stay. The other files are merged as usual."""

_HEAD = (
    "# Reviews of {what}, written by gapcheck review apply (docs/reviews.md).\n"
    "# Each entry is one line; the order is that of the paragraph or question, the day, the agency and the role.\n"
    "reviews:\n"
)
_OURS = ("# Reviews of ", "# Each entry is one line;")

M = TypeVar("M", bound=Model)


@dataclass(frozen=True)
class Reviews:
    """What a folder of reviews holds: entries in their order, who has to sign, measures, and runs by their day."""

    entries: tuple[ReviewEntry, ...] = ()
    policy: tuple[SignOffRule, ...] = ()
    measures: tuple[MeasureProgress, ...] = ()
    runs: tuple[ReviewRun, ...] = ()

    def about(self, place: str) -> tuple[ReviewEntry, ...]:
        """The last entry of each role of each agency on a duty or question; the agencies in order."""
        last: dict[tuple[str, str], ReviewEntry] = {}
        for entry in (e for e in self.entries if e.about == place):
            last[entry.agency, entry.role] = entry
        return tuple(last[key] for key in sorted(last))

    def released(self) -> Reviews:
        """What a release copy may know of it."""
        return Reviews(released(self.entries), self.policy, released(self.measures), self.runs)

    def last_run(self, instrument: str) -> ReviewRun | None:
        """The last time that an instrument was looked through."""
        return next((run for run in reversed(self.runs) if run.instrument == instrument), None)


def entry_order(entry: ReviewEntry) -> tuple[object, ...]:
    """The order of entries: what they are about, the day, the agency, the role."""
    return natural_key(entry.about), entry.date, entry.agency, entry.role


def file_of(about: str) -> str:
    """The file in which entries on a duty or question stand."""
    return QUESTIONS if about.startswith(QUESTION) else f"{DutyId.parse(about).instrument}.yaml"


# Writing ---------------------------------------------------------------------------------------------------------


def reviews_file(name: str, entries: Iterable[ReviewEntry]) -> bytes:
    """One file of entries, as it is written: the same entries always give the same bytes."""
    what = "the questions" if name == QUESTIONS else name.removesuffix(".yaml")
    lines = [f"  - {entry_line(entry)}\n" for entry in sorted(entries, key=entry_order)]
    return (_HEAD.format(what=what) + "".join(lines)).encode()


def entry_line(entry: ReviewEntry) -> str:
    """An entry as a mapping in one line; what JSON quotes, YAML reads."""
    said = [("view", entry.view), ("reason", _quoted(entry.reason)), ("change", _quoted(entry.change))]
    pairs = [
        ("about", _quoted(entry.about)),
        ("agency", _quoted(entry.agency)),
        ("role", _quoted(entry.role)),
        ("date", entry.date.isoformat()),
        ("as_at", entry.as_at.isoformat()),
        *((name, value) for name, value in said if value is not None),
        *([("withheld", entry.withheld)] if entry.withheld else []),
        ("fingerprint", _quoted(entry.fingerprint)),
    ]
    return "{" + ", ".join(f"{name}: {value}" for name, value in pairs) + "}"


def _quoted(text: str | None) -> str | None:
    return None if text is None else json.dumps(text, ensure_ascii=False)


# Reading ---------------------------------------------------------------------------------------------------------


def read_reviews(folder: str | Path, catalogue: Catalogue) -> Reviews:
    """Everything that a folder of reviews holds.

    Raises ``UsageError`` if there is no such folder, and ``DataError`` with every problem of every file: its form, ids
    that the catalogue does not know, two entries of one role on one day, a file that is none of a folder of reviews.
    """
    root = Path(folder)
    if not root.is_dir():
        raise UsageError(f"there is no folder of reviews {str(root)!r}")
    problems: list[Problem] = []
    entries: list[ReviewEntry] = []
    policy: tuple[SignOffRule, ...] = ()
    measures: tuple[MeasureProgress, ...] = ()
    runs: list[ReviewRun] = []
    for path in sorted(_yaml_files(root)):
        name = path.relative_to(root).as_posix()
        if path.parent != root:
            runs += [run for run in [_model(path, name, ReviewRun, problems).model] if run is not None]
        elif name == POLICY:
            found = _model(path, name, SignOffPolicy, problems)
            policy = found.model.policy if found.model else ()
            problems += _unknown_in_policy(found, policy, catalogue, name)
        elif name == MEASURES:
            listed = _model(path, name, MeasuresFile, problems).model
            measures = listed.measures if listed else ()
        elif name != QUESTIONS and name.removesuffix(".yaml") not in catalogue.instruments:
            known = [QUESTIONS, POLICY, MEASURES, *(f"{i}.yaml" for i in catalogue.instruments)]
            message = "no file of a folder of reviews"
            expected = "<instrument>.yaml, questions.yaml, policy.yaml, measures.yaml or runs/"
            problems.append(Problem(name, 0, "", message, expected, nearest(name, known), "stray-file"))
        else:
            reading = _model(path, name, ReviewsFile, problems)
            mine = reading.model.reviews if reading.model else ()
            problems += _problems_of_entries(reading, mine, catalogue, name)
            entries += mine
    if problems:
        raise DataError(problems, what=str(root))
    # A line that git kept of both sides is one entry.
    once = {entry.model_dump_json(): entry for entry in entries}
    return Reviews(
        tuple(sorted(once.values(), key=entry_order)),
        policy,
        measures,
        tuple(sorted(runs, key=lambda r: (r.on, r.instrument, r.as_at))),
    )


def _yaml_files(root: Path) -> Iterator[Path]:
    for folder in (root, root / RUNS):
        if folder.is_dir():
            yield from (p for p in folder.iterdir() if p.suffix in (".yaml", ".yml") and not p.name.startswith("."))


def _model(path: Path, name: str, form: type[M], problems: list[Problem]) -> PartialReading[M]:
    try:
        if not path.is_file():  # a pipe would never end
            raise DataError([Problem(name, 0, "", "this is not a regular file", "a regular file")])
        with path.open("rb") as stream:
            reading = read_partially(form, parse(stream.read(MAX_BYTES + 1), name), papers=True)
    except OSError as error:
        raise UsageError(f"cannot read {str(path)!r}: {error.strerror or error}") from None
    except DataError as error:
        # Nothing is left of a file that is no YAML; the others are looked through all the same.
        problems += _unquoted(error.problems, form)
        return read_partially(form, parse(b"reviews: []\n", name))
    problems += _unquoted(reading.problems, form)
    return reading


def _unquoted(problems: Iterable[Problem], form: type[Model]) -> Iterator[Problem]:
    """The problems of a file without what somebody wrote into it, where any of that may be withheld."""
    return (unquoted(p, form) if form in (ReviewsFile, MeasuresFile) else p for p in problems)


def _problems_of_entries(
    reading: PartialReading[ReviewsFile], entries: Iterable[ReviewEntry], catalogue: Catalogue, name: str
) -> Iterator[Problem]:
    seen: dict[tuple[object, ...], ReviewEntry] = {}
    for number, entry in enumerate(entries):
        place = reading.document.original(("reviews", number))
        line = reading.document.line(place)
        known = _known(entry.about, catalogue)
        if entry.about not in known:
            message = f"unknown {'question' if entry.of_question else 'duty'} {entry.about!r}"
            yield Problem(name, line, "about", message, "", nearest(entry.about, known), "unknown-id")
        elif file_of(entry.about) != name:
            yield Problem(name, line, "about", f"{entry.about!r} is in the wrong file", file_of(entry.about))
        if seen.setdefault(entry.key, entry) != entry:
            message = f"{entry.role} of {entry.agency} says two things of {entry.about} on {entry.date}"
            yield Problem(name, line, "reviews", message, "the one that is meant; delete the other", code="duplicate")


def _known(about: str, catalogue: Catalogue) -> Iterable[str]:
    return [f"{QUESTION}{q}" for q in catalogue.questions] if about.startswith(QUESTION) else catalogue.duties


def _unknown_in_policy(
    reading: PartialReading[SignOffPolicy], rules: Iterable[SignOffRule], catalogue: Catalogue, name: str
) -> Iterator[Problem]:
    duties = {"all", *catalogue.duties, *(str(DutyId(f.instrument, f.article)) for f in catalogue.duties.values())}
    named: Mapping[str, set[str]] = {"duties": duties, "questions": {"all", *catalogue.questions}}
    for number, rule in enumerate(rules):
        for key, known in named.items():
            for index, one in enumerate(getattr(rule, key)):
                if one not in known:
                    line = reading.document.line(reading.document.original(("policy", number, key, index)))
                    message = f"unknown id {one!r}"
                    yield Problem(name, line, f"policy[{number}].{key}", message, "", nearest(one, known), "unknown-id")


def foreign_comments(folder: Path, names: Iterable[str]) -> Iterator[Problem]:
    """The comments that somebody wrote into files that are about to be written anew, which would lose them."""
    for name in names:
        path = folder / name
        if not path.is_file():
            continue
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            if line.lstrip().startswith("#") and not line.startswith(_OURS):
                yield Problem(name, number, "", "a comment, which would be lost", "the 'reason' of an entry to hold it")
