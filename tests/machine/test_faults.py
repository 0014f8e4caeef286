"""What is said of a fault."""

import pytest

from spoc_desk.machine.faults import place_of


def test_a_fault_is_told_by_kind_and_place_never_by_value() -> None:
    secret = "Child A lives at"
    with pytest.raises(KeyError) as caught:
        raise KeyError(secret)
    assert secret not in place_of(caught.value)
    assert place_of(caught.value).startswith("KeyError at test_faults.py:")


def test_a_fault_that_was_never_raised_has_no_place() -> None:
    assert place_of(ValueError("Norwich")) == "ValueError at ?"
