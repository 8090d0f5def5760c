"""Work beside other work: the same results and the same errors, in a copy of the process or without one."""

from __future__ import annotations

import os

import pytest

from gapcheck.errors import UsageError
from gapcheck.report import forking


@pytest.fixture(params=[True, False], ids=["in a copy", "one after the other"])
def copying(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> bool:
    if request.param and not hasattr(os, "fork"):
        pytest.skip("this system cannot copy a process")
    monkeypatch.setattr(forking, "may_fork", lambda: request.param)
    return request.param


@pytest.mark.usefixtures("copying")
def test_both_results() -> None:
    assert forking.beside(lambda: b"x" * 1_000_000, lambda: os.getpid()) == (b"x" * 1_000_000, os.getpid())


def test_the_first_is_worked_out_elsewhere(copying: bool) -> None:
    aside, here = forking.beside(os.getpid, os.getpid)
    assert (aside != here) is copying


def failing() -> None:
    raise UsageError("no")


@pytest.mark.usefixtures("copying")
@pytest.mark.parametrize("which", ["aside", "here"])
def test_what_either_raises(which: str) -> None:
    aside, here = (failing, os.getpid) if which == "aside" else (lambda: b"x" * 1_000_000, failing)
    with pytest.raises(UsageError, match="no"):
        forking.beside(aside, here)
