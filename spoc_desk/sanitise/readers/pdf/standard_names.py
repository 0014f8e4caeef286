"""The names the PDF format itself uses. All others were given by a program or a person, and could name something."""

import re

_SUBSET = re.compile(r"[A-Z]{6}\+|(?:uni|g|glyph|cid|index|G|C|F|Im|Fm|GS|CS|MC|Xi|TT|Image|Font|R|Page)\d+")
_NAMES = """
False UseNone UseOutlines UseOC UseThumbs AcroForm ActualText AIMetaData Alternate AlternateSpace Annot Annots
AntiAlias AppDefault Array ArtBox Ascent Auth
Author AvgWidth Background BaseEncoding BaseFont BaseState BBox BitsPerComponent BitsPerCoordinate BitsPerFlag
BitsPerSample BlackPoint BleedBox Border Bounds BoxColorInfo BYTE ByteRange CalGray CalRGB CapHeight Catalog
CenterWindow CharProcs CharSet CheckSum CIDFontType0 CIDFontType2 CIDInit CIDSet CIDSystemInfo CIDToGIDMap ClassMap
ColorSpace ColorTransform Colors Columns Contents ContentsLength Coords Count Creator CreationDate CropBox
CryptFilterDecodeParms DamagedRowsBeforeError Date Decode DecodeParms Default DefaultCMYK DefaultGray DefaultRGB
DescendantFonts Descent Desc Dest DestOutputProfile Dests DeviceCMYK DeviceGray DeviceN DeviceRGB Differences
Direction DisplayDocTitle Domain DCTDecode Document Duplex Duration EarlyChange EmbeddedFile EmbeddedFiles Encode
EncodedByteAlign Encoding Encrypt EncryptMetadata EndOfBlock EndOfLine Event ExtGState Extends Extend Export
Extensions Fields Figure Filespec Filter First FirstChar FitWindow FlateDecode Flags Font FontBBox FontDescriptor
FontFamily FontFile FontFile2 FontFile3 FontMatrix FontName FontStretch FontWeight Form FormType FreeText Function
Functions FunctionType Gamma GoTo GoToR Graph Group Height Helv Helvetica HideMenubar HideToolbar HideWindowUI
Highlight ICCBased Identity Identity-H Identity-V Image ImageB ImageC ImageI ImageMask Indexed Index Info Intent
Interpolate IRTM ItalicAngle JavaScript JBIG2Decode JBIG2Globals JPXDecode Keywords Kids Lang LastChar Last
LastModified Launch Leading Legal Length Length1 Length2 Length3 Limits Line Linearized Link Luminosity LZWDecode
MacExpertEncoding MacRomanEncoding Mask MarkInfo Marked Matrix Matte MaxWidth MCID MediaBox Metadata MissingWidth
ModDate Multiply Name Named Names NeedAppearances Next NextPage None NonFullScreenPageMode NonStruct Normal
NumCopies Nums ObjStm OCGs OCMD OCProperties OneColumn OpenAction Order Ordering Outlines OutputCondition
OutputConditionIdentifier OutputIntent OutputIntents Overlay Page PageLabels PageLayout PageMode Pages PaintType
Parent ParentTree ParentTreeNextKey Pattern PatternType Perms PieceInfo PolyLine Polygon Popup Predictor Prev
PrevPage Print PrintArea PrintClip PrintScaling Private ProcSet Producer Properties Push QuadPoints Rect Redact
Reference Registry Resources RoleMap Root Rotate Rows RowSpan RunLengthDecode Saturation Schema Scope Separation
SetOCGState Shading ShadingType SigFlags Size SMask SMaskInData Span Square Squiggly Stamp Standard StandardEncoding
Start State StdCF StemH StemV StmF Stream StrF StrikeOut StructElem StructParent StructParents StructTreeRoot
StructTreeNextKey Style SubFilter SubmitForm Subject Subtype Supplement Suspects Symbol TBody Table Tabs Template
Text Thread Threads Thumb TilingType TimesNewRoman Title ToUnicode Trans TransformMethod TransformParams
Transparency Trapped TrimBox True TrueType Type Type0 Type1 Type1C Type2 Type3 Underline Unix URLs Usage UseCMap
UserProperties UserUnit V2 Version Vertices View ViewArea ViewClip ViewerPreferences ViewState VisiblePages
WhitePoint Widget Widths Width WinAnsiEncoding XHeight XObject XRef XRefStm XStep XYZ YStep ZapfDingbats
ASCII85Decode ASCIIHexDecode CCITTFaxDecode BlackIs1 Artifact Pagination Header Footer Caption Annotation Sect Part
Div BlockQuote TOCI Index THead TFoot Formula Quote Note BibEntry Code Placement Block Inline WritingMode LrTb
BackgroundColor BorderColor BorderStyle BorderThickness Color Padding SpaceBefore SpaceAfter StartIndent EndIndent
TextIndent TextAlign LineHeight TextDecorationType ListNumbering Layout List Decimal Disc Attached Bottom Left Right
Center Justify Both Column Headers space exclam quotedbl numbersign dollar percent ampersand quotesingle parenleft
parenright asterisk plus comma hyphen period slash zero one two three four five six seven eight nine colon semicolon
less equal greater question bracketleft backslash bracketright underscore grave braceleft braceright asciitilde
bullet dagger daggerdbl ellipsis emdash endash florin fraction guilsinglleft guilsinglright minus perthousand
quotedblbase quotedblleft quotedblright quoteleft quoteright quotesinglbase trademark Lslash OEcaron Scaron
Ydieresis Zcaron dotlessi lslash oe scaron zcaron Euro exclamdown cent sterling currency yen brokenbar section
dieresis copyright ordfeminine guillemotleft logicalnot registered macron degree plusminus twosuperior threesuperior
acute periodcentered cedilla onesuperior ordmasculine guillemotright onequarter onehalf threequarters questiondown
germandbls eacute egrave ecircumflex edieresis aacute agrave ccedilla ntilde multiply divide checkbox nbspace
"""
_STANDARD = frozenset(_NAMES.split())


def is_standard(name: str) -> bool:
    """Return whether a name belongs to the format, or is a running number."""
    return name in _STANDARD or _SUBSET.fullmatch(name) is not None
