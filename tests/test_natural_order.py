"""Labels in the order in which people count."""

from __future__ import annotations

import random

import pytest

from gapcheck.natural_order import natural_key


@pytest.mark.parametrize(
    "labels",
    [
        ["2", "10", "22"],
        ["6(1)(a)", "6(1)(b)", "6(2)", "16(1)"],
        ["79E", "79G", "88A"],
        ["s 9", "s 10"],
    ],
)
def test_numbers_count_as_numbers(labels: list[str]) -> None:
    shuffled = random.Random(1).sample(labels, len(labels))
    assert sorted(shuffled, key=natural_key) == labels


def test_labels_that_differ_have_keys_that_differ() -> None:
    assert natural_key("1") != natural_key("01")


def test_what_only_looks_like_a_number_is_text() -> None:
    assert sorted(["6²", "6"], key=natural_key) == ["6", "6²"]
    assert natural_key("9" * 5000) != natural_key("9" * 5001)
