"""Findings and problems as SARIF 2.1.0, which code hosts and editors show at the line.

The same findings give the same text: nothing in it tells when or where it was made.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from pathlib import PurePosixPath
from typing import Any, Protocol
from urllib.parse import quote

from gapcheck import __version__
from gapcheck.errors import Problem
from gapcheck.lint.rules import RULES, LintRule

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
UNNAMED = "bad-data"

Json = dict[str, Any]


class Told(Protocol):
    """What a finding has to tell: its code and level, where it is, and a sentence."""

    @property
    def code(self) -> str: ...
    @property
    def level(self) -> str: ...
    @property
    def file(self) -> str: ...
    @property
    def line(self) -> int: ...
    @property
    def key(self) -> str: ...
    @property
    def sentence(self) -> str: ...


def findings_to_sarif(findings: Iterable[Told], table: Iterable[LintRule] = RULES.values()) -> Json:
    """The findings of a lint, or of another check whose codes are those of ``table``."""
    rules = _described(table)
    return _log(rules, [_result(rules, f.code, f.level, f.file, f.line, f.key, f.sentence) for f in findings])


def problems_to_sarif(problems: Sequence[Problem]) -> Json:
    """The problems of a catalogue that is not consistent. Their codes are listed after those of the lint."""
    codes = sorted({p.code or UNNAMED for p in problems})
    rules = _described([*RULES.values(), *(_inconsistent(code) for code in codes)])
    return _log(
        rules, [_result(rules, p.code or UNNAMED, "error", p.file, p.line, p.key, _sentence(p)) for p in problems]
    )


def _log(rules: list[Json], results: list[Json]) -> Json:
    driver = {"name": "gapcheck", "version": __version__, "rules": rules}
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": [{"tool": {"driver": driver}, "results": results}]}


def _inconsistent(code: str) -> LintRule:
    description = f"The catalogue cannot be used: {code.replace('-', ' ')}."
    return LintRule(
        code, "error", description, "Nothing is computed from a catalogue that contradicts itself or cannot be read."
    )


def _described(rules: Iterable[LintRule]) -> list[Json]:
    return [
        {
            "id": rule.code,
            "shortDescription": {"text": rule.description},
            "fullDescription": {"text": f"{rule.description} {rule.rationale}"},
            "help": {"text": rule.rationale},
            "defaultConfiguration": {"level": rule.level},
        }
        for rule in rules
    ]


def _result(rules: list[Json], code: str, level: str, file: str, line: int, key: str, message: str) -> Json:
    result: Json = {
        "ruleId": code,
        "ruleIndex": next(number for number, rule in enumerate(rules) if rule["id"] == code),
        "level": level,
        "message": {"text": f"{key}: {message}" if key else message},
        # A finding stays the same one when lines move.
        "partialFingerprints": {"gapcheck/v1": hashlib.sha256(f"{code}\0{key}\0{message}".encode()).hexdigest()},
    }
    location: Json = {}
    if file:
        location["physicalLocation"] = {"artifactLocation": {"uri": _uri(file)}}
        if line:
            location["physicalLocation"]["region"] = {"startLine": line}
    if key:
        location["logicalLocations"] = [{"fullyQualifiedName": key}]
    if location:
        result["locations"] = [location]
    return result


def _uri(file: str) -> str:
    """A path as it stands in a URI: relative to the catalogue, as files are named in messages."""
    return PurePosixPath(file).as_uri() if file.startswith("/") else quote(file)


def _sentence(problem: Problem) -> str:
    return str(Problem("", 0, "", problem.message, problem.expected, problem.suggestion)).removeprefix(": ")
