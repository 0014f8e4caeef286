"""What the desk says of its backups, what it remembers, and when it asks for one."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from spoc_desk.casework import backups, may_see
from spoc_desk.casework.agenda import today
from spoc_desk.casework.backups import backup_facts, make_backup, place_warnings, reminder, try_backup
from spoc_desk.casework.council import save_profile
from spoc_desk.casework.may_see import settle
from spoc_desk.clock import FixedClock
from spoc_desk.errors import (
    BackupDamaged,
    BackupPlaceReadOnly,
    BackupStopped,
    DiskFull,
    NotAtThisDesk,
    WrongPassword,
)
from spoc_desk.machine import medium
from spoc_desk.profile.documents import load_profile
from spoc_desk.vault import backup, backup_generations
from spoc_desk.vault.backup_generations import made_at, to_keep
from spoc_desk.vault.backup_restore import restore
from spoc_desk.vault.lifecycle import open_vault
from spoc_desk.vault.second_key import Secret
from spoc_desk.vault.vault import Vault
from tests.disks import read_only
from tests.factories import PASSWORD, make_vault


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    (tmp_path / "stick").mkdir()
    return tmp_path / "stick"


def _go_on(_words: str, _done: int, _whole: int) -> bool:
    return True


def test_a_vault_without_a_backup_says_never(vault: Vault) -> None:
    facts = backup_facts(vault)
    assert (facts.last, facts.folder, facts.lines) == ("Never", "", ())


def test_a_verified_backup_is_remembered_with_its_place(vault: Vault, stick: Path) -> None:
    made = make_backup(vault, stick, _go_on)
    facts = backup_facts(vault)
    assert (facts.last, facts.folder) == ("Mon 23 Nov 2026, 09:30", str(stick))
    assert [line.file_name for line in facts.lines] == [made.written.name]
    assert facts.lines[0].size_bytes == made.written.path.stat().st_size
    assert vault.check().ok


def test_where_copies_belong_is_said_in_the_councils_words(vault: Vault) -> None:
    save_profile(vault, load_profile("luton"))
    assert backup_facts(vault).council_words == load_profile("luton").backup_note


def test_a_backup_that_was_stopped_is_not_remembered(vault: Vault, stick: Path) -> None:
    with pytest.raises(BackupStopped):
        make_backup(vault, stick, lambda words, *_: not words.startswith("Reading"))
    assert backup_facts(vault).last == "Never"
    assert list(stick.iterdir()) == []


def test_progress_names_each_step_and_only_grows(vault: Vault, stick: Path) -> None:
    told: list[tuple[str, int, int]] = []

    def heard(words: str, done: int, whole: int) -> bool:
        told.append((words, done, whole))
        return True

    make_backup(vault, stick, heard)
    assert list(dict.fromkeys(words for words, _, _ in told)) == [
        "Copying the vault", "Writing the backup", "Reading it back and checking it",
    ]  # fmt: skip
    done = [each for _, each, _ in told]
    assert done == sorted(done)
    assert told[-1][1] == told[-1][2]


class TestReminder:
    def test_it_comes_after_seven_days_without_one(self, vault: Vault, clock: FixedClock) -> None:
        clock.advance(days=6)
        assert reminder(vault) == ""
        clock.advance(days=1)
        assert reminder(vault).startswith("There is no verified backup of this vault yet.")

    def test_a_backup_puts_it_off_for_seven_days(self, vault: Vault, clock: FixedClock, stick: Path) -> None:
        clock.advance(days=30)
        make_backup(vault, stick, _go_on)
        assert reminder(vault) == ""
        clock.advance(days=9)
        assert reminder(vault) == "The last verified backup is 9 days old. Make one today."

    def test_today_and_the_settings_say_the_same(self, vault: Vault, clock: FixedClock) -> None:
        clock.advance(days=8)
        assert today(vault).backup_reminder == backup_facts(vault).reminder == reminder(vault) != ""

    def test_a_desk_to_practise_on_is_not_asked(self, vault: Vault, clock: FixedClock) -> None:
        save_profile(vault, replace(load_profile("luton"), practice=True))
        clock.advance(days=30)
        assert reminder(vault) == ""


class TestWhoLooksAfterThem:
    @pytest.fixture
    def referrer(self, tmp_path: Path, clock: FixedClock) -> Iterator[Vault]:
        opened = make_vault(tmp_path / "theirs", clock, roles=frozenset({"referrer"}))
        yield opened
        opened.close()

    def test_a_referrer_beside_others_is_neither_asked_nor_allowed(
        self, referrer: Vault, clock: FixedClock, stick: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(may_see, "roles_at_desk", lambda _reader: ("administrator", "referrer"))
        settle(referrer)
        clock.advance(days=30)
        assert reminder(referrer) == ""
        for wish in (
            lambda: backup_facts(referrer),
            lambda: make_backup(referrer, stick, _go_on),
            lambda: place_warnings(referrer, stick),
            lambda: try_backup(referrer, stick / "x", PASSWORD, _go_on),
        ):
            with pytest.raises(NotAtThisDesk):
                wish()
        with pytest.raises(NotAtThisDesk):
            referrer.rows("SELECT * FROM backups")
        assert list(stick.iterdir()) == []

    def test_a_referrer_with_a_vault_of_her_own_makes_them(self, referrer: Vault, stick: Path) -> None:
        settle(referrer)
        make_backup(referrer, stick, _go_on)
        assert backup_facts(referrer).last != "Never"

    def test_an_administrator_makes_one_of_what_she_may_not_read(
        self, tmp_path: Path, clock: FixedClock, stick: Path
    ) -> None:
        vault = make_vault(tmp_path / "theirs", clock, roles=frozenset({"administrator"}))
        settle(vault)
        make_backup(vault, stick, _go_on)
        with pytest.raises(NotAtThisDesk):
            vault.rows("SELECT * FROM cases")
        vault.close()


class TestTrying:
    def test_it_is_remembered_that_a_backup_was_tried(self, vault: Vault, clock: FixedClock, stick: Path) -> None:
        path = make_backup(vault, stick, _go_on).written.path
        clock.advance(days=1)
        assert try_backup(vault, path, PASSWORD, _go_on).report.ok
        assert backup_facts(vault).lines[0].tried == "Tue 24 Nov 2026, 09:30"
        assert sorted(each.name for each in stick.iterdir()) == [path.name]

    def test_a_damaged_one_does_not_count_any_more(self, vault: Vault, clock: FixedClock, stick: Path) -> None:
        path = make_backup(vault, stick, _go_on).written.path
        raw = bytearray(path.read_bytes())
        raw[-5000] ^= 1
        path.write_bytes(raw)
        clock.advance(days=8)
        with pytest.raises(BackupDamaged):
            try_backup(vault, path, PASSWORD, _go_on)
        assert backup_facts(vault).last == "Never"
        assert reminder(vault).startswith("There is no verified backup")
        assert vault.check().ok

    def test_a_wrong_password_says_nothing_against_the_backup(self, vault: Vault, stick: Path) -> None:
        path = make_backup(vault, stick, _go_on).written.path
        with pytest.raises(WrongPassword):
            try_backup(vault, path, "not this one", _go_on)
        assert backup_facts(vault).last != "Never"

    def test_a_backup_of_another_vault_is_told_apart(
        self, vault: Vault, clock: FixedClock, tmp_path: Path, stick: Path
    ) -> None:
        other = make_vault(tmp_path / "other", clock, "Ruth Alder")
        path = make_backup(other, stick, _go_on).written.path
        other.close()
        assert not backups.is_own(vault, try_backup(vault, path, PASSWORD, _go_on))


class TestPlaces:
    def test_the_same_disk_is_warned_of(self, vault: Vault, stick: Path) -> None:
        assert any("same disk" in words for words in place_warnings(vault, stick))

    def test_little_room_is_warned_of_before_starting(
        self, vault: Vault, stick: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        real = medium.free_and_total
        monkeypatch.setattr(
            medium, "free_and_total", lambda folder: (29_000_000, 30_000_000) if folder == stick else real(folder)
        )
        assert not any("room for" in words for words in place_warnings(vault, stick))
        free = backup.needed_bytes(vault) * 3
        monkeypatch.setattr(
            medium, "free_and_total", lambda folder: (free, 10_000_000) if folder == stick else real(folder)
        )
        if free > backup.needed_bytes(vault) + 2 * 1024 * 1024:
            assert any("there is room for 2 more" in words for words in place_warnings(vault, stick))

    def test_a_nearly_full_computer_is_warned_of_and_a_full_one_refused(
        self, vault: Vault, stick: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        needed = backup.needed_bytes(vault)
        own = needed + 3 * 1024 * 1024
        monkeypatch.setattr(
            medium, "free_and_total", lambda folder: (own, own) if folder == vault.folder else (10**12, 10**12)
        )
        if own < 4 * needed:
            assert any("nearly full" in words for words in place_warnings(vault, stick))
        own = needed
        with pytest.raises(DiskFull):
            place_warnings(vault, stick)

    def test_the_wrong_stick_is_asked_about(self, vault: Vault, clock: FixedClock, tmp_path: Path, stick: Path) -> None:
        other = make_vault(tmp_path / "other", clock, "Ruth Alder")
        make_backup(other, stick, _go_on)
        other.close()
        assert any("Is it the right stick?" in words for words in place_warnings(vault, stick))


class TestGenerations:
    def test_seven_days_four_weeks_twelve_months_stay(self) -> None:
        first = date(2025, 1, 1)
        names = [f"desk-0a1b2c3d-{first + timedelta(days=n):%Y%m%d}-090000.spocbak" for n in range(690)]
        kept = sorted(made_at(name).date() for name in to_keep(names))
        last = first + timedelta(days=689)
        assert kept[-7:] == [last - timedelta(days=n) for n in reversed(range(7))]
        months = {(day.year, day.month) for day in kept}
        assert len(months) == 12
        assert len(kept) <= 7 + 4 + 12
        weeks = {day.isocalendar()[:2] for day in kept}
        assert {(last - timedelta(weeks=n)).isocalendar()[:2] for n in range(4)} <= weeks

    def test_of_several_in_a_day_the_newest_stays(self) -> None:
        names = [f"desk-0a1b2c3d-20261123-{hour:02}0000.spocbak" for hour in range(8, 18)]
        assert to_keep(names) == {names[-1]}

    def test_older_ones_go_from_the_stick_and_the_last_verified_never(
        self, vault: Vault, clock: FixedClock, stick: Path
    ) -> None:
        made = []
        for _ in range(3):
            clock.advance(minutes=5)
            made.append(make_backup(vault, stick, _go_on))
        assert [each.removed for each in made] == [(), (made[0].written.name,), (made[1].written.name,)]
        assert [each.name for each in stick.iterdir()] == [made[2].written.name]
        assert [line.file_name for line in backup_facts(vault).lines] == [made[2].written.name]

    def test_what_was_never_verified_is_neither_counted_nor_removed(
        self, vault: Vault, clock: FixedClock, stick: Path
    ) -> None:
        stranger = stick / f"desk-{vault.vault_id[:8]}-20261123-235959.spocbak"
        stranger.write_bytes(b"not a backup at all")
        clock.advance(minutes=5)
        first = make_backup(vault, stick, _go_on).written
        clock.advance(minutes=5)
        second = make_backup(vault, stick, _go_on).written
        assert {each.name for each in stick.iterdir()} == {stranger.name, second.name}
        assert first.name not in {each.name for each in stick.iterdir()}

    def test_each_of_two_sticks_keeps_its_own(
        self, vault: Vault, clock: FixedClock, tmp_path: Path, stick: Path
    ) -> None:
        (tmp_path / "second").mkdir()
        first = make_backup(vault, stick, _go_on).written
        clock.advance(minutes=5)
        make_backup(vault, tmp_path / "second", _go_on)
        clock.advance(minutes=5)
        make_backup(vault, tmp_path / "second", _go_on)
        assert [each.name for each in stick.iterdir()] == [first.name]
        assert len(list((tmp_path / "second").iterdir())) == 1

    def test_an_older_one_that_cannot_be_removed_is_no_fault_of_the_new_one(
        self, vault: Vault, clock: FixedClock, stick: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        first = make_backup(vault, stick, _go_on).written
        clock.advance(minutes=5)
        monkeypatch.setattr(backup_generations, "_remove", lambda *_: False)
        assert make_backup(vault, stick, _go_on).removed == ()
        assert first.path.exists()
        assert len(backup_facts(vault).lines) == 2


def test_a_read_only_stick_is_told_before_anything(vault: Vault, stick: Path) -> None:
    with read_only(stick), pytest.raises(BackupPlaceReadOnly):
        place_warnings(vault, stick)


class TestAStickThatKnowsMore:
    """A whole disk put back takes what the computer remembers with it; the stick does not go back."""

    LATER = "later than any the vault knows of"

    @pytest.mark.fault(47)
    def test_a_later_backup_than_the_vault_knows_of_is_named(
        self, vault: Vault, stick: Path, clock: FixedClock, tmp_path: Path
    ) -> None:
        make_backup(vault, stick, _go_on)
        assert not any(self.LATER in words for words in place_warnings(vault, stick))
        vault.close()
        older = shutil.copytree(vault.folder, tmp_path / "older")
        clock.advance(days=1)
        vault = open_vault(tmp_path / "vault", PASSWORD, clock=clock)
        make_backup(vault, stick, _go_on)
        assert not any(self.LATER in words for words in place_warnings(vault, stick))
        vault.close()
        clock.advance(days=1)
        put_back = open_vault(older, PASSWORD, clock=clock)
        assert any(self.LATER in words for words in place_warnings(put_back, stick))
        (stick / f"desk-{put_back.vault_id[:8]}-20269999-999999.spocbak").touch()  # no moment
        make_backup(put_back, stick, _go_on)
        assert not any(self.LATER in words for words in place_warnings(put_back, stick))  # from now on it is known
        put_back.close()

    def test_a_restore_explains_it(self, vault: Vault, stick: Path, clock: FixedClock, tmp_path: Path) -> None:
        made = make_backup(vault, stick, _go_on)
        clock.advance(days=1)
        make_backup(vault, stick, _go_on)
        vault.close()
        clock.advance(days=1)
        restore(made.written.path, tmp_path / "new", Secret.password(PASSWORD), lambda *_: True, clock=clock)
        restored = open_vault(tmp_path / "new", PASSWORD, clock=clock)
        assert not any(self.LATER in words for words in place_warnings(restored, stick))
        restored.close()
