"""How text stands on the page: lines, lists, rows and fields, for `decide/structure.py`."""
