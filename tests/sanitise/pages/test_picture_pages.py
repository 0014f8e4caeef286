"""Picture files as pages."""

import io
import struct
import zlib

import pytest
from PIL import Image

from spoc_desk.sanitise.pages.opening import pages_of
from spoc_desk.sanitise.pages.picture import PictureBroken


def saved(image: Image.Image, kind: str, **options: object) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def half_red() -> Image.Image:
    image = Image.new("RGB", (400, 200), (255, 255, 255))
    image.paste((200, 0, 0), (0, 0, 200, 200))
    return image


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "TIFF", "GIF", "BMP", "WEBP"])
def test_a_picture_is_one_page(kind: str) -> None:
    pages = pages_of(saved(half_red(), kind))
    image = pages.render(1, 100)

    assert [size.page for size in pages.sizes()] == [1]
    assert abs(image.width - 2 * image.height) <= 1
    assert image.getpixel((2, 2))[0] > 150 and image.getpixel((image.width - 3, 2))[1] > 240
    assert pages.render(1, 50, grey=True).mode == "L"
    assert pages.text_boxes(1, [(0, 5)]) == ((),)


def test_a_scan_has_the_size_of_its_paper() -> None:
    pages = pages_of(saved(Image.new("L", (1654, 2339), 255), "TIFF", dpi=(200, 200)))

    assert [(round(size.width), round(size.height)) for size in pages.sizes()] == [(595, 842)]


def test_a_photograph_fits_a_sheet_of_paper() -> None:
    size = pages_of(saved(Image.new("RGB", (4000, 3000)), "JPEG", dpi=(72, 72))).sizes()[0]

    assert (round(size.width), round(size.height)) == (842, 632)


def test_each_frame_of_a_fax_is_a_page() -> None:
    frames = [Image.new("1", (100, 100 + 10 * number), 1) for number in range(3)]
    pages = pages_of(saved(frames[0], "TIFF", save_all=True, append_images=frames[1:]))

    assert [size.page for size in pages.sizes()] == [1, 2, 3]
    assert pages.render(3, 96, grey=True).height > pages.render(1, 96, grey=True).height


def test_a_photograph_is_turned_as_the_camera_was_held() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    pages = pages_of(saved(half_red(), "JPEG", exif=exif.tobytes()))
    image = pages.render(1, 96)

    assert pages.sizes()[0].width < pages.sizes()[0].height
    assert image.width < image.height
    assert image.getpixel((5, 5))[1] < 60 and image.getpixel((5, image.height - 5))[1] > 200


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "CMYK", "I;16", "I", "F", "YCbCr", "LAB"])
def test_every_kind_of_colour_can_be_drawn(mode: str) -> None:
    image = Image.new(mode, (60, 40))
    data = saved(image, "PNG" if mode in ("LA", "RGBA", "I;16", "P") else "TIFF")

    assert pages_of(data).render(1, 96, grey=True).mode == "L"
    assert pages_of(data).render(1, 96).mode == "RGB"


def test_what_is_clear_is_white() -> None:
    pages = pages_of(saved(Image.new("RGBA", (50, 50), (0, 0, 0, 0)), "PNG"))

    assert pages.render(1, 96).getpixel((10, 10)) == (255, 255, 255)


def test_a_picture_that_claims_ten_thousand_million_dots_is_refused() -> None:
    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = struct.pack(">IIBBBBB", 100_000, 100_000, 8, 2, 0, 0, 0)
    data = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", b"x\x9c\x03\x00") + chunk(b"IEND", b"")

    with pytest.raises(PictureBroken, match="larger"):
        pages_of(data)


def test_a_picture_cut_short_is_refused_in_plain_words() -> None:
    data = saved(Image.effect_noise((300, 300), 50), "PNG")
    pages = pages_of(data[: len(data) // 2])

    with pytest.raises(PictureBroken, match="damaged"):
        pages.render(1, 96)
