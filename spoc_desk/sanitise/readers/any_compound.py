"""Reads the files of old Microsoft programs: an Outlook item, or an old Office file, and what was deleted in it."""

from collections.abc import Iterator

from spoc_desk.sanitise.readers import old_office
from spoc_desk.sanitise.readers.compound import open_compound, stream_names
from spoc_desk.sanitise.readers.compound_gaps import read_gaps
from spoc_desk.sanitise.readers.msg.reader import read_item
from spoc_desk.sanitise.readers.msg.storage import is_item
from spoc_desk.sanitise.readers.scope import Scope
from spoc_desk.sanitise.readers.unit import Found


def read(data: bytes, scope: Scope) -> Iterator[Found]:
    """Yield an Outlook item, or an old Office file; then what its deleted parts left behind."""
    compound = open_compound(data)
    if compound is None:
        yield from old_office.read(data, scope)
        return
    with compound:
        if is_item(stream_names(compound)):
            yield from read_item(compound, scope)
        else:
            yield from old_office.read(data, scope)
        yield from read_gaps(data, compound)
