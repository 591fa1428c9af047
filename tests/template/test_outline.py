"""Headings: numbered when the document is there, left out where nothing stands under them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO

import pytest
from docx import Document
from hypothesis import given
from hypothesis import strategies as st
from word_files import (
    WORD_SEPARATORS,
    marks_of,
    members_of,
    notes_of,
    paragraph,
    paragraphs,
    root_of,
    table,
    word_file,
)

from lsreport.docxfile.links import LinkedText
from lsreport.docxfile.package import q
from lsreport.docxfile.verify import verify
from lsreport.errors import Place, TemplateError
from lsreport.template import Rendering, Template
from lsreport.template.inline import InlineWriter
from lsreport.template.outline import MARK, Heading, number_headings, renumber_notes
from lsreport.template.rendering import LeftOut


@dataclass(frozen=True)
class Numbered:
    """A heading's number: 1, 1.2, 1.2.3 (nothing for level 0)."""

    level: int

    def write_inline(self, writer: InlineWriter) -> None:
        """Write it as reports do."""
        writer.heading(self.level, dotted)


def dotted(counts: tuple[int, ...]) -> str:
    """Return the counts with dots between them."""
    return ".".join(map(str, counts))


@dataclass(frozen=True)
class Linked:
    """A figure that stays linked."""

    text: str

    def write_inline(self, writer: InlineWriter) -> None:
        """Write it."""
        writer.linked(LinkedText(self.text, self.text, self.text, {}, ()))


@dataclass(frozen=True)
class Note:
    """A footnote with a linked figure."""

    text: str

    def write_inline(self, writer: InlineWriter) -> None:
        """Write it."""
        with writer.note():
            writer.linked(LinkedText(self.text, self.text, self.text, {}, ()))


CONTEXT = {
    "h": Numbered,
    "so": Linked,
    "ghi": Note,
    "khong": [],
}


def run(*lines: str, extra: str = "") -> Rendering:
    """Return a run of a template of these paragraphs; `#2 Tên` is a heading of level 2."""
    body = "".join(
        paragraph(f"{{{{ h({line[1]}) }}}} {line[3:]}" if line.startswith("#") else line)
        for line in lines
    )
    raw = word_file(body + extra, footnotes=WORD_SEPARATORS)
    return Template(raw, name="mau.docx").run(CONTEXT)


def shown(*lines: str) -> list[str]:
    """Return the paragraphs of the document."""
    return paragraphs(run(*lines).document)


@pytest.mark.parametrize(
    ("lines", "document"),
    [
        (("#1 A", "x", "#1 B", "y"), ["1 A", "x", "2 B", "y"]),
        (("#1 A", "#1 B", "y"), ["1 B", "y"]),
        (("#1 A", "x", "#1 B"), ["1 A", "x"]),
        (("#1 A", "#2 AA", "x"), ["1 A", "1.1 AA", "x"]),
        (("#1 A", "x", "#2 AA", "#1 B", "y"), ["1 A", "x", "2 B", "y"]),
        (("#1 A", "#2 AA", "#2 AB", "x"), ["1 A", "1.1 AB", "x"]),
        (("#1 A", "#2 AA", "#3 AAA", "x"), ["1 A", "1.1 AA", "1.1.1 AAA", "x"]),
        (("#1 A", "#2 AA", "#3 AAA", "#1 B", "y"), ["1 B", "y"]),
        (
            ("#1 A", "#2 AA", "x", "#2 AB", "#3 ABA", "#2 AC", "y"),
            ["1 A", "1.1 AA", "x", "1.2 AC", "y"],
        ),
        (
            ("#1 A", "#2 AA", "x", "#1 B", "#2 BA", "y"),
            ["1 A", "1.1 AA", "x", "2 B", "2.1 BA", "y"],
        ),
        (("#1 A",), []),
        (("mở", "#1 A"), ["mở"]),
        (("#1 A", "{% if khong %}x{% endif %}"), [""]),
        (("#1 A", "   "), ["   "]),
    ],
)
def test_a_heading_with_nothing_under_it_is_left_out(
    lines: tuple[str, ...], document: list[str]
) -> None:
    """The others close up; a heading above one that stays stays too."""
    assert shown(*lines) == document


@pytest.mark.parametrize(
    "content",
    ["{{ so('5 ha') }}", "{{ ghi('5 ha') }}x", "1"],
    ids=["a figure", "a note", "a digit"],
)
def test_any_word_is_content(content: str) -> None:
    """A linked figure alone keeps its heading."""
    assert shown("#1 A", content)[0] == "1 A"


def test_a_table_or_picture_is_content() -> None:
    """Not only paragraphs stand under headings."""
    done = run("#1 A", extra=table(("ô",)))
    assert paragraphs(done.document)[0] == "1 A"
    drawing = "<w:p><w:r><w:pict/></w:r></w:p>"
    assert paragraphs(run("#1 A", extra=drawing).document)[0] == "1 A"


def test_a_new_part_is_numbered_from_the_beginning() -> None:
    """Level 0 prints no number, stays even when empty, and counts no heading."""
    document = shown("#1 A", "x", "#1 B", "y", "#0 Phần hai", "#1 C", "z", "#2 CA", "t")
    assert document == ["1 A", "x", "2 B", "y", " Phần hai", "1 C", "z", "1.1 CA", "t"]
    assert shown("#0 Phần một", "#1 A") == [" Phần một"]


def test_what_was_left_out_is_told_with_its_words_and_place() -> None:
    """`check` tells it; entities are words again."""
    done = run("#1 A &amp; B", "#1 C", "x")
    (left,) = done.left_out
    assert left.words == "A & B"
    assert left.place.file == "mau.docx"
    assert run("#1 A", "x").left_out == ()


def test_notes_of_a_heading_that_is_left_out_go_with_it() -> None:
    """The others are numbered anew, in the order of their marks."""
    done = run(
        "#1 A{{ ghi('mất') }}",
        "#1 B{{ ghi('một') }}",
        "x{{ ghi('hai') }}",
        "#1 C{{ ghi('mất nốt') }}",
    )
    assert done.notes == 2
    assert [notes_of(done.document)[number] for number in marks_of(done.document)] == ["một", "hai"]
    assert marks_of(done.document) == [1, 2]
    assert "mất" not in members_of(done.document)["word/footnotes.xml"].decode()


def test_figures_of_a_heading_that_is_left_out_are_in_no_store() -> None:
    """Neither those of its words nor those of its notes: nothing dangles."""
    done = run(
        "#1 A {{ so('1 ha') }}{{ ghi('2 ha') }}", "#1 B {{ so('3 ha') }}", "{{ so('4 ha') }}"
    )
    assert [link.text for link in done.links] == ["3 ha", "4 ha"]
    assert verify(done.document, "x") == []
    store = b"".join(v for k, v in members_of(done.document).items() if k.startswith("customXml"))
    assert b"3 ha" in store
    assert b"1 ha" not in store
    assert b"2 ha" not in store


def test_without_headings_nothing_is_touched() -> None:
    """A template that numbers nothing prints its empty paragraphs as they are."""
    assert shown("", "x", "") == ["", "x", ""]


@pytest.mark.parametrize("where", ["header", "note"])
def test_a_number_stands_only_in_the_body(where: str) -> None:
    """A header or a note has no headings."""
    tag = "{{ h(1) }}"
    body = paragraph(f"x{{% chuthich %}}{tag}{{% endchuthich %}}" if where == "note" else "x")
    header = paragraph(tag) if where == "header" else ""
    raw = word_file(body, footnotes=WORD_SEPARATORS, header=header)
    with pytest.raises(TemplateError) as caught:
        Template(raw, name="mau.docx").run(CONTEXT)
    assert {fault.code for fault in caught.value.faults} == {"de-muc-sai-cho"}


def test_a_number_that_is_not_printed_is_no_heading() -> None:
    """A number that a variable holds and nothing prints neither counts nor fails."""
    assert shown("{% set a %}{{ h(1) }}{% endset %}x") == ["x"]
    assert shown("{% set a %}{{ h(1) }}{% endset %}x", "#1 A", "y") == ["x", "1 A", "y"]


def test_a_paragraph_with_two_numbers_is_printed_once() -> None:
    """To begin anew just before a heading is no second heading."""
    assert shown("#1 A", "x", "{{ h(0) }}{{ h(1) }} B", "y") == ["1 A", "x", "1 B", "y"]


def test_a_cell_keeps_a_paragraph_when_its_heading_goes() -> None:
    """Word does not open a file with an empty cell."""
    document = run("a", extra=table(("{{ h(1) }} A",))).document
    (cell,) = root_of(document).iter(q("tc"))
    assert cell.find(q("p")) is not None


def test_word_opens_what_python_docx_made(make_docx: Callable[..., bytes]) -> None:
    """Headings of a file that another program wrote are numbered alike."""
    raw = make_docx("# {{ h(1) }} A", "# {{ h(1) }} B", "x")
    done = Template(raw, name="mau.docx").run(CONTEXT)
    assert [p.text for p in Document(BytesIO(done.document)).paragraphs] == ["1 B", "x"]


# --- laws -------------------------------------------------------------------------------------

LINES = st.lists(st.sampled_from(["#1", "#2", "#3", "x", ""]), max_size=12)


def marked(lines: list[str]) -> tuple[str, list[Heading]]:
    """Return a part in which each heading has its mark, and the headings."""
    text, headings = "", []
    for number, line in enumerate(lines):
        if line.startswith("#"):
            text += f"<w:p><w:r><w:t>{MARK}{len(headings)}{MARK} đ{number}</w:t></w:r></w:p>"
            headings.append(Heading(int(line[1]), dotted, Place("mau.docx", number + 1)))
        else:
            text += f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>"
    return text, headings


@given(LINES)
def test_the_numbers_of_a_document_close_up(lines: list[str]) -> None:
    """On each level the next heading is one more, or the first below its own; no mark is left."""
    text, headings = marked(lines)
    done, left_out = number_headings(text, headings)
    assert MARK not in done
    stayed = len(headings) - len(left_out)
    assert done.count(" đ") == stayed
    assert done.count("<w:p>") == len(lines) - len(left_out)
    assert done.count(">x<") == lines.count("x")


@given(LINES)
def test_a_heading_stays_just_where_something_stands_in_its_section(lines: list[str]) -> None:
    """Its section ends with the next heading as high as itself."""
    text, headings = marked(lines)
    _done, left_out = number_headings(text, headings)
    gone = {left.place.line for left in left_out}
    for index, line in enumerate(lines):
        if line.startswith("#"):
            section = []
            for below in lines[index + 1 :]:
                if below.startswith("#") and below <= line:
                    break
                section.append(below)
            assert (index + 1 in gone) == ("x" not in section)


@given(st.lists(st.booleans(), max_size=8), st.integers(1, 9))
def test_notes_are_numbered_in_the_order_of_their_marks(kept: list[bool], first: int) -> None:
    """Whatever marks are taken out, mark and note still belong together."""
    numbers = range(first, first + len(kept))
    notes = [f'<w:footnote w:id="{n}">n{n}</w:footnote>' for n in numbers]
    text = "".join(
        f'<w:footnoteReference w:id="{n}"/>m{n};'
        for n, stays in zip(numbers, kept, strict=True)
        if stays
    )
    done, left = renumber_notes(text, notes, first)
    old = [n for n, stays in zip(numbers, kept, strict=True) if stays]
    new = range(first, first + len(old))
    assert done == "".join(
        f'<w:footnoteReference w:id="{n}"/>m{o};' for n, o in zip(new, old, strict=True)
    )
    assert left == [
        f'<w:footnote w:id="{n}">n{o}</w:footnote>' for n, o in zip(new, old, strict=True)
    ]


def test_what_is_left_out_keeps_no_mark_in_its_words() -> None:
    """The words of a heading are those that a reader would have seen."""
    text, headings = marked(["#1"])
    assert number_headings(text, headings)[1] == (LeftOut("đ0", Place("mau.docx", 1)),)
