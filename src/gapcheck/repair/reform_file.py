"""A reform as the text of a file that the catalogue can hold."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from gapcheck.model.law import ReformFile


def reform_as_yaml(reform: ReformFile, instructions: Iterable[str]) -> str:
    """A reform as the text of a file for ``nz_statutes/reforms/``, under its drafting instructions as comments."""
    # Here, since the YAML writer is wanted for this file alone and takes time to import.
    import yaml

    class Dumper(yaml.SafeDumper):
        """Writes a value out each time: files may hold no aliases."""

        def ignore_aliases(self, *_: Any) -> bool:
            return True

    # One line for each instruction, whatever the text of a duty holds: a line break would end the comment.
    head = "".join(f"# {' '.join(line.split())}\n" for line in instructions)
    plain = reform.model_dump(by_alias=True, exclude_defaults=True)
    return head + yaml.dump(plain, Dumper=Dumper, sort_keys=False, allow_unicode=True, width=120)
