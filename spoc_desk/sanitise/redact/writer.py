"""The one writer of our PDFs: numbered objects one after the other, one table, one end, and nothing that is not said.

The same objects give the same bytes. There is no date, no identifier, no information about who wrote what with what.
"""

import zlib
from io import BytesIO

HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
DEFLATE_LEVEL = 6


class Writer:
    """Takes the objects in the order of their numbers, from 1."""

    def __init__(self) -> None:
        self._file = BytesIO()
        self._file.write(HEADER)
        self._offsets: list[int] = []

    def put(self, number: int, body: bytes) -> None:
        """Write one object."""
        if number != len(self._offsets) + 1:
            raise AssertionError("objects are written in the order of their numbers")
        self._offsets.append(self._file.tell())
        self._file.write(b"%d 0 obj\n%b\nendobj\n" % (number, body))

    def put_stream(self, number: int, entries: bytes, data: bytes) -> None:
        """Write one stream object, *data* as it is."""
        self.put(number, b"<<%b/Length %d>>\nstream\n%b\nendstream" % (entries, len(data), data))

    def put_deflated(self, number: int, entries: bytes, data: bytes) -> None:
        """Write one stream object, *data* compressed."""
        self.put_stream(number, entries + b"/Filter/FlateDecode", zlib.compress(data, DEFLATE_LEVEL))

    def finish(self) -> bytes:
        """Return the whole file. Object 1 is its catalog."""
        start = self._file.tell()
        size = len(self._offsets) + 1
        lines = [b"%010d 00000 n \n" % offset for offset in self._offsets]
        self._file.write(b"xref\n0 %d\n0000000000 65535 f \n%b" % (size, b"".join(lines)))
        self._file.write(b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (size, start))
        return self._file.getvalue()  # shares the memory of the buffer: no second copy
