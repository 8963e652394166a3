"""Screens to look at pages on, and how to compute whether a page can be read on them."""

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Page

__all__ = ["PHONE", "WIDE", "as_phone", "hard_to_read"]

WIDE, PHONE = {"width": 1200, "height": 900}, {"width": 360, "height": 740}
# What an element's text is read against: its colour, and the nearest background behind it.
_CONTRASTS = """
() => {
  const channels = colour => colour.match(/[\\d.]+/g).map(Number);
  const light = colour => {
    const [r, g, b] = channels(colour).map(c => c / 255)
      .map(c => c <= .04045 ? c / 12.92 : ((c + .055) / 1.055) ** 2.4);
    return .2126 * r + .7152 * g + .0722 * b;
  };
  const behind = element => {
    for (let e = element; e; e = e.parentElement) {
      const colour = getComputedStyle(e).backgroundColor;
      if ((channels(colour)[3] ?? 1) > 0) return colour;
    }
    return 'rgb(255, 255, 255)';
  };
  return [...document.querySelectorAll('body *')]
    .filter(e => [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim()))
    .filter(e => !['TITLE', 'DESC'].includes(e.tagName.toUpperCase()))
    .map(e => {
      const style = getComputedStyle(e);
      const ink = e.closest('svg') ? style.fill : style.color;
      const [a, b] = [light(ink), light(behind(e))];
      return [(Math.max(a, b) + .05) / (Math.min(a, b) + .05), e.className + ' ' + e.tagName];
    });
}
"""


def as_phone(**settings: Any) -> Any:
    """Return the settings of a narrow screen for the fixture `page`."""
    return pytest.param({"viewport": PHONE, "has_touch": True, **settings}, id="phone")


def hard_to_read(page: "Page") -> list[str]:
    """Return the elements whose text stands out by less than 4.5 to 1 (WCAG 2.2, 1.4.3)."""
    contrasts = page.evaluate(_CONTRASTS)
    assert contrasts, "the page holds no text"
    return [where for contrast, where in contrasts if contrast < 4.5]
