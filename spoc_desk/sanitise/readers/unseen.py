"""Files inside a document that nobody sees by opening it: an embedded workbook, notes in a picture, a kept copy."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from spoc_desk.sanitise.readers.unit import Found, Shape, Unit


def unseen(items: Iterable[Found]) -> Iterator[Found]:
    """Yield the same findings, their texts as what nobody sees: they are checked and never reach a copy."""
    for found in items:
        if isinstance(found, Unit) and found.shown:
            shape = Shape.TABLE if found.shape is Shape.TABLE else Shape.PARAGRAPH
            yield replace(found, shown=False, shape=shape, level=0)
        else:
            yield found
