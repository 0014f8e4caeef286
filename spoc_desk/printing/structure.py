"""Writes the structure tree into a finished file: who comes after whom for a screen reader (PDF/UA-1, ISO 14289-1)."""

from collections import defaultdict
from collections.abc import Mapping
from types import MappingProxyType

from pikepdf import Array, Dictionary, Name, Object, Pdf, String

from spoc_desk.printing.tags import Entry, Node, Spot

_Parents = dict[int, dict[int, Object]]
_NO_FIELDS: Mapping[Entry, Object] = MappingProxyType({})


class _Tree:
    """What is known while the tree is written: the way back to it from content and from fields."""

    def __init__(self, pdf: Pdf, fields: Mapping[Entry, Object]) -> None:
        self.pdf, self.fields = pdf, fields
        self.parents: _Parents = defaultdict(dict)
        self.of_fields: list[tuple[Object, Object]] = []


def write_structure(pdf: Pdf, root: Node, fields: Mapping[Entry, Object] = _NO_FIELDS) -> None:
    """Give *pdf* the tree under *root*, the way back from each piece of content, and the tab order."""
    known = _Tree(pdf, fields)
    tree = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    tree.K = Array([_element(known, root, tree)])
    numbers, parents = Array(), known.parents
    for page in sorted(parents):
        found = parents[page]
        numbers.append(page)
        numbers.append(pdf.make_indirect(Array([found[mcid] for mcid in range(len(found))])))
        pdf.pages[page].obj.StructParents = page
    for leaf in pdf.pages:
        leaf.obj.Tabs = Name.S
    for key, (field, element) in enumerate(known.of_fields, start=len(pdf.pages)):
        field.StructParent = key
        numbers.append(key)
        numbers.append(element)
    tree.ParentTree = pdf.make_indirect(Dictionary(Nums=numbers))
    tree.ParentTreeNextKey = len(pdf.pages) + len(known.of_fields)
    pdf.Root.StructTreeRoot = tree
    pdf.Root.MarkInfo = Dictionary(Marked=True)


def _element(tree: _Tree, node: Node, parent: Object) -> Object:
    pdf = tree.pdf
    element = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name(f"/{node.role}"), P=parent))
    attributes = _attributes(node)
    if attributes is not None:
        element.A = attributes
    if node.alt:
        element.Alt = String(node.alt)
    spots = [kid for kid in node.kids if isinstance(kid, Spot)]
    for spot in spots:
        tree.parents[spot.page][spot.mcid] = element
    pages = {spot.page for spot in spots}
    if len(pages) == 1:
        element.Pg = pdf.pages[min(pages)].obj
    element.K = Array([_kid(tree, kid, element, alone=len(pages) == 1) for kid in node.kids])
    return element


def _kid(tree: _Tree, kid: Node | Spot | Entry, element: Object, *, alone: bool) -> Object | int:
    if isinstance(kid, Node):
        return _element(tree, kid, element)
    if isinstance(kid, Spot):
        return _content(tree.pdf, kid, alone=alone)
    field = tree.fields[kid]
    tree.of_fields.append((field, element))
    return Dictionary(Type=Name.OBJR, Obj=field, Pg=tree.pdf.pages[kid.page].obj)


def _content(pdf: Pdf, spot: Spot, *, alone: bool) -> Object | int:
    """Return the pointer to a piece of content; the page is named unless the element already does."""
    if alone:
        return spot.mcid
    return Dictionary(Type=Name.MCR, Pg=pdf.pages[spot.page].obj, MCID=spot.mcid)


def _attributes(node: Node) -> Object | None:
    if node.scope:
        return Dictionary(O=Name.Table, Scope=Name(f"/{node.scope}"))
    if node.numbering:
        return Dictionary(O=Name.List, ListNumbering=Name(f"/{node.numbering}"))
    if node.box is not None:
        return Dictionary(O=Name.Layout, Placement=Name.Inline, BBox=Array([round(edge, 2) for edge in node.box]))
    return None
