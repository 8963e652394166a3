"""Front doors to other people's tables: one module for each package, none of them required."""
