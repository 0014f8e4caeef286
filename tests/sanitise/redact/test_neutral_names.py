"""The name of a copy's file tells nothing."""

import pytest

from spoc_desk.sanitise.redact.neutral_names import neutral_name


def test_a_name_is_made_of_chance_alone() -> None:
    assert neutral_name(bytes(range(16))) == "doc-0001020304050607.pdf"


def test_too_little_chance_is_refused() -> None:
    with pytest.raises(ValueError, match="eight"):
        neutral_name(b"1234567")
