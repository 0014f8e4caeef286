"""Let a process do nothing but compute: no file written or removed, no program started, no socket, no other process.

A seccomp filter of Linux, laid over the one that refuses the network. It is meant for the process that reads the files
of strangers: whatever a file makes a library do there, it can only answer through the pipes it was given. Elsewhere the
caps of `caps` are all there is.
"""

import errno
import os
import platform
import struct
import sys
from dataclasses import dataclass
from typing import Final

from spoc_desk.machine.network import PROCESSORS, Processor, install_filter

# linux/bpf_common.h, linux/seccomp.h
_LOAD: Final = 0x20
_JUMP_IF_EQUAL: Final = 0x15
_JUMP_IF_BIT: Final = 0x45
_ANSWER: Final = 0x06
_ALLOW: Final = 0x7FFF0000
_REFUSE: Final = 0x00050000 | errno.EPERM
_UNKNOWN_CALL: Final = 0x00050000 | errno.ENOSYS  # the C library then takes the older call, whose flags can be seen

_CALL_NUMBER: Final = 0
_CALL_ARCH: Final = 4
_ARGUMENTS: Final = 16  # eight bytes each; their low words are enough for flags (little-endian)

_WRITING: Final = 0o1 | 0o2 | 0o100 | 0o1000 | 0o2000 | 0o20000000  # WRONLY RDWR CREAT TRUNC APPEND, the bit of TMPFILE
_CLONE_THREAD: Final = 0x00010000


@dataclass(frozen=True)
class Calls:
    """The numbers of the calls we refuse on one processor (asm/unistd.h)."""

    refused: tuple[int, ...]
    unknown: tuple[int, ...]  # openat2, clone3
    opening: tuple[tuple[int, int], ...]  # a call and which of its arguments holds the flags
    clone: int


CALLS: Final = {
    "x86_64": Calls(
        refused=(
            *(57, 58, 59, 322),  # fork vfork execve execveat
            *(85, 76, 82, 264, 316, 86, 265, 88, 266),  # creat truncate rename… link… symlink…
            *(87, 263, 83, 258, 84, 133, 259),  # unlink… mkdir… rmdir mknod…
            *(90, 91, 268, 92, 93, 94, 260, 188, 189, 190),  # chmod… chown… setxattr…
            *(41, 42, 53, 29, 68),  # socket connect socketpair shmget msgget
            *(62, 101, 310, 311, 434, 438),  # kill ptrace process_vm_… pidfd_…
            *(165, 272, 308, 321, 298, 250, 323),  # mount unshare setns bpf perf_event_open keyctl userfaultfd
        ),
        unknown=(437, 435),
        opening=((2, 1), (257, 2)),
        clone=56,
    ),
    "aarch64": Calls(
        refused=(
            *(221, 281, 45, 38, 276, 37, 36, 35, 34, 33),
            *(52, 53, 55, 54, 5, 6, 7, 198, 203, 199, 194, 186),
            *(129, 117, 270, 271, 434, 438, 40, 97, 268, 280, 241, 219, 282),
        ),
        unknown=(437, 435),
        opening=((56, 2),),
        clone=220,
    ),
}


def confine() -> bool:
    """Refuse writing, starting and reaching out from now on. True when a trial file was really refused."""
    if sys.platform != "linux":
        return False
    machine = platform.machine()
    if machine not in CALLS:
        return False
    return install_filter(PROCESSORS[machine], confining_code(PROCESSORS[machine], CALLS[machine])) and _writing_fails()


def confining_code(processor: Processor, calls: Calls) -> bytes:
    """Return the filter as the kernel reads it: eight bytes an instruction, jumps counted from the next one."""
    checks = [(number, _REFUSE) for number in calls.refused] + [(number, _UNKNOWN_CALL) for number in calls.unknown]
    steps = [
        (_LOAD, 0, 0, _CALL_ARCH),
        (_JUMP_IF_EQUAL, 1, 0, processor.audit_arch),
        (_ANSWER, 0, 0, _REFUSE),
        (_LOAD, 0, 0, _CALL_NUMBER),
        (_JUMP_IF_BIT, 0, 1, processor.x32_bit),
        (_ANSWER, 0, 0, _REFUSE),
    ]
    for number, answer in checks:
        steps += [(_JUMP_IF_EQUAL, 0, 1, number), (_ANSWER, 0, 0, answer)]
    for number, argument in calls.opening:
        steps += _by_flags(number, argument, _WRITING, if_set=_REFUSE, if_not=_ALLOW)
    steps += _by_flags(calls.clone, 0, _CLONE_THREAD, if_set=_ALLOW, if_not=_REFUSE)
    steps.append((_ANSWER, 0, 0, _ALLOW))
    return b"".join(struct.pack("=HBBI", *step) for step in steps)


def _by_flags(number: int, argument: int, flags: int, *, if_set: int, if_not: int) -> list[tuple[int, int, int, int]]:
    """Return the steps that answer one call by the flags in one of its arguments."""
    return [
        (_JUMP_IF_EQUAL, 0, 4, number),
        (_LOAD, 0, 0, _ARGUMENTS + 8 * argument),
        (_JUMP_IF_BIT, 0, 1, flags),
        (_ANSWER, 0, 0, if_set),
        (_ANSWER, 0, 0, if_not),
    ]


def _writing_fails() -> bool:
    """Try to open for writing what anybody may write to, and see it refused."""
    try:
        os.close(os.open(os.devnull, os.O_WRONLY))
    except OSError as err:
        return err.errno == errno.EPERM
    return False
