"""SARIF 2.1.0: what the standard asks of the parts that are used, and the output of the lint's own catalogue as a
golden file.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from support.golden_files import check_golden, one_of_each
from support.overlays import problems

import gapcheck
from gapcheck.errors import Problem
from gapcheck.lint import RULES, LintFinding, lint
from gapcheck.lint.sarif import findings_to_sarif, problems_to_sarif

FOLDER = Path(__file__).parents[1] / "catalogues" / "lint"

# The properties of each object of the standard that may stand in the output, and which of them it requires.
ALLOWED = {
    "log": ({"version", "runs"}, {"$schema"}),
    "run": ({"tool", "results"}, set()),
    "tool": ({"driver"}, set()),
    "driver": ({"name"}, {"version", "rules"}),
    "rule": ({"id", "shortDescription", "fullDescription", "help", "defaultConfiguration"}, set()),
    "result": ({"message"}, {"ruleId", "ruleIndex", "level", "locations", "partialFingerprints"}),
    "location": (set(), {"physicalLocation", "logicalLocations"}),
    "physical": ({"artifactLocation"}, {"region"}),
}


def assert_keys(what: str, value: dict[str, Any]) -> None:
    needed, allowed = ALLOWED[what]
    assert needed <= value.keys() <= needed | allowed, (what, value)


def assert_text(value: dict[str, Any]) -> None:
    assert value.keys() == {"text"}
    assert value["text"].strip()


def assert_sarif(log: dict[str, Any]) -> list[dict[str, Any]]:
    """The essentials of the schema of SARIF 2.1.0 hold. Returns the results."""
    assert_keys("log", log)
    assert (log["version"], log["$schema"]) == ("2.1.0", "https://json.schemastore.org/sarif-2.1.0.json")
    (run,) = log["runs"]
    assert_keys("run", run)
    assert_keys("tool", run["tool"])
    driver = run["tool"]["driver"]
    assert_keys("driver", driver)
    assert driver["name"] == "gapcheck"
    ids = [rule["id"] for rule in driver["rules"]]
    assert len(ids) == len(set(ids))
    for rule in driver["rules"]:
        assert_rule(rule)
    for result in run["results"]:
        assert_result(result, ids)
    return run["results"]


def assert_rule(rule: dict[str, Any]) -> None:
    assert_keys("rule", rule)
    for name in ("shortDescription", "fullDescription", "help"):
        assert_text(rule[name])
    assert rule["defaultConfiguration"].keys() == {"level"}
    assert rule["defaultConfiguration"]["level"] in ("error", "warning", "note")


def assert_result(result: dict[str, Any], ids: list[str]) -> None:
    assert_keys("result", result)
    assert_text(result["message"])
    assert ids[result["ruleIndex"]] == result["ruleId"]
    assert result["level"] in ("error", "warning", "note")
    assert all(isinstance(value, str) for value in result["partialFingerprints"].values())
    for location in result.get("locations", ()):
        assert_keys("location", location)
        for logical in location.get("logicalLocations", ()):
            assert logical["fullyQualifiedName"]
        if physical := location.get("physicalLocation"):
            assert_keys("physical", physical)
            assert re.fullmatch(r"[A-Za-z0-9._~%/-]+", physical["artifactLocation"]["uri"])
            assert physical.get("region", {"startLine": 1})["startLine"] >= 1


def one(**changed: Any) -> LintFinding:
    given = {"file": "nz_statutes/act.yaml", "line": 3, "key": "act:1", "message": "It is so", "expected": "otherwise"}
    return LintFinding(code="unsourced", level="error", **{**given, **changed})


class TestFindings:
    def test_golden(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("gapcheck.lint.sarif.__version__", "0.0.0")
        log = findings_to_sarif(lint(gapcheck.load(FOLDER).catalogue))
        assert_sarif(log)
        # The rules are those of the table (below), so one of them is enough, and a result of each level.
        (run,) = log["runs"]
        del run["tool"]["driver"]["rules"][1:]
        run["results"] = [*one_of_each(run["results"], lambda result: result["level"])]
        check_golden("lint.sarif", json.dumps(log, indent=1, ensure_ascii=False) + "\n")

    def test_golden_of_one_finding_of_each_rule(self) -> None:
        found = one_of_each(lint(gapcheck.load(FOLDER).catalogue), lambda finding: finding.code)
        check_golden(
            "lint.txt", "".join(f"{f.file}:{f.line} {f.level} {f.code} {f.key}: {f.sentence}\n" for f in found)
        )

    def test_the_rules_are_those_of_the_table(self) -> None:
        log = findings_to_sarif(())
        assert assert_sarif(log) == []
        rules = log["runs"][0]["tool"]["driver"]["rules"]
        assert [r["id"] for r in rules] == [*RULES]
        assert [r["shortDescription"]["text"] for r in rules] == [r.description for r in RULES.values()]
        assert [r["help"]["text"] for r in rules] == [r.rationale for r in RULES.values()]

    def test_place_and_message(self) -> None:
        (result,) = assert_sarif(findings_to_sarif([one()]))
        assert (result["ruleId"], result["level"]) == ("unsourced", "error")
        assert result["message"] == {"text": "act:1: It is so; expected otherwise"}
        physical = {"artifactLocation": {"uri": "nz_statutes/act.yaml"}, "region": {"startLine": 3}}
        assert result["locations"] == [
            {"physicalLocation": physical, "logicalLocations": [{"fullyQualifiedName": "act:1"}]}
        ]

    def test_a_catalogue_made_by_hand_has_no_files(self) -> None:
        (result,) = assert_sarif(findings_to_sarif([one(file="", line=0)]))
        assert result["locations"] == [{"logicalLocations": [{"fullyQualifiedName": "act:1"}]}]

    def test_a_path_is_written_as_a_uri(self) -> None:
        (result,) = assert_sarif(findings_to_sarif([one(file="nz_statutes/Wāhi 1%.yaml")]))
        assert result["locations"][0]["physicalLocation"]["artifactLocation"] == {
            "uri": "nz_statutes/W%C4%81hi%201%25.yaml"
        }

    def test_a_finding_keeps_its_fingerprint_when_lines_move(self) -> None:
        prints = [
            r["partialFingerprints"] for r in assert_sarif(findings_to_sarif([one(), one(line=9), one(key="act:2")]))
        ]
        assert prints[0] == prints[1] != prints[2]


class TestProblems:
    def test_every_problem_is_an_error_at_its_line(self, tmp_path: Path) -> None:
        told = problems("several-files", tmp_path)
        log = problems_to_sarif(told)
        results = assert_sarif(log)
        places = [r["locations"][0]["physicalLocation"] for r in results]
        assert [(p["artifactLocation"]["uri"], p["region"]["startLine"]) for p in places] == [
            (p.file, p.line) for p in told
        ]
        assert {r["level"] for r in results} == {"error"}
        assert [r["ruleId"] for r in results] == [p.code for p in told]

    def test_the_message_says_what_was_expected_and_names_the_nearest_id(self) -> None:
        problem = Problem("a.yaml", 2, "acts[0]", "unknown Act 'x'", "one of y, z", "y", "unknown-act")
        (result,) = assert_sarif(problems_to_sarif([problem]))
        assert result["message"]["text"] == "acts[0]: unknown Act 'x'; expected one of y, z; did you mean 'y'?"

    def test_a_problem_of_a_whole_folder_has_no_line(self) -> None:
        (result,) = problems_to_sarif([Problem("/data", 0, "", "the folder is missing")])["runs"][0]["results"]
        assert result["locations"] == [{"physicalLocation": {"artifactLocation": {"uri": "file:///data"}}}]
        assert result["ruleId"] == "bad-data"
