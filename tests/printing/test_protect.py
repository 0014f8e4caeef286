import io

import pikepdf
import pytest

from spoc_desk.errors import BadAnswer
from spoc_desk.printing.blocks import Para
from spoc_desk.printing.protect import protect


def test_a_protected_copy_opens_with_its_password_only(print_blocks):
    copy = protect(print_blocks(Para("Child A needs a school place.")), "five plain words to say")
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(io.BytesIO(copy))
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(io.BytesIO(copy), password="five plain words")
    with pikepdf.open(io.BytesIO(copy), password="five plain words to say") as opened:
        assert opened.encryption.R == 6
        assert opened.encryption.stream_method == pikepdf.models.EncryptionMethod.aesv3
        assert len(opened.pages) == 1


def test_nothing_of_it_can_be_read_without_the_password(print_blocks):
    copy = protect(print_blocks(Para("Child A")), "five plain words to say")
    assert b"Meeting record" not in copy
    assert b"xpacket" not in copy


def test_it_does_not_claim_to_be_archivable(print_blocks):
    copy = protect(print_blocks(Para("Child A")), "five plain words to say")
    with pikepdf.open(io.BytesIO(copy), password="five plain words to say") as opened:
        packet = opened.Root.Metadata.read_bytes()
    assert b"<pdfaid:part>" not in packet
    assert b"<pdfuaid:part>1</pdfuaid:part>" in packet


@pytest.mark.parametrize("password", ["", "é" * 64])
def test_a_password_the_format_cannot_hold_is_refused(print_blocks, password):
    with pytest.raises(BadAnswer):
        protect(print_blocks(Para("Child A")), password)
