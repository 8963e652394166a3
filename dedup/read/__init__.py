"""What is written where: tokens and segments, as spans of the untouched text."""
