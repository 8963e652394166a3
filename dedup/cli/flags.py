"""The flags that commands share; those of `Options` are made from `Options` itself."""

from __future__ import annotations

import functools
import inspect
import re
from collections.abc import Callable
from dataclasses import Field, fields
from typing import Any, Final, Literal, get_args, get_origin, get_type_hints

import click
from click.shell_completion import CompletionItem

from dedup.errors import OptionError
from dedup.languages import language_codes
from dedup.options import Options

__all__ = ["FILE_NAME", "encoding_flag", "option_flags", "option_flags_of"]

Command = Callable[..., Any]

_FIELDS: Final = {field.name: field for field in fields(Options)}
_KINDS: Final = get_type_hints(Options)
_NO_NAMES: Final = "none"  # how an empty set is written


# How what the library says of a value is typed on the command line.
_TYPED: Final = {
    "a set of 'fact' or 'structure', or an empty one": "fact, structure, both with a comma between "
    f"them, or {_NO_NAMES}",
    "None for all languages together, or one of": "one of these, or no flag for all together:",
    "Use re.escape() for plain words.": "Put a backslash before a sign that stands for itself.",
    "'fullest', 'first' or 'last'": "fullest, first or last",
}


def option_flags(command: Command) -> Command:
    """Give a command a flag for every field of `Options`; it receives them as `options`."""
    return option_flags_of(*_FIELDS)(command)


def option_flags_of(*names: str) -> Callable[[Command], Command]:
    """Give a command flags for some fields of `Options`; it receives them as `options`.

    Names, defaults, choices and help come from the class and its docstring; values are checked
    by the class itself.
    """

    def decorate(command: Command) -> Command:
        @functools.wraps(command)
        def with_options(*arguments: Any, **values: Any) -> Any:
            given = {name: values.pop(name) for name in names}
            return command(*arguments, options=Options(**given), **values)

        decorated: Command = with_options
        for name in reversed(names):
            decorated = _flag(_FIELDS[name])(decorated)
        return decorated

    return decorate


def _flag(field: Field[Any]) -> Callable[[Command], Command]:
    kind, flag = _KINDS[field.name], field.name.replace("_", "-")
    if kind is bool:
        declaration = f"--{flag}/--no-{flag}"
        return click.option(
            declaration, default=field.default, help=_help_of(field.name), show_default=True
        )
    repeated = get_origin(kind) is tuple
    return click.option(
        f"--{flag}",
        type=_OptionValue(field.name, kind),
        multiple=repeated,
        default=None if repeated else _written(field.default),
        show_default=field.default is not None and not repeated,
        help=_help_of(field.name) + (" May be given several times." if repeated else ""),
    )


class _OptionValue(click.ParamType[object]):
    """Read the value of one field of `Options` from the command line."""

    def __init__(self, field: str, kind: Any) -> None:
        self._field = field
        self._kind = kind
        self._choices = _choices_of(field, kind)
        self.name = field

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:
        """Say in the help what the value looks like."""
        if get_origin(self._kind) is Literal:
            return f"[{'|'.join(self._choices)}]"
        if self._is_set:
            return f"[{','.join(self._choices)}|{_NO_NAMES}]"
        words = {float: "NUMBER", int: "INTEGER", tuple: "PATTERN"}
        return words.get(get_origin(self._kind) or self._kind, "CODE")

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> object:
        """Return the value as `Options` wants it, or say with its words what is accepted."""
        parsed = self._parsed(value)
        given: Any = [parsed] if get_origin(self._kind) is tuple else parsed
        try:
            Options(**{self._field: given})
        except OptionError as error:
            _, cannot, accepted = str(error).partition(" cannot be used")
            for words, typed in _TYPED.items():
                accepted = accepted.replace(words, typed)
            flag = self._field.replace("_", "-")
            raise click.UsageError(f"--{flag} {value}{cannot}{accepted}", ctx) from error
        return parsed

    def _parsed(self, value: str) -> object:
        if self._is_set:
            return [] if value == _NO_NAMES else [name.strip() for name in value.split(",")]
        return _number(value) if self._kind in (int, float) else value

    @property
    def _is_set(self) -> bool:
        return get_origin(self._kind) is frozenset

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        """Offer the values there are, where they can be listed."""
        return [CompletionItem(each) for each in self._choices if each.startswith(incomplete)]


class _FileName(click.ParamType[str]):
    """Take the name of a file or folder; an empty one is what a misspelt shell variable gives."""

    name = "filename"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the name, or say that it is empty."""
        if not value:
            flag = param.opts[0] if isinstance(param, click.Option) else "FILE"
            raise click.UsageError(
                f"{flag} '' cannot be used: expected the name of a file, and this one is empty. "
                "Was it to come from a variable of the shell?",
                ctx,
            )
        return str(value)

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        """Let the shell offer its files."""
        return [CompletionItem(incomplete, type="file")]


FILE_NAME: Final = _FileName()


class _Encoding(click.ParamType[str]):
    """Take the name of a text encoding that Python knows."""

    name = "encoding"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the name, or say which ones are common."""
        try:
            "".encode(value)
        except (LookupError, ValueError) as error:  # ValueError: a name with a zero byte
            raise click.UsageError(
                f"--encoding {value} cannot be used: it is no text encoding that Python knows. "
                "Common ones are utf-8, windows-1252, iso-8859-15, utf-16 and gb18030.",
                ctx,
            ) from error
        return str(value)


encoding_flag: Final = click.option(
    "--encoding",
    type=_Encoding(),
    default="utf-8",
    show_default=True,
    metavar="NAME",
    help="How the files are encoded; they are written as they were read.",
)


def _help_of(name: str) -> str:
    """Return what the docstring of `Options` says of a field; nothing under `python -OO`."""
    described = re.search(
        rf"(?ms)^    {name}: (.+?)(?=^    \w|\n\n)", inspect.getdoc(Options) or ""
    )
    words = " ".join(described[1].split()) if described else ""
    typed = re.sub(r"; from Python [^.;]+", "", words)
    return typed[:1].upper() + typed[1:]


def _choices_of(name: str, kind: Any) -> tuple[str, ...]:
    if name == "language":
        return language_codes()
    if get_origin(kind) is frozenset:
        return get_args(get_args(kind)[0])
    return get_args(kind) if get_origin(kind) is Literal else ()


def _written(default: object) -> str | None:
    """Return a default as it would be typed."""
    if isinstance(default, frozenset):
        return ",".join(sorted(default))
    return None if default is None else str(default)


def _number(value: str) -> object:
    """Return a number; what is none is left for `Options` to refuse."""
    for kind in (int, float):
        try:
            return kind(value)
        except ValueError:
            continue
    return value
