"""The forms of files that people write and a schema describes, by its name: those of a catalogue, and files of jobs."""

from __future__ import annotations

from collections.abc import Mapping

from gapcheck.batch.job_file import JobsFile
from gapcheck.catalogue import schemas
from gapcheck.model.base import Model

FORMS: Mapping[str, type[Model]] = {**schemas.FORMS, "jobs": JobsFile}
