"""The OSCAL mapping collection: its structure, its direction, its gaps, and that nothing in it is left to chance."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import pytest
from support.builders import assessed, duty, limit_to, rule

from gapcheck import UsageError
from gapcheck.report.oscal import mapping_collection, tokens

if TYPE_CHECKING:
    from gapcheck import Gapcheck
    from gapcheck.faces import Assessment

# The part of the OSCAL 1.2.1 mapping model that gapcheck writes: of each object the keys that it must have, those that
# it may have, and what their values look like. A value is a pattern, an object, a list of objects, or a set of the
# words allowed.
UUID = r"[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"
TOKEN = r"[A-Za-z_][A-Za-z0-9_.-]*"
LINE = r"\S(.*\S)?"
TEXT = r"(?s)\S.*"
URI = r"https?://\S+"

PROPERTY = {"name": TOKEN, "ns": r"urn:\S+", "value": LINE, "class?": TOKEN, "remarks?": TEXT}
LINK = {"href": URI, "rel?": TOKEN}
ITEM = {
    "type": {"control", "statement"},
    "id-ref": LINE,
    "props?": [PROPERTY],
    "links?": [LINK],
    "remarks?": TEXT,
}
QUALIFIER = {
    "subject": {"source", "target", "both"},
    "predicate": {"has-requirement", "has-incompatibility"},
    "category": {"restricted", "addressable", "blocked"},
    "description": TEXT,
}
MAP = {
    "uuid": UUID,
    "relationship": {"equal-to", "equivalent-to", "subset-of", "superset-of", "intersects-with", "no-relationship"},
    "sources": [ITEM],
    "targets": [ITEM],
    "qualifiers?": [QUALIFIER],
    "props?": [PROPERTY],
    "remarks?": TEXT,
}
RESOURCE = {"type": {"catalog", "profile"}, "href": rf"#{UUID}"}
MAPPING = {
    "uuid": UUID,
    "source-resource": RESOURCE,
    "target-resource": RESOURCE,
    "maps": [MAP],
    "props?": [PROPERTY],
    "source-gap-summary?": {"uuid": UUID, "unmapped-controls": [{"with-ids": [TOKEN]}]},
}
COLLECTION = {
    "mapping-collection": {
        "uuid": UUID,
        "metadata": {
            "title": LINE,
            "last-modified": r"\d{4}-\d\d-\d\dT00:00:00Z",
            "version": LINE,
            "oscal-version": r"1\.2\.[01]",
            "props?": [PROPERTY],
        },
        "provenance": {
            "method": {"human", "automation"},
            "matching-rationale": {"syntactic", "semantic", "functional"},
            "status": {"complete", "not-complete", "draft", "deprecated", "superseded"},
            "mapping-description": TEXT,
        },
        "mappings": [MAPPING],
        "back-matter": {
            "resources": [
                {"uuid": UUID, "title": LINE, "description": TEXT, "props?": [PROPERTY], "rlinks?": [{"href": URI}]}
            ]
        },
    }
}


def faults(value: Any, model: Any, path: str = "$") -> Iterator[str]:
    """Everything in which a value does not fit a model."""
    if isinstance(model, str):
        if not isinstance(value, str) or not re.fullmatch(model, value):
            yield f"{path}: {value!r}"
    elif isinstance(model, set):
        if value not in model:
            yield f"{path}: {value!r}"
    elif isinstance(model, list):
        if not isinstance(value, list) or not value:
            yield f"{path}: expected a list that is not empty"
        else:
            for number, item in enumerate(value):
                yield from faults(item, model[0], f"{path}[{number}]")
    else:
        required = {k for k in model if not k.endswith("?")}
        known = {k.rstrip("?"): m for k, m in model.items()}
        yield from (f"{path}: no {k}" for k in sorted(required - value.keys()))
        for key, inner in value.items():
            if key in known:
                yield from faults(inner, known[key], f"{path}.{key}")
            else:
                yield f"{path}: {key}"


def written(assessment: Assessment) -> dict[str, Any]:
    """The collection after a round trip through JSON."""
    made: dict[str, Any] = json.loads(json.dumps(assessment.to_oscal()))
    return made


def mapping(assessment: Assessment) -> dict[str, Any]:
    """The only mapping of the collection."""
    (found,) = written(assessment)["mapping-collection"]["mappings"]
    return dict(found)


def every_uuid(value: Any) -> Iterator[str]:
    """The UUIDs that are given to something, wherever they stand."""
    if isinstance(value, dict):
        yield from (v for k, v in value.items() if k == "uuid")
        value = list(value.values())
    if isinstance(value, list):
        for inner in value:
            yield from every_uuid(inner)


class TestStructure:
    @pytest.mark.parametrize("day", ["2003-01-01", "2009-01-01", "2014-01-01", "2019-06-01"])
    @pytest.mark.parametrize("reading", [None, "strict", "officials"])
    def test_fits_the_model(self, small: Gapcheck, day: str, reading: str | None) -> None:
        assert list(faults(written(small.assess("model", day, reading)), COLLECTION)) == []

    @pytest.mark.parametrize(
        "spoil",
        [
            lambda m: m.pop("maps"),
            lambda m: m.update(maps=[]),
            lambda m: m.update(extra=1),
            lambda m: m["maps"][0].update(relationship="wider-than"),
            lambda m: m["maps"][-1].update(uuid="x"),
            lambda m: m["maps"][-1]["targets"][-1].pop("id-ref"),
            lambda m: m["source-gap-summary"].update({"unmapped-controls": [{"with-ids": ["5(1)"]}]}),
        ],
    )
    def test_the_check_sees_a_planted_fault(self, small: Gapcheck, spoil: Callable[[dict[str, Any]], object]) -> None:
        made = written(small.assess("model", "2014-01-01"))
        spoil(made["mapping-collection"]["mappings"][0])
        assert len(list(faults(made, COLLECTION))) >= 1

    @pytest.mark.filterwarnings("ignore")
    def test_fits_the_model_of_compliance_trestle(self, small: Gapcheck) -> None:
        reason = "compliance-trestle is not installed (pip install '.[oscal]')"
        trestle = pytest.importorskip("trestle.oscal.mapping", reason=reason)
        made = trestle.Model.model_validate(written(small.assess("model", "2014-01-01")))
        assert len(made.mapping_collection.mappings[0].maps) == len(
            mapping(small.assess("model", "2014-01-01"))["maps"]
        )

    def test_the_resources_are_there(self, small: Gapcheck) -> None:
        made = written(small.assess("model", "2014-01-01"))["mapping-collection"]
        source, target = (r["uuid"] for r in made["back-matter"]["resources"])
        (found,) = made["mappings"]
        assert (found["source-resource"]["href"], found["target-resource"]["href"]) == (f"#{source}", f"#{target}")

    def test_no_rule_at_all_is_bad_usage(self, small: Gapcheck) -> None:
        with pytest.raises(
            UsageError, match="no rule on record for 1 January 1950 reaches any part of the Model Convention"
        ):
            small.assess("model", "1950-01-01").to_oscal()


class TestMaps:
    @pytest.mark.parametrize(
        ("asked", "reached", "expected"),
        [
            ({}, {}, "equal-to"),
            ({"fault": "intention"}, {}, "subset-of"),
            ({}, {"purpose": "fraud"}, "superset-of"),
            ({"fault": "intention"}, {"purpose": "fraud"}, "intersects-with"),
        ],
    )
    def test_read_from_the_treaty_to_the_law(
        self, asked: dict[str, Any], reached: dict[str, Any], expected: str
    ) -> None:
        made = mapping(assessed(duty(conduct="access", **asked), rule(conduct="access", **reached)))
        assert [m["relationship"] for m in made["maps"]] == [expected]

    def test_source_and_target(self, small: Gapcheck) -> None:
        (source,), (target,) = (
            mapping(small.assess("model", "2014-01-01"))["maps"][0][k] for k in ("sources", "targets")
        )
        assert (source["type"], source["id-ref"]) == ("statement", "model-2_cell.1")
        assert (target["type"], target["id-ref"]) == ("control", "computer-act-1990-5-1")
        assert {p["name"]: p["value"] for p in target["props"]}["citation"] == "Computer Act 1990, s 5(1)"
        assert target["links"] == [
            {"href": "https://www.legislation.govt.nz/act/public/1990/7/en/latest/#DLM100005", "rel": "reference"}
        ]

    def test_the_rules_relied_on_are_targets_too(self, small: Gapcheck) -> None:
        maps = {m["sources"][0]["id-ref"]: m for m in mapping(small.assess("model", "2014-01-01"))["maps"]}
        ids = [t["id-ref"] for t in maps["model-6-1_cell.1"]["targets"]]
        assert ids == ["search-act-2008-30-warrant", "search-act-2008-40-1-a"]

    def test_what_goes_beyond_stands_in_the_remarks(self) -> None:
        (made,) = mapping(assessed(duty(conduct="access", fault="intention"), rule(conduct="access")))["maps"]
        assert made["remarks"].startswith("Section 1 of the Made Up Act 2000")
        assert "qualifiers" not in made

    @pytest.mark.parametrize(
        ("allows", "category"), [((), "restricted"), ((limit_to("object", "server"),), "addressable")]
    )
    def test_what_falls_short_is_a_qualifier(self, allows: tuple[Any, ...], category: str) -> None:
        one = duty(conduct="access", object="thing", allows=allows)
        (made,) = mapping(assessed(one, rule(conduct="access", object="server")))["maps"]
        (qualifier,) = made["qualifiers"]
        assert (qualifier["subject"], qualifier["category"]) == ("target", category)
        assert qualifier["description"].startswith("Section 1 of the Made Up Act 2000 is limited to server")

    def test_text_from_the_data_is_not_read_as_markdown(self) -> None:
        law = rule(conduct="access").model_copy(update={"text": "<b>A *rule*</b>."})
        (made,) = mapping(assessed(duty(conduct="access"), law))["maps"]
        assert made["targets"][0]["remarks"] == "&lt;b&gt;A \\*rule\\*&lt;/b&gt;."


class TestGaps:
    def test_a_duty_that_nothing_reaches(self) -> None:
        made = mapping(assessed([duty("1", conduct="access"), duty("2(a)", conduct="delete")], rule(conduct="access")))
        assert made["source-gap-summary"]["unmapped-controls"] == [{"with-ids": ["t-2-a"]}]
        (prop,) = made["props"]
        assert (prop["name"], prop["value"], prop["class"]) == ("unmapped-duty", "t-2-a", "unmet")

    def test_without_a_survey_no_gap_is_claimed(self) -> None:
        duties = [duty("1", conduct="access"), duty("2", conduct="delete", surveyed=False)]
        (prop,) = mapping(assessed(duties, rule(conduct="access")))["props"]
        assert (prop["class"], prop["remarks"]) == ("not_assessed", "Duty 2. Status: not assessed.")

    def test_a_single_cell_that_nothing_reaches(self) -> None:
        made = mapping(assessed(duty(conduct=["access", "delete"]), rule(conduct="access")))
        assert "source-gap-summary" not in made
        (prop,) = made["props"]
        assert (prop["name"], prop["value"], prop["remarks"]) == (
            "unmapped-cell",
            "t-1_cell.2",
            "Treaty, art 1: delete",
        )

    def test_every_cell_is_mapped_or_told(self, small: Gapcheck) -> None:
        assessment = small.assess("model", "2014-01-01")
        made = mapping(assessment)
        whole = {d.id for d in assessment.duties if d.cells and not any(c.best for c in d.cells)}
        cells = sum(len(d.cells) for d in assessment.duties if d.id not in whole)
        assert len(made["maps"]) + sum(p["name"] == "unmapped-cell" for p in made["props"]) == cells
        assert len(made["source-gap-summary"]["unmapped-controls"][0]["with-ids"]) == len(whole)


class TestNothingIsLeftToChance:
    @pytest.mark.usefixtures("loaded_anew")
    def test_the_same_question_gives_the_same_bytes(self, small: Gapcheck) -> None:
        first, second = (json.dumps(mapping_collection(small.assess("model", "2014-01-01"))) for _ in range(2))
        assert first == second

    def test_each_identifier_is_given_once(self, small: Gapcheck) -> None:
        found = list(every_uuid(written(small.assess("model", "2014-01-01"))))
        assert len(found) == len(set(found))

    def test_the_document_has_another_identifier_on_another_day(self, small: Gapcheck) -> None:
        one, other = (written(small.assess("model", day))["mapping-collection"] for day in ("2014-01-01", "2014-01-02"))
        assert one["uuid"] != other["uuid"]
        assert one["mappings"][0]["uuid"] == other["mappings"][0]["uuid"]
        assert other["metadata"]["last-modified"] == "2014-01-02T00:00:00Z"


class TestTokens:
    def test_are_plain(self) -> None:
        assert tokens(["budapest:16(1)", "7-a"]) == {"budapest:16(1)": "budapest-16-1", "7-a": "id-7-a"}

    def test_no_two_ids_share_one(self) -> None:
        found = tokens(["a:1(1)", "a:1-1", "a:1.1"])
        assert len(set(found.values())) == 3
        assert all(re.fullmatch(TOKEN, t) for t in found.values())
        assert found == tokens(["a:1.1", "a:1-1", "a:1(1)"])

    def test_of_the_bundled_data_need_no_suffix(self) -> None:
        import gapcheck

        assessment = gapcheck.load().assess("budapest", "2026-11-21")
        ids = [*(d.id for d in assessment.duties), *(e.key for e in assessment.rules_in_force(assessment.as_at))]
        assert not [t for t in tokens(ids).values() if re.search(r"-[0-9a-f]{8}$", t)]


def test_the_bundled_data_fits_the_model() -> None:
    import gapcheck

    made = written(gapcheck.load().assess("budapest", "2026-11-21"))
    assert list(faults(made, COLLECTION)) == []
