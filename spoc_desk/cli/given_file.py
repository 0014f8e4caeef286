"""A file named on the command line: its bytes, or one sentence why not."""

import errno
from pathlib import Path

from spoc_desk.errors import BadAnswer
from spoc_desk.machine.files import read_at_most
from spoc_desk.sanitise.readers.limits import Limits


def bytes_of(path: Path) -> bytes:
    """Return what stands in a file.

    Raises:
        BadAnswer: it cannot be opened, is no ordinary file, or is larger than the program reads.
    """
    most = Limits().file_bytes
    try:
        return read_at_most(path, most)
    except OSError as error:
        if error.errno == errno.EFBIG:
            raise BadAnswer(f"A file is larger than {most // 1_000_000} MB. Split it and check the parts.") from None
        raise BadAnswer("A file cannot be opened. Check its path and your permission.") from None
