"""Lengths of time with a direction: a maximum penalty of at least a year, an order of at most ninety days."""

from __future__ import annotations

from typing import Annotated, Literal

from annotated_types import Ge

from gapcheck.model.base import Model

Unit = Literal["day", "month", "year"]


class Quantity(Model):
    """An amount of ``day``, ``month`` or ``year``. A year is twelve months; days convert to neither."""

    amount: Annotated[int, Ge(0)]
    unit: Unit

    @property
    def _scaled(self) -> tuple[str, int]:
        return ("month", self.amount * 12) if self.unit == "year" else (self.unit, self.amount)

    def at_least(self, bound: Quantity) -> bool:
        """Whether this is no less than ``bound``; false when the two cannot be compared."""
        (unit, amount), (bound_unit, bound_amount) = self._scaled, bound._scaled
        return unit == bound_unit and amount >= bound_amount

    def at_most(self, bound: Quantity) -> bool:
        """Whether this is no more than ``bound``; false when the two cannot be compared."""
        return bound.at_least(self)

    def __str__(self) -> str:
        return f"{self.amount} {self.unit}{'' if self.amount == 1 else 's'}"
