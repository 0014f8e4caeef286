"""The program asks for no network socket: seen from outside, by the system calls of a short working day.

The calls are watched once without the program's own filter, so that nothing is refused before it is seen, and once with
it, through the front door.
"""

import sys
from pathlib import Path

import pytest

from tests.factories import PASSWORD, copy_vault
from tests.socket_trace import Call, trace

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="system calls are watched on Linux")

_A_DAY = """
import json, sys
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path
from spoc_desk.cli.main import run_command
from spoc_desk.vault import creation, kdf

# Slow keys are the same system calls as quick ones, and this day needs nine of them.
creation.calibrate = lambda: kdf.KdfSettings(kdf.LEAST_KIB, 1, 1)
place = Path(sys.argv[1])
vault, key = str(place / "vault"), ["--passphrase-file", str(place / "password")]

def run(*words):
    said = StringIO()
    with redirect_stdout(said):
        assert run_command([*words]) == 0, words
    return said.getvalue()

run("demo", vault, *key)
cases = json.loads(run("list", vault, "cases", "--json", *key))
for kind in ("exchanges", "deadlines", "prints", "audit"):
    run("list", vault, kind, *key)
joint = next(case["case"] for case in cases if case["route"] == "joint")
run("print", vault, "exchange-register", joint, "--own-file", "-o", str(place / "register.pdf"), *key)
run("blank", "meeting", "-o", str(place / "meeting.pdf"))
run("verify", vault, *key)
print(len(cases))
"""
_REACH_OUT = """
import socket, subprocess, sys
child = "import socket; socket.socket(socket.AF_INET6, socket.SOCK_DGRAM).close()"
subprocess.run([sys.executable, "-c", child], check=True)
socket.socket(socket.AF_INET).close()
"""


def _families(calls: tuple[Call, ...]) -> set[str]:
    return {call.family for call in calls}


def test_a_day_on_the_command_line_asks_for_no_network_socket(tmp_path: Path) -> None:
    (tmp_path / "password").write_text(f"{PASSWORD}\n", encoding="utf-8")

    calls = trace([sys.executable, "-c", _A_DAY, str(tmp_path)], tmp_path / "trace")

    assert [call.line for call in calls if not call.is_local] == []
    assert (tmp_path / "register.pdf").read_bytes().startswith(b"%PDF")
    assert (tmp_path / "meeting.pdf").read_bytes().startswith(b"%PDF")


def test_the_front_door_asks_once_to_see_itself_refused_and_never_again(tmp_path: Path) -> None:
    copy_vault(tmp_path / "vault")
    (tmp_path / "password").write_text(f"{PASSWORD}\n", encoding="utf-8")
    command = [sys.executable, "-m", "spoc_desk", "list", str(tmp_path / "vault"), "cases", "--json"]
    command += ["--passphrase-file", str(tmp_path / "password")]

    calls = trace(command, tmp_path / "trace", see_refused=True)

    (trial,) = [call for call in calls if not call.is_local]
    assert trial.name == "socket" and "EACCES" in trial.line


def test_a_program_that_reaches_out_is_seen_and_so_is_its_child(tmp_path: Path) -> None:
    calls = trace([sys.executable, "-c", _REACH_OUT], tmp_path / "trace")

    assert {"AF_INET", "AF_INET6"} <= _families(calls)


def test_a_refused_call_is_seen_when_asked_for(tmp_path: Path) -> None:
    code = "from spoc_desk.machine.network import refuse_network; print(refuse_network())"

    quick = trace([sys.executable, "-c", code], tmp_path / "quick")
    slow = trace([sys.executable, "-c", code], tmp_path / "slow", see_refused=True)

    assert (_families(quick), _families(slow)) == (set(), {"AF_INET"})
