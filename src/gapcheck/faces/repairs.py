"""Plans and hindcasts as people touch them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from gapcheck.faces.field_values import field_values
from gapcheck.model.frozen_mapping import FrozenMapping
from gapcheck.repair.hindcast import HindcastResult
from gapcheck.repair.plan import PlanResult

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, repr=False)
class Plan(PlanResult):
    """The smallest changes of law that close the gaps of an instrument. Made by :meth:`gapcheck.Gapcheck.repair`."""

    @classmethod
    def of(cls, result: PlanResult) -> Plan:
        """The face of a plan."""
        fixed = {name: FrozenMapping(getattr(result, name)) for name in ("repairs", "chosen", "closed")}
        return cls(**{**field_values(result), **fixed})

    def frame(self) -> pd.DataFrame:
        """One row for each instruction: ``act``, ``instruction``, ``serves`` (full ids, joined by ``; ``), ``duties``
        (their pinpoints), ``then`` (how these would stand), all of them texts, and ``changes`` (a number).
        """
        from gapcheck.report.result_tables import plan_table

        return plan_table(self).frame()

    def to_dict(self) -> dict[str, object]:
        """The plan as ``gapcheck repair --format json`` prints it."""
        from gapcheck.report.plan_json import plan_as_dict

        return plan_as_dict(self)

    def to_reform(self, path: str | Path, name: str | None = None) -> Path:
        """Write the plan as a reform file, which a catalogue takes under ``nz_statutes/reforms/``; return its path.

        Raises ``UsageError`` for another ending than ``.yaml`` or a folder that does not exist.
        """
        from gapcheck.file_writing import write_file
        from gapcheck.repair.instructions import Drafter
        from gapcheck.repair.reform_file import reform_as_yaml

        told = [one.text for one in Drafter(self.assessment).instructions(self.edits, self.serves)]
        return write_file(path, reform_as_yaml(self.reform(name), told).encode(), ".yaml")

    def _repr_html_(self) -> str:
        from gapcheck.report.result_tables import plan_table

        return plan_table(self).html()


@dataclass(frozen=True, repr=False)
class Hindcast(HindcastResult):
    """Computed repairs held against what an Act did. Made by :meth:`gapcheck.Gapcheck.hindcast`."""

    @classmethod
    def of(cls, result: HindcastResult) -> Hindcast:
        """The face of a hindcast."""
        return cls(**field_values(result))

    def frame(self) -> pd.DataFrame:
        """One row for each computed change: ``instruction``, ``serves`` (full ids), ``duties`` (their pinpoints),
        ``outturn``, ``where`` (the provisions that answer these now), all of them texts.
        """
        from gapcheck.report.result_tables import hindcast_table

        return hindcast_table(self).frame()

    def _repr_html_(self) -> str:
        from gapcheck.report.result_tables import hindcast_table

        return hindcast_table(self).html()
