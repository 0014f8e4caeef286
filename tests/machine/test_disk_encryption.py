"""What is found out of the disk, the swap space and the hibernation of a computer, from lists like the kernel's own."""

import os
import sys
from pathlib import Path

import pytest

from spoc_desk.errors import WrongPlace
from spoc_desk.machine.disk_encryption import DiskState, Found, Linux, disk_state
from spoc_desk.machine.vault_place import is_synchronised, on_linux, refuse_place

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="devices as Linux numbers them")


class Computer:
    """A /sys and a /proc of our own, with the devices the test names."""

    def __init__(self, root: Path) -> None:
        self.linux = Linux(root / "sys", root / "proc")
        self._blocks = root / "sys" / "dev" / "block"
        self._blocks.mkdir(parents=True)
        (root / "proc" / "self").mkdir(parents=True)
        (root / "sys" / "power").mkdir()
        self.mounted("22 1 8:1 / / rw - ext4 nothing rw\n")

    def device(self, number: int, uuid: str = "", *, below: tuple[int, ...] = (), loop: bool = False) -> Path:
        """Make a block device."""
        place = self._blocks / f"{os.major(number)}:{os.minor(number)}"
        (place / "slaves").mkdir(parents=True)
        if uuid:
            (place / "dm").mkdir()
            (place / "dm" / "uuid").write_text(f"{uuid}\n")
        if loop:
            (place / "loop").mkdir()
        for each in below:
            (place / "slaves" / str(each)).symlink_to(self._blocks / f"{os.major(each)}:{os.minor(each)}")
        return place

    def mounted(self, lines: str) -> None:
        """Say what is mounted."""
        (self.linux.proc / "self" / "mountinfo").write_text(lines)

    def swaps(self, *names: str) -> None:
        """Say what the memory is moved to."""
        lines = "".join(f"{name} partition 1000 0 -2\n" for name in names)
        (self.linux.proc / "swaps").write_text(f"Filename Type Size Used Priority\n{lines}")

    def power(self, state: str, disk: str | None) -> None:
        """Say how it can sleep."""
        (self.linux.sys / "power" / "state").write_text(state)
        if disk is not None:
            (self.linux.sys / "power" / "disk").write_text(disk)


@pytest.fixture
def computer(tmp_path: Path) -> Computer:
    return Computer(tmp_path)


def _own(path: Path) -> int:
    return path.stat().st_dev


def test_a_plain_disk_is_not_encrypted(computer: Computer, tmp_path: Path) -> None:
    computer.device(_own(tmp_path))
    assert computer.linux.disk(tmp_path) is Found.NO


def test_a_luks_device_is(computer: Computer, tmp_path: Path) -> None:
    computer.device(_own(tmp_path), "CRYPT-LUKS2-0123-name")
    assert computer.linux.disk(tmp_path) is Found.YES


def test_a_volume_on_a_luks_device_is(computer: Computer, tmp_path: Path) -> None:
    crypt = os.makedev(240, 7)
    computer.device(crypt, "CRYPT-LUKS1-0123-name", below=(os.makedev(240, 1),))
    computer.device(os.makedev(240, 1))
    computer.device(_own(tmp_path), "LVM-abc", below=(crypt,))
    assert computer.linux.disk(tmp_path) is Found.YES


def test_a_volume_of_which_one_half_is_plain_is_not(computer: Computer, tmp_path: Path) -> None:
    crypt, plain = os.makedev(240, 7), os.makedev(240, 8)
    computer.device(crypt, "CRYPT-LUKS2-0123-name")
    computer.device(plain)
    computer.device(_own(tmp_path), "LVM-abc", below=(crypt, plain))
    assert computer.linux.disk(tmp_path) is Found.NO


def test_what_cannot_be_seen_is_unknown(computer: Computer, tmp_path: Path) -> None:
    assert computer.linux.disk(tmp_path) is Found.UNKNOWN
    computer.device(_own(tmp_path), loop=True)
    assert computer.linux.disk(tmp_path) is Found.UNKNOWN
    assert Linux(tmp_path / "no", tmp_path / "no").state(tmp_path) == DiskState(
        Found.UNKNOWN, Found.NONE, Found.UNKNOWN
    )


def test_a_folder_that_encrypts_itself_counts(computer: Computer, tmp_path: Path) -> None:
    computer.mounted(f"22 1 8:1 / / rw - ext4 /dev/none rw\n40 22 0:50 / {tmp_path} rw - fuse.gocryptfs x rw\n")
    assert computer.linux.disk(tmp_path) is Found.YES


class TestSwap:
    def test_none_is_none(self, computer: Computer) -> None:
        computer.swaps()
        assert computer.linux.swap() is Found.NONE

    def test_compressed_memory_is_memory(self, computer: Computer) -> None:
        computer.swaps("/dev/zram0")
        assert computer.linux.swap() is Found.NONE

    def test_a_file_is_as_safe_as_its_disk(self, computer: Computer, tmp_path: Path) -> None:
        computer.swaps(str(tmp_path / "swapfile"))
        device = computer.device(_own(tmp_path))
        assert computer.linux.swap() is Found.NO
        (device / "dm").mkdir()
        (device / "dm" / "uuid").write_text("CRYPT-LUKS2-0")
        assert computer.linux.swap() is Found.YES

    def test_a_device_that_is_gone_is_unknown(self, computer: Computer) -> None:
        computer.swaps("/dev/there-is-none")
        assert computer.linux.swap() is Found.UNKNOWN


@pytest.mark.parametrize(
    ("state", "disk", "swap", "found"),
    [
        ("freeze mem disk", "[platform] shutdown", True, Found.YES),
        ("freeze mem disk", "[platform] shutdown", False, Found.NO),
        ("freeze mem disk", "[disabled]", True, Found.NO),
        ("freeze mem", None, True, Found.NO),
    ],
)
def test_hibernation_needs_a_way_and_a_place(
    computer: Computer, state: str, disk: str | None, swap: bool, found: Found
) -> None:
    computer.power(state, disk)
    computer.swaps(*(["/dev/sda3"] if swap else []))
    assert computer.linux.hibernation() is found


def test_this_computer_answers_something(tmp_path: Path) -> None:
    state = disk_state(tmp_path)
    assert state.short.startswith("disk encrypted: ")
    assert state.leaks is (Found.NO in (state.disk, state.swap))


class TestPlace:
    """Where a vault may lie."""

    def test_the_disk_of_this_computer_is_right(self, tmp_path: Path) -> None:
        refuse_place(tmp_path / "not" / "yet" / "there")

    @pytest.mark.fault(71)
    @pytest.mark.parametrize(
        "name",
        ["OneDrive", "OneDrive - Luton Council", "Dropbox", "Dropbox (Personal)", "Google Drive", "Nextcloud",
         "iCloud Drive", "My ownCloud"],
    )  # fmt: skip
    def test_synchronised_folders_are_refused(self, tmp_path: Path, name: str) -> None:
        with pytest.raises(WrongPlace, match="synchronised"):
            refuse_place(tmp_path / name / "desk" / "vault")

    @pytest.mark.fault(71)
    def test_what_a_service_owns_is_refused_whatever_its_name(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("OneDriveCommercial", str(tmp_path / "work"))
        assert is_synchronised(tmp_path / "work" / "vault")
        (tmp_path / "shared" / "vault").mkdir(parents=True)
        (tmp_path / "shared" / ".stfolder").mkdir()
        assert is_synchronised(tmp_path / "shared" / "vault")
        assert not is_synchronised(tmp_path / "vault")

    @pytest.mark.fault(71)
    @pytest.mark.parametrize("kind", ["nfs4", "cifs", "fuse.sshfs", "smb3"])
    def test_network_drives_are_refused(self, computer: Computer, tmp_path: Path, kind: str) -> None:
        computer.mounted(f"22 1 8:1 / / rw - ext4 /dev/sda1 rw\n40 22 0:50 / {tmp_path} rw - {kind} server:/home rw\n")
        assert on_linux(tmp_path, computer.linux) == "network"

    @pytest.mark.fault(71)
    def test_sticks_are_refused(self, computer: Computer, tmp_path: Path) -> None:
        computer.mounted(f"40 22 8:17 / {tmp_path} rw - vfat /dev/null rw\n")
        device = computer.device(os.stat("/dev/null").st_rdev)
        assert on_linux(tmp_path, computer.linux) == ""
        (device / "removable").write_text("1\n")
        assert on_linux(tmp_path, computer.linux) == "stick"
