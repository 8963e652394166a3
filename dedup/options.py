"""Every option: its unit, range and default, and the evidence for that default."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass, fields
from typing import Any, Final, Literal, Self

from dedup.errors import OptionError

__all__ = ["Guard", "Keep", "Options", "Protected"]

Keep = Literal["fullest", "first", "last"]
Guard = Literal["fact", "structure"]
Protected = str | re.Pattern[str] | tuple[int, int]

_KEEPS: Final = ("fullest", "first", "last")
_GUARDS: Final = ("fact", "structure")


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """Say how repeats are found and which of them go.

    The evidence for each default stands in `docs/options.md`.

    Attributes:
        min_score: similarity that a near copy must reach, from 0 to 1.
        min_words: words that a passage must have, from 3 to 1000; two letters of a script
            without spaces count for one word.
        near: whether near copies go too, or exact copies only.
        keep: which occurrence stays: "fullest", "first" or "last".
        guards: which reasons to keep a copy are looked at: "fact", "structure".
        protect: regular expressions for what is never removed; from Python also (start, end)
            spans in code points.
        language: code of the language table to use, such as "en"; without one all tables
            together.

    Raises:
        OptionError: an unknown name, or a value that cannot be used.

    >>> Options(min_score=0.9).min_score
    0.9
    """

    min_score: float = 0.9
    min_words: int = 8
    near: bool = True
    keep: Keep = "fullest"
    guards: frozenset[Guard] = frozenset(_GUARDS)
    protect: tuple[Protected, ...] = ()
    language: str | None = None

    def __new__(cls, **given: Any) -> Self:
        """Refuse names that are not options, before anything else is looked at."""
        for name in given:
            _check_name(name)
        return object.__new__(cls)  # slots make a new class: no super() here

    def __post_init__(self) -> None:
        """Check every value, and bring collections to their frozen form."""
        score = self.min_score
        if isinstance(score, bool) or not isinstance(score, (int, float)):
            raise _refusal("min_score", score, "a number from 0 to 1")
        if not 0 <= score <= 1 or math.isnan(score):
            hint = " RapidFuzz's fuzz.* scores run to 100." if 1 < score <= 100 else ""
            raise _refusal("min_score", score, "a number from 0 to 1", hint)
        words = self.min_words
        if isinstance(words, bool) or not isinstance(words, int) or not 3 <= words <= 1000:
            raise _refusal("min_words", words, "a whole number of words from 3 to 1000")
        if not isinstance(self.near, bool):
            raise _refusal("near", self.near, "True or False")
        if self.keep not in _KEEPS:
            raise _refusal("keep", self.keep, _listed(_KEEPS), _nearest(self.keep, _KEEPS))
        object.__setattr__(self, "guards", _checked_guards(self.guards))
        object.__setattr__(self, "protect", _checked_protect(self.protect))
        if self.language is not None and not isinstance(self.language, str):
            raise _refusal("language", self.language, "a language code such as 'en', or None")
        if self.language is not None:
            from dedup.languages import load_language  # the default names none

            load_language(self.language)

    def to_dict(self) -> dict[str, Any]:
        """Return the options as values that JSON can hold.

        >>> Options(protect=["Advertisement"]).to_dict()["protect"]
        ['Advertisement']
        """
        return {
            "min_score": self.min_score,
            "min_words": self.min_words,
            "near": self.near,
            "keep": self.keep,
            "guards": sorted(self.guards),
            "protect": [_protected_to_value(item) for item in self.protect],
            "language": self.language,
        }

    @classmethod
    def from_dict(cls, values: dict[str, Any]) -> Options:
        """Rebuild options from what `to_dict` returned.

        Raises:
            OptionError: no dict, an unknown name, or a value that cannot be used.

        >>> Options.from_dict(Options(keep="last").to_dict()).keep
        'last'
        """
        if not isinstance(values, dict):
            raise _refusal("options", values, "a dict, as to_dict returns it")
        for name in values:
            _check_name(name)
        protect = _checked_protect(values.get("protect", ()))
        return cls(**{**values, "protect": protect})


def _check_name(name: str) -> None:
    known = [field.name for field in fields(Options)]
    if name not in known:
        raise OptionError(
            f"{name!r} is not an option.{_nearest(name, known)} "
            f"The options are {', '.join(map(repr, known))}."
        )


def _nearest(given: object, known: Iterable[str]) -> str:
    import difflib  # only a mistake needs it

    close = difflib.get_close_matches(str(given), known, n=1, cutoff=0.5)
    return f" Did you mean {close[0]!r}?" if close else ""


def _listed(names: Iterable[str]) -> str:
    *rest, last = (repr(name) for name in names)
    return f"{', '.join(rest)} or {last}" if rest else last


def _refusal(name: str, given: object, accepted: str, hint: str = "") -> OptionError:
    return OptionError(f"{name}={given!r} cannot be used: expected {accepted}.{hint}")


def _checked_guards(guards: object) -> frozenset[Guard]:
    accepted = f"a set of {_listed(_GUARDS)}, or an empty one"
    if isinstance(guards, str) or not isinstance(guards, Iterable):
        raise _refusal("guards", guards, accepted)
    checked: set[Guard] = set()
    for guard in guards:
        if guard not in _GUARDS:
            raise _refusal("guards", guards, accepted, _nearest(guard, _GUARDS))
        checked.add(guard)
    return frozenset(checked)


def _checked_protect(protect: object) -> tuple[Protected, ...]:
    accepted = "a list of regular expressions and (start, end) pairs in code points"
    if isinstance(protect, (str, re.Pattern)) or not isinstance(protect, Iterable):
        raise _refusal("protect", protect, accepted, " Put a single pattern into a list.")
    return tuple(_checked_protected(item, accepted) for item in protect)


def _checked_protected(item: object, accepted: str) -> Protected:
    if isinstance(item, re.Pattern) and isinstance(item.pattern, str):
        return item
    if isinstance(item, str):
        _compiled(item)
        return item
    if isinstance(item, dict) and isinstance(item.get("pattern"), str):  # as `to_dict` returns it
        return _compiled(item["pattern"], item.get("flags"))
    if isinstance(item, (tuple, list)) and len(item) == 2:
        start, end = item
        if all(type(offset) is int for offset in item) and 0 <= start <= end:
            return (start, end)
    raise _refusal("protect", item, accepted)


def _compiled(pattern: str, flags: object = 0) -> re.Pattern[str]:
    if type(flags) is not int:
        raise _refusal("protect", {"pattern": pattern, "flags": flags}, "flags as a whole number")
    try:
        return re.compile(pattern, flags)
    except (re.error, ValueError, OverflowError, RecursionError) as error:
        raise OptionError(
            f"protect={pattern!r} cannot be used: it is no regular expression ({error}). "
            "Use re.escape() for plain words."
        ) from error


def _protected_to_value(item: Protected) -> Any:
    if isinstance(item, re.Pattern):
        return {"pattern": item.pattern, "flags": item.flags}
    return list(item) if isinstance(item, tuple) else item
