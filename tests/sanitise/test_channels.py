"""The channel names are stable and written down."""

import re
from pathlib import Path

from spoc_desk.sanitise.channels import GIVES_AWAY, WHY, gives_away
from spoc_desk.sanitise.gazetteer.sources import LISTS
from spoc_desk.sanitise.lists import rows

PAGE = Path(__file__).resolve().parents[2] / "docs" / "leak-channels.md"


def test_the_page_lists_every_channel_once_and_no_other() -> None:
    listed = re.findall(r"^\| `([a-z0-9-]+)` \|", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    assert sorted(name for name in listed if name not in {"local", "in", "out"}) == sorted(WHY)


def test_every_list_of_names_leads_to_a_known_channel() -> None:
    assert {channel for _, channel in LISTS} <= set(WHY)
    assert {row[1] for row in rows("facilities")} <= set(WHY)


def test_every_channel_says_what_it_gives_away() -> None:
    assert GIVES_AWAY.keys() == WHY.keys()
    assert all(8 < len(gives_away(channel)) < 90 and not gives_away(channel).endswith(".") for channel in WHY)
