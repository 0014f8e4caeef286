"""The gazetteer that comes with the program."""

from functools import cache

from spoc_desk.resources import resource
from spoc_desk.sanitise.gazetteer.compiled import read_names
from spoc_desk.sanitise.gazetteer.names import Names


@cache
def built_in() -> Names:
    """Return the built-in names, read once from their compiled form."""
    return read_names(resource("gazetteer", "compiled", "built-in.txt"))
