"""Clean one article and say what was taken out: clean_article.py [FILE [OUTPUT]]."""

import sys
from pathlib import Path

import dedup

ARTICLE = Path(__file__).with_name("article.txt")


def place(text: str, span: dedup.Span) -> str:
    """Name a span's lines, as an editor counts them, and its code points."""
    wording = text[span.start : span.end]
    first = 1 + text.count("\n", 0, span.end - len(wording.lstrip()))
    last = first + wording.strip().count("\n")
    return f"lines {first} to {last} (code points {span.start} to {span.end})"


def main(file: Path = ARTICLE, output: Path | None = None) -> None:
    """Print the account of one file, then its cleaned text or where that was written."""
    text = file.read_bytes().decode()
    cleaned = dedup.clean(text)
    print(f"{file.name}: {len(text)} characters before, {len(cleaned.text)} after, ", end="")
    print(f"{cleaned.report.removed_share:.0%} removed")
    for removal in cleaned.report.removals:
        words = removal.text.split()
        print(f"\nremoved {place(text, removal.span)}\nrepeats {place(text, removal.source)}")
        print(f"alike   {removal.score:.3f} ({removal.kind})")
        print(f"begins  {' '.join(words[:9])}\nends    {' '.join(words[-9:])}")
    for kept in cleaned.report.kept:
        print(f"\nkept    {place(text, kept.span)}\nbecause {kept.reason}: {kept.detail}")
    if output is None:
        print(f"\n--- cleaned text ---\n{cleaned.text}")
    else:
        output.write_bytes(cleaned.text.encode())
        print(f"\nwritten to {output}")


main(*map(Path, sys.argv[1:3]))
