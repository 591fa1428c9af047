"""The messages and their translations; tests/messages.py gathers both."""

from __future__ import annotations

import ast
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import click
import messages
import pytest
from babel.messages.catalog import Catalog

from lsreport.cli import run
from lsreport.i18n import LANGUAGES, _, use

TRANSLATED = [language for language in LANGUAGES if language != messages.WRITTEN_IN]
EXAMPLE = {"vi": "Ví dụ: ", "en": "Example: "}
# Modules that translate a text written elsewhere: `gather` looks for it there.
TRANSLATE_LATER = {"cli/speech.py", "data/fields/containers.py"}

each_command = pytest.mark.parametrize(
    "context", list(messages.command_contexts()), ids=lambda context: context.command_path
)
_PLACEHOLDER = re.compile(r"\{[^{}]*\}")
_VIETNAMESE = re.compile("[À-ỹ]")


@pytest.fixture(autouse=True)
def _own_language(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Start each test in Vietnamese, whatever the machine says, and leave Vietnamese behind."""
    monkeypatch.delenv("LSREPORT_LANG", raising=False)
    use("vi")
    yield
    use("vi")


@pytest.fixture(scope="module")
def gathered() -> set[str]:
    """Return the messages of the code."""
    return messages.gather()


@pytest.fixture(scope="module", params=TRANSLATED)
def catalogue(request: pytest.FixtureRequest) -> Catalog:
    """Return the catalogue of a language, as it stands."""
    return messages.read_catalogue(request.param)


def pairs(catalogue: Catalog) -> dict[str, str]:
    """Return the translations in use, by message: a fuzzy one waits for review."""
    return {str(m.id): str(m.string) for m in catalogue if m.id and m.string and not m.fuzzy}


def solid(text: str) -> str:
    """Return a text without white space: the help breaks its lines anywhere."""
    return "".join(text.split())


# --- the catalogue ------------------------------------------------------------------------


def test_every_message_is_translated(gathered: set[str], catalogue: Catalog) -> None:
    """Each message of the code has a translation, and none that waits for review."""
    assert sorted(gathered - pairs(catalogue).keys()) == []


def test_no_message_is_stale(gathered: set[str], catalogue: Catalog) -> None:
    """The catalogue has no message that the code no longer has."""
    known = {message.id for message in catalogue if message.id}
    assert sorted({*known, *catalogue.obsolete} - gathered) == []


def test_a_translation_keeps_the_placeholders(catalogue: Catalog) -> None:
    """A translation has exactly the placeholders of its message, formats included."""
    wrong = {
        message: translation
        for message, translation in pairs(catalogue).items()
        if sorted(_PLACEHOLDER.findall(message)) != sorted(_PLACEHOLDER.findall(translation))
    }
    assert wrong == {}


def test_a_translation_keeps_the_layout(catalogue: Catalog) -> None:
    """A translation has the outer white space and the paragraphs of its message."""

    def layout(text: str) -> tuple[int, int, int]:
        return len(text) - len(text.lstrip()), len(text) - len(text.rstrip()), text.count("\n")

    translations = pairs(catalogue).items()
    assert {m: t for m, t in translations if layout(m) != layout(t)} == {}


def test_english_quotes_as_english_does(catalogue: Catalog) -> None:
    """The Vietnamese «names» stand between “ and ” in English, and each that opens closes."""
    wrong = {
        message: translation
        for message, translation in pairs(catalogue).items()
        if re.search("[«»]", translation)
        or len(re.findall("[«“]", message)) != translation.count("“")
        or translation.count("“") != translation.count("”")
    }
    assert wrong == {}


def test_make_messages_has_nothing_to_do(catalogue: Catalog) -> None:
    """The catalogue is what `make messages` writes from the code of today."""
    language = str(catalogue.locale)
    text = messages.catalogue_file(language).read_text(encoding="utf-8")
    assert messages.as_text(messages.updated(language)) == text


def test_messages_are_composed_unicode(gathered: set[str]) -> None:
    """Messages are NFC, so that a message looks up its translation and a search finds it."""
    assert {m for m in gathered if unicodedata.normalize("NFC", m) != m} == set()


def test_every_message_is_a_literal_that_can_be_gathered() -> None:
    """Only the modules whose texts are gathered elsewhere translate what is no literal."""
    found = set()
    for path in messages.PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or getattr(node.func, "id", "") != "_":
                continue
            literal = len(node.args) == 1 and isinstance(node.args[0], ast.Constant)
            if not literal:
                found.add(path.relative_to(messages.PACKAGE).as_posix())
    assert found == TRANSLATE_LATER


# --- the script -----------------------------------------------------------------------------


def test_an_update_keeps_what_is_translated(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """New messages come in, reworded ones are fuzzy, gone ones go; twice gives the same."""
    monkeypatch.setattr(messages, "catalogue_file", lambda language: tmp_path / f"{language}.po")
    before = Catalog(locale="en")
    before.add("không có tệp «{file}»", "there is no file “{file}”")
    before.add("thiếu khóa «{key}»", "the key “{key}” is missing")
    before.add("xóa dòng", "delete the line")
    (tmp_path / "en.po").write_text(messages.as_text(before), encoding="utf-8")
    today = {"không có tệp «{file}»", "còn thiếu khóa «{key}»", "tỷ trọng 5% của tổng"}
    monkeypatch.setattr(messages, "gather", lambda: today)

    after = messages.updated("en")
    text = messages.as_text(after)
    (tmp_path / "en.po").write_text(text, encoding="utf-8")

    assert {m.id: m.string or "" for m in after if m.id} == {
        "còn thiếu khóa «{key}»": "the key “{key}” is missing",
        "không có tệp «{file}»": "there is no file “{file}”",
        "tỷ trọng 5% của tổng": "",
    }
    assert [m.id for m in after if m.id and m.fuzzy] == ["còn thiếu khóa «{key}»"]
    assert "format" not in text
    assert messages.as_text(messages.updated("en")) == text


# --- the language in use --------------------------------------------------------------------


def test_a_language_changes_the_messages() -> None:
    """In English a message is English; a text that is no message stays as it is."""
    use("en")
    assert _("kiểm tra đường dẫn") == "check the path"
    assert _("Tràng Định") == "Tràng Định"


def test_a_language_without_catalogue_is_refused() -> None:
    """An unknown language is a ValueError and leaves the one in use."""
    with pytest.raises(ValueError):
        use("xx")
    assert _("kiểm tra đường dẫn") == "kiểm tra đường dẫn"


def test_the_command_line_speaks_vietnamese(capsys: pytest.CaptureFixture[str]) -> None:
    """Without --lang a fault is told in Vietnamese, with exit code 2."""
    assert run(["render", "2024-13"]) == 2
    told = capsys.readouterr().err
    assert told.startswith("LỖI KỲ không hợp lệ: không có tháng 13\n")


def test_the_command_line_speaks_english(capsys: pytest.CaptureFixture[str]) -> None:
    """With --lang en the same fault is told in English alone, with exit code 2."""
    assert run(["--lang", "en", "render", "2024-13"]) == 2
    told = capsys.readouterr().err
    assert told.startswith("ERROR PERIOD is not valid: there is no month 13\n")
    assert not _VIETNAMESE.search(told)


def test_the_environment_chooses_the_language(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """LSREPORT_LANG stands for --lang, for an office that wants English always."""
    monkeypatch.setenv("LSREPORT_LANG", "en")
    assert run(["render"]) == 2
    assert capsys.readouterr().err.startswith("ERROR PERIOD is missing\n")


def test_a_run_forgets_the_language_of_the_one_before(capsys: pytest.CaptureFixture[str]) -> None:
    """A run that fails before it reads --lang speaks Vietnamese, even after an English one."""
    run(["--lang", "en", "reports", "--help"])
    run(["--nosuch"])
    assert capsys.readouterr().err.startswith("LỖI không có tùy chọn --nosuch\n")


# --- help -----------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
@each_command
def test_help_tells_every_command_and_option(
    context: click.Context, language: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """--help shows what the command and each of its options do, in the language asked for."""
    words = context.command_path.split()[1:]
    assert run(["--lang", language, *words, "--help"]) == 0
    shown = solid(capsys.readouterr().out)

    texts = [context.command.help]
    for parameter in context.command.get_params(context):
        if isinstance(parameter, click.Option):
            record = parameter.get_help_record(context)
            texts.append(record[1] if record else "")
    use(language)
    assert all(texts)
    assert [text for text in texts if solid(_(str(text))) not in shown] == []


@each_command
def test_english_help_is_english_alone(
    context: click.Context, capsys: pytest.CaptureFixture[str]
) -> None:
    """No Vietnamese word is left in the English help, not even for a value."""
    run(["--lang", "en", *context.command_path.split()[1:], "--help"])
    assert _VIETNAMESE.findall(capsys.readouterr().out) == []


@each_command
def test_help_has_an_example(context: click.Context) -> None:
    """Every help shows the command at work, by the same example in each language."""
    examples = set()
    for language in LANGUAGES:
        use(language)
        _before, _mark, example = _(context.command.help or "").partition(EXAMPLE[language])
        examples.add(example)
    assert len(examples) == 1
    assert f"{examples.pop()} ".startswith(f"{context.command_path} ")
