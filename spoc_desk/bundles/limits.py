"""How much a bundle may hold. Everything is counted before room is made for it."""

from typing import Final

MOST_MANIFEST: Final = 256 * 1024
MOST_CASES: Final = 500
MOST_RECORDS: Final = 200_000
MOST_RECORD_BYTES: Final = 64 * 1024 * 1024  # of all records together
LONGEST_RECORD: Final = 512 * 1024
LONGEST_TEXT: Final = 200_000  # characters in one value
MOST_TABLES: Final = 64
MOST_COLUMNS: Final = 96
MOST_ATTACHMENTS: Final = 200
MOST_ATTACHMENT_BYTES: Final = 2 * 1024**3  # of one, and of all together
PADDED_TO: Final = 64 * 1024  # the size of a file must not tell how much there is
PIECE: Final = 64 * 1024
"""What is in memory of an attachment at any moment."""
