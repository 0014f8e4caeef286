"""From a password to a key."""

import math
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spoc_desk.errors import OutOfMemory
from spoc_desk.vault.kdf import FLOOR, MOST_KIB, START, KdfSettings, calibrate, derive, password_bytes


@pytest.mark.fault(15)
@pytest.mark.parametrize(
    ("composed", "taken_apart"), [("caf\u00e9", "cafe\u0301"), ("\u00c5ngstr\u00f6m", "A\u030angstro\u0308m")]
)
def test_an_accent_typed_in_two_ways_is_one_password(composed: str, taken_apart: str) -> None:
    assert composed != taken_apart
    assert password_bytes(composed) == password_bytes(taken_apart)


@pytest.mark.fault(15)
@pytest.mark.parametrize("password", ["a", " leading", "trailing ", "x" * 1000, "🦆🪴", "line\nbreak", "\udcff"])
def test_every_password_has_bytes_and_nothing_is_trimmed(password: str) -> None:
    assert password_bytes(password) != password_bytes(password + " ")


@given(st.text(min_size=1))
def test_normalising_twice_changes_nothing(password: str) -> None:
    once = password_bytes(password).decode("utf-8", "surrogatepass")
    assert password_bytes(once) == password_bytes(password)


@pytest.mark.fault(5)
@pytest.mark.parametrize(
    "settings",
    [
        KdfSettings(64 * 1024 - 1, 3, 4),
        KdfSettings(16 * MOST_KIB, 3, 4),
        KdfSettings(START.m_kib, 0, 4),
        KdfSettings(START.m_kib, 10**9, 4),
        KdfSettings(START.m_kib, 3, 0),
        KdfSettings(START.m_kib, 3, 9),
    ],
)
def test_settings_outside_the_limits_are_known_without_running_them(settings: KdfSettings) -> None:
    assert not settings.within_limits()


@pytest.mark.parametrize("settings", [KdfSettings(64 * 1024, 1, 1), FLOOR, START, KdfSettings(MOST_KIB, 16, 8)])
def test_settings_within_the_limits_are_accepted(settings: KdfSettings) -> None:
    assert settings.within_limits()


@pytest.mark.parametrize("seconds_per_mib_pass", [1e-9, 1e-5, 0.0004, 0.001, 0.0013, 0.002, 0.003, 0.01, 10.0])
def test_calibration_stays_between_the_floor_and_the_limit(seconds_per_mib_pass: float) -> None:
    def took(settings: KdfSettings) -> float:
        return settings.m_kib / 1024 * settings.t * seconds_per_mib_pass

    found = calibrate(took)
    assert found.within_limits()
    assert found.m_kib >= FLOOR.m_kib
    assert (found.t, found.p) >= (FLOOR.t, FLOOR.p)
    if found not in (FLOOR, KdfSettings(START.m_kib, 16, 4)):  # the slowest and the fastest computers have no choice
        assert 0.9 <= took(found) <= 2.0


def test_a_computer_without_the_memory_gets_less_but_never_below_the_floor() -> None:
    def took(settings: KdfSettings) -> float:
        if settings.m_kib > FLOOR.m_kib:
            raise OutOfMemory()
        return math.inf

    assert calibrate(took) == FLOOR


@pytest.mark.fault(22)
def test_a_gigabyte_that_is_not_there_is_no_wrong_password() -> None:
    script = (
        "import resource; resource.setrlimit(resource.RLIMIT_AS, (700 << 20,) * 2)\n"
        "from spoc_desk.vault.kdf import derive, KdfSettings\n"
        "from spoc_desk.errors import OutOfMemory\n"
        "try: derive(b'x', bytes(16), KdfSettings(1 << 20, 1, 4))\n"
        "except OutOfMemory as err: print(err)\n"
        "print(len(derive(b'x', bytes(16), KdfSettings(1 << 16, 1, 1))))\n"
    )
    if sys.platform == "win32":
        pytest.skip("needs a memory limit")
    answer = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert answer.stdout.splitlines() == [str(OutOfMemory()), "32"]
    assert answer.stderr == ""


def test_more_work_gives_another_key() -> None:
    keys = {derive(b"x", bytes(16), KdfSettings(64 * 1024, passes, 1)) for passes in (1, 2)}
    assert len(keys) == 2
