"""A report for people: one HTML page, an index of many, and a table for spreadsheets."""
