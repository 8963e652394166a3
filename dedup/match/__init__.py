"""What is said again: seeds, chains, alignments, passages."""
