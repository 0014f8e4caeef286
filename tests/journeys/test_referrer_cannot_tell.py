"""A referrer cannot see, or infer, that a relocation exists (2.3 rule 10): two vaults, alike to the last byte.

What is compared is everything the role can get: lists, counts, searches, the agenda, views of referrals, papers with
their size and number, the command line; and the questions that the vault was asked meanwhile.
"""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from spoc_desk.casework import prints
from spoc_desk.casework.agenda import today
from spoc_desk.casework.may_see import CLOSED_TABLES, Sight
from spoc_desk.casework.print_register import list_prints, mark_destroyed
from spoc_desk.casework.referrals.moves import ready_for_consent, ready_to_send
from spoc_desk.errors import NotAtThisDesk
from spoc_desk.vault.lifecycle import open_vault
from spoc_desk.vault.records.stores import DECISIONS
from tests.casework.own_copy import issue
from tests.casework.referrals.desk import DECISION, intensive, write
from tests.factories import PASSWORD
from tests.journeys.two_vaults import (
    Desk,
    Extra,
    Luck,
    a_colleagues_child,
    a_protected_child,
    a_relocation,
    everything_seen,
    lay_out,
)

Open = Callable[..., Desk]


@pytest.fixture
def luck(monkeypatch: pytest.MonkeyPatch) -> Luck:
    return Luck(monkeypatch)


@pytest.fixture
def opened(tmp_path: Path, luck: Luck) -> Iterator[Open]:
    desks: list[Desk] = []

    def open_one(*extras: Extra, role: str = "referrer") -> Desk:
        desks.append(lay_out(tmp_path / f"vault-{len(desks)}", luck, *extras, role=role))
        return desks[-1]

    yield open_one
    for desk in desks:
        desk.vault.close()


@pytest.mark.parametrize("role", ["referrer", "mash"])
def test_a_relocation_changes_nothing_that_is_seen(
    opened: Open, luck: Luck, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, role: str
) -> None:
    without = everything_seen(opened(role=role), luck, monkeypatch, tmp_path)
    within = everything_seen(opened(a_relocation, role=role), luck, monkeypatch, tmp_path)
    assert without.keys() == within.keys()
    assert [name for name in without if without[name] != within[name]] == []
    refused = {name for name, seen in within.items() if isinstance(seen, tuple) and "NotAtThisDesk" in seen}
    if role == "referrer":  # nothing was alike only because it was refused
        assert {name for name in refused if not name.startswith("by id")} == set()


def test_the_folder_shows_the_same_files_of_the_same_length(opened: Open) -> None:
    """Locked, and after another unlock: who looks at the folder learns nothing."""
    desks = opened(), opened(a_relocation)
    for desk in desks:
        desk.vault.close()
    assert _files(desks[0]) == _files(desks[1])
    for desk in desks:
        open_vault(desk.vault.folder, PASSWORD, clock=desk.clock).close()
    assert _files(desks[0]) == _files(desks[1])


def _files(desk: Desk) -> dict[str, int]:
    return {path.name: path.stat().st_size for path in desk.vault.folder.iterdir()}


def test_a_match_with_a_relocation_looks_like_any_other(
    opened: Open, luck: Luck, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """The same child, restricted as one of a relocated family, or as the child of a colleague."""
    relocated = everything_seen(opened(a_protected_child), luck, monkeypatch, tmp_path)
    colleague = everything_seen(opened(a_colleagues_child), luck, monkeypatch, tmp_path)
    assert [name for name in relocated if relocated[name] != colleague[name]] == []


def test_the_comparison_would_notice(opened: Open, luck: Luck, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """For the LA SPOC the two vaults differ in nearly everything, and a match is noticed by everybody."""
    without = everything_seen(opened(role="la_spoc"), luck, monkeypatch, tmp_path)
    within = everything_seen(opened(a_relocation, role="la_spoc"), luck, monkeypatch, tmp_path)
    differing = {name for name in without if without[name] != within[name]}
    assert {"today", "cases “”", "concerns", "prints", "trail", "cli list cases --json", "cli verify"} <= differing
    nobody = everything_seen(opened(), luck, monkeypatch, tmp_path)
    matched = everything_seen(opened(a_colleagues_child), luck, monkeypatch, tmp_path)
    assert {name for name in nobody if nobody[name] != matched[name]} >= {"stop 1", "view 1"}


def test_every_table_of_relocations_is_shut(opened: Open) -> None:
    vault = opened(a_relocation).vault
    for table in sorted(CLOSED_TABLES[Sight.RELOCATIONS]):
        with pytest.raises(NotAtThisDesk):
            vault.rows(f"SELECT count(*) FROM {table}")


def test_a_referrer_does_her_whole_work_with_those_tables_shut(opened: Open) -> None:
    """From the first answer to the end: nothing she does needs a table of what she does not see."""
    desk = opened(a_relocation)
    hers = intensive(desk.vault, desk.clock)
    ready_for_consent(desk.vault, referral_id=hers.id)
    ready_to_send(desk.vault, referral_id=hers.id)
    for kind in ("referral-consent", "referral-young-person", "referral-confidential", "referral", "referral-tracking"):
        issue(desk.vault, prints.prepare(desk.vault, kind=kind, referral_id=hers.id), acknowledged=True)
    hers.send()
    assert today(desk.vault).counts.due_soon == 1
    assert today(desk.vault).due_soon[0].place == f"referral/{hers.id}"
    gone = DECISIONS.find(desk.vault, "referral_id = ? AND copy_id IS NOT NULL", (hers.id,))
    assert {one.shared_with for one in gone} == {"MASH"} and all(one.chase_on for one in gone)
    hers.event("acknowledged", {"acknowledged_at": "2026-11-23T09:20", "acknowledged_by": "MASH"})
    assert all(DECISIONS.get(desk.vault, one.id).arrived_on for one in gone)  # nobody asks any more
    protection = write(desk.vault, desk.clock, sought="cp", level="SPE")
    protection.save("lawful_basis", {"no_consent_reason": "Asking would put her at risk."})
    ready_for_consent(desk.vault, referral_id=protection.id)
    ready_to_send(desk.vault, referral_id=protection.id, answers=DECISION)
    copies = list_prints(desk.vault)
    assert [line.copy.copy_no for line in copies.rows] == list(range(copies.total, 0, -1))
    assert mark_destroyed(desk.vault, print_id=copies.rows[0].copy.id).record is not None
