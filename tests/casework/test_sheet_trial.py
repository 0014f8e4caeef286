"""The recovery sheet is tried on a copy; after six months without a try those who keep the vault are told."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from spoc_desk.casework import sheet_trial
from spoc_desk.casework.agenda import today
from spoc_desk.casework.council import profile, save_profile
from spoc_desk.casework.may_see import settle
from spoc_desk.casework.vault_care import vault_facts
from spoc_desk.clock import FixedClock
from spoc_desk.errors import Cancelled, NotAtThisDesk, WrongRecoveryCode
from spoc_desk.vault.header_files import FIRST
from spoc_desk.vault.lifecycle import open_vault, open_with_recovery
from spoc_desk.vault.vault import Vault
from tests.factories import PASSWORD, copy_vault

MASH = frozenset({"mash"})


def _go_on(_words: str, _done: int, _whole: int) -> bool:
    return True


@pytest.fixture
def code(tmp_path: Path) -> str:
    return copy_vault(tmp_path / "vault").text


@pytest.fixture
def desk(code: str, tmp_path: Path, clock: FixedClock) -> Iterator[Vault]:
    opened = open_vault(tmp_path / "vault", PASSWORD, clock=clock)
    settle(opened)
    yield opened
    opened.close()


def test_the_sheet_opens_a_copy_and_nothing_else_is_changed(desk: Vault, code: str, clock: FixedClock) -> None:
    header, rows = (desk.folder / FIRST).read_bytes(), desk.database.number("SELECT count(*) FROM audit")
    clock.advance(days=30)
    said = sheet_trial.try_sheet(desk, code.lower().replace("-", " "), _go_on)
    assert said.startswith("Sheet 1 opens the vault. It stays in force")
    assert (desk.folder / FIRST).read_bytes() == header
    assert [row[0] for row in desk.rows("SELECT act FROM audit WHERE seq > ?", (rows,))] == ["sheet 1 verified"]
    assert sorted(path.name for path in desk.folder.iterdir() if path.is_dir()) == []
    assert vault_facts(desk).sheet_tried == "Wed 23 Dec 2026, 09:30"
    assert desk.check().ok
    desk.close()
    opened, _ = open_with_recovery(desk.folder, code, "copper-window-field", clock=clock)  # it still opens the vault
    opened.close()


def test_a_wrong_code_is_no_try(desk: Vault, code: str) -> None:
    groups = code.split("-")
    with pytest.raises(WrongRecoveryCode, match="Group 2 has a typing mistake"):
        sheet_trial.try_sheet(desk, "-".join([groups[0], groups[0], *groups[2:]]), _go_on)
    with pytest.raises(WrongRecoveryCode, match="does not open this vault"):
        sheet_trial.try_sheet(desk, "GM9NB-Z7SVZ-9XKX5-81Y1B-GDD9J-V564Y-42MJY-FQ30R", _go_on)
    assert vault_facts(desk).sheet_tried == "Mon 23 Nov 2026, 09:30, when it was made"


def test_it_can_be_stopped(desk: Vault, code: str) -> None:
    with pytest.raises(Cancelled):
        sheet_trial.try_sheet(desk, code, lambda *_: False)
    assert sorted(path.name for path in desk.folder.iterdir() if path.is_dir()) == []
    assert vault_facts(desk).sheet_tried.endswith("when it was made")


def test_after_six_months_today_asks_for_a_try_until_it_was_tried(desk: Vault, code: str, clock: FixedClock) -> None:
    clock.advance(days=180)  # 22 May 2027, a day before the six months are over
    assert today(desk).sheet_reminder == ""
    clock.advance(days=1)
    assert today(desk).sheet_reminder == (
        "The recovery sheet was last tried on Mon 23 Nov 2026. Fetch the envelope and try it, two of you together."
    )
    sheet_trial.try_sheet(desk, code, _go_on)
    assert today(desk).sheet_reminder == ""


def test_the_council_sets_the_months(desk: Vault, clock: FixedClock) -> None:
    own = profile(desk)
    save_profile(desk, replace(own, clocks=replace(own.clocks, try_sheet_months=3)))
    clock.advance(days=91)
    assert today(desk).sheet_reminder == ""
    clock.advance(days=1)
    assert "23 Nov 2026" in today(desk).sheet_reminder


def test_a_desk_to_practise_on_is_not_asked(desk: Vault, clock: FixedClock) -> None:
    save_profile(desk, replace(profile(desk), practice=True))
    clock.advance(days=400)
    assert today(desk).sheet_reminder == ""


def test_who_does_not_keep_the_vault_is_neither_asked_nor_allowed(desk: Vault, code: str, clock: FixedClock) -> None:
    desk.actor = replace(desk.actor, roles=MASH)
    settle(desk)
    clock.advance(days=400)
    assert today(desk).sheet_reminder == ""
    with pytest.raises(NotAtThisDesk):
        sheet_trial.try_sheet(desk, code, _go_on)
