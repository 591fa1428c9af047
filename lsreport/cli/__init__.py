"""The command line: parse, one call, print. Nothing imports it."""

from __future__ import annotations

import contextlib
import gc
import itertools
import os
import sys
from pathlib import Path
from typing import Any

import click

from lsreport import __version__
from lsreport.cli.speech import BAD_INPUT, FINE, SpokenGroup, speak_utf8, tell_error, usage_message
from lsreport.errors import LsreportError, Place
from lsreport.i18n import LANGUAGES, _, reason_of, use


def _choose_language(_ctx: click.Context, _option: click.Parameter, value: str) -> str:
    use(value)
    return value


def _show_version(ctx: click.Context, _option: click.Parameter, value: bool) -> None:
    if value:
        click.echo(f"lsreport {__version__}")
        ctx.exit()


class _Commands(SpokenGroup):
    """Imports a command only when it is asked for: --help stays light."""

    _places = {  # noqa: RUF012
        "render": "lsreport.cli.render",
        "batch": "lsreport.cli.batch",
        "check": "lsreport.cli.check",
        "audit": "lsreport.cli.audit",
        "reports": "lsreport.cli.reports",
        "figures": "lsreport.cli.figures",
        "redline": "lsreport.cli.redline",
        "template": "lsreport.cli.template",
        "schema": "lsreport.cli.schema",
        "explain": "lsreport.cli.explain",
        "revise": "lsreport.cli.revise",
        "history": "lsreport.cli.history",
        "refresh": "lsreport.cli.refresh",
        "roll": "lsreport.cli.roll",
        "impact": "lsreport.cli.impact",
        "publish": "lsreport.cli.publish",
        "register": "lsreport.cli.register",
        "new": "lsreport.cli.new",
        "init": "lsreport.cli.init",
    }

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names in the order a clerk needs them."""
        return list(self._places)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command, importing its module."""
        from importlib import import_module

        module = self._places.get(cmd_name)
        found: click.Command | None = getattr(import_module(module), cmd_name) if module else None
        return found


@click.group(
    cls=_Commands,
    help=(
        "Soạn Báo cáo tình hình kinh tế - xã hội bằng Word từ YAML.\n\n"
        "Ví dụ: lsreport render 2024-05"
    ),
)
@click.option(
    "--lang",
    type=click.Choice(LANGUAGES),
    default="vi",
    envvar="LSREPORT_LANG",
    is_eager=True,
    expose_value=False,
    callback=_choose_language,
    help="Ngôn ngữ của thông báo: vi hoặc en.",
)
@click.option(
    "--workspace",
    type=click.Path(path_type=Path, readable=False),
    default=None,
    metavar="THƯ_MỤC",
    help="Thư mục có data/ và templates/ (mặc định: tìm từ thư mục hiện tại trở lên).",
)
@click.option(
    "--version",
    is_flag=True,
    expose_value=False,
    is_eager=True,
    callback=_show_version,
    help="Xem phiên bản.",
)
@click.pass_context
def application(ctx: click.Context, workspace: Path | None) -> None:
    """Take the options that all commands share."""
    ctx.obj = workspace


def main(args: list[str] | None = None) -> None:
    """Run the command line and leave with its exit code.

    A command is over before memory is short: little is collected on the way, and on leaving
    nothing is taken apart piece by piece. Both would cost more than drafting a report.
    """
    gc.set_threshold(500_000)
    speak_utf8()
    code = run(args)
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(OSError):  # the reader of a pipe went away
            stream.flush()
    os._exit(code)


def _wanted_language(args: list[str]) -> str:
    """Return the language asked for, before anything can go wrong in another one."""
    words = [word.removeprefix("--lang=") for word in args if word.startswith("--lang=")]
    words += [after for word, after in itertools.pairwise(args) if word == "--lang"]
    wanted = words[-1] if words else os.environ.get("LSREPORT_LANG", "vi")
    return wanted if wanted in LANGUAGES else "vi"


def run(args: list[str] | None = None) -> int:
    """Run the command line and return its exit code: 0 fine, 1 findings, 2 bad input."""
    use(_wanted_language(sys.argv[1:] if args is None else args))
    try:
        result: Any = application.main(args, prog_name="lsreport", standalone_mode=False)
        return result if isinstance(result, int) else 0
    except click.exceptions.Exit as leaving:
        return leaving.exit_code
    except click.Abort:
        return 130
    except click.exceptions.NoArgsIsHelpError as asking:
        click.echo(asking.message)
        return FINE
    except click.ClickException as error:
        context = getattr(error, "ctx", None)
        click.echo(_("LỖI {fault}").format(fault=usage_message(error)), err=True)
        if context is not None:
            hint = _("    → xem hướng dẫn: {command} --help").format(command=context.command_path)
            click.echo(hint, err=True)
        return BAD_INPUT
    except LsreportError as error:
        tell_error(error)
        return BAD_INPUT
    except BrokenPipeError:  # the reader of a pipe went away
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:  # a folder that may not be looked into, wherever it was asked for
        tell_error(_refused(error))
        return BAD_INPUT


def _refused(error: OSError) -> LsreportError:
    return LsreportError.one(
        "khong-doc-duoc",
        _("không đọc được tệp: {reason}").format(reason=reason_of(error)),
        _("kiểm tra đường dẫn và quyền đọc"),
        Place(os.fsdecode(error.filename) if isinstance(error.filename, str | bytes) else None),
    )
