"""``gapcheck completion``."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class

VARIABLE = "_GAPCHECK_COMPLETE"

# Bash ends a word at a colon, so that "budapest:16" would be three words to it.
BASH_HEAD = 'COMP_WORDBREAKS="${COMP_WORDBREAKS//:}"\nCOMP_WORDBREAKS="${COMP_WORDBREAKS//=}"\n'


@click.command(name="completion")
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def command(shell: str) -> None:
    """Print what makes a SHELL complete commands, options and ids: treaties, pinpoints, Acts, readings, reforms.

    In bash: eval "$(gapcheck completion bash)" in ~/.bashrc. In zsh: the same with zsh, in ~/.zshrc. In fish: gapcheck
    completion fish > ~/.config/fish/completions/gapcheck.fish

    \b
    Examples:
      gapcheck completion bash
      gapcheck completion fish
    """
    from gapcheck.cli import main

    form = get_completion_class(shell)
    assert form is not None
    script = form(main, {}, "gapcheck", VARIABLE)
    values = script.source_vars()
    click.echo((BASH_HEAD if shell == "bash" else "") + script.source_template % values)
