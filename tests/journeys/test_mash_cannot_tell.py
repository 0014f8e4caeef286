"""The MASH cannot see, or infer, that a relocation exists, and does her whole work without any of its tables."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from spoc_desk.casework.may_see import CLOSED_TABLES, Sight, sees
from spoc_desk.casework.relay import capture
from spoc_desk.casework.relay.lists import relay_view
from spoc_desk.domain.referral_guards import RESTRICTED_WORDS
from spoc_desk.domain.relay import IncidentState, MessageState
from spoc_desk.errors import UserError
from spoc_desk.vault.records.stores import RELAY_INCIDENTS
from tests.casework.relay.desk import INCIDENT
from tests.journeys.relay_work import PROTECTED_CHILD, Work, a_school, mash_at_work
from tests.journeys.two_vaults import (
    Desk,
    Extra,
    Luck,
    a_colleagues_child,
    a_colleagues_home,
    a_marked_home,
    a_protected_child,
    a_relocation,
    everything_seen,
    lay_out,
)

Open = Callable[..., Desk]
SHUT = (Sight.RELOCATIONS, Sight.REFERRALS, Sight.RESTRICTED)


@pytest.fixture
def luck(monkeypatch: pytest.MonkeyPatch) -> Luck:
    return Luck(monkeypatch)


@pytest.fixture
def opened(tmp_path: Path, luck: Luck) -> Iterator[Open]:
    desks: list[Desk] = []

    def open_one(*extras: Extra) -> Desk:
        desks.append(lay_out(tmp_path / f"vault-{len(desks)}", luck, a_school, *extras, role="mash"))
        return desks[-1]

    yield open_one
    for desk in desks:
        desk.vault.close()


@pytest.mark.req("R-000-18")
def test_a_relocation_changes_nothing_of_relay(
    opened: Open, luck: Luck, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    without, within = (
        everything_seen(opened(*extras), luck, monkeypatch, tmp_path, mash_at_work) for extras in ((), (a_relocation,))
    )
    assert without.keys() == within.keys()
    assert [name for name in without if without[name] != within[name]] == []


@pytest.mark.req("R-000-18")
def test_a_match_with_a_relocation_looks_like_any_other_at_every_step(
    opened: Open, luck: Luck, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """The same child: of a relocated family, or of a colleague. Typed, pasted as a sibling, and in a table."""
    relocated, colleague, nobody = (
        everything_seen(opened(*extras), luck, monkeypatch, tmp_path, mash_at_work)
        for extras in ((a_protected_child,), (a_colleagues_child,), ())
    )
    assert [name for name in relocated if relocated[name] != colleague[name]] == []
    noticed = {name for name in relocated if relocated[name] != nobody[name]}
    assert {"capture restricted", "clear restricted", "add a restricted sibling", "text restricted"} <= noticed
    assert not {"capture plain", "clear plain", "text plain", "paper plain", "sent plain"} & noticed


@pytest.mark.req("R-000-18")
def test_the_home_of_a_relocated_family_looks_like_any_other_restricted_address(
    opened: Open, luck: Luck, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """The same address: where an arrival lives now, or the home of a colleague. In a table, and corrected later."""
    relocated, colleague, nobody = (
        everything_seen(opened(*extras), luck, monkeypatch, tmp_path, mash_at_work)
        for extras in ((a_marked_home,), (a_colleagues_home,), ())
    )
    assert [name for name in relocated if relocated[name] != colleague[name]] == []
    noticed = {name for name in relocated if relocated[name] != nobody[name]}
    assert {"correct the address", "counts the import", "list Stopped the import"} <= noticed
    assert not {"capture plain", "clear plain", "text plain", "paper plain", "capture moved", "import"} & noticed


def test_the_mash_does_her_whole_work_with_those_tables_shut(opened: Open) -> None:
    """From the paste to the misdirected message: nothing she does needs a table of what she does not see."""
    desk = opened(a_protected_child)
    vault = desk.vault
    assert not any(sees(vault, sight) for sight in SHUT)
    work = Work(vault)
    refused = {}
    for name, step in work.steps():
        try:
            step()
        except UserError as error:
            refused[name] = str(error)
    assert set(refused) == {
        f"{act} restricted" for act in ("decide", "match", "clear", "text", "paper", "sent", "receipt", "feedback",
                                        "misdirected")
    }  # fmt: skip
    assert "NotAtThisDesk" not in " ".join(refused.values())
    plain, restricted = (relay_view(vault, work.incidents[name]) for name in ("plain", "restricted"))
    assert [each.message.state for each in plain.messages] == [MessageState.MISDIRECTED, MessageState.TO_MATCH]
    assert plain.stopped
    assert (restricted.stopped, restricted.stop_words) == (True, RESTRICTED_WORDS)
    assert not restricted.may_release
    states = [each.state for each in RELAY_INCIDENTS.find(vault)]
    assert states.count(IncidentState.STOPPED) == 3


def test_those_tables_are_really_shut(opened: Open) -> None:
    vault = opened(a_protected_child).vault
    for table in sorted(frozenset().union(*(CLOSED_TABLES[sight] for sight in SHUT))):
        with pytest.raises(UserError):
            vault.rows(f"SELECT count(*) FROM {table}")
    capture.capture(vault, answers=INCIDENT, children=(PROTECTED_CHILD,))
