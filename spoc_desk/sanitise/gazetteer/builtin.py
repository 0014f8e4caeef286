"""The gazetteer that comes with the program."""

from dataclasses import replace
from functools import cache

from spoc_desk.resources import resource
from spoc_desk.sanitise.gazetteer.compiled import read_names
from spoc_desk.sanitise.gazetteer.names import Names


@cache
def built_in() -> Names:
    """Return the built-in names, read once from their compiled form."""
    names, schools = (read_names(resource("gazetteer", "compiled", name)) for name in ("built-in.txt", "schools.txt"))
    return replace(names, schools=schools)
