"""The command line. A command's module is imported only when the command runs, so that ``--help`` is quick."""

from __future__ import annotations

import errno
import sys
from collections.abc import Mapping
from contextlib import suppress
from importlib import import_module
from typing import Any

import click

from gapcheck import __version__
from gapcheck.cli.surroundings import (
    INTERRUPTED,
    ended_in_order,
    ends_with_its_command,
    give_up_output,
    usable_streams,
)
from gapcheck.errors import GapcheckError, did_you_mean, printable

BAD_USAGE = 2

# The help texts stand here, so that listing the commands imports none of them.
COMMANDS = {
    "assessors": "Hold what outside assessors found against the verdicts.",
    "assess": "Judge an instrument against the law of one day.",
    "assess-many": "Answer a file of many assessments, into Parquet files.",
    "check": "Check a catalogue and count what it holds.",
    "cite": "Find and resolve citations of Acts and treaties in a text.",
    "compare": "Compare two days, two states of the law, or two texts.",
    "completion": "Print what makes a shell complete commands and ids.",
    "confirm": "Ask agencies to confirm facts that verdicts turn on.",
    "explain": "Tell why an article or duty stands as it does, or what rests on a section.",
    "export": "Write duties and measures for another system.",
    "forms": "List the forms that a report can fill.",
    "find": "Find duties, rules, concepts and questions by their words.",
    "hindcast": "Hold computed repairs against what Parliament enacted.",
    "import": "Lay somebody else's table beside our verdicts.",
    "law": "Read official legislation, and hold the catalogue against it.",
    "list": "List what a catalogue holds, with the ids that commands take.",
    "new": "Begin a catalogue of your own, with a worked example.",
    "picture": "Draw a heat strip or a timeline for a slide.",
    "questions": "Show the questions that verdicts turn on, and our view on each.",
    "redactions": "Hold the marks of a released paper against its key.",
    "register": "Show ideas for reform, agencies, capability or documents.",
    "relations": "Export how treaty and law stand to each other (CSV, JSON, OSCAL).",
    "repair": "Tell the smallest changes of law that would close the gaps.",
    "report": "Write the workbook, annex, brief and page as files.",
    "review": "Send verdicts out for review, and take in what comes back.",
    "timeline": "Show how the status of each article moved over time.",
    "template": "Check a Word template for the annex.",
    "schema": "Write JSON Schemas of the files of a catalogue, for editors.",
    "treaty": "Begin a treaty of your own from its text.",
    "statements": "Hold what officials have said against the verdicts.",
    "verify-sheet": "Write or apply a work sheet of treaty paragraphs that were not read.",
}


LISTED = ("instruments", "treaties", "readings", "reforms", "acts", "kinds", "facets", "concepts")
MEANT = {name: f"list {'instruments' if name == 'treaties' else name}" for name in LISTED}
MEANT |= {"show": "explain", "why": "explain", "search": "find", "ls": "list"}
"""What is tried first by whoever looks around."""


class LazyGroup(click.Group):
    """A group that finds its commands in modules of the same name, and tells gapcheck's errors without a traceback.

    ``table`` holds the help texts by command; the module of ``law verify`` is ``law_verify_command``.
    """

    table: Mapping[str, str] = COMMANDS
    prefix = ""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return sorted(self.table)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in self.table:
            return None
        command = getattr(
            import_module(f"gapcheck.cli.{self.prefix}{cmd_name.replace('-', '_')}_command"), "command", None
        )
        # A module without a command is a mistake of ours, and not of the user.
        assert isinstance(command, click.Command)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        name = args[0]
        # Click would only say that there is no such command.
        if name not in self.table and not name.startswith("-"):
            hint = f"; did you mean {MEANT[name]!r}?" if name in MEANT else did_you_mean(name, self.table)
            ctx.fail(f"no such command {name!r}{hint} (known: {', '.join(sorted(self.table))})")
        return super().resolve_command(ctx, args)

    # Click would import every command to read its help.
    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        with formatter.section("Commands"):
            formatter.write_dl(sorted(self.table.items()))

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except GapcheckError as error:
            raise _failure(str(error)) from error
        except OSError as error:
            if error.errno != errno.EPIPE:
                raise _failure(error.strerror or str(error)) from error
            give_up_output()  # whoever read the output has seen enough
            raise click.exceptions.Exit(0) from error
        except KeyboardInterrupt:
            # Click would exit with 1, which says that a gate failed.
            click.echo("Interrupted.", err=True)
            raise click.exceptions.Exit(INTERRUPTED) from None
        except MemoryError as error:
            raise _failure("there is not enough memory for this") from error


class RootGroup(LazyGroup):
    """The whole command line, in whatever it is started from."""

    def main(self, *args: Any, **options: Any) -> Any:
        usable_streams()
        # Whoever calls a command within a program of their own does not want it to end.
        if options.get("standalone_mode", True):
            ends_with_its_command()
        try:
            with ended_in_order():
                return super().main(*args, **options)
        # What click prints itself (help, version) does not pass through invoke.
        except OSError as error:
            with suppress(OSError):
                click.echo(f"gapcheck: {error.strerror or error}", err=True)
            give_up_output()
            sys.exit(BAD_USAGE)


def _failure(message: str) -> click.exceptions.Exit:
    """Print the message, and give the exit to raise: bad usage or bad data, never a traceback."""
    click.echo(f"gapcheck: {printable(message)}", err=True)
    # Exit and not SystemExit: click ends the command, and tests see the code.
    return click.exceptions.Exit(BAD_USAGE)


@click.group(cls=RootGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="gapcheck")
@click.option("--no-cache", is_flag=True, help="Read and check everything anew, and keep nothing for the next run.")
def main(no_cache: bool) -> None:
    """Which obligations of a convention the law of a State meets, on a date, with the reason and the citation.

    \b
    Examples:
      gapcheck assess budapest --as-at 2023-12-20
      gapcheck explain "budapest:16(2)" --as-at today
      gapcheck report budapest --as-at 2025-12-01 --classification "IN CONFIDENCE" --out out
      gapcheck check

    Instruments: budapest, first-protocol, second-protocol, uncc; docs/commands.md has a line for each command.

    Exit codes: 0 done; 1 a gate asked for with --fail-on failed; 2 bad usage or bad data;
    130 interrupted.
    """
