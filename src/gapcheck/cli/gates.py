"""The gate of a command: exit code 1 when what the user named with ``--fail-on`` is there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable

import click

# 2 is taken: bad usage or bad data. A script can tell a gate that failed from a call that did.
GATE_FAILED = 1


def gate(fail_on: str | None, failures: Collection[str]) -> None:
    """End the command with ``GATE_FAILED``, and say why on standard error, if a gate was asked for and there are
    failures.

    It is called last, so that what the command prints is printed whatever the gate says.
    """
    if fail_on is not None and failures:
        click.echo(f"gapcheck: the gate --fail-on {fail_on} failed: {', '.join(failures)}", err=True)
        raise SystemExit(GATE_FAILED)


def counted(codes: Iterable[str]) -> list[str]:
    """Each code with the number of times it occurs, in the order of the codes: ``3 unsourced``."""
    return [f"{count} {code}" for code, count in sorted(Counter(codes).items())]
