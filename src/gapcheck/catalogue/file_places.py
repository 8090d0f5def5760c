"""What a file of a catalogue holds, told from where it stands."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePosixPath

from gapcheck.catalogue.data_folders import state_of
from gapcheck.catalogue.staleness import VerificationFile
from gapcheck.model.base import Model
from gapcheck.model.law import ReformFile, StatuteFile
from gapcheck.model.policy import (
    AgenciesFile,
    AssessorsFile,
    CapabilityFile,
    CatalogueFile,
    DocumentsFile,
    ReformRegisterFile,
    StatementsFile,
)
from gapcheck.model.position import PositionsFile, ReadingsFile
from gapcheck.model.question import QuestionsFile
from gapcheck.model.state import AnnexFile, StateFile
from gapcheck.model.treaty import ArticlesFile, InstrumentFile
from gapcheck.model.vocabulary import VocabularyFile

POLICY: Mapping[str, type[Model]] = {
    "reform_register.yaml": ReformRegisterFile,
    "agencies.yaml": AgenciesFile,
    "capability.yaml": CapabilityFile,
    "documents.yaml": DocumentsFile,
}


def form_of(path: PurePosixPath) -> type[Model] | None:
    """What a file holds, told from where it is."""
    if path.parts and state_of(path.parts[0]) is not None:
        return _form_of_law(path.parts[1:])
    match path.parts:
        case ("obligations", "readings.yaml"):
            return ReadingsFile
        case ("obligations", "statements.yaml"):
            return StatementsFile
        case ("obligations", "assessors.yaml"):
            return AssessorsFile
        case ("obligations", "catalogue.yaml"):
            return CatalogueFile
        case ("obligations", "policy", name):
            return POLICY.get(name)
        case ("obligations", "vocabulary", _):
            return VocabularyFile
        case ("obligations", "positions", _):
            return PositionsFile
        case ("obligations", "questions", _):
            return QuestionsFile
        case ("obligations", _, "instrument.yaml"):
            return InstrumentFile
        case ("obligations", _, _):
            return ArticlesFile
    return None


def _form_of_law(parts: tuple[str, ...]) -> type[Model] | None:
    """What a file among the statutes of a State holds."""
    match parts:
        case ("reforms", _):
            return ReformFile
        case ("verification.yaml",):
            return VerificationFile
        case ("state.yaml",):
            return StateFile
        case ("annex.yaml",):
            return AnnexFile
        case (_,):
            return StatuteFile
    return None
