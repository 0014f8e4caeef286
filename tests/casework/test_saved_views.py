"""Own views of the lists: each person's own, without anything typed, and gone with the person."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from spoc_desk.casework.may_see import settle
from spoc_desk.casework.people_at_desk import add_person, remove_person
from spoc_desk.casework.saved_views import delete_view, rename_view, save_view, saved_views
from spoc_desk.clock import FixedClock
from spoc_desk.domain.saved_views import SavedView
from spoc_desk.errors import BadAnswer, LeakFound, UnknownRecord
from spoc_desk.vault.vault import Vault
from tests.casework.relay.desk import RelayDesk, make_school
from tests.factories import PASSWORD, make_vault


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Vault]:
    """A desk with one notification about a child called Sample."""
    roles = frozenset({"la_spoc", "mash", "administrator"})
    vault = make_vault(tmp_path_factory.mktemp("desk") / "vault", FixedClock(), roles=roles)
    RelayDesk(vault, make_school(vault, in_order=False)).capture()
    yield vault
    vault.close()


def _save(vault: Vault, name: str = "Stopped", **changes: object) -> SavedView:
    given = {"list_name": "relay", "shown": {"tab": "STOPPED"}, "sort": "received", "descending": True, **changes}
    record = save_view(vault, name=name, **given).record  # type: ignore[arg-type]
    assert isinstance(record, SavedView)
    return record


def _names(vault: Vault, list_name: str = "relay") -> list[str]:
    return [each.name for each in saved_views(vault, list_name)]


def test_a_view_is_kept_renamed_and_deleted_without_a_trace_of_its_names(desk: Vault) -> None:
    view = _save(desk, "  Waiting   for the office ")
    assert (view.name, view.shown, view.sort, view.descending) == (
        "Waiting for the office", ("tab=STOPPED",), "received", True,
    )  # fmt: skip
    rename_view(desk, view_id=view.id, name="Office first", version=view.version)
    assert _names(desk) == ["Office first"]
    assert _names(desk, "referrals") == []
    delete_view(desk, view_id=view.id)
    assert _names(desk) == []
    left = desk.own_rows("SELECT content FROM main.row_history WHERE table_name = 'saved_views'")
    assert [tuple(row) for row in left] == []
    acts = desk.own_rows("SELECT act FROM main.audit WHERE table_name = 'saved_views' ORDER BY seq")
    assert [row[0].split()[0] for row in acts] == ["saved", "renamed", "deleted"]


@pytest.mark.parametrize("name", ["", "n" * 41, "stopped", "Sample", "The sample children"])
def test_a_name_is_short_and_new_and_names_no_family_of_the_list(desk: Vault, name: str) -> None:
    if "Stopped" not in _names(desk):
        _save(desk, "Stopped")
    before = _names(desk)
    with pytest.raises(BadAnswer):
        _save(desk, name)
    assert _names(desk) == before


def test_a_name_that_shows_an_area_is_refused(desk: Vault) -> None:
    with pytest.raises(LeakFound):
        _save(desk, "From Northumberland")


@pytest.mark.parametrize("shown", [{"reference": "Maja Sample"}, {"tab": "a b"}, {"Tab": "x"}])
def test_what_was_typed_is_never_kept(desk: Vault, shown: dict[str, str]) -> None:
    with pytest.raises(BadAnswer):
        _save(desk, "Typed", shown=shown)


def test_they_are_hers_alone_and_of_lists_she_sees(desk: Vault) -> None:
    mine = _save(desk, "Hers")
    relocations = _save(desk, "Closed ones", list_name="relocations", shown={"closed": "yes"})
    me = desk.actor
    desk.actor = replace(me, user_id="another")
    assert _names(desk) == []
    with pytest.raises(UnknownRecord):
        delete_view(desk, view_id=mine.id)
    desk.actor = replace(me, roles=frozenset({"mash"}))
    settle(desk)
    assert "Hers" in _names(desk)
    assert _names(desk, "relocations") == []
    with pytest.raises(UnknownRecord):
        _save(desk, "Mine too", list_name="relocations", shown={})
    desk.actor = me
    settle(desk)
    assert [each.id for each in saved_views(desk, "relocations")] == [relocations.id]


def test_they_go_with_the_person(desk: Vault) -> None:
    done = add_person(desk, name="Ben Test", roles={"mash"}, password="harbour-lantern-plum", own_password=PASSWORD)
    (other,) = done.change.ids
    me = desk.actor
    desk.actor = replace(me, user_id=other)
    _save(desk, "Ben's")
    desk.actor = me
    remove_person(desk, other, own_password=PASSWORD)
    assert desk.own_rows("SELECT 1 FROM main.saved_views WHERE user_id = ?", (other,)) == []
