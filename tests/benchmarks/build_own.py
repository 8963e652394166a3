"""Build `own.jsonl` from the articles and pages beside it: python -m tests.benchmarks.build_own."""

import json
from collections import Counter
from itertools import chain
from pathlib import Path

from tests.benchmarks import near_repeats, repeats, unique

OWN = Path(__file__).with_name("own.jsonl")


def build() -> str:
    """Return the labelled set, one JSON object a line; the same at every call."""
    numbers: Counter[str] = Counter()
    lines = []
    for draft in chain(repeats.documents(), near_repeats.documents(), unique.documents()):
        record = draft.record(f"own-{draft.kind}-{numbers[draft.kind]:02d}")
        numbers[draft.kind] += 1
        lines.append(json.dumps(record, ensure_ascii=False) + "\n")
    return "".join(lines)


if __name__ == "__main__":
    OWN.write_text(build(), encoding="utf-8", newline="\n")
