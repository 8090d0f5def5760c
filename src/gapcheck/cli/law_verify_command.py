"""``gapcheck law verify``."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

import click

from gapcheck.cli.options import data_option, load_with_progress
from gapcheck.cli.output import print_json, print_table, progress_bar, write_text
from gapcheck.errors import UnknownIdError, UsageError

if TYPE_CHECKING:
    from gapcheck.legislation.verification import HeldAct, Verification, VerifyFinding
    from gapcheck.lint import Level

GATE_FAILED = 1
LEVELS: tuple[Level, ...] = ("error", "warning", "note")


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
def command(
    folder: Path,
    data: Path | None,
    acts: tuple[str, ...],
    accept: bool,
    record: bool,
    form: str,
    level: Level,
    fail_on: Level | None,
) -> None:
    """Hold every rule against the official text of its section, as the files in DIR have it.

    A rule is held against the newest text of a day on which it was in force, and against no other. Acts are matched by
    their year and number. What could not be held, and why, is told; docs/legislation.md explains each code.

    \b
    Examples:
      gapcheck law verify legislation
      gapcheck law verify legislation --format sarif --fail-on error
      gapcheck law verify legislation --data my-catalogue --record
      gapcheck law verify legislation --data my-catalogue --act crimes-act-1961 --accept
    """
    from gapcheck.legislation.codes import CODES
    from gapcheck.legislation.verification import reaches, verify
    from gapcheck.legislation.verification_record import accepted_files, recorded_file, writable_root
    from gapcheck.lint.sarif import findings_to_sarif

    if accept and record:
        raise UsageError("--accept and --record exclude each other: what is accepted is not suspect")
    root = writable_root(data) if accept or record else None
    catalogue = load_with_progress(data).catalogue
    for act in acts:
        if act not in catalogue.acts:
            raise UnknownIdError("Act", act, catalogue.acts)
    with progress_bar("Reading official texts") as told:
        found = verify(catalogue, folder, acts=acts, progress=told)
    shown = [f for f in found.findings if reaches(f, level)]
    if form == "sarif":
        print_json(findings_to_sarif(shown, CODES.values()))
        _tell_without(found, err=True)
    elif form == "json":
        print_json({"catalogue": catalogue.version, **found.to_dict(), "findings": [f.to_dict() for f in shown]})
    else:
        _print(found, shown)
    if root is not None:
        files = accepted_files(found, catalogue, root) if accept else recorded_file(found, catalogue)
        _write(root, files)
    failed = Counter(f.code for f in found.findings if fail_on is not None and reaches(f, fail_on))
    if failed:
        told_codes = ", ".join(f"{count} {code}" for code, count in sorted(failed.items()))
        click.echo(f"gapcheck: the gate --fail-on {fail_on} failed: {told_codes}", err=True)
        raise SystemExit(GATE_FAILED)


def _write(root: Path, files: Mapping[str, str]) -> None:
    for name, text in files.items():
        write_text(root / name, text)
        click.echo(f"written: {name}", err=True)
    if not files:
        click.echo("nothing to write: every hash is recorded already", err=True)


def _print(found: Verification, shown: Sequence[VerifyFinding]) -> None:
    _print_texts(found)
    _print_not_held(found.acts)
    _tell_without(found, err=False)
    _print_findings(found, shown)


def _print_texts(found: Verification) -> None:
    held_in = Counter(id(h.text) for h in found.held)
    doubted = Counter(rule for f in found.findings if f.level != "note" for rule in f.rules)
    rows = []
    for act in found.acts:
        for text in act.texts:
            mine = [h for h in act.held if h.text is text]
            agree = sum(h.entry.identity not in doubted for h in mine)
            day = text.as_at.isoformat() if text.as_at else "no date"
            told = f"{day} ({text.as_at_from})" if text.as_at_from not in (None, "date.as.at") else day
            told += ", extract" if text.extract else ""
            rows.append(
                [(act.act.title, ""), (told, ""), (text.file, ""), (str(held_in[id(text)]), ""), (str(agree), "")]
            )
    print_table("Official texts", ("Act", "Text as at", "File", "Rules held", "Nothing found"), rows)


def _print_not_held(acts: Sequence[HeldAct]) -> None:
    rows = []
    for act in acts:
        why: dict[str, dict[str, None]] = {}
        for entry, reason in act.not_held:
            why.setdefault(reason, {}).setdefault(entry.section.section)
        rows += [[(act.act.title, ""), (reason, ""), (", ".join(sections), "")] for reason, sections in why.items()]
    if rows:
        click.echo("\nRules that no text can judge")
        print_table("", ("Act", "Why", "Sections"), rows)


def _tell_without(found: Verification, *, err: bool) -> None:
    if found.without_text:
        click.echo(f"\nNo official text for {len(found.without_text)} Acts:", err=err)
        for act in found.without_text:
            click.echo(f"  {act.title}" + (f" ({act.number})" if act.number else ""), err=err)


def _print_findings(found: Verification, shown: Sequence[VerifyFinding]) -> None:
    """A table for each code, the gravest first, and how many findings there are."""
    from gapcheck.legislation.codes import CODES

    ordered = sorted(shown, key=lambda f: (list(CODES).index(f.code), LEVELS.index(f.level)))
    for code, group in groupby(ordered, key=lambda f: f.code):
        rows = [[(f"{f.file}:{f.line}", ""), (f.key, ""), (f.sentence, "")] for f in group]
        click.echo(f"\n{code} ({len(rows)}): {CODES[code].description}")
        print_table("", ("Where", "What", "Finding"), rows)
    counts = Counter(f.level for f in found.findings)
    told = ", ".join(f"{counts[level]} {level}{'' if counts[level] == 1 else 's'}" for level in LEVELS)
    hidden = len(found.findings) - len(shown)
    click.echo(f"\nFindings: {told}" + (f" ({hidden} not shown; --level note shows all)" if hidden else ""))
    everything = len(found.held) + sum(len(a.not_held) for a in found.acts)
    click.echo(f"{len(found.held)} of the {everything} rules of these Acts were held against a text")
