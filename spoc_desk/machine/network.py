"""Refuse the network: after this call no socket but a local one can be made, here or in any program started from here.

The filter is seccomp's (Linux 3.17 and later, seccomp(2)). It needs no privilege and cannot be taken off again. Refused
with "permission denied": socket() and socketpair() of every family but AF_UNIX, io_uring (which makes sockets without
socket()), and every call in another call convention of the processor (32-bit, x32), because those number the same calls
differently. Not covered: a socket that another program hands over, already made.
"""

import ctypes
import errno
import os
import struct
import sys
from dataclasses import dataclass
from typing import Final

AF_UNIX: Final = 1
AF_INET: Final = 2
SOCK_STREAM: Final = 1


@dataclass(frozen=True)
class Processor:
    """The numbers the kernel gives to the calls we refuse (asm/unistd.h, linux/audit.h)."""

    audit_arch: int
    seccomp: int
    socket: int
    socketpair: int
    io_uring_setup: int = 425
    x32_bit: int = 0


PROCESSORS: Final = {
    "x86_64": Processor(audit_arch=0xC000003E, seccomp=317, socket=41, socketpair=53, x32_bit=0x40000000),
    "aarch64": Processor(audit_arch=0xC00000B7, seccomp=277, socket=198, socketpair=199),
}

# linux/prctl.h, linux/seccomp.h
_PR_SET_NO_NEW_PRIVS: Final = 38
_SECCOMP_SET_MODE_FILTER: Final = 1
_SECCOMP_FILTER_FLAG_TSYNC: Final = 1  # every thread of the process, also those already running
_ALLOW: Final = 0x7FFF0000
_REFUSE: Final = 0x00050000 | errno.EACCES

# linux/bpf_common.h: load a word of the call's data, compare, test a bit, answer
_LOAD: Final = 0x20
_JUMP_IF_EQUAL: Final = 0x15
_JUMP_IF_BIT: Final = 0x45
_ANSWER: Final = 0x06
# struct seccomp_data: number, processor, instruction pointer (8), first argument (its low word: both are little-endian)
_CALL_NUMBER: Final = 0
_CALL_ARCH: Final = 4
_CALL_FIRST_ARGUMENT: Final = 16


def refuse_network() -> bool:
    """Refuse every network socket from now on, children included. True when a trial socket was really refused."""
    processor = _processor()
    if processor is None:
        return False
    return install_filter(processor, filter_code(processor)) and _trial_is_refused()


def network_is_refused() -> bool:
    """Say whether the process that started this one has laid the filter over it already.

    Filters are inherited and cannot be taken off. A program that starts itself again at each lock would gather them,
    and each costs every call of the system a little.
    """
    processor = _processor()
    return processor is not None and _trial_is_refused() and _rings_are_refused(processor)


def _processor() -> Processor | None:
    """Return the numbers of this computer; None for one that is not known, and where there is no such filter."""
    if sys.platform != "linux":
        return None
    return PROCESSORS.get(os.uname().machine)


def install_filter(processor: Processor, code: bytes) -> bool:
    """Put a filter of system calls over this process and all it starts. True when the kernel took it."""
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(_PR_SET_NO_NEW_PRIVS, *(ctypes.c_ulong(value) for value in (1, 0, 0, 0))) != 0:
        return False
    instructions = ctypes.create_string_buffer(code, len(code))
    program = _FilterProgram(len(code) // 8, ctypes.addressof(instructions))
    number, mode, flags = (
        ctypes.c_long(value) for value in (processor.seccomp, _SECCOMP_SET_MODE_FILTER, _SECCOMP_FILTER_FLAG_TSYNC)
    )
    taken: int = libc.syscall(number, mode, flags, ctypes.byref(program))
    return taken == 0


def filter_code(processor: Processor) -> bytes:
    """Return the filter as the kernel reads it: eight bytes an instruction, jumps counted from the next one."""
    allow, refuse = 9, 10  # where the two answers stand
    steps = (
        (_LOAD, 0, 0, _CALL_ARCH),
        (_JUMP_IF_EQUAL, 0, refuse - 2, processor.audit_arch),
        (_LOAD, 0, 0, _CALL_NUMBER),
        (_JUMP_IF_BIT, refuse - 4, 0, processor.x32_bit),
        (_JUMP_IF_EQUAL, refuse - 5, 0, processor.io_uring_setup),
        (_JUMP_IF_EQUAL, 1, 0, processor.socket),
        (_JUMP_IF_EQUAL, 0, allow - 7, processor.socketpair),
        (_LOAD, 0, 0, _CALL_FIRST_ARGUMENT),
        (_JUMP_IF_EQUAL, 0, 1, AF_UNIX),
        (_ANSWER, 0, 0, _ALLOW),
        (_ANSWER, 0, 0, _REFUSE),
    )
    return b"".join(struct.pack("=HBBI", *step) for step in steps)


class _FilterProgram(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("instructions", ctypes.c_void_p))


def _rings_are_refused(processor: Processor) -> bool:
    """Ask for an io_uring of no size: only a filter like ours answers "permission denied" (EACCES)."""
    libc = ctypes.CDLL(None, use_errno=True)
    number, size = ctypes.c_long(processor.io_uring_setup), ctypes.c_long(0)
    answer: int = libc.syscall(number, size, None)
    return answer < 0 and ctypes.get_errno() == errno.EACCES


def _trial_is_refused() -> bool:
    """Ask for a network socket (nothing is sent) and see it refused."""
    libc = ctypes.CDLL(None, use_errno=True)
    descriptor: int = libc.socket(AF_INET, SOCK_STREAM, 0)
    if descriptor >= 0:
        libc.close(descriptor)
        return False
    return ctypes.get_errno() == errno.EACCES
