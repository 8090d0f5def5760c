"""A secret in every text that can carry a ground, found by walking the models: a field that is added is planted too.

The release copy may hold none of it in any byte of any output; the internal copy shows that the planting works.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import fields, replace
from functools import cache
from pathlib import Path
from typing import Any, get_args, get_type_hints

from support.annexes import CONTEXT
from support.assessing import assess
from support.briefs import JOINING
from support.leaks import leaks
from support.questions import question

from gapcheck.catalogue.catalogue import Catalogue, Contents
from gapcheck.catalogue.loading import load
from gapcheck.change.timeline import timeline
from gapcheck.faces import Assessment
from gapcheck.model.base import Marked, Model, Source
from gapcheck.model.context import Context
from gapcheck.model.law import Rule, Saving
from gapcheck.model.treaty import Instrument, Joining, Purpose
from gapcheck.report.forms.filled_forms import render_forms
from gapcheck.report.forms.form_registry import shipped_forms
from gapcheck.report.json_contract import assessment_as_dict
from gapcheck.report.oscal import mapping_collection
from gapcheck.report.outputs import OUTPUTS, render
from gapcheck.report.pictures.raster import can_draw_png, png_bytes
from gapcheck.report.pictures.strip import strip_of
from gapcheck.report.pictures.strip_drawing import strip_band_svg, strip_svg
from gapcheck.report.pictures.timeline_drawing import timeline_svg
from gapcheck.report.report import Report, make_report

CATALOGUES = Path(__file__).parents[1] / "catalogues"
SECRET, GROUND = "ZQXSECRET7q", "s 9(2)(j)"
HIDDEN = {"text": f"Hidden {SECRET}", "withheld": GROUND}
FULL_CONTEXT: dict[str, Any] = CONTEXT | {
    "opposing_views": {
        "asked": [{"who": HIDDEN, "date": "2018-02-01", "answer": HIDDEN}],
        "views": [{"who": HIDDEN, "from": "2018-03-01", "about": ["model:3"], "holds": HIDDEN}],
    },
    "confirmations": [{"question": "sale", "by": HIDDEN, "date": "2018-04-01", "says": HIDDEN}],
    "cost_lines": [{"who": HIDDEN, "what": HIDDEN, "once": HIDDEN, "each_year": HIDDEN, "paid_by": HIDDEN}],
    "owners": [{"about": "model:2", "agency": HIDDEN, "consulted": [HIDDEN]}],
}
# What no report of a treaty prints has no record in the small catalogue: policy, and statements that are not there.
NOT_IN_THE_SMALL_CATALOGUE = frozenset(
    ("CatalogueHead", "Statement", "OutsideAssessment", "ReformIdea", "Agency", "CapabilityLevel", "PolicyDocument")
)


def parts_of(annotation: Any) -> Iterator[type]:
    """The classes in an annotation."""
    if isinstance(annotation, type) and not get_args(annotation):
        yield annotation
    for inside in get_args(annotation):
        yield from parts_of(inside)


def places(model: type[Model], seen: set[type] | None = None) -> Iterator[tuple[str, str]]:
    """Every field that can carry a ground, in a model and in what is in it, by class and name."""
    known = set() if seen is None else seen
    if model in known:
        return
    known.add(model)
    for name, field in model.model_fields.items():
        classes = set(parts_of(field.annotation))
        if Marked in classes:
            yield model.__name__, name
        for inside in classes - {Marked}:
            if issubclass(inside, Model):
                yield from places(inside, known)


def planted(value: Any, done: set[tuple[str, str]]) -> Any:
    """The same value with a secret in every field that can carry a ground; ``done`` collects which."""
    if isinstance(value, tuple):
        return tuple(planted(item, done) for item in value)
    if not isinstance(value, Model) or isinstance(value, Marked):
        return value
    update = {name: planted(found, done) for name, found in value}
    for name, field in type(value).model_fields.items():
        if Marked in set(parts_of(field.annotation)):
            done.add((type(value).__name__, name))
            secret = Marked(text=f"{SECRET} {type(value).__name__} {name}", withheld=GROUND)
            update[name] = (secret,) if isinstance(update[name], tuple) else secret
    return value.model_copy(update=update)


def with_more(contents: Contents) -> Contents:
    """The contents with records that the small catalogue lacks: joining, purpose, savings, a question."""
    source = (Source(ref="Act 1990", pinpoint="s 1", checked="verified"),)

    def enriched(value: Any) -> Any:
        if isinstance(value, tuple):
            return tuple(enriched(item) for item in value)
        if not isinstance(value, Model):
            return value
        update = {name: enriched(found) for name, found in value}
        if isinstance(value, Instrument):
            joining = Joining.model_validate_json(json.dumps(JOINING))
            update |= {"joining": joining, "purpose": Purpose(text="It is about computers.", source=source)}
        if isinstance(value, Rule):
            update["savings"] = (Saving(text="Applications made before go on.", source=source),)
        return value.model_copy(update=update)

    more = Contents(**{f.name: enriched(getattr(contents, f.name)) for f in fields(Contents)})
    return replace(more, questions=(question("sale", "computer-act-1990:7(1)#object"),))


@cache
def made() -> tuple[Assessment, Context, frozenset[tuple[str, str]]]:
    """The assessment and the context with all secrets, and where these are."""
    done: set[tuple[str, str]] = set()
    contents = with_more(load(CATALOGUES / "small").contents)
    hidden = Contents(**{f.name: planted(getattr(contents, f.name), done) for f in fields(Contents)})
    context = planted(Context.model_validate_json(json.dumps(FULL_CONTEXT)), done)
    return assess(Catalogue(hidden, "files"), "model", "2019-06-01"), context, frozenset(done)


def report_of(*, release: bool) -> Report:
    assessment, context, _ = made()
    return make_report(assessment, "IN CONFIDENCE", context, "2009-01-01", release=release, draft=release)


def files_of(report: Report) -> Iterator[tuple[str, bytes]]:
    """Every output of a report by name."""
    formats = [form for form, outputs in OUTPUTS.items() if form != "pdf" or can_draw_png()]
    yield from render(report, formats).items()
    yield from render_forms(report, shipped_forms().values()).items()
    yield "oscal.json", json.dumps(mapping_collection(report.assessment)).encode()
    yield "assessment.json", json.dumps(assessment_as_dict(report.assessment)).encode()
    strip, days = strip_of(report), timeline(report.assessment.catalogue, "model", "2009-01-01", "2019-06-01")
    pictures = {
        "strip.svg": strip_svg(strip),
        "band.svg": strip_band_svg(strip),
        "timeline.svg": timeline_svg(days, "IN CONFIDENCE"),
    }
    for name, svg in pictures.items():
        yield name, svg.encode()
        if can_draw_png():
            yield name.replace("svg", "png"), png_bytes(svg)


def test_every_field_that_can_carry_a_ground_has_a_secret() -> None:
    hints = [part for hint in get_type_hints(Contents).values() for part in parts_of(hint)]
    models = [part for part in hints if issubclass(part, Model)]
    known = {place for model in (*models, Context) for place in places(model)}
    left = {place for place in known - made()[2] if place[0] not in NOT_IN_THE_SMALL_CATALOGUE}
    assert left == set()
    assert len(made()[2]) > 30


def test_the_internal_copy_shows_what_was_planted() -> None:
    files = dict(files_of(report_of(release=False)))
    seen = {name for name, raw in files.items() if leaks(name, raw, SECRET)}
    assert {"xlsx", "docx", "html", "md"} <= {name.rpartition(".")[2] for name in seen}


def test_no_byte_of_a_release_copy_holds_it() -> None:
    files = dict(files_of(report_of(release=True)))
    assert len(files) > 20
    assert [place for name, raw in files.items() for place in leaks(name, raw, SECRET)] == []
