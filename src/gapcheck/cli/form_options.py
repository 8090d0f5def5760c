"""The options of ``report`` on forms, and what they make."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from gapcheck.errors import UsageError

if TYPE_CHECKING:
    from gapcheck.report.forms.form_registry import Form
    from gapcheck.report.report_rows import ReportRows

F = TypeVar("F", bound=Callable[..., Any])


@dataclass(frozen=True)
class FormOptions:
    """Which forms are filled, and the texts that are at hand for them."""

    form_names: tuple[str, ...]
    forms: Path | None
    legislation: Path | None
    treaty_texts: tuple[str, ...]

    def chosen(self) -> tuple[Form, ...]:
        """The forms. Raises ``UsageError`` for texts that no form would use."""
        from gapcheck.report.forms.form_registry import chosen_forms

        if not self.form_names and (self.forms or self.legislation or self.treaty_texts):
            raise UsageError("--forms, --legislation and --treaty-text are for forms: name one with --form")
        return chosen_forms(self.form_names, self.forms)

    def treaty_text_files(self, instruments: Sequence[str]) -> Mapping[str, Path]:
        """The file with the text of each instrument. Raises ``UsageError``."""
        files: dict[str, Path] = {}
        for given in self.treaty_texts:
            instrument, equals, file = given.partition("=")
            if not equals or instrument not in instruments:
                if len(instruments) > 1:
                    raise UsageError(f"--treaty-text {given!r}: expected INSTRUMENT=FILE, of {', '.join(instruments)}")
                instrument, file = instruments[0], given
            if instrument in files:
                raise UsageError(f"--treaty-text: two files for {instrument}")
            files[instrument] = Path(file)
        return files

    def filled(
        self, forms: Sequence[Form], reports: Sequence[ReportRows], files: Mapping[str, Path]
    ) -> dict[str, bytes]:
        """The forms of each report by the names of their files; official files that could not be read are told."""
        from gapcheck.report.forms.filled_forms import filled_forms, texts_at_hand

        made: dict[str, bytes] = {}
        told: dict[str, None] = {}
        for report in reports if forms else ():
            texts = texts_at_hand(report, self.legislation, files.get(report.assessment.instrument.id))
            told |= dict.fromkeys(f"gapcheck: not read: {problem}" for problem in texts[0].unread)
            made |= filled_forms(report, forms, *texts)
        for line in told:
            click.echo(line, err=True)
        return made


def _listed(context: click.Context, _: click.Parameter, names: tuple[str, ...]) -> tuple[str, ...]:
    """List the forms and end, if that is asked for: a list needs no instrument, day or marking."""
    if "list" in names and not context.resilient_parsing:
        list_forms(context.params.get("forms"))
        context.exit()
    return names


def form_options(command: F) -> F:
    """``--form``, ``--forms``, ``--legislation`` and ``--treaty-text``."""
    options = (
        click.option(
            "--form",
            "form_names",
            multiple=True,
            is_eager=True,
            callback=_listed,
            metavar="NAME",
            help="Fill this form, in place of the usual formats; may be given several times. --form list lists them.",
        ),
        click.option(
            "--forms",
            type=click.Path(path_type=Path),
            is_eager=True,
            metavar="DIR",
            help="A folder of forms of your own.",
        ),
        click.option(
            "--legislation",
            type=click.Path(path_type=Path),
            metavar="DIR",
            help="Official XML, from which forms take provisions in full.",
        ),
        click.option(
            "--treaty-text",
            "treaty_texts",
            multiple=True,
            metavar="FILE",
            help="The text of the treaty for forms (text, Markdown or XML); INSTRUMENT=FILE for one of several.",
        ),
    )
    for option in reversed(options):
        command = option(command)
    return command


def list_forms(folder: Path | None) -> None:
    """Print the forms, one a line."""
    from gapcheck.report.forms.form_registry import known_forms

    forms = known_forms(folder)
    width = max(len(name) for name in forms)
    for form in forms.values():
        click.echo(f"{form.name:<{width}}  {form.kind}  {form.title}. {form.about}".rstrip())
