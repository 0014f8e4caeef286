"""The one command: its list, its sentences, and what it does when the system lacks something."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import dev
import environment
import system_needs
from system_needs import Need, Stop

ROOT = Path(__file__).resolve().parents[2]
MISSING = Need("libmissing1", library="libthere-is-no-such-thing.so.1")


def run_dev(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run dev.py as a person would."""
    command = [sys.executable, str(ROOT / "packaging" / "dev.py"), *arguments]
    return subprocess.run(command, capture_output=True, text=True, timeout=60)


@pytest.mark.parametrize("arguments", [["help"], ["--help"], []])
def test_help_lists_every_task(arguments: list[str]) -> None:
    done = run_dev(*arguments)

    assert done.returncode == 0
    assert [line.split()[0] for line in done.stdout.splitlines()[2:]] == list(dev.TASKS)


def test_an_unknown_task_gets_a_sentence() -> None:
    done = run_dev("tets")

    assert done.returncode == 1
    assert done.stderr.startswith("There is no task tets. These exist: run, test, check")


def test_dev_needs_the_standard_library_only() -> None:
    code = f"import sys; sys.path[:0] = [{str(ROOT / 'packaging')!r}]; import dev; print('ok')"
    bare = subprocess.run([sys.executable, "-I", "-S", "-c", code], capture_output=True, text=True, timeout=60)

    assert bare.stdout.strip() == "ok", bare.stderr


def test_what_is_there_is_not_asked_for() -> None:
    assert Need("python3", command="python3" if sys.platform != "win32" else "python").is_met()
    assert Need("python3-venv", module="venv").is_met()
    assert not MISSING.is_met()


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="other systems bring Qt's libraries along")
class TestMissingSystemPackages:
    def test_a_user_gets_the_one_line_to_run(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(os, "geteuid", lambda: 1000)
        monkeypatch.setattr(shutil, "which", lambda command: f"/usr/bin/{command}")

        with pytest.raises(Stop, match=r"\n  sudo apt-get install -y --no-install-recommends libmissing1$"):
            system_needs.provide((MISSING,))

    def test_another_system_gets_the_names(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(shutil, "which", lambda _command: None)

        with pytest.raises(Stop, match=r"named as Debian names them.*libmissing1"):
            system_needs.provide((MISSING,))


def test_set_up_is_done_again_only_when_a_list_changes(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    lock = tmp_path / "lock.txt"
    lock.write_text("a==1\n", encoding="utf-8")
    monkeypatch.setattr(environment, "LOCK", lock)
    before = environment.fingerprint()

    assert environment.fingerprint() == before
    lock.write_text("a==2\n", encoding="utf-8")
    assert environment.fingerprint() != before
