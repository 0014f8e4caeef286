"""A file named on the command line: its bytes, or one sentence why not."""

from pathlib import Path

from spoc_desk.errors import BadAnswer
from spoc_desk.sanitise.readers.limits import Limits


def bytes_of(path: Path) -> bytes:
    """Return what stands in a file.

    Raises:
        BadAnswer: it cannot be opened, or it is larger than the program reads.
    """
    most = Limits().file_bytes
    try:
        if path.stat().st_size > most:
            raise BadAnswer(f"A file is larger than {most // 1_000_000} MB. Split it and check the parts.")
        return path.read_bytes()
    except OSError as error:
        raise BadAnswer("A file cannot be opened. Check its path and your permission.") from error
