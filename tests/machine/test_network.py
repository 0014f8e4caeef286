"""The network filter, tried in processes of their own: it cannot be taken off again."""

import errno
import struct
import subprocess
import sys

import pytest

from spoc_desk.machine.network import PROCESSORS, filter_code

linux_only = pytest.mark.skipif(sys.platform != "linux", reason="the filter is Linux's")

TRY_A_SOCKET = """
import errno, socket
def outcome(*what):
    try:
        socket.socket(*what).close()
    except OSError as err:
        return errno.errorcode[err.errno]
    return "made"
"""


def after_refusal(code: str) -> list[str]:
    """Run *code* in a fresh process that has refused the network, and return the lines it printed."""
    start = "from spoc_desk.machine.network import refuse_network\nprint(refuse_network())\n"
    done = subprocess.run(
        [sys.executable, "-c", TRY_A_SOCKET + start + code], capture_output=True, text=True, timeout=60, check=True
    )
    says, *lines = done.stdout.splitlines()
    assert says == "True", done.stderr
    return lines


@linux_only
@pytest.mark.parametrize("family", ["AF_INET", "AF_INET6", "AF_NETLINK", "AF_PACKET"])
def test_a_network_socket_is_refused(family: str) -> None:
    code = f"print(outcome(socket.{family}, socket.SOCK_STREAM), outcome(socket.{family}, socket.SOCK_DGRAM))"

    assert after_refusal(code) == ["EACCES EACCES"]


@linux_only
def test_a_local_socket_still_works() -> None:
    code = """
a, b = socket.socketpair(socket.AF_UNIX)
a.sendall(b"hello")
print(b.recv(5).decode(), outcome(socket.AF_UNIX, socket.SOCK_STREAM))
"""
    assert after_refusal(code) == ["hello made"]


@linux_only
def test_a_child_process_is_refused_too() -> None:
    code = f"""
import subprocess, sys
child = {TRY_A_SOCKET!r} + "print(outcome(socket.AF_INET), outcome(socket.AF_INET6), outcome(socket.AF_UNIX))"
print(subprocess.run([sys.executable, "-c", child], capture_output=True, text=True).stdout.strip())
"""
    assert after_refusal(code) == ["EACCES EACCES made"]


@linux_only
def test_a_thread_that_was_already_running_is_refused_too() -> None:
    code = """
import errno, socket, threading
from spoc_desk.machine.network import refuse_network
go, answers = threading.Event(), []
def wait_and_try():
    go.wait(30)
    try:
        socket.socket(socket.AF_INET)
    except OSError as err:
        answers.append(errno.errorcode[err.errno])
thread = threading.Thread(target=wait_and_try)
thread.start()
refuse_network()
go.set()
thread.join()
print(answers)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True)

    assert done.stdout.strip() == "['EACCES']"


@linux_only
def test_a_connection_to_the_own_computer_is_refused() -> None:
    code = """
try:
    socket.create_connection(("127.0.0.1", 631), timeout=5)
except OSError as err:
    print(errno.errorcode[err.errno])
"""
    assert after_refusal(code) == ["EACCES"]


@linux_only
def test_the_way_round_through_io_uring_is_refused() -> None:
    code = """
import ctypes
libc = ctypes.CDLL(None, use_errno=True)
print(libc.syscall(425, 1, ctypes.create_string_buffer(120)), errno.errorcode[ctypes.get_errno()])
"""
    assert after_refusal(code) == ["-1 EACCES"]


@linux_only
def test_refusing_twice_is_no_error() -> None:
    assert after_refusal("print(refuse_network())") == ["True"]


ALLOWED, REFUSED = 0x7FFF0000, 0x00050000 | errno.EACCES


@pytest.mark.parametrize("machine", PROCESSORS)
@pytest.mark.parametrize(
    ("call", "first_argument", "answer"),
    [
        ("socket", 1, ALLOWED),
        ("socket", 2, REFUSED),
        ("socket", 10, REFUSED),
        ("socket", 16, REFUSED),
        ("socketpair", 1, ALLOWED),
        ("socketpair", 2, REFUSED),
        ("io_uring_setup", 1, REFUSED),
    ],
)
def test_the_filter_answers_for_every_processor(machine: str, call: str, first_argument: int, answer: int) -> None:
    processor = PROCESSORS[machine]
    number: int = getattr(processor, call)

    assert answer_of_filter(machine, number, processor.audit_arch, first_argument) == answer


@pytest.mark.parametrize("machine", PROCESSORS)
def test_the_filter_leaves_other_calls_alone(machine: str) -> None:
    processor = PROCESSORS[machine]
    reserved = {processor.socket, processor.socketpair, processor.io_uring_setup}

    others = [number for number in range(450) if number not in reserved]

    assert {answer_of_filter(machine, number, processor.audit_arch, 2) for number in others} == {ALLOWED}


@pytest.mark.parametrize("machine", PROCESSORS)
def test_the_filter_refuses_calls_numbered_for_another_processor(machine: str) -> None:
    i386 = 0x40000003

    assert answer_of_filter(machine, 359, i386, 1) == REFUSED  # socket() of a 32-bit program


def test_the_filter_refuses_the_x32_numbering() -> None:
    x86_64 = PROCESSORS["x86_64"]

    assert answer_of_filter("x86_64", x86_64.socket | 0x40000000, x86_64.audit_arch, 2) == REFUSED


def answer_of_filter(machine: str, number: int, arch: int, first_argument: int) -> int:
    """Work the filter's instructions as the kernel does, for processors that are not at hand."""
    call = {0: number, 4: arch, 16: first_argument}
    code = filter_code(PROCESSORS[machine])
    steps = [struct.unpack_from("=HBBI", code, at) for at in range(0, len(code), 8)]
    at = word = 0
    while True:
        what, jump_true, jump_false, value = steps[at]
        at += 1
        if what == 0x20:
            word = call[value]
        elif what == 0x15:
            at += jump_true if word == value else jump_false
        elif what == 0x45:
            at += jump_true if word & value else jump_false
        else:
            assert what == 0x06
            return int(value)


_LAYERS = """
from pathlib import Path
from spoc_desk.machine.network import network_is_refused
status = Path("/proc/self/status").read_text()
print(network_is_refused(), [line.split()[1] for line in status.splitlines() if line.startswith("Seccomp_filters")])
"""


@linux_only
def test_a_process_knows_that_the_one_before_refused_already() -> None:
    """So a program that starts itself again at each lock does not lay one filter over the other."""
    fresh = subprocess.run([sys.executable, "-c", _LAYERS], capture_output=True, text=True, timeout=60, check=True)
    assert fresh.stdout.startswith("False")
    code = f"import subprocess, sys\nsubprocess.run([sys.executable, '-c', {_LAYERS!r}], check=True)"
    assert after_refusal(code)[0].startswith("True ")
