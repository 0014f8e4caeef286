"""What may be said of a fault of the program: its kind and its place, never a value: it could be a word of a file."""

import traceback


def place_of(error: BaseException) -> str:
    """Return what broke and where: a type, a file and a line."""
    frames = traceback.extract_tb(error.__traceback__)
    where = f"{frames[-1].filename.replace(chr(92), '/').rsplit('/', 1)[-1]}:{frames[-1].lineno}" if frames else "?"
    return f"{type(error).__name__} at {where}"
