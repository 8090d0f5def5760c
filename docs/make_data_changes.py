"""What a release of the data changes, as Markdown for docs/data-changes.md.

``python docs/make_data_changes.py REVISION DAY`` compares the verdicts of the data of a git revision with those of the
data here, by the law of one day, and prints a section for each treaty.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import gapcheck

ROOT = Path(__file__).resolve().parents[1]
TREATIES = ("budapest", "first-protocol", "second-protocol", "uncc")


def sections(revision: str, day: str) -> Iterator[str]:
    """The lines: which data these are, then each treaty with the articles on which the verdict moved."""
    before, now = gapcheck.load(ROOT, revision=revision), gapcheck.load(ROOT)
    yield f"`data_version` {now.catalogue.version}, before {before.catalogue.version}; verdicts on the law of {day}."
    for treaty in TREATIES:
        comparison = before.compare(treaty, day, then_book=now)
        moved = [change for change in comparison.rows() if change.level == "article"]
        yield f"\n### {now.instruments[treaty].short_title}\n"
        if not moved:
            yield "No article stands differently."
            continue
        yield "| article | before | now |\n| --- | --- | --- |"
        for change in moved:
            stood = (s.words.capitalize() if s else "not there" for s in (change.before, change.after))
            yield f"| {change.article} {change.heading} | {' | '.join(stood)} |"


if __name__ == "__main__":
    print("\n".join(sections(*sys.argv[1:3])))
