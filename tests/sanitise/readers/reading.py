"""Reading a file in a test: what came out, by channel."""

from spoc_desk.sanitise.readers.any_file import read_file
from spoc_desk.sanitise.readers.limits import Budget, Limits
from spoc_desk.sanitise.readers.unit import Found, Remark, Unit, Unscannable

USUAL = Limits()


def everything(data: bytes, name: str = "", limits: Limits = USUAL) -> list[Found]:
    """Return everything found in a file."""
    return list(read_file(data, name, Budget(limits)))


def units(data: bytes, name: str = "") -> list[Unit]:
    """Return the texts of a file."""
    return [found for found in everything(data, name) if isinstance(found, Unit)]


def channels_of(text: str, found: list[Found]) -> set[str]:
    """Return the channels whose texts hold *text*."""
    return {one.channel for one in found if isinstance(one, Unit) and text in one.text}


def shown(found: list[Found]) -> str:
    """Return what a person who opens the file sees, in order."""
    return "\n".join(one.text for one in found if isinstance(one, Unit) and one.shown)


def unscannable(found: list[Found]) -> list[str]:
    """Return the channels of what could not be read."""
    return [one.channel for one in found if isinstance(one, Unscannable)]


def remarks(found: list[Found]) -> list[str]:
    """Return the channels of the remarks."""
    return [one.channel for one in found if isinstance(one, Remark)]
