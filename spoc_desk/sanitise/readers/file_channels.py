"""The places of a file that are looked into, by stable channel name, each with its one plain sentence.

`docs/leak-channels.md` lists them and a test keeps the two alike.
"""

from typing import Final

from spoc_desk.sanitise.readers import any_file, package

_READERS: Final = (any_file, package)

FILE_CHANNELS: Final[dict[str, str]] = {name: why for reader in _READERS for name, why in reader.CHANNELS.items()} | {
    "text-line": "x"
}
