"""Parts: the jobs whose rows stand in one file, and the key by which a later run knows that the file is theirs."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from gapcheck import __version__
from gapcheck.batch.catalogue_source import CatalogueSource
from gapcheck.batch.job import Job, Where
from gapcheck.batch.task import Task, tasks_of

FORM = 2
"""The form of the files: counted up when columns change, or what stands in a footer."""


@dataclass(frozen=True)
class Part:
    """Jobs that stand together in the list and share their data. ``number`` counts the parts, ``first`` the jobs."""

    number: int
    first: int
    jobs: tuple[Job, ...]
    source: CatalogueSource
    key: str

    @property
    def file(self) -> str:
        """The name of its file: files sort in the order of the jobs."""
        return f"part-{self.number:06d}-{self.key}.parquet"

    def tasks(self) -> Iterator[Task]:
        """Its tasks."""
        return tasks_of(self.jobs, self.source, self.first)


def parts_of(jobs: Sequence[Job], sources: Mapping[Where, CatalogueSource], most: int) -> tuple[Part, ...]:
    """The jobs as parts of at most ``most``, in their order; where the data change, a part ends, so that a job more of
    one State leaves the parts of the others as they are.
    """
    parts: list[Part] = []
    start = 0
    for place in range(1, len(jobs) + 1):
        source = sources[jobs[start].where]
        if place == len(jobs) or place - start >= most or sources[jobs[place].where] != source:
            mine = tuple(jobs[start:place])
            parts.append(Part(len(parts), start, mine, source, _key(mine, source)))
            start = place
    return tuple(parts)


def _key(jobs: Sequence[Job], source: CatalogueSource) -> str:
    # A new version of gapcheck may judge otherwise: rows of two versions do not belong in one table.
    asked = [FORM, __version__, *(job.key(source.content) for job in jobs)]
    return hashlib.sha256(json.dumps(asked).encode()).hexdigest()[:16]
