"""The one door to the two producers: orders in, the bytes of a new PDF out."""

from PIL import Image

from spoc_desk.errors import RefusedByRule
from spoc_desk.sanitise.redact.orders import Orders, Raster
from spoc_desk.sanitise.redact.raster import Heard, Rendered, raster
from spoc_desk.sanitise.redact.retype import PictureOf, retype


def no_picture(number: int) -> Image.Image:
    """Stand for the pictures of a source that has none.

    Raises:
        RefusedByRule: always.
    """
    raise RefusedByRule("A picture to be kept could not be read. Leave it out, or open the document again.")


def make(orders: Orders, pages: Rendered | None, heard: Heard, *, picture_of: PictureOf = no_picture) -> bytes:
    """Return the copy. It leaves the process only after `proof.prove` found nothing in it.

    `heard` is told (done, of) again and again; it stops the work by raising. Nothing is written anywhere.

    Raises:
        RefusedByRule: the orders ask for a page or a picture that is not there.
    """
    if not isinstance(orders, Raster):
        return retype(orders, picture_of, heard)
    if pages is None:
        raise RefusedByRule("This document has no pages that can be shown as pictures. Make a re-typed copy instead.")
    return raster(orders, pages, heard)
