"""How the command line speaks: help, faults and usage errors in the language of the user.

Comes in: click commands whose help is written in Vietnamese. Goes out: the same in the
language chosen with --lang; click's own English phrases never reach a clerk.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import click

from lsreport import files
from lsreport.errors import Fault, LsreportError
from lsreport.i18n import _

FINE, FINDINGS, BAD_INPUT = 0, 1, 2
_LISTED = 10  # keys told of a long list
_LONG_LIST = re.compile(r"[a-z0-9_.]+(?:, [a-z0-9_.]+){12,}")
_USAGE_WORDS = {"[OPTIONS]": "[TÙY CHỌN]", "COMMAND [ARGS]...": "LỆNH [...]"}


class SpokenCommand(click.Command):
    """A command whose help is translated when it is shown."""

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the usage line."""
        pieces = [_USAGE_WORDS.get(p, p) for p in map(str, self.collect_usage_pieces(ctx))]
        pieces = [_(piece) for piece in pieces]
        formatter.write_usage(ctx.command_path, " ".join(pieces), prefix=_("Cách dùng: "))

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the words of the command line; words too many are told in our words."""
        ctx.allow_extra_args = True
        rest = super().parse_args(ctx, args)
        if ctx.args and not isinstance(self, click.Group):
            raise click.UsageError(_("thừa: {words}").format(words=" ".join(ctx.args)), ctx)
        return rest

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write what the command does, with its example."""
        del ctx
        formatter.write_paragraph()
        with formatter.indentation():
            formatter.write_text(_(self.help) if self.help else "")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options."""
        options = [p for p in self.get_params(ctx) if isinstance(p, click.Option)]
        records = [record for option in options if (record := _help_record(option, ctx))]
        if records:
            with formatter.section(_("Tùy chọn")):
                formatter.write_dl(records)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Return --help, told in our words."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = "Xem hướng dẫn này."
        return option


class SpokenGroup(SpokenCommand, click.Group):
    """A group of commands whose help is translated."""

    command_class = SpokenCommand

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options, then the commands with their first sentence."""
        SpokenCommand.format_options(self, ctx, formatter)
        rows = []
        for name in self.list_commands(ctx):
            command = self.get_command(ctx, name)
            if command is not None and not command.hidden:
                rows.append((name, _(command.help).split("\n")[0] if command.help else ""))
        with formatter.section(_("Lệnh")):
            formatter.write_dl(rows)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command; a misspelled one is near-missed."""
        if args and self.get_command(ctx, args[0]) is None and not args[0].startswith("-"):
            from lsreport.data.lacking import near_misses

            raise click.UsageError(
                _("không có lệnh «{name}»; {near}").format(
                    name=args[0], near=near_misses(args[0], self.list_commands(ctx))
                ),
                ctx,
            )
        return super().resolve_command(ctx, args)


SpokenGroup.group_class = SpokenGroup


def _help_record(option: click.Option, ctx: click.Context) -> tuple[str, str] | None:
    """Return an option's names, with what stands for its value, and what it is for."""
    record = option.get_help_record(ctx)
    if record is None:
        return None
    names, text = record
    if option.metavar:
        names = names.replace(option.metavar, _(option.metavar))
    return names, _(text) if text else ""


def usage_message(error: click.ClickException) -> str:
    """Return a usage error of click's in our words."""
    if isinstance(error, click.NoSuchOption):
        return _("không có tùy chọn {name}").format(name=error.option_name)
    if isinstance(error, click.MissingParameter):
        return _("thiếu {name}").format(name=_parameter_name(error.param))
    if isinstance(error, click.BadParameter):
        name, problem = _parameter_name(error.param), _bad_value(error)
        return _("{name} không hợp lệ: {problem}").format(name=name, problem=problem)
    if isinstance(error, click.BadOptionUsage):
        return _("tùy chọn {name} thiếu hoặc thừa giá trị").format(name=error.option_name)
    return error.message


def _bad_value(error: click.BadParameter) -> str:
    """Return what is wrong with a value; click's own types say so in English only."""
    kind = error.param.type if error.param is not None else None
    if isinstance(kind, click.Choice):
        return _("chọn một trong: {names}").format(names=", ".join(map(str, kind.choices)))
    if isinstance(kind, click.Path):
        return _("đây là thư mục, cần một tệp (hoặc ngược lại)")
    return error.message


def _parameter_name(parameter: click.Parameter | None) -> str:
    if parameter is None:
        return ""
    return (
        "/".join(parameter.opts)
        if isinstance(parameter, click.Option)
        else _(parameter.human_readable_name)
    )


def tell_error(error: LsreportError) -> None:
    """Print the faults of an error on standard error."""
    for fault in error.faults:
        click.echo(_("LỖI {fault}").format(fault=fault), err=True)


def tell_findings(faults: Iterable[Fault]) -> None:
    """Print findings, each with its severity in words."""
    names = {"error": _("LỖI"), "warning": _("CẢNH BÁO"), "note": _("LƯU Ý")}
    for fault in faults:
        click.echo(f"{names[fault.severity]} {_short(fault)}")


def _short(fault: Fault) -> Fault:
    """Return a fault whose long lists of keys end after the first ten, with how many follow."""

    def cut(found: re.Match[str]) -> str:
        keys = found[0].split(", ")
        rest = _("… và {count} mục nữa (xem đủ: lsreport check KỲ --json)")
        return ", ".join(keys[:_LISTED]) + rest.format(count=len(keys) - _LISTED)

    return replace(fault, message=_LONG_LIST.sub(cut, fault.message))


def summary(faults: Iterable[Fault]) -> str:
    """Return how many findings there are of each severity."""
    counts = {"error": 0, "warning": 0, "note": 0}
    for fault in faults:
        counts[fault.severity] += 1
    if not any(counts.values()):
        return _("không có gì phải sửa")
    return _("{errors} lỗi, {warnings} cảnh báo, {notes} lưu ý").format(
        errors=counts["error"], warnings=counts["warning"], notes=counts["note"]
    )


def exit_code(faults: Iterable[Fault]) -> int:
    """Return 1 where something should be looked at; notes alone are fine."""
    return FINDINGS if any(fault.severity != "note" for fault in faults) else FINE


def tell_json(value: Any) -> None:
    """Print a value as JSON, Vietnamese readable."""
    import json

    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


def speak_utf8() -> None:
    """Write UTF-8 to files and pipes too: Windows would take the code page of the console."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None and not stream.isatty():
            reconfigure(encoding="utf-8", errors="backslashreplace")


shown = files.shown
