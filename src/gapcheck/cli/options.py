"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, get_args

import click

from gapcheck.catalogue.data_folders import DataChoice
from gapcheck.cli import completing
from gapcheck.cli.output import progress
from gapcheck.errors import UsageError, did_you_mean
from gapcheck.model.base import parse_date
from gapcheck.model.question import View

if TYPE_CHECKING:
    from gapcheck.api import Gapcheck
    from gapcheck.catalogue.catalogue import Catalogue, Views
    from gapcheck.faces import Assessment

F = TypeVar("F", bound=Callable[..., Any])

VIEWS: tuple[str, ...] = get_args(View)


# A type of its own, so that a bad date is told as bad usage with the name of the option.
class AsAt(click.ParamType[date]):
    """An ISO date, or the word ``today``: the only place where gapcheck reads the clock."""

    name = "date"

    # Said where the option is left out: nobody guesses that there is a word for it.
    def get_missing_message(self, param: click.Parameter, ctx: click.Context | None) -> str:  # noqa: ARG002
        return "Expected an ISO date such as 2025-10-01, or the word today."

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        if value == "today":
            return date.today()
        try:
            return parse_date(value)
        except ValueError as error:
            self.fail(f"{error}, or the word today{_day_meant(value)}", param, ctx)


def _day_meant(value: str) -> str:
    """The ISO date of a day written as people write it, as a hint; it is never taken without being asked."""
    from gapcheck.review.applied_reviews import review_day
    from gapcheck.wording.dates import long_date

    try:
        day = review_day(value)
    except ValueError:
        return ""
    return f"; did you mean {day.isoformat()} ({long_date(day)})?"


def as_at_option(command: F) -> F:
    """``--as-at DATE``, which is required."""
    text = "The day whose law counts: an ISO date such as 2025-10-01, or today."
    return click.option("--as-at", type=AsAt(), required=True, metavar="DATE", help=text)(command)


def on_option(text: str) -> Callable[[F], F]:
    """``--on DATE``: the day on which something is done, today unless another is said; ``text`` tells what it does."""
    return click.option("--on", type=AsAt(), default="today", show_default=True, metavar="DATE", help=text)


def reading_option(command: F) -> F:
    """``--reading ID``."""
    text = "A named reading that settles arguable points (gapcheck list readings); several as ID+ID."
    return click.option("--reading", metavar="ID", help=text, shell_complete=completing.readings)(command)


def reform_option(command: F) -> F:
    """``--with ID``."""
    text = "A Bill or proposal under nz_statutes/reforms/ that is laid over the statute book first."
    return click.option("--with", "reform", metavar="ID", help=text, shell_complete=completing.reforms)(command)


# A type of its own, so that a bad answer is told as bad usage with the name of the option.
class TriedView(click.ParamType[tuple[str, str]]):
    """An answer to a question that is tried in place of its view: ``QUESTION=fails``."""

    name = "view"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, str]:
        question, equals, view = value.partition("=")
        if not (question and equals) or view not in VIEWS:
            hint = did_you_mean(view, VIEWS) if equals else ""
            self.fail(f"{value!r} is no answer to a question; expected QUESTION={'|'.join(VIEWS)}{hint}", param, ctx)
        return question, view


def views_option(command: F) -> F:
    """``--view QUESTION=holds|fails|open`` (repeatable) and ``--no-views``, handed to the command as one ``views``."""

    @click.option(
        "--view",
        "tried",
        type=TriedView(),
        multiple=True,
        metavar="QUESTION=VIEW",
        shell_complete=completing.views,
        help="Try another answer to a question: holds, fails or open. May be given several times.",
    )
    @click.option("--no-views", is_flag=True, help="Leave every question open, so that only the two ends speak.")
    @wraps(command)
    def run(tried: tuple[tuple[str, str], ...], no_views: bool, **options: Any) -> Any:
        return command(**options, views=_views(tried, no_views))

    return run  # type: ignore[return-value]


def _views(tried: tuple[tuple[str, str], ...], no_views: bool) -> Views:
    """What is tried in place of the views. Raises ``UsageError`` for answers that contradict each other."""
    if no_views and tried:
        raise UsageError("--no-views leaves every question open, so no --view can be tried beside it")
    if no_views:
        return None
    views: dict[str, str] = {}
    for question, view in tried:
        if views.setdefault(question, view) != view:
            raise UsageError(f"--view: the question {question!r} is answered twice, {views[question]} and {view}")
    return views


def tried_in_words(catalogue: Catalogue, tried: Mapping[str, View]) -> str:
    """What was tried in place of the views, in one line."""
    if len(tried) == len(catalogue.questions) and set(tried.values()) == {"open"}:
        return "No view is taken: every question is left open."
    from gapcheck.report.rows.questions import view_words

    state = catalogue.state.at_start
    answers = "; ".join(
        f"{catalogue.question(q).title}: {view_words(view, state)}" for q, view in sorted(tried.items())
    )
    return f"Tried in place of our working view: {answers}."


def reviews_option(command: F) -> F:
    """``--reviews DIR`` and ``--effective``: a folder of reviews, and whether signed answers stand in for views."""
    text = "A folder of reviews, told beside what is computed."
    effective = "Take the answers that are signed there in place of our views."
    option = click.option("--effective", is_flag=True, help=effective)(command)
    return click.option("--reviews", type=click.Path(path_type=Path), metavar="DIR", help=text)(option)


NO_DEFAULT_MARKING = 'There is no default: say which marking each page bears, such as "IN CONFIDENCE" or UNCLASSIFIED.'


class Marking(click.types.StringParamType):
    """The text of ``--classification``."""

    def get_missing_message(self, param: click.Parameter, ctx: click.Context | None) -> str:  # noqa: ARG002
        return NO_DEFAULT_MARKING


def other_marking_option(command: F) -> F:
    """``--other-marking``, without which a marking has to be a classification."""
    text = "Take a marking that is no classification of the security requirements."
    return click.option("--other-marking", is_flag=True, help=text)(command)


def marking_of(classification: str, *, other_marking: bool) -> str:
    """The marking that is printed. Raises ``UsageError`` for one that is no classification, unless that is allowed."""
    from gapcheck.report.markings import checked_marking, known_marking

    return checked_marking(classification) if other_marking else known_marking(classification)


def classification_options(command: F) -> F:
    """``--classification TEXT``, which is required, and ``--other-marking``; handed on as one ``classification``."""

    @click.option(
        "--classification",
        type=Marking(),
        required=True,
        metavar="TEXT",
        help='The marking at the head and foot of every page: "IN CONFIDENCE".',
    )
    @other_marking_option
    @wraps(command)
    def run(classification: str, other_marking: bool, **options: Any) -> Any:
        return command(**options, classification=marking_of(classification, other_marking=other_marking))

    return run  # type: ignore[return-value]


def data_option(command: F) -> F:
    """``--data DIR``, which replaces the bundled catalogue (given more than once, the folders are taken together), and
    ``--state ID``.
    """
    text = (
        "A folder with obligations/ and nz_statutes/ (or those of another State), in place of the catalogue that comes "
        "with gapcheck. Given more than once, the folders are taken together; the word bundled is that catalogue."
    )

    def of_state(ctx: click.Context, param: click.Parameter, value: str | None) -> None:  # noqa: ARG001
        ctx.meta[_STATE] = value

    state = "The id of the State whose law is asked, where the data have the law of several."
    named = click.option("--state", metavar="ID", callback=of_state, expose_value=False, help=state)(command)
    return folders_option("--data", text)(named)


def folders_option(name: str, text: str) -> Callable[[F], F]:
    """An option that names a folder of a catalogue, or several that are taken together."""

    def choice(ctx: click.Context, param: click.Parameter, value: tuple[Path, ...]) -> DataChoice:  # noqa: ARG001
        return (value[0] if len(value) == 1 else value) or None

    kind = click.Path(path_type=Path)
    return click.option(name, type=kind, multiple=True, callback=choice, metavar="DIR", help=text)


_STATE = "gapcheck.state"


def wanted_state() -> str | None:
    """The State that ``--state`` names, in the command that runs."""
    context = click.get_current_context(silent=True)
    return None if context is None else context.meta.get(_STATE)


def gather(form: type[Any], name: str) -> Callable[[F], F]:
    """Hand the options that are named like the fields of a frozen dataclass to the command as one value, ``name``.

    It stands below the options, next to the function; the command line does not change by it.
    """
    names = [field.name for field in fields(form)]

    def decorate(command: F) -> F:
        @wraps(command)
        def run(**options: Any) -> Any:
            value = form(**{n: options.pop(n) for n in names if n in options})
            return command(**options, **{name: value})

        return run  # type: ignore[return-value]

    return decorate


@dataclass(frozen=True)
class LawQuery:
    """What most commands ask: how an instrument stands on one day, under a reading, with a reform, by which data."""

    instrument: str
    as_at: date
    reading: str | None = None
    reform: str | None = None
    data: DataChoice = None
    views: Views = field(default_factory=dict)
    """Answers to questions that are tried in place of their views; ``None`` leaves every question open."""
    reviews: Path | None = None
    effective: bool = False

    def load(self) -> Gapcheck:
        """The catalogue that is asked, with a sign of life on a terminal while it loads."""
        return load_with_progress(self.data)

    def assess(self, loaded: Gapcheck) -> Assessment:
        """The answer of a loaded catalogue. Raises as :meth:`gapcheck.Gapcheck.assess` does."""
        if self.effective and self.reviews is None:
            raise UsageError("--effective takes answers from reviews: name their folder with --reviews")
        asked = (self.instrument, self.as_at, self.reading, self.reform)
        return loaded.assess(*asked, views=self.views, reviews=self.reviews, effective=self.effective)


def load_with_progress(data: DataChoice, revision: str | None = None, *, cached: bool = True) -> Gapcheck:
    """The catalogue, or a git revision of it, with a sign of life on a terminal while it loads.

    It may come from the user's cache folder, unless ``--no-cache`` says otherwise.
    """
    from gapcheck.api import load

    with progress("Loading the catalogue"):
        return load(data, state=wanted_state(), revision=revision, cached=cached and may_cache())


def may_cache() -> bool:
    """Whether a command may keep what takes long, and take it from where it was kept."""
    context = click.get_current_context(silent=True)
    return context is None or not context.find_root().params.get("no_cache", False)
