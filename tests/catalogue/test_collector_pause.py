"""The search for cycles is as it was before, whatever happens in between."""

from __future__ import annotations

import gc

import pytest

from gapcheck.catalogue.collector_pause import collector_paused


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
