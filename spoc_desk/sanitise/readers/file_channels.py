"""The places of a file that are looked into, by stable channel name, each with its one plain sentence.

`docs/leak-channels.md` lists them and a test keeps the two alike.
"""

from typing import Final

from spoc_desk.sanitise.readers import (
    any_file,
    compound_gaps,
    csv_table,
    eml,
    html,
    images,
    old_office,
    package,
    pdf,
    plain_text,
    rtf,
    signed_mail,
    squeezed,
    tnef,
    xml_file,
    zip_archive,
)
from spoc_desk.sanitise.readers.msg import reader as msg_reader
from spoc_desk.sanitise.readers.msg import words as msg_words
from spoc_desk.sanitise.readers.odf import odf_file
from spoc_desk.sanitise.readers.ooxml import office_file

_READERS: Final = (
    any_file,
    package,
    plain_text,
    csv_table,
    xml_file,
    eml,
    html,
    images,
    office_file,
    rtf,
    odf_file,
    html,
    pdf,
    signed_mail,
    msg_words,
    msg_reader,
    tnef,
    old_office,
    compound_gaps,
    zip_archive,
    squeezed,
)

FILE_CHANNELS: Final[dict[str, str]] = {name: why for reader in _READERS for name, why in reader.CHANNELS.items()}
