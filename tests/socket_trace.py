"""Watch a program from outside, with strace: which sockets does it and everything it starts ask the system for?"""

import re
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

_CALL = re.compile(r"(?P<name>socket|socketpair|connect|io_uring_setup)\((?P<words>.*)$")
_FAMILY = re.compile(r"\b[AP]F_\w+")
_UNNAMED = "a family without a name"


@dataclass(frozen=True)
class Call:
    """One call: its name, the address family it names, and the line of the trace."""

    name: str
    family: str
    line: str

    @property
    def is_local(self) -> bool:
        """A socket of this computer's own programs leads nowhere else."""
        return self.family in ("AF_UNIX", "AF_LOCAL")


def trace(
    command: Sequence[str],
    report: Path,
    *,
    see_refused: bool = False,
    env: Mapping[str, str] | None = None,
    also: Sequence[str] = (),
) -> tuple[Call, ...]:
    """Run *command* to its end under strace, children included, and return its calls. It must end well.

    Only the traced calls stop the program, so it runs at almost its own speed. Calls that the program's own filter
    refuses are then not seen; *see_refused* stops at every call of the system, which is slow, and sees them too. What
    *also* names stands in the report alone.
    """
    speed = [] if see_refused else ["--seccomp-bpf"]
    names = ",".join(("socket", "socketpair", "connect", "io_uring_setup", *also))
    watch = ["strace", "-f", *speed, "-s", "300", "-e", f"trace={names}", "-o", str(report)]
    done = subprocess.run([*watch, *command], capture_output=True, text=True, check=False, env=env)
    assert done.returncode == 0, done.stderr
    lines = report.read_text(encoding="utf-8", errors="replace").splitlines()
    assert any("exited with 0" in line for line in lines), "strace did not follow the program to its end"
    return tuple(call for line in lines if (call := _call(line)))


def _call(line: str) -> Call | None:
    found = _CALL.search(line)
    if found is None or "resumed>" in line.split("(")[0]:
        return None
    family = _FAMILY.search(found["words"])
    return Call(found["name"], family[0] if family else _UNNAMED, line)
