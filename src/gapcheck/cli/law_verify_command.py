"""``gapcheck law verify``."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

import click

from gapcheck.catalogue.data_folders import DataChoice
from gapcheck.cli.check_command import findings_in_words
from gapcheck.cli.gates import counted, gate
from gapcheck.cli.options import data_option, gather, load_with_progress
from gapcheck.cli.output import print_json, print_table, progress_bar
from gapcheck.errors import UnknownIdError, UsageError
from gapcheck.file_writing import write_text
from gapcheck.lint.rules import LEVELS, Level, reaches

if TYPE_CHECKING:
    from gapcheck.catalogue.catalogue import Catalogue
    from gapcheck.legislation.verification_results import HeldAct, Verification, VerifyFinding


@dataclass(frozen=True)
class VerifyOptions:
    """What is held against the official texts, and what is written of it."""

    folder: Path
    data: DataChoice
    acts: tuple[str, ...]
    accept: bool
    record: bool


@click.command(name="verify")
@click.argument("folder", type=click.Path(path_type=Path), metavar="DIR")
@data_option
@click.option(
    "--act", "acts", multiple=True, metavar="ID", help="Hold only the rules of this Act; may be given several times."
)
@click.option(
    "--accept", is_flag=True, help="Record the hash of the text beside every rule held: somebody has read them again."
)
@click.option(
    "--record", is_flag=True, help="Record what was found in nz_statutes/verification.yaml: the rules become suspect."
)
@click.option("--format", "form", type=click.Choice(["table", "json", "sarif"]), default="table", show_default=True)
@click.option(
    "--level", type=click.Choice(LEVELS), default="warning", show_default=True, help="The least grave findings shown."
)
@click.option(
    "--fail-on", type=click.Choice(LEVELS), help="Exit with 1 if there is a finding as grave as this, shown or not."
)
@gather(VerifyOptions, "options")
def command(options: VerifyOptions, form: str, level: Level, fail_on: Level | None) -> None:
    """Hold every rule against the official text of its section, as the files in DIR have it.

    A rule is held against the newest text of a day on which it was in force, and against no other. Acts are matched by
    their year and number. What could not be held, and why, is told; docs/legislation.md explains each code. A file that
    cannot be read is told and does not stop the others.

    Exit codes: 0 done, also where files were not read; 1 with --fail-on, if there is such a finding, or a file that may
    be legislation could not be read (a site map or a saved page does not count); 2 bad usage, or no file could be read.

    \b
    Examples:
      gapcheck law verify legislation
      gapcheck law verify legislation --format sarif --fail-on error
      gapcheck law verify legislation --data my-catalogue --record
      gapcheck law verify legislation --data my-catalogue --act crimes-act-1961 --accept
    """
    from gapcheck.legislation.codes import CODES
    from gapcheck.legislation.verification import verify
    from gapcheck.legislation.verification_record import writable_root
    from gapcheck.lint.sarif import findings_to_sarif

    if options.accept and options.record:
        raise UsageError("--accept and --record exclude each other: what is accepted is not suspect")
    # A folder that may not be written to is told before the texts are read, which takes long.
    root = writable_root(options.data) if options.accept or options.record else None
    catalogue = load_with_progress(options.data).catalogue
    for act in options.acts:
        if act not in catalogue.acts:
            raise UnknownIdError("Act", act, catalogue.acts)
    with progress_bar("Reading official texts") as report_progress:
        verification = verify(catalogue, options.folder, acts=options.acts, progress=report_progress)
    shown = [f for f in verification.findings if reaches(f.level, level)]
    if form == "sarif":
        print_json(findings_to_sarif(shown, CODES.values()))
        _print_without_text(verification, err=True)
        _print_not_read(verification)
    elif form == "json":
        print_json({"catalogue": catalogue.version, **verification.to_dict(), "findings": [f.to_dict() for f in shown]})
    else:
        _print(verification, shown)
    if root is not None:
        _write(root, verification, catalogue, accept=options.accept)
    if fail_on is not None:
        codes = [f.code for f in verification.findings if reaches(f.level, fail_on)]
        # A gate that could not read what it was to judge must not pass.
        gate(fail_on, counted([*codes, *("file-not-read" for _ in {p.file for p in verification.damaged})]))


def _print_not_read(verification: Verification) -> None:
    for problem in verification.not_read:
        click.echo(f"gapcheck: not read: {problem}", err=True)


def _write(root: Path, verification: Verification, catalogue: Catalogue, *, accept: bool) -> None:
    """Write the hashes of what was accepted, or else the list of suspect rules, into the catalogue."""
    from gapcheck.legislation.verification_record import accepted_files, recorded_file

    files = accepted_files(verification, catalogue, root) if accept else recorded_file(verification, catalogue)
    for name, text in files.items():
        write_text(root / name, text)
        click.echo(f"written: {name}", err=True)
    if not files:
        click.echo("nothing to write: every hash is recorded already", err=True)


def _print(verification: Verification, shown: Sequence[VerifyFinding]) -> None:
    _print_texts(verification)
    _print_not_held(verification.acts)
    _print_without_text(verification, err=False)
    _print_not_read(verification)
    _print_findings(verification, shown)


def _print_texts(verification: Verification) -> None:
    # By identity: two files may hold the same Act as at the same day.
    held_in = Counter(id(h.text) for h in verification.held)
    # Notes cast no doubt on a rule.
    doubted = Counter(rule for f in verification.findings if f.level != "note" for rule in f.rules)
    rows = []
    for act in verification.acts:
        for text in act.texts:
            mine = [h for h in act.held if h.text is text]
            agree = sum(h.entry.identity not in doubted for h in mine)
            day = text.as_at.isoformat() if text.as_at else "no date"
            # Without the day of a consolidation, the day is one on which the text began, which the reader should know.
            day += f" ({text.as_at_from})" if text.as_at_from not in (None, "date.as.at") else ""
            day += ", extract" if text.extract else ""
            rows.append(
                [(act.act.title, ""), (day, ""), (text.file, ""), (str(held_in[id(text)]), ""), (str(agree), "")]
            )
    print_table("Official texts", ("Act", "Text as at", "File", "Rules held", "Nothing found"), rows)


def _print_not_held(acts: Sequence[HeldAct]) -> None:
    rows = []
    for act in acts:
        why: dict[str, dict[str, None]] = {}
        # One line for each reason, with its sections: a whole Act often has the same one.
        for entry, reason in act.not_held:
            why.setdefault(reason, {}).setdefault(entry.section.section)
        rows += [[(act.act.title, ""), (reason, ""), (", ".join(sections), "")] for reason, sections in why.items()]
    if rows:
        click.echo("\nRules that no text can judge")
        print_table("", ("Act", "Why", "Sections"), rows)


def _print_without_text(verification: Verification, *, err: bool) -> None:
    if verification.without_text:
        click.echo(f"\nNo official text for {len(verification.without_text)} Acts:", err=err)
        for act in verification.without_text:
            click.echo(f"  {act.title}" + (f" ({act.number})" if act.number else ""), err=err)


def _print_findings(verification: Verification, shown: Sequence[VerifyFinding]) -> None:
    """A table for each code, the gravest first, and how many findings there are."""
    from gapcheck.legislation.codes import CODES

    ordered = sorted(shown, key=lambda f: (list(CODES).index(f.code), LEVELS.index(f.level)))
    for code, group in groupby(ordered, key=lambda f: f.code):
        rows = [[(f"{f.file}:{f.line}", ""), (f.key, ""), (f.sentence, "")] for f in group]
        click.echo(f"\n{code} ({len(rows)}): {CODES[code].description}")
        print_table("", ("Where", "What", "Finding"), rows)
    hidden = len(verification.findings) - len(shown)
    click.echo(f"\n{findings_in_words([f.level for f in verification.findings], hidden)}")
    everything = len(verification.held) + sum(len(a.not_held) for a in verification.acts)
    click.echo(f"{len(verification.held)} of the {everything} rules of these Acts were held against a text")
