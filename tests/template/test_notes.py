"""Footnotes: written in the text between tags, or written in Word."""

from __future__ import annotations

import pytest
from docxtpl import RichText
from lxml import etree
from word_files import (
    WORD_SEPARATORS,
    heading,
    mark,
    marks_of,
    members_of,
    note,
    notes_of,
    paragraph,
    paragraphs,
    root_of,
    table,
    text_of,
    word_file,
    words,
)

from lsreport.docxfile.package import q
from lsreport.errors import Fault, TemplateError
from lsreport.template import Template
from lsreport.template.inline import InlineWriter

LIBREOFFICE_SEPARATORS = WORD_SEPARATORS.replace('w:id="0"', 'w:id="1"').replace(
    'w:id="-1"', 'w:id="0"'
)
OPEN, CLOSE = "{% chuthich %}", "{% endchuthich %}"
NATIVE = WORD_SEPARATORS + note(5, "năm {{ x }}") + note(3, "ba")
CONTEXT = {"x": "X", "ds": [1, 2]}


def noted(text: str) -> str:
    """Return the tags of a note with this text."""
    return OPEN + text + CLOSE


def faults_of(raw: bytes) -> list[Fault]:
    """Return the faults with which a template is refused, when compiled or when run."""
    with pytest.raises(TemplateError) as caught:
        Template(raw, name="mau.docx").render(CONTEXT)
    return list(caught.value.faults)


LOOP = "{% for x in ds %}", "{% endfor %}"
PLACED = {
    "paragraph": (paragraph(f"a{noted('n {{ x }}')} b"), ["a b"], ["n X"]),
    "two": (paragraph(f"a{noted('1')}, b{noted('2')}."), ["a, b."], ["1", "2"]),
    "alone": (paragraph(noted("n")), [""], ["n"]),
    "empty": (paragraph(f"a{noted('')}"), ["a"], [""]),
    "loop": (paragraph(f"{LOOP[0]}a{noted('n {{ x }}')};{LOOP[1]}"), ["a;a;"], ["n 1", "n 2"]),
    "loop of paragraphs": (
        paragraph("{%p for x in ds %}")
        + paragraph(f"a{noted('{{ x }}')}")
        + paragraph("{%p endfor %}"),
        ["a", "a"],
        ["1", "2"],
    ),
    "loop in the note": (
        paragraph(f"a{noted(LOOP[0] + '{{ x }};' + LOOP[1])}"),
        ["a"],
        ["1;2;"],
    ),
    "cell": (table((f"a{noted('n')}", "b")), ["a", "b"], ["n"]),
    "loop of rows": (
        table(
            ("{%tr for x in ds %}", ""),
            (f"{{{{ x }}}}{noted('{{ x * 10 }}')}", "b"),
            ("{%tr endfor %}", ""),
        ),
        ["1", "b", "2", "b"],
        ["10", "20"],
    ),
    "macro": (
        paragraph("{% macro m(x) %}" + noted("{{ x }}") + "{% endmacro %}{{ m(1) }}{{ m(2) }}"),
        [""],
        ["1", "2"],
    ),
    "left out": (
        paragraph("a{% if false %}" + noted("n") + "{% endif %}" + noted("m")),
        ["a"],
        ["m"],
    ),
    "after a heading": (heading(f"Đề mục{noted('n')}"), ["Đề mục"], ["n"]),
    "data": (paragraph(f"a{noted('{{ y }}')}"), ["a"], ["& <w:p> {{ x }}"]),
}


@pytest.mark.parametrize("case", PLACED)
def test_a_note_stands_where_its_tags_stood(case: str) -> None:
    """A note may stand in a paragraph, loop, cell or macro; each time it has its own id."""
    body, texts, expected = PLACED[case]
    document = Template(word_file(body)).render({**CONTEXT, "y": "& <w:p> {{ x }}"})
    assert paragraphs(document) == texts
    assert list(notes_of(document).values()) == expected
    assert marks_of(document) == list(notes_of(document)) == list(range(1, len(expected) + 1))


def test_a_note_over_several_runs_keeps_its_emphasis() -> None:
    """Bold and italic inside a note stay; size, font and colour are the note style's."""
    body = paragraph(
        words(f"a {OPEN}n", "<w:b/>"),
        words("hai", '<w:b/><w:color w:val="FF0000"/><w:sz w:val="40"/>'),
        words(f"ba{CLOSE} c", '<w:i/><w:sz w:val="40"/>'),
        words("d", "<w:i/>"),
    )
    document = Template(word_file(body)).render({})
    (found,) = (x for x in root_of(document, "word/footnotes.xml") if x.get(q("type")) is None)
    runs = [(text_of(run), properties(run)) for run in found.iter(q("r")) if text_of(run).strip()]
    assert runs == [("n", ["b"]), ("hai", ["b"]), ("ba", ["i"])]
    (line,) = root_of(document).iter(q("p"))
    runs = [(text_of(run), properties(run)) for run in line if text_of(run)]
    assert runs == [("a ", ["b"]), (" c", ["i", "sz"]), ("d", ["i"])]


def properties(run: etree._Element) -> list[str]:
    """Return the names of a run's properties."""
    return [etree.QName(x).localname for x in run.iterfind(f"{q('rPr')}/*")]


def test_a_note_is_written_as_word_writes_it() -> None:
    """A note has its styles, found by name, its own mark before a space, and no empty runs."""
    document = Template(word_file(paragraph(f"a{noted('n')}"))).render({})
    (found,) = (x for x in root_of(document, "word/footnotes.xml") if x.get(q("type")) is None)
    (line,) = found
    assert line.find(f"{q('pPr')}/{q('pStyle')}").get(q("val")) == "VanBanCuoc"
    first, space, text = line.findall(q("r"))
    assert [etree.QName(x).localname for x in first] == ["rPr", "footnoteRef"]
    assert (text_of(space), text_of(text)) == (" ", "n")
    _words, reference = root_of(document).iter(q("r"))
    assert reference.find(f"{q('rPr')}/{q('rStyle')}").get(q("val")) == "ThamChieu"


def test_a_template_without_notes_stays_without() -> None:
    """A template that could have notes but prints none gets no footnotes part."""
    raw = word_file(paragraph("a{% if false %}" + noted("n") + "{% endif %}"))
    assert "word/footnotes.xml" not in members_of(Template(raw).render({}))


def test_a_note_keeps_line_breaks_and_paragraphs_in_its_style() -> None:
    """Breaks in a value inside a note stay inside it, in the note's own style."""
    document = Template(word_file(paragraph(f"a{noted('{{ x }}')}", style="Heading1"))).render(
        {"x": "một\nhai\tba\abốn"}
    )
    (found,) = (x for x in root_of(document, "word/footnotes.xml") if x.get(q("type")) is None)
    assert [text_of(p).strip() for p in found] == ["một\nhai\tba", "bốn"]
    assert {p.find(f"{q('pPr')}/{q('pStyle')}").get(q("val")) for p in found} == {"VanBanCuoc"}


def test_rich_text_stands_in_a_note() -> None:
    """Docxtpl's RichText may be printed inside a note."""
    raw = word_file(paragraph(f"a{noted('n {{r x }}')}"))
    document = Template(raw).render({"x": RichText("đậm", bold=True)})
    assert notes_of(document) == {1: "n đậm"}


NATIVE_CASES = {
    "once": (paragraph("a", mark(5)), ["năm X"]),
    "in document order": (paragraph("a", mark(3), "b", mark(5)), ["ba", "năm X"]),
    "unused": (paragraph("a"), []),
    "twice": (paragraph("a", mark(3), mark(3)), ["ba", "ba"]),
    "loop": (paragraph(LOOP[0], mark(5), LOOP[1]), ["năm 1", "năm 2"]),
    "loop of paragraphs": (
        paragraph("{%p for x in ds %}") + paragraph("a", mark(5)) + paragraph("{%p endfor %}"),
        ["năm 1", "năm 2"],
    ),
    "mixed": (
        paragraph("a", mark(5), f"b{noted('giữa')}", mark(3), noted("cuối")),
        ["năm X", "giữa", "ba", "cuối"],
    ),
    "mixed in a loop": (
        paragraph(f"{LOOP[0]}b{noted('{{ x }}')}", mark(5), LOOP[1]),
        ["1", "năm 1", "2", "năm 2"],
    ),
    "cell": (table(("a", "b")).replace(words("b"), words("b") + mark(5)), ["năm X"]),
    "printed raw": (paragraph("{% raw %}{{ y }}", mark(5), "{% endraw %}"), ["năm X"]),
}


@pytest.mark.parametrize("case", NATIVE_CASES)
def test_notes_written_in_word_are_templates_too(case: str) -> None:
    """A note written in Word is evaluated where its mark stands, and numbered as they come."""
    body, expected = NATIVE_CASES[case]
    document = Template(word_file(body, footnotes=NATIVE)).render(CONTEXT)
    assert list(notes_of(document).values()) == expected
    assert marks_of(document) == list(notes_of(document)) == list(range(1, len(expected) + 1))


@pytest.mark.parametrize(
    ("separators", "first"), [(WORD_SEPARATORS, 1), (LIBREOFFICE_SEPARATORS, 2)]
)
def test_notes_start_after_the_separators(separators: str, first: int) -> None:
    """LibreOffice gives its separators the ids 0 and 1: notes start after them."""
    raw = word_file(paragraph("a", mark(5), noted("m")), footnotes=separators + note(5, "n"))
    document = Template(raw).render({})
    assert notes_of(document) == {first: "n", first + 1: "m"}
    assert marks_of(document) == [first, first + 1]
    kinds = [x.get(q("type")) for x in root_of(document, "word/footnotes.xml")]
    assert kinds == ["separator", "continuationSeparator", None, None]


def test_a_note_of_two_paragraphs_in_word_keeps_both() -> None:
    """The paragraphs of a note written in Word stay its paragraphs; a loop in it prints more."""
    two = note(5, "một").replace("</w:p>", "</w:p>" + paragraph("hai {{ x }}"), 1)
    raw = word_file(paragraph("a", mark(5)), footnotes=WORD_SEPARATORS + two)
    document = Template(raw).render(CONTEXT)
    (found,) = (x for x in root_of(document, "word/footnotes.xml") if x.get(q("type")) is None)
    assert [text_of(p) for p in found] == ["một", "hai X"]


def test_a_note_split_by_spelling_marks_works() -> None:
    """Word may split the tags of a note over runs and put its spelling marks between."""
    body = paragraph(
        words("a{% chu"),
        '<w:proofErr w:type="spellStart"/>',
        words("thich", "<w:b/>"),
        words(" %}n{"),
        words("% endchuthich"),
        '<w:proofErr w:type="spellEnd"/>',
        words(" %}"),
    )
    document = Template(word_file(body)).render({})
    assert (paragraphs(document), notes_of(document)) == (["a"], {1: "n"})


TWO = heading("Tình hình chung") + paragraph("Thu ngân sách {}")
REFUSED = {
    "nested": (TWO.format(OPEN + "a" + noted("b") + CLOSE), ["chu-thich-long-nhau"]),
    "not closed": (TWO.format(OPEN + "a"), ["chu-thich-qua-doan", "khoi-khong-khep"]),
    "closed in the next paragraph": (
        TWO.format(OPEN + "a") + paragraph("b" + CLOSE),
        ["chu-thich-qua-doan"],
    ),
    "not opened": (TWO.format("a" + CLOSE), ["khoi-thieu-mo"]),
    "crossed by if": (
        TWO.format("{% if x %}" + OPEN + "a{% endif %}" + CLOSE),
        ["khoi-cheo-nhau", "khoi-thieu-mo"],
    ),
    "crossing if": (
        TWO.format(OPEN + "{% if x %}a" + CLOSE + "{% endif %}"),
        ["khoi-cheo-nhau", "khoi-thieu-mo"],
    ),
    "with words in the tag": (TWO.format("{% chuthich so 1 %}a" + CLOSE), ["jinja-sai"]),
    "jumped out of": (
        TWO.format(LOOP[0] + OPEN + "{% break %}" + CLOSE + LOOP[1]),
        ["khoi-thieu-mo"],
    ),
    "wrong filter inside": (TWO.format(noted("{{ x|la_lam }}")), ["bo-loc-la"]),
    "unknown name inside": (TWO.format(noted("{{ la_lam }}")), ["ten-khong-co"]),
}


@pytest.mark.parametrize("case", REFUSED)
def test_a_note_that_cannot_be_is_refused_at_its_place(case: str) -> None:
    """Nested, open, crossed and broken notes are told with heading and words."""
    body, codes = REFUSED[case]
    faults = faults_of(word_file(body))
    assert [fault.code for fault in faults] == codes
    for fault in faults:
        assert (fault.where.file, fault.where.heading) == ("mau.docx", "Tình hình chung")
        assert fault.where.paragraph == 2
        assert (fault.where.text or "").startswith("Thu ngân sách")


def test_a_note_in_a_header_is_refused() -> None:
    """Word knows no notes in headers: neither tags nor a value may put one there."""
    raw = word_file(paragraph("a"), header=paragraph(f"b{noted('n')}"))
    (fault,) = faults_of(raw)
    assert (fault.code, fault.where.part) == ("chu-thich-sai-cho", "đầu trang")
    raw = word_file(paragraph("a"), header=paragraph("b {{ x }}"))
    with pytest.raises(TemplateError) as caught:
        Template(raw).render({"x": Noted()})
    (fault,) = caught.value.faults
    assert (fault.code, fault.where.part) == ("chu-thich-sai-cho", "đầu trang")


def test_a_note_in_a_note_written_in_word_is_refused() -> None:
    """A note cannot stand in a note, whoever wrote the outer one: tags or a value."""
    raw = word_file(paragraph("a", mark(5)), footnotes=WORD_SEPARATORS + note(5, f"n{noted('m')}"))
    (fault,) = faults_of(raw)
    assert fault.code == "chu-thich-sai-cho"
    assert "n{% chuthich %}" in (fault.where.part or "")
    for body in (paragraph("a", mark(5)), paragraph("a" + noted("{{ x }}"))):
        raw = word_file(body, footnotes=WORD_SEPARATORS + note(5, "n {{ x }}"))
        with pytest.raises(TemplateError) as caught:
            Template(raw).render({"x": Noted()})
        assert [fault.code for fault in caught.value.faults] == ["chu-thich-sai-cho"]


def test_a_note_of_word_inside_a_note_or_header_is_refused() -> None:
    """The mark of a note written in Word cannot stand between the tags of another, or on top."""
    raw = word_file(paragraph(f"a{OPEN}b", mark(5), CLOSE), footnotes=NATIVE)
    assert [fault.code for fault in faults_of(raw)] == ["chu-thich-sai-cho"]
    raw = word_file(paragraph("a"), header=paragraph("b", mark(5)), footnotes=NATIVE)
    (fault,) = faults_of(raw)
    assert (fault.code, fault.where.part) == ("chu-thich-sai-cho", "đầu trang")


class Noted:
    """A value that prints words with a note."""

    def write_inline(self, writer: InlineWriter) -> None:
        """Write words, a note, words."""
        writer.text("trước")
        with writer.note():
            writer.text("ghi chú ")
            writer.text("đậm", bold=True)
        writer.text("sau")


def test_a_value_can_carry_notes() -> None:
    """Notes of values and of the template are numbered in one row, in document order."""
    raw = word_file(paragraph(f"a{noted('1')} {{{{ x }}}} b{noted('3')}"))
    document = Template(raw).render({"x": Noted()})
    assert paragraphs(document) == ["a trướcsau b"]
    assert notes_of(document) == {1: "1", 2: "ghi chú đậm", 3: "3"}
    assert marks_of(document) == [1, 2, 3]


def test_a_link_or_picture_in_a_note_is_refused() -> None:
    """What a hyperlink leads to is listed with the document, not with its notes."""
    link = f'<w:hyperlink r:id="rId9">{words("langson.gov.vn")}</w:hyperlink>'
    (fault,) = faults_of(word_file(paragraph(f"a{OPEN}xem ", link, CLOSE)))
    assert (fault.code, fault.where.paragraph) == ("chu-thich-lien-ket", 1)


def test_a_note_that_is_kept_and_not_printed_once_is_refused() -> None:
    """A note set aside with `set` and printed never or twice would lose or double its mark."""
    kept = "{% set a %}b" + noted("n") + "{% endset %}"
    assert notes_of(Template(word_file(paragraph(kept + "{{ a }}"))).render({})) == {1: "n"}
    for use in ("", "{{ a }}{{ a }}"):
        (fault,) = faults_of(word_file(paragraph(kept + use)))
        assert fault.code == "chu-thich-lech"


def test_a_mark_without_its_note_is_refused() -> None:
    """A template whose mark leads to no note is damaged."""
    raw = word_file(paragraph("a", mark(9)), footnotes=WORD_SEPARATORS + note(5, "n"))
    assert [fault.code for fault in faults_of(raw)] == ["chu-thich-lech"]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("{{ x|la_lam }}", ["bo-loc-la"]),
        ("{% if x %}", ["khoi-khong-khep"]),
        ("{{ x + }}", ["jinja-sai"]),
        ("{{ la_lam }}", ["ten-khong-co"]),
        ("{{ x }", ["the-khong-khep"]),
        ("{{ x|la_lam }} {% fi %}", ["bo-loc-la", "the-la"]),
    ],
)
def test_a_fault_in_a_note_of_word_names_the_note(text: str, codes: list[str]) -> None:
    """A fault in a note written in Word tells the note, and the heading where its mark stands."""
    body = heading("Thu ngân sách") + paragraph("a", mark(5))
    faults = faults_of(word_file(body, footnotes=WORD_SEPARATORS + note(5, f"Nguồn {text}")))
    assert [fault.code for fault in faults] == codes
    for fault in faults:
        assert "chú thích “Nguồn" in (fault.where.part or "")
        assert (fault.where.heading, fault.where.text) == ("Thu ngân sách", f"Nguồn {text}")
