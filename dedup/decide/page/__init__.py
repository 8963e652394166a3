"""How text stands on the page: lines, lists, rows, fields and forms, which may come again."""
