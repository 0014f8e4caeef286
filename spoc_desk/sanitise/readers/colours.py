"""Colours by what they do to a text: white that cannot be told from paper, black that hides what is black."""

_NEARLY_WHITE = "f0"  # of ff, in each of red, green and blue
_NEARLY_BLACK = "28"


def is_white(untrusted_colour: str) -> bool:
    """Return whether a colour (rrggbb, with or without #) is white to the eye."""
    return all(part >= _NEARLY_WHITE for part in _parts(untrusted_colour, "00"))


def is_black(untrusted_colour: str) -> bool:
    """Return whether a colour (rrggbb, with or without #) is black to the eye."""
    return all(part <= _NEARLY_BLACK for part in _parts(untrusted_colour, "ff"))


def _parts(untrusted_colour: str, otherwise: str) -> list[str]:
    value = untrusted_colour.lower().lstrip("#")
    return [value[place : place + 2] for place in (0, 2, 4)] if len(value) == 6 else [otherwise]
