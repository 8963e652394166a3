"""What every page has: one file, one style sheet, and a policy that lets nothing else in."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any, Final

from dedup.errors import MissingPackageError
from dedup.render.invisible import show_invisible, split_invisible
from dedup.version import __version__

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup

__all__ = ["render_page"]

_EXCERPT: Final = 120  # characters of a passage in a table


def render_page(template: str, /, **values: Any) -> str:
    """Fill a template of this room that extends `layout.html.j2`.

    The page holds no script, asks for nothing, and forbids both by its Content-Security-Policy;
    the one style sheet is allowed by its hash. Values are escaped wherever they stand.

    Args:
        template: file name in `dedup/render/templates/`.
        **values: what the template uses; `layout.html.j2` needs `title`.

    Raises:
        MissingPackageError: jinja2 is not installed.
    """
    return _environment().get_template(template).render(**values)


@cache
def _environment() -> Environment:
    try:
        from jinja2 import Environment, PackageLoader, StrictUndefined
        from markupsafe import Markup
    except ImportError as error:
        raise MissingPackageError(
            "HTML pages need jinja2, which is not installed. "
            "Install it with: pip install 'dedup-passages[cli]'"
        ) from error
    style = (resources.files("dedup.render") / "templates" / "style.css").read_text("utf-8")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    environment = Environment(
        loader=PackageLoader("dedup.render"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.filters |= {
        "visible": _visible,
        "show_invisible": show_invisible,
        "excerpt": _excerpt,
        "range": _range,
        "count": _count,
    }
    environment.globals |= {
        "style": Markup(style),
        "policy": (
            f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
        ),
        "version": __version__,
    }
    return environment


def _visible(text: str) -> Markup:
    """Escape a text; what cannot be seen becomes a label that names it."""
    from markupsafe import Markup, escape

    label = Markup('<span class="invisible" title="{}">{}</span>')
    return Markup("").join(
        label.format(name, part) if name else escape(part) for part, name in split_invisible(text)
    )


def _excerpt(text: str, length: int = _EXCERPT) -> str:
    """Return the first words of a text on one line, at most `length` characters of them."""
    words = " ".join(text[: 4 * length].split())
    if len(words) <= length and len(text) <= 4 * length:
        return words
    start, space, _ = words[:length].rpartition(" ")
    return f"{start if space and len(start) > length / 2 else words[: length - 1]}…"


def _range(ends: tuple[int, int]) -> str:
    first, last = ends
    return f"{first:,}" if first == last else f"{first:,}–{last:,}"


def _count(number: int, one: str, many: str = "") -> str:
    return f"{number:,} {one if number == 1 else many or one + 's'}"
