"""The command `dedup`: the only room that prints or exits."""

from __future__ import annotations

import sys
from typing import NoReturn

__all__ = ["main"]


def main() -> NoReturn:
    """Run the command with the arguments of this process, and exit with its code.

    Without the packages of the extra `cli` it says how to install them.
    """
    try:
        from dedup.cli.program import start
    except KeyboardInterrupt:  # while modules are still loading
        sys.exit(130)
    except ModuleNotFoundError as error:
        if error.name != "click":
            raise
        sys.stderr.write(
            "dedup: the command needs the package click, which is not installed. "
            'Install it with: pip install "dedup-passages[cli]"\n'
        )
        sys.exit(2)
    sys.exit(start())
