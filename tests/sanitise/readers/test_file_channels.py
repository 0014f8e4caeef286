"""The places of a file that are looked into have stable names, and the page that lists them says the same."""

import re
from pathlib import Path

from spoc_desk.sanitise.channels import WHY
from spoc_desk.sanitise.readers.file_channels import FILE_CHANNELS

PAGE = Path(__file__).resolve().parents[3] / "docs" / "leak-channels.md"
HEADING = "## Places of a file"


def test_the_page_lists_every_place_in_its_words_and_no_other() -> None:
    section = PAGE.read_text(encoding="utf-8").partition(HEADING)[2].partition("\n## ")[0]
    listed = {name: why for why, name in re.findall(r"^\| (.+) \| `([a-z0-9-]+)` \|$", section, re.MULTILINE)}
    assert listed == FILE_CHANNELS, "\n".join(f"| {why} | `{name}` |" for name, why in FILE_CHANNELS.items())


def test_every_name_is_short_and_every_sentence_plain() -> None:
    for name, why in FILE_CHANNELS.items():
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)+", name) and len(name) <= 40
        assert why[0].isupper() and not why.endswith(".") and "|" not in why and len(why) <= 120


def test_no_place_has_the_name_of_a_kind_of_leak() -> None:
    assert not set(FILE_CHANNELS) & set(WHY)
