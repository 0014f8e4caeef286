"""Place strings and the places of the shell."""

import pytest

from spoc_desk_ui.place_strings import join_place, split_place


@pytest.mark.parametrize(
    ("place", "name", "ids"),
    [
        ("today", "today", {}),
        ("case/abc", "case", {"case_id": "abc"}),
        ("case/abc/spocs//contact_id", "case", {"case_id": "abc", "part": "spocs", "field": "contact_id"}),
        ("directory/xyz", "directory", {"contact_id": "xyz"}),
        ("print-blank/meeting/abc", "print", {"form": "meeting", "case_id": "abc"}),
        ("print/chronology/abc", "print", {"kind": "chronology", "case_id": "abc"}),
    ],
)
def test_a_place_string_becomes_a_place_and_its_ids_and_back(place: str, name: str, ids: dict[str, str]) -> None:
    assert split_place(place) == (name, ids)
    assert join_place(name, ids) == place
