"""Take the messages of the code into the translation catalogues: `make messages`.

Comes in: the modules of lsreport, its commands, its descriptions of data files. Goes out:
lsreport/locale/<language>/LC_MESSAGES/lsreport.po with every message of today. Translations
are kept; a message that was reworded keeps its old translation, marked fuzzy; one that is
gone goes. The files follow from the messages alone, not from a day, a file or a line.
"""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import click
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_file
from babel.messages.pofile import read_po, write_po

from lsreport.cli import application
from lsreport.cli.speech import _USAGE_WORDS
from lsreport.data.shapes import json_schemas
from lsreport.i18n import LANGUAGES

PACKAGE = Path(__file__).resolve().parent.parent / "lsreport"
WRITTEN_IN = "vi"
HEADER = """\
# Messages of lsreport. `make messages` takes new ones in; write the translation in msgstr.
# Keep every {{name}} as it is. Remove "fuzzy" once a translation fits its new message.
msgid ""
msgstr ""
"Project-Id-Version: lsreport\\n"
"Language: {language}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: {plural_forms}\\n"
"""


def catalogue_file(language: str) -> Path:
    """Return where the catalogue of a language stands."""
    return PACKAGE / "locale" / language / "LC_MESSAGES" / "lsreport.po"


def read_catalogue(language: str) -> Catalog:
    """Return the catalogue of a language as it stands, empty where there is none."""
    path = catalogue_file(language)
    if not path.exists():
        return Catalog(locale=language)
    return read_po(BytesIO(path.read_bytes()), locale=language)


# --- what there is to translate -------------------------------------------------------------


def gather() -> set[str]:
    """Return every message of the code."""
    found = {*marked_messages(), *command_messages(), *described_keys(json_schemas())}
    return {message for message in found if message}  # "" stands for the header in gettext


def marked_messages() -> Iterator[str]:
    """Yield the messages that stand inside `_()`."""
    for path in sorted(PACKAGE.rglob("*.py")):
        for _line, message, _comments, _context in extract_from_file("python", path, {"_": None}):
            yield message if isinstance(message, str) else message[0]


def command_messages() -> Iterator[str]:
    """Yield what the help translates when it is shown: sentences, options, words of usage."""
    yield from _USAGE_WORDS.values()
    for context in command_contexts():
        command = context.command
        yield command.help or ""
        for piece in command.collect_usage_pieces(context):
            yield _USAGE_WORDS.get(piece, piece)
        for parameter in command.get_params(context):
            yield parameter.metavar or ""
            record = parameter.get_help_record(context)
            yield record[1] if record else ""


def command_contexts(
    command: click.Command = application,
    name: str = "lsreport",
    parent: click.Context | None = None,
) -> Iterator[click.Context]:
    """Yield a context for the command and for every command below it."""
    context = click.Context(command, parent, info_name=name)
    yield context
    if isinstance(command, click.Group):
        for below in command.list_commands(context):
            found = command.get_command(context, below)
            assert found is not None
            yield from command_contexts(found, below, context)


def described_keys(schema: Any) -> Iterator[str]:
    """Yield what the JSON Schemas say of the keys of data files."""
    if isinstance(schema, dict):
        if isinstance(text := schema.get("description"), str):
            yield text
        for value in schema.values():
            yield from described_keys(value)
    elif isinstance(schema, list):
        for value in schema:
            yield from described_keys(value)


# --- the catalogues -------------------------------------------------------------------------


def updated(language: str) -> Catalog:
    """Return the catalogue of a language with the messages of today."""
    template = Catalog()
    for message in sorted(gather()):
        template.add(message)
    catalogue = read_catalogue(language)
    catalogue.update(template)
    return catalogue


def as_text(catalogue: Catalog) -> str:
    """Return the .po file of a catalogue: one message a line, by the alphabet."""
    for message in catalogue:  # "6% của" is no %-format, and {names} are checked by a test
        message.flags.intersection_update({"fuzzy"})
    stream = BytesIO()
    write_po(
        stream,
        catalogue,
        width=0,
        no_location=True,
        omit_header=True,
        sort_output=True,
        ignore_obsolete=True,
    )
    header = HEADER.format(
        language=catalogue.locale_identifier, plural_forms=catalogue.plural_forms
    )
    return f"{header}\n{stream.getvalue().decode().strip()}\n"


def main() -> None:
    """Write every catalogue, and say what is left to translate."""
    for language in LANGUAGES:
        if language == WRITTEN_IN:
            continue
        catalogue = updated(language)
        path = catalogue_file(language)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(as_text(catalogue), encoding="utf-8", newline="\n")
        left = [m.id for m in catalogue if m.id and (m.fuzzy or not m.string)]
        print(f"{path.relative_to(PACKAGE.parent)}: {len(catalogue)} messages, {len(left)} left")
        for message in left:
            print(f"  {message!r}")


if __name__ == "__main__":
    main()
