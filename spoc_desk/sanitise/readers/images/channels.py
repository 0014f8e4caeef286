"""The places of a picture file that are looked into."""

from typing import Final

CHANNELS: Final[dict[str, str]] = {
    "image-picture": "The picture itself: no program here reads what it shows",
    "image-gps": "Where the picture was taken, written by the camera",
    "image-exif": "A note of the camera or of a program: owner, caption, serial number, computer",
    "image-maker-note": "A note in the camera maker's own form",
    "image-thumbnail": "A smaller picture inside the picture, often from before it was cropped",
    "image-second": "A further picture behind or inside the picture",
    "image-xmp": "A sheet of properties: caption, place, keywords, history, author",
    "image-iptc": "Caption, place and keywords as the press writes them",
    "image-photoshop": "Notes and layers of an image editor",
    "image-colour": "The description of the colours; it can name a device or a firm",
    "image-comment": "A comment written into the picture file",
    "image-block": "A block of the picture file that is of no known kind",
    "image-trailing": "Bytes behind the end of the picture",
}
