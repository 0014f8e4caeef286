"""A long run of writes to one file, page by page, is the same operation a thousand times: its middle is thinned out.

A vault's file is 4 MB long from its first day, so a copy of it is 1,024 writes behind each other into a file that has
no name yet, or into free pages. At its edges every write is tried, between them every sixteenth. Asked for by `--thin`;
the number of points that the table shows is the number that was tried.
"""

from collections.abc import Sequence
from itertools import groupby

LEAST = 128
"""A shorter run is tried wholly."""
EDGE = 32
"""More than the operations that are counted and not in the trace, because they did nothing."""
STRIDE = 16


def thinned(trace: Sequence[str]) -> set[int]:
    """Return the numbers, from 1, of the operations to be tried; *trace* says of each what it does to which file."""
    chosen: set[int] = set()
    first = 1
    for what, group in groupby(trace):
        after = first + sum(1 for _ in group)
        if what[0] == "W" and after - first >= LEAST:
            chosen |= {*range(first, first + EDGE), *range(first, after, STRIDE), *range(after - EDGE, after)}
        else:
            chosen |= {*range(first, after)}
        first = after
    return chosen
