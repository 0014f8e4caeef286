"""Writes the structure tree into a finished file: who comes after whom for a screen reader (PDF/UA-1, ISO 14289-1)."""

from collections import defaultdict

from pikepdf import Array, Dictionary, Name, Object, Pdf, String

from spoc_desk.printing.tags import Node, Spot

_Parents = dict[int, dict[int, Object]]


def write_structure(pdf: Pdf, root: Node) -> None:
    """Give *pdf* the tree under *root*, the way back from each piece of content, and the tab order."""
    parents: _Parents = defaultdict(dict)
    tree = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    tree.K = Array([_element(pdf, root, tree, parents)])
    numbers = Array()
    for page in sorted(parents):
        found = parents[page]
        numbers.append(page)
        numbers.append(pdf.make_indirect(Array([found[mcid] for mcid in range(len(found))])))
        pdf.pages[page].obj.StructParents = page
    for leaf in pdf.pages:
        leaf.obj.Tabs = Name.S
    tree.ParentTree = pdf.make_indirect(Dictionary(Nums=numbers))
    tree.ParentTreeNextKey = len(pdf.pages)
    pdf.Root.StructTreeRoot = tree
    pdf.Root.MarkInfo = Dictionary(Marked=True)


def _element(pdf: Pdf, node: Node, parent: Object, parents: _Parents) -> Object:
    element = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name(f"/{node.role}"), P=parent))
    attributes = _attributes(node)
    if attributes is not None:
        element.A = attributes
    if node.alt:
        element.Alt = String(node.alt)
    spots = [kid for kid in node.kids if isinstance(kid, Spot)]
    for spot in spots:
        parents[spot.page][spot.mcid] = element
    pages = {spot.page for spot in spots}
    if len(pages) == 1:
        element.Pg = pdf.pages[min(pages)].obj
    element.K = Array(
        [
            _element(pdf, kid, element, parents) if isinstance(kid, Node) else _content(pdf, kid, alone=len(pages) == 1)
            for kid in node.kids
        ]
    )
    return element


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
