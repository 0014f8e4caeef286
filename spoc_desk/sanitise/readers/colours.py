"""Colours that cannot be told from white paper."""

_NEARLY = "f0"  # of ff, in each of red, green and blue


def is_white(untrusted_colour: str) -> bool:
    """Return whether a colour (rrggbb, with or without #) is white to the eye."""
    value = untrusted_colour.lower().lstrip("#")
    return len(value) == 6 and all(value[place : place + 2] >= _NEARLY for place in (0, 2, 4))
