"""What is the same for every document of one print: reference, copy, marking, sample, large print."""

from dataclasses import dataclass

from spoc_desk.printing.blocks import MARKING, Block, Document


@dataclass(frozen=True, kw_only=True)
class Paper:
    """The particulars of one copy. Without a number it is the record copy."""

    reference: str = ""
    copy_no: int | None = None
    marking: str = MARKING
    sample: bool = False
    large_print: bool = False
    edition: str = ""
    fillable: bool = False
    own_file: bool = False

    def document(
        self, title: str, *blocks: Block, landscape: bool = False, copy_label: str = "Record copy"
    ) -> Document:
        """Return *blocks* as a document under *title*, which names its kind and nothing else."""
        return Document(
            title=title,
            blocks=blocks,
            marking=self.marking,
            copy_no=self.copy_no,
            copy_label=copy_label,
            sample=self.sample,
            reference=self.reference,
            landscape=landscape,
            large_print=self.large_print,
            edition=self.edition,
            fillable=self.fillable,
            own_file=self.own_file,
        )
