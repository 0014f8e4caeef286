"""Which channel a string of a PDF belongs to: told by the kind of the dictionary it stands in, and by its key."""

from dataclasses import dataclass, replace

import pikepdf

# Keys that lead into a room of their own, whatever they are found in.
_BY_KEY = {
    "/Info": "pdf-info",
    "/Metadata": "pdf-xmp",
    "/Annots": "pdf-annotation",
    "/AcroForm": "pdf-form-field",
    "/Outlines": "pdf-outline",
    "/Dests": "pdf-destination",
    "/Dest": "pdf-destination",
    "/EmbeddedFiles": "pdf-attachment",
    "/AF": "pdf-attachment",
    "/FS": "pdf-attachment",
    "/PageLabels": "pdf-page-label",
    "/PieceInfo": "pdf-private-data",
    "/StructTreeRoot": "pdf-structure",
    "/OCProperties": "pdf-layer-name",
    "/Properties": "pdf-structure",
    "/OpenAction": "pdf-action",
    "/AA": "pdf-action",
    "/A": "pdf-action",
    "/PA": "pdf-action",
    "/JavaScript": "pdf-javascript",
    "/JS": "pdf-javascript",
    "/URI": "pdf-link",
    "/Base": "pdf-link",
    "/Lang": "pdf-language",
    "/ViewerPreferences": "pdf-settings",
    "/Collection": "pdf-portfolio",
    "/DSS": "pdf-signature",
    "/Perms": "pdf-signature",
    "/Cert": "pdf-signature",
    "/OutputIntents": "pdf-colour",
    "/ColorSpace": "pdf-colour",
    "/SeparationInfo": "pdf-colour",
    "/ICCBased": "pdf-colour",
    "/Thumb": "pdf-thumbnail",
    "/Threads": "pdf-object",
    "/XFA": "pdf-xfa",
    "/Font": "pdf-font",
    "/FontDescriptor": "pdf-font",
    "/DR": "pdf-font",
    "/VP": "pdf-position",
    "/Measure": "pdf-position",
    "/GPTS": "pdf-position",
    "/LGIDict": "pdf-position",
    "/Sound": "pdf-media",
    "/Movie": "pdf-media",
    "/RichMediaContent": "pdf-media",
    "/3DD": "pdf-media",
}
_BY_TYPE = {
    "/Font": "pdf-font",
    "/FontDescriptor": "pdf-font",
    "/Annot": "pdf-annotation",
    "/Sig": "pdf-signature",
    "/DocTimeStamp": "pdf-signature",
    "/OCG": "pdf-layer-name",
    "/OCMD": "pdf-layer-name",
    "/Filespec": "pdf-attachment",
    "/F": "pdf-attachment",
    "/EmbeddedFile": "pdf-attachment",
    "/StructElem": "pdf-structure",
    "/StructTreeRoot": "pdf-structure",
    "/Metadata": "pdf-xmp",
    "/Outlines": "pdf-outline",
    "/PageLabel": "pdf-page-label",
    "/CollectionItem": "pdf-portfolio",
    "/Measure": "pdf-position",
    "/Viewport": "pdf-position",
}
_BY_ACTION = {
    "/JavaScript": "pdf-javascript",
    "/URI": "pdf-link",
    "/GoToR": "pdf-link",
    "/GoToE": "pdf-link",
    "/Launch": "pdf-link",
    "/SubmitForm": "pdf-link",
    "/ImportData": "pdf-link",
    "/Rendition": "pdf-media",
    "/GoTo": "pdf-destination",
    "/Named": "pdf-action",
    "/Hide": "pdf-action",
}
_DESCRIPTIONS = {
    "/Alt": "pdf-alt-text",
    "/ActualText": "pdf-alt-text",
    "/E": "pdf-alt-text",
    "/PhoneticAlphabet": "pdf-alt-text",
}
_STICKY = {"pdf-private-data", "pdf-earlier-version"}  # all below belongs to it

_PLACES = {
    "pdf-info": "Properties of the document",
    "pdf-xmp": "Sheet of properties",
    "pdf-annotation": "Note",
    "pdf-annotation-author": "Author of a note",
    "pdf-form-field": "Form field",
    "pdf-link": "Link",
    "pdf-attachment": "Attachment",
    "pdf-outline": "Bookmark",
    "pdf-alt-text": "Description",
    "pdf-font": "Font",
    "pdf-signature": "Signature",
    "pdf-layer-name": "Layer",
    "pdf-javascript": "Script",
}


@dataclass(frozen=True, slots=True)
class Room:
    """Where in the document something stands."""

    channel: str = "pdf-object"
    page: int = 0
    key: str = ""
    field: bool = False  # inside a form field

    def through(self, key: str) -> "Room":
        """Return the room behind a key."""
        if self.channel in _STICKY:
            return replace(self, key=key)
        return replace(self, key=key, channel=_BY_KEY.get(key, self.channel))

    def at_page(self, page: int) -> "Room":
        """Return the same room on a page."""
        return replace(self, page=page)

    @property
    def place(self) -> str:
        """Return the place in words."""
        word = _PLACES.get(self.channel, "")
        return ", ".join(part for part in (f"Page {self.page}" if self.page else "", word) if part)


def room_of(holder: pikepdf.Object, room: Room) -> Room:
    """Return the room of what a dictionary holds, by what the dictionary is."""
    if room.channel in _STICKY:
        return room
    kind, subtype, action = (_name(holder, key) for key in ("/Type", "/Subtype", "/S"))
    if "/FT" in holder or subtype == "/Widget" or (room.channel == "pdf-form-field" and "/T" in holder):
        return replace(room, channel="pdf-form-field", field=True)
    if "/ByteRange" in holder:
        return replace(room, channel="pdf-signature")
    if kind in _BY_TYPE:
        return replace(room, channel=_BY_TYPE[kind])
    if "/Rect" in holder and subtype:
        return replace(room, channel="pdf-annotation")
    if "/EF" in holder:
        return replace(room, channel="pdf-attachment")
    if action in _BY_ACTION:
        return replace(room, channel=_BY_ACTION[action])
    if action and "/P" in holder and "/K" in holder:
        return replace(room, channel="pdf-structure")
    return room


def room_of_value(room: Room, key: str) -> Room:
    """Return the room of a string under *key* in a dictionary of this room."""
    behind = room.through(key)
    if behind.channel in _STICKY:
        return behind
    if behind.channel == "pdf-annotation" and key == "/T":
        return replace(behind, channel="pdf-annotation-author")
    return replace(behind, channel=_DESCRIPTIONS.get(key, behind.channel))


def _name(holder: pikepdf.Object, key: str) -> str:
    value = holder.get(key)
    return str(value) if isinstance(value, pikepdf.Name) else ""
