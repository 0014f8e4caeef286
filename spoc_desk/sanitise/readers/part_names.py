"""Where something lies in a package, in words that tell nothing: whoever made the file named its parts.

A place is shown where words of the file are not: on the command line, in the list that goes to the UKPPS SPOC. A part
keeps its name only where every piece of it is one that the Office programs themselves give.
"""

import re
from typing import Final

_FOLDERS: Final = """
    word xl ppt docprops customxml _rels theme media embeddings charts chartex diagrams drawings worksheets chartsheets
    dialogsheets macrosheets printersettings threadedcomments persons tables querytables pivottables pivotcache
    externallinks slicers slicercaches timelines timelinecaches revisions ctrlprops activex fonts webextensions slides
    slidelayouts slidemasters notesslides notesmasters handoutmasters tags usercustomization docmetadata meta-inf
    pictures thumbnails configurations2 objectreplacements
"""
_FILES: Final = """
    content_types mimetype document workbook presentation styles styleswitheffects settings websettings fonttable
    numbering header footer footnotes endnotes comments commentsextended commentsids commentsextensible people glossary
    core app custom thumbnail item itemprops sheet chart style colors drawing vmldrawing data layout quickstyle
    sharedstrings calcchain connections externallink comment threadedcomment person table querytable pivottable
    pivotcachedefinition pivotcacherecords slicer slicercache timeline timelinecache metadata usernames revisionheaders
    revisionlog ctrlprop vbaproject vbadata vbaprojectsignature oleobject image font slide slidelayout slidemaster
    notesslide notesmaster handoutmaster presprops viewprops tablestyles commentauthors tag content meta manifest
    object labelinfo microsoft_excel_worksheet microsoft_excel_sheet microsoft_word_document
    microsoft_powerpoint_presentation worddocument 0table 1table book summaryinformation documentsummaryinformation
    compobj ole ole10native package contents objectpool
"""
_KINDS: Final = """
    xml rels bin vml png jpeg jpg gif emf wmf tif tiff bmp svg docx xlsx pptx docm xlsm pptm odttf rdf fntdata wdp
"""
_KNOWN: Final = frozenset(f"{_FOLDERS} {_FILES} {_KINDS}".split()) | {"current user", "powerpoint document"}
_PIECES: Final = re.compile(r"[/\\.]")
_NUMBER: Final = re.compile(r"\d{1,3}\Z")
"""A longer number may be a code."""


def place_of(name: str) -> str:
    """Return the name of a part where it is an ordinary one, else words for any other."""
    pieces = [_NUMBER.sub("", piece.strip("[]")).lower() for piece in _PIECES.split(name)]
    return name if all(piece in _KNOWN or not piece for piece in pieces) else "Inner file"
