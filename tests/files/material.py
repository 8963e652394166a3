"""Texts and records that the tests of files share."""

import json
import random
from pathlib import Path
from typing import Any

import dedup

FERRY = "The last ferry of the season left the quay in thick fog with its lamps lit."
WATER = "Nobody on the island had ever seen the water stand so high in April."
TWICE = f"{FERRY}\n\n{WATER}\n\n{FERRY}\n"
"""A text with one paragraph said twice."""
ONCE = dedup.clean(TWICE).text


def articles(number: int, *, seed: int = 1) -> list[str]:
    """Write texts of a few hundred words, every third with a paragraph said twice."""
    draw = random.Random(seed)
    words = [f"{a}{b}{c}" for a in ("mar", "tel", "os") for b in "aeiou" for c in ("n", "rk", "l")]
    texts = []
    for place in range(number):
        paragraphs = [
            " ".join(draw.choices(words, k=draw.randint(10, 60))).capitalize() + "."
            for _ in range(6)
        ]
        if place % 3 == 0:
            paragraphs.insert(5, paragraphs[1])
        texts.append(f"{place}. " + "\n\n".join(paragraphs))
    return texts


def write_jsonl(path: Path, texts: list[str], **columns: Any) -> Path:
    """Write texts as a file of JSON Lines, with an id each."""
    rows = [{"id": place, **columns, "text": text} for place, text in enumerate(texts)]
    path.write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")
    return path
