"""The questions that an assessment turns on, as people touch them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, overload

from gapcheck.errors import UnknownIdError

if TYPE_CHECKING:
    import pandas as pd

    from gapcheck.report.rows.questions import QuestionRow


@dataclass(frozen=True, repr=False)
class Questions(Sequence["QuestionRow"]):
    """The questions that an assessment turns on, by number or by id: ``now.questions["insiders"]``."""

    rows: tuple[QuestionRow, ...]

    @overload
    def __getitem__(self, index: int | str) -> QuestionRow: ...

    @overload
    def __getitem__(self, index: slice) -> Questions: ...

    def __getitem__(self, index: int | str | slice) -> QuestionRow | Questions:
        """The question with that number or id, or some of them. Raises ``UnknownIdError``, ``IndexError``."""
        if isinstance(index, slice):
            return Questions(self.rows[index])
        if isinstance(index, int):
            return self.rows[index]
        found = {row.id: row for row in self.rows}
        if index not in found:
            raise UnknownIdError("question", index, found)
        return found[index]

    def __len__(self) -> int:
        return len(self.rows)

    def __repr__(self) -> str:
        if not self.rows:
            return "<Questions: none is asked>"
        turning = sum(bool(row.turns) for row in self.rows)
        views = Counter(row.view for row in self.rows)
        ways = {"holds": f"viewed for {self.rows[0].state}", "fails": "against it", "open": "open"}
        told = ", ".join(f"{views[view]} {words}" for view, words in ways.items() if views[view])
        return f"<Questions: {len(self.rows)}, of which {turning} turn an article; {told}>"

    def frame(self) -> pd.DataFrame:
        """One row for each question, as a pandas frame."""
        from gapcheck.report.questions import question_frame

        return question_frame(self.rows)

    def to_dict(self) -> list[dict[str, object]]:
        """The questions in the words of the JSON contract."""
        return [row.to_dict() for row in self.rows]

    def _ipython_key_completions_(self) -> list[str]:
        """The ids of the questions, for completion in a notebook."""
        return [row.id for row in self.rows]

    def _repr_html_(self) -> str:
        from gapcheck.report.questions import question_html

        return question_html(self.rows)
