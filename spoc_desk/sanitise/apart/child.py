"""The process apart, seen from outside: started with nothing, listened to with suspicion, killed at the first doubt."""

import contextlib
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Final

from spoc_desk.sanitise.apart.protocol import BadMessage, read_frame, write_frame
from spoc_desk.sanitise.apart.start import environment

Frame = tuple[bytes, bytes]

# Read ahead of the program; then the other process waits, so that a flood stays in its own memory.
_WAITING_FRAMES: Final = 32
_WAITING_BYTES: Final = 48_000_000
_ENDS_WITHIN: Final = 5.0  # seconds from a closed pipe to the end; a busy computer may take more than one


@dataclass(frozen=True)
class Caps:
    """What one document may cost."""

    memory_bytes: int = 1_200_000_000
    seconds: int = 600  # for one request, on the clock
    processor_seconds: int = 3_600  # for all requests of one document together
    silent_seconds: float = 90.0
    longest_message: int = 16_000_000
    longest_body: int = 300_000_000
    characters: int = 200_000_000  # of all texts together
    texts: int = 2_000_000
    findings: int = 500_000


USUAL_CAPS: Final = Caps()


class Died(Exception):
    """The process apart is no longer there, or has to go: it sent something that is no message."""


class Child:
    """One process apart and the two threads that carry frames to and from it."""

    def __init__(self, caps: Caps, start: Sequence[str]) -> None:
        self._caps = caps
        self._frames: queue.Queue[Frame | None] = queue.Queue(_WAITING_FRAMES)
        self._waiting: queue.SimpleQueue[tuple[object, bytes] | None] = queue.SimpleQueue()
        self._waiting_bytes = 0
        self._counting = threading.Lock()
        self._stopped = threading.Event()
        self._process = subprocess.Popen(
            start,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,  # it may hold words of the file
            env=environment(),
            cwd=Path(sys.executable).anchor,
            close_fds=True,
            start_new_session=True,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        self._threads = [
            threading.Thread(target=self._listen, name="apart-listens", daemon=True),
            threading.Thread(target=self._carry, name="apart-carries", daemon=True),
        ]
        for thread in self._threads:
            thread.start()

    def send(self, message: object, body: bytes = b"") -> None:
        """Send a request; a thread carries it, so that a process that does not listen holds nobody up."""
        self._waiting.put((message, body))

    def next(self, seconds: float) -> Frame | None:
        """Return the next frame, or None when none came in *seconds*.

        Raises:
            Died: no more will come.
        """
        try:
            frame = self._frames.get(timeout=seconds)
        except queue.Empty:
            return None
        if frame is None:
            raise Died()
        self._count(-_size(frame))
        return frame

    def exit_code(self) -> int | None:
        """Return what the process said when it ended; None while it is still there."""
        with contextlib.suppress(subprocess.TimeoutExpired):
            return self._process.wait(timeout=_ENDS_WITHIN)  # its pipe is closed already
        return None

    def kill(self) -> None:
        """End the process now. May be called from any thread, and twice."""
        self._stopped.set()
        with contextlib.suppress(OSError):
            self._process.kill()

    def close(self) -> None:
        """End the process and wait until it and its threads are gone."""
        self.kill()
        self._waiting.put(None)
        self._process.wait()
        for thread in self._threads:
            thread.join()
        for pipe in (self._pipe_in, self._pipe_out):
            with contextlib.suppress(OSError):
                pipe.close()

    @property
    def _pipe_in(self) -> IO[bytes]:
        assert self._process.stdin is not None
        return self._process.stdin

    @property
    def _pipe_out(self) -> IO[bytes]:
        assert self._process.stdout is not None
        return self._process.stdout

    def _carry(self) -> None:
        # A broken pipe is noticed by who listens.
        with contextlib.suppress(OSError, ValueError):
            while (request := self._waiting.get()) is not None:
                write_frame(self._pipe_in, *request)
                self._pipe_in.flush()

    def _listen(self) -> None:
        with contextlib.suppress(OSError, ValueError, BadMessage, MemoryError):
            while (
                frame := read_frame(self._pipe_out, self._caps.longest_message, self._caps.longest_body)
            ) is not None:
                if not self._hand_on(frame):
                    return
        self._hand_on(None)

    def _hand_on(self, frame: Frame | None) -> bool:
        """Queue a frame; False when nobody wants it any more."""
        while not self._stopped.is_set():
            if self._waiting_bytes > _WAITING_BYTES:
                self._stopped.wait(0.02)
                continue
            with contextlib.suppress(queue.Full):
                self._frames.put(frame, timeout=0.05)
                self._count(_size(frame))
                return True
        return False

    def _count(self, more: int) -> None:
        with self._counting:  # both threads count: without it one of two may be lost
            self._waiting_bytes += more


def _size(frame: Frame | None) -> int:
    return len(frame[0]) + len(frame[1]) if frame is not None else 0


class Watch:
    """How long a request has taken, and how long nothing was heard."""

    def __init__(self, caps: Caps) -> None:
        self._caps = caps
        self._began = self._heard = time.monotonic()

    def heard(self) -> None:
        """Something came."""
        self._heard = time.monotonic()

    @property
    def is_over(self) -> bool:
        """Whether the request took too long."""
        return time.monotonic() - self._began > self._caps.seconds

    @property
    def is_silent(self) -> bool:
        """Whether nothing came for too long."""
        return time.monotonic() - self._heard > self._caps.silent_seconds
