"""The process that reads strangers' files can do nothing but compute. Tried in processes of their own: no way back."""

import errno
import struct
import subprocess
import sys
from pathlib import Path

import pytest

from spoc_desk.machine.confined import CALLS, confining_code
from spoc_desk.machine.network import PROCESSORS

linux_only = pytest.mark.skipif(sys.platform != "linux", reason="the filter is Linux's")
not_windows = pytest.mark.skipif(sys.platform == "win32", reason="limits of POSIX")

SAY = """
import errno, os, subprocess, sys
def outcome(do, *what):
    try:
        do(*what)
    except OSError as err:
        return errno.errorcode[err.errno]
    except (MemoryError, RuntimeError) as err:
        return type(err).__name__
    return "done"
"""


def shut_in(code: str, start: str) -> list[str]:
    """Run *code* after *start* in a fresh process and return the words it printed, through a pipe."""
    done = subprocess.run(
        [sys.executable, "-c", SAY + start + code], capture_output=True, text=True, timeout=60, check=True
    )
    return done.stdout.split()


CONFINED = "from spoc_desk.machine.confined import confine\nassert confine()\n"


@linux_only
@pytest.mark.parametrize(
    "attempt",
    [
        "open, '{folder}/new', 'w'",
        "open, '{folder}/old', 'a'",
        "open, '{folder}/old', 'r+'",
        "os.open, '{folder}/new', os.O_CREAT",
        "os.remove, '{folder}/old'",
        "os.rename, '{folder}/old', '{folder}/new'",
        "os.truncate, '{folder}/old', 0",
        "os.mkdir, '{folder}/new'",
        "os.symlink, 'a', '{folder}/new'",
        "os.link, '{folder}/old', '{folder}/new'",
        "os.chmod, '{folder}/old', 0",
        "os.fork,",
        "subprocess.run, ['true']",
        "os.execv, '/bin/true', ['true']",
        "os.kill, os.getppid(), 0",
        "__import__('socket').socket, 1",
    ],
)
def test_nothing_is_written_started_or_reached(attempt: str, tmp_path: Path) -> None:
    (tmp_path / "old").write_text("as it was", encoding="utf-8")

    said = shut_in(f"print(outcome({attempt.format(folder=tmp_path)}))", CONFINED)

    assert said == ["EPERM"]
    assert [(path.name, path.read_text(encoding="utf-8")) for path in tmp_path.iterdir()] == [("old", "as it was")]


@linux_only
def test_files_can_still_be_read_and_threads_started(tmp_path: Path) -> None:
    (tmp_path / "old").write_text("as it was", encoding="utf-8")
    code = f"""
import threading
thread = threading.Thread(target=lambda: print(len(open({str(tmp_path / "old")!r}).read())))
thread.start()
thread.join()
"""
    assert shut_in(code, CONFINED) == ["9"]


CAPPED = "from spoc_desk.machine.caps import cap_process\nassert cap_process(400_000_000, 2)\n"


@not_windows
def test_memory_is_capped() -> None:
    assert shut_in("print(outcome(bytes, 10), outcome(bytes, 500_000_000))", CAPPED) == ["done", "MemoryError"]


@not_windows
def test_processor_time_is_capped() -> None:
    start = CAPPED.replace(", 2)", ", 1)")
    done = subprocess.run([sys.executable, "-c", start + "while True: pass"], capture_output=True, timeout=60)
    assert done.returncode < 0


@not_windows
def test_no_byte_can_be_written_to_a_file_and_few_files_opened(tmp_path: Path) -> None:
    code = f"""
new = open({str(tmp_path / "new")!r}, "wb", buffering=0)
print(outcome(new.write, b"x"))
print(outcome(lambda: [open(os.devnull) for _ in range(100)]))
"""
    assert shut_in(code, CAPPED) == ["EFBIG", "EMFILE"]


@not_windows
def test_no_limit_can_be_raised_again() -> None:
    code = """
import resource
for which in (resource.RLIMIT_AS, resource.RLIMIT_CPU, resource.RLIMIT_FSIZE, resource.RLIMIT_NOFILE):
    print(len(set(resource.getrlimit(which))))
"""
    assert shut_in(code, CAPPED) == ["1"] * 4


def answer(machine: str, number: int, argument: int, value: int, arch: int | None = None) -> int:
    """Work the filter's instructions as the kernel does, for processors that are not at hand."""
    processor = PROCESSORS[machine]
    call = {0: number, 4: processor.audit_arch if arch is None else arch, 16: 0, 24: 0, 32: 0}
    call[16 + 8 * argument] = value
    code = confining_code(processor, CALLS[machine])
    steps = [struct.unpack_from("=HBBI", code, at) for at in range(0, len(code), 8)]
    at = word = 0
    while True:
        what, jump_true, jump_false, operand = steps[at]
        at += 1
        if what == 0x20:
            word = call[operand]
        elif what == 0x15:
            at += jump_true if word == operand else jump_false
        elif what == 0x45:
            at += jump_true if word & operand else jump_false
        else:
            return int(operand)


ALLOWED, REFUSED, UNKNOWN = 0x7FFF0000, 0x00050000 | errno.EPERM, 0x00050000 | errno.ENOSYS


@pytest.mark.parametrize("machine", CALLS)
def test_the_filter_answers_by_call_and_by_flags(machine: str) -> None:
    calls = CALLS[machine]
    opening, flags = calls.opening[-1]

    assert {answer(machine, number, 0, 0) for number in calls.refused} == {REFUSED}
    assert {answer(machine, number, 0, 0) for number in calls.unknown} == {UNKNOWN}
    assert answer(machine, opening, flags, 0o2000000) == ALLOWED  # O_CLOEXEC, read only
    assert {answer(machine, opening, flags, mode) for mode in (0o1, 0o2, 0o100, 0o1000)} == {REFUSED}
    assert answer(machine, calls.clone, 0, 0x10000) == ALLOWED
    assert answer(machine, calls.clone, 0, 0x11) == REFUSED
    assert answer(machine, 0 if machine == "x86_64" else 63, 0, 0) == ALLOWED  # read


@pytest.mark.parametrize("machine", CALLS)
def test_the_filter_refuses_calls_numbered_for_another_processor(machine: str) -> None:
    assert answer(machine, 1, 0, 0, arch=0x40000003) == REFUSED


def test_the_filter_refuses_the_x32_numbering() -> None:
    assert answer("x86_64", 0x40000000, 0, 0) == REFUSED
