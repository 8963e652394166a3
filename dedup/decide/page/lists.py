"""Lines that belong to a row of lines: items of lists, and the counted pictures of galleries."""

from __future__ import annotations

import re
from typing import Final

from dedup.read.reading import Reading

__all__ = ["ITEM", "count_on", "is_listed", "list_recurs"]

ITEM: Final = re.compile(r"\s*(?:[-•*·‣▪●○+]|\(?\d{1,3}[.)]|[a-zA-Z][.)])\s")
_DASH: Final = re.compile(r"\s*[–—]\s")  # what is said in dialogues has one, too
# "Image 2 of 5", "2/5": which one, and of how many.
_COUNTED: Final = re.compile(r"(\D{0,20})(\d{1,3})(\s?/\s?|\D{0,3}[^\W\d]\D{0,4})(\d{1,3})\D{0,3}")


def is_listed(above: str, line: str, below: str) -> bool:
    """Tell whether a line is an item of a list: the one above or below is another.

    >>> is_listed("Key points", "– Trams are free", "– Buses are not")
    True
    """
    own, *beside = (ITEM.match(each) or _DASH.match(each) for each in (line, above, below))
    return bool(own and any(beside))


def count_on(line: str, after: str) -> bool:
    """Tell whether two lines count the pictures of a gallery, one after the other.

    >>> count_on("Image 2 of 5", "Image 3 of 5"), count_on("Room 2", "Room 3")
    (True, False)
    """
    one, other = _COUNTED.fullmatch(line), _COUNTED.fullmatch(after)
    if not one or not other:  # nearly always
        return False
    return int(other[2]) - int(one[2]) == 1 and one.group(1, 3, 4) == other.group(1, 3, 4)


def list_recurs(index: int, reading: Reading) -> bool:
    """Tell whether the nearest items of a list all stand elsewhere, too, in any order.

    The order of steps, which have numbers, tells something.

    Args:
        index: of the paragraph that is an item of it.
        reading: the text.
    """
    paragraphs = reading.segments.paragraphs
    around = [*paragraphs[max(index - 2, 0) : index], *paragraphs[index + 1 : index + 3]]
    items = [
        reading.tokens_in(line) for line in around if ITEM.match(reading.text, line.start, line.end)
    ]
    return len(items) > 1 and all(
        not reading.as_written(start).isdecimal() and reading.occurrences_of(start, end) > 1
        for start, end in items
        if start < end
    )
