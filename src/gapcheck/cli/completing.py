"""Completion of ids in a shell: what a catalogue offers for a word that is begun."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

import click

from gapcheck.errors import GapcheckError

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from gapcheck.catalogue.catalogue import Catalogue

Complete = Callable[[click.Context, click.Parameter, str], "list[CompletionItem]"]


def _completing(offer: Callable[[Catalogue, str], Iterable[tuple[str, str]]]) -> Complete:
    """What a shell is offered: ids that go on from the word, each with what it is."""

    def complete(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:  # noqa: ARG001
        from click.shell_completion import CompletionItem

        from gapcheck.catalogue.loading import load

        try:
            catalogue = load(ctx.params.get("data"), state=ctx.meta.get("gapcheck.state"))
        # A shell that completes has no room for an error: the command itself tells what is wrong with the data.
        except (GapcheckError, OSError):
            return []
        found = offer(catalogue, incomplete)
        return [CompletionItem(id, help=told) for id, told in found if id.startswith(incomplete)]

    return complete


def _instruments(catalogue: Catalogue, incomplete: str) -> Iterable[tuple[str, str]]:  # noqa: ARG001
    return [(i.id, i.short_title) for i in catalogue.instruments.values()]


def _places(catalogue: Catalogue, incomplete: str) -> Iterable[tuple[str, str]]:
    name = incomplete.partition(":")[0]
    if ":" not in incomplete:
        acts = [(f"{a.id}:", a.title) for a in catalogue.acts.values()]
        return [*((f"{i.id}:", i.short_title) for i in catalogue.instruments.values()), *acts]
    if name in catalogue.instruments:
        articles = [(f"{name}:{a.article}", a.heading) for a in catalogue.articles(name)]
        return dict([*((f.key, f.duty.text) for f in catalogue.duties_of(name)), *articles]).items()
    entries = [e for e in catalogue.rules if e.act.id == name]
    sections = [(f"{name}:{e.section.section}", e.section.heading) for e in entries]
    return dict([*((e.key, e.section.heading) for e in entries), *sections]).items()


def _readings(catalogue: Catalogue, incomplete: str) -> Iterable[tuple[str, str]]:  # noqa: ARG001
    return [(r.id, r.title) for r in catalogue.readings.values()]


def _reforms(catalogue: Catalogue, incomplete: str) -> Iterable[tuple[str, str]]:  # noqa: ARG001
    return [(r.id, r.title) for r in catalogue.reforms.values()]


def _views(catalogue: Catalogue, incomplete: str) -> Iterable[tuple[str, str]]:  # noqa: ARG001
    return [(f"{q.id}={view}", q.title) for q in catalogue.questions.values() for view in ("holds", "fails", "open")]


instruments, places = _completing(_instruments), _completing(_places)
readings, reforms, views = _completing(_readings), _completing(_reforms), _completing(_views)
