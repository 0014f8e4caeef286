"""The places of a file that are looked into, by stable channel name, each with its one plain sentence.

They are data and not with their readers: a process that holds keys knows the places, and never loads what reads the
files of strangers. `docs/leak-channels.md` lists them and a test keeps the two alike.
"""

import json
from typing import Final

from spoc_desk.resources import read_text

_BY_KIND: Final[dict[str, dict[str, str]]] = json.loads(read_text("leaks", "file_channels.json"))

FILE_CHANNELS: Final[dict[str, str]] = {name: why for places in _BY_KIND.values() for name, why in places.items()}
