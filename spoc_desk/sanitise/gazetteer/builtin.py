"""The gazetteer that comes with the program."""

from dataclasses import replace
from functools import cache

from spoc_desk.resources import resource
from spoc_desk.sanitise.gazetteer.compiled import read_names
from spoc_desk.sanitise.gazetteer.hashed import open_hashed
from spoc_desk.sanitise.gazetteer.names import Names


@cache
def built_in() -> Names:
    """Return the built-in names, read once from their compiled form."""
    names = read_names(resource("gazetteer", "compiled", "built-in.txt"))
    schools = open_hashed(resource("gazetteer", "compiled", "school-heads.gaz"), "school", (), asks=True)
    return replace(names, long_lists=(schools,))
