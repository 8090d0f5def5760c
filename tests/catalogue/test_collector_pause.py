"""The search for cycles is as it was before, whatever happens in between, and what was made is searched in the end."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest

from gapcheck.catalogue import collector_pause
from gapcheck.catalogue.collector_pause import LEAST_PUT_BY, MOST_PUT_BY, collector_paused


class Collector:
    """Stands in for that of Python, and tells what it was asked to do."""

    def __init__(self) -> None:
        self.enabled, self.frozen, self.young = True, 0, 0
        self.asked: list[str] = []

    def isenabled(self) -> bool:
        return self.enabled

    def enable(self) -> None:
        self.enabled = True

    def disable(self) -> None:
        self.enabled = False

    def get_freeze_count(self) -> int:
        return self.frozen

    def get_count(self) -> tuple[int, int, int]:
        return self.young, 0, 0

    def freeze(self) -> None:
        assert not self.enabled
        self.frozen, self.young = self.young, 0
        self.asked.append("freeze")

    def unfreeze(self) -> None:
        assert not self.enabled
        self.frozen = 0
        self.asked.append("unfreeze")

    def collect(self) -> None:
        self.asked.append("collect")


@pytest.fixture
def collector(monkeypatch: pytest.MonkeyPatch) -> Iterator[Collector]:
    made = Collector()
    monkeypatch.setattr(collector_pause, "gc", made)
    monkeypatch.setattr(collector_pause, "_PUT_BY", collector_pause._PutBy())
    return made


def make(collector: Collector, values: int) -> list[str]:
    """What a pause in which so many values are made asks of the collector."""
    collector.asked.clear()
    with collector_paused():
        collector.young += values
    return list(collector.asked)


def fail_in_the_pause() -> None:
    with collector_paused():
        assert not gc.isenabled()
        raise ValueError("x")


@pytest.mark.parametrize("before", [True, False])
def test_it_is_as_before_after_an_error_too(before: bool) -> None:
    enabled = gc.isenabled()
    try:
        (gc.enable if before else gc.disable)()
        with pytest.raises(ValueError, match="x"):
            fail_in_the_pause()
        assert gc.isenabled() is before
    finally:
        (gc.enable if enabled else gc.disable)()


class TestWhatWasMade:
    def test_is_put_with_the_old_values_and_not_searched(self, collector: Collector) -> None:
        assert make(collector, LEAST_PUT_BY) == ["freeze", "unfreeze"]
        assert (collector.enabled, collector.frozen, collector.young) == (True, 0, 0)

    def test_is_searched_as_ever_if_it_is_little(self, collector: Collector) -> None:
        collector.get_freeze_count = pytest.fail  # type: ignore[method-assign]
        assert make(collector, LEAST_PUT_BY - 1) == []
        assert (collector.enabled, collector.young) == (True, LEAST_PUT_BY - 1)

    def test_counts_without_what_was_there_before(self, collector: Collector) -> None:
        collector.young = MOST_PUT_BY
        assert make(collector, LEAST_PUT_BY - 1) == []
        assert make(collector, LEAST_PUT_BY) == ["freeze", "unfreeze"]
        assert make(collector, 0) == []

    def test_is_searched_before_the_next_pause_once_it_is_much(self, collector: Collector) -> None:
        put_by = ["freeze", "unfreeze"]
        for _ in range(2):
            assert make(collector, MOST_PUT_BY - LEAST_PUT_BY) == put_by
            assert make(collector, LEAST_PUT_BY) == put_by
            assert make(collector, LEAST_PUT_BY) == put_by
            # Then it begins anew.
            assert make(collector, 0) == ["collect"]

    def test_by_a_pause_within_a_pause_is_left_to_that(self, collector: Collector) -> None:
        with collector_paused():
            assert make(collector, MOST_PUT_BY + 1) == []
            assert not collector.enabled
        assert collector.asked == ["freeze", "unfreeze"]
        assert make(collector, 0) == ["collect"]

    def test_stays_where_it_is_if_somebody_froze_values(self, collector: Collector) -> None:
        collector.frozen = 5
        assert make(collector, MOST_PUT_BY + 1) == []
        assert make(collector, 1) == []
        assert (collector.enabled, collector.frozen, collector.young) == (True, 5, MOST_PUT_BY + 2)


def test_nothing_is_asked_of_a_collector_that_is_off(collector: Collector) -> None:
    make(collector, MOST_PUT_BY + 1)
    collector.enabled = False
    assert make(collector, 1) == []
    assert not collector.enabled


def test_a_pause_that_ends_while_another_begins_does_not_leave_it_off(collector: Collector) -> None:
    def ends_elsewhere() -> bool:
        # Another thread ends its pause just after this one saw the collector off.
        collector.enabled = True
        return False

    collector.enabled = False
    collector.isenabled = ends_elsewhere  # type: ignore[method-assign]
    with collector_paused():
        pass
    assert collector.enabled
