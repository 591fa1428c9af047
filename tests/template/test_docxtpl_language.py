"""docxtpl's tag language: the same template gives the same document as docxtpl itself."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from docx import Document
from docx.document import Document as DocumentObject
from docxtpl import DocxTemplate, Listing, RichText, RichTextParagraph
from word_files import canonical, paragraphs, root_of

from lsreport.docxfile.package import q
from lsreport.template import Template

Maker = Callable[[DocumentObject], None]


def lines(*texts: str) -> Maker:
    """Return a maker of a document of these paragraphs."""

    def make(document: DocumentObject) -> None:
        for text in texts:
            document.add_paragraph(text)

    return make


def rows(*texts: tuple[str, ...]) -> Maker:
    """Return a maker of a document with a table of these cells."""

    def make(document: DocumentObject) -> None:
        table = document.add_table(rows=len(texts), cols=len(texts[0]))
        for row, cells in zip(table.rows, texts, strict=True):
            for cell, text in zip(row.cells, cells, strict=True):
                cell.text = text

    return make


def styled(*spans: tuple[str, str]) -> Maker:
    """Return a maker of one heading whose spans are bold, italic or plain."""

    def make(document: DocumentObject) -> None:
        paragraph = document.add_heading("", 2)
        for text, style in spans:
            run = paragraph.add_run(text)
            run.bold, run.italic = style == "bold" or None, style == "italic" or None

    return make


def made(maker: Maker) -> bytes:
    """Return the template that a maker fills."""
    document = Document()
    maker(document)
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def by_docxtpl(raw: bytes, context: dict[str, Any]) -> bytes:
    """Return docxtpl's own rendering, with escaping on."""
    template = DocxTemplate(BytesIO(raw))
    template.render(context, autoescape=True)
    stream = BytesIO()
    template.save(stream)
    return stream.getvalue()


def rich(text: str, **properties: Any) -> RichText:
    """Return a rich text of two spans, the first with properties."""
    found = RichText(text, **properties)
    found.add(" tiếp theo", italic=True)
    return found


BREAKS = "một\nhai\tba\abốn\fnăm & <sáu>"
LIST: dict[str, Any] = {"ds": ["Cao Lộc", "Lộc Bình", "Đình Lập"], "co": True, "khong": False}
CASES: dict[str, tuple[Maker, dict[str, Any]]] = {
    "an output": (lines("Kính gửi {{ ten }}:"), {"ten": "Sở Tài chính & <các> “huyện”"}),
    "a number": (lines("{{ so }} và {{ le }}"), {"so": 5, "le": 7.25}),
    "a filter": (lines("{{ ten|upper }}", "{{ ten|replace('a', 'b') }}"), {"ten": "ba & na"}),
    "escaped already": (lines("{{ ten|e }}"), {"ten": "Sở & <ban>"}),
    "typographic quotes": (lines("{{ “a” ~ ‘b’ }}{% if ten == “x” %}c{% endif %}"), {"ten": "x"}),
    "greater and less": (lines("{% if so > 3 and so < 9 %}giữa{% endif %}"), {"so": 5}),
    "if else in a paragraph": (
        lines(
            "{% if co %}có{% else %}không{% endif %}, {% if khong %}có{% else %}không{% endif %}"
        ),
        LIST,
    ),
    "for in a paragraph": (
        lines(
            "{% for x in ds %}{{ loop.index }}. {{ x }}{% if not loop.last %}; {% endif %}"
            "{% endfor %}."
        ),
        LIST,
    ),
    "p for": (lines("đầu", "{%p for x in ds %}", "Huyện {{ x }}", "{%p endfor %}", "cuối"), LIST),
    "p if": (
        lines(
            "{%p if co %}",
            "có",
            "{%p else %}",
            "không",
            "{%p endif %}",
            "{%p if khong %}",
            "ẩn",
            "{%p endif %}",
        ),
        LIST,
    ),
    "p comment": (lines("đầu", "{#p không in #}", "cuối {# cũng không #}."), {}),
    "for over paragraphs": (lines("{% for x in ds %}- {{ x }}", "{% endfor %}hết"), LIST),
    "set and macro": (
        lines("{%p set a = ds[0] %}", "{% macro m(x) %}[{{ x }}]{% endmacro %}{{ m(a) }}"),
        LIST,
    ),
    "tr for": (
        rows(
            ("TT", "Huyện"),
            ("{%tr for x in ds %}", ""),
            ("{{ loop.index }}", "{{ x }}"),
            ("{%tr endfor %}", ""),
        ),
        LIST,
    ),
    "tr comment": (rows(("TT", "Huyện"), ("{#tr bỏ #}", ""), ("1", "2")), {}),
    "tc for": (
        rows(
            ("", "{%tc for x in ds %}", "{{ x }}", "{%tc endfor %}"),
            ("Cộng", "{%tc for x in ds %}", "{{ loop.index }}", "{%tc endfor %}"),
        ),
        LIST,
    ),
    "tc for, fewer columns": (
        rows(("a", "{%tc for x in ds[:1] %}", "{{ x }}", "{%tc endfor %}")),
        LIST,
    ),
    "tc if": (rows(("a", "{%tc if khong %}", "b", "{%tc endif %}")), LIST),
    "tc comment": (rows(("a", "{#tc bỏ #}", "b")), {}),
    "cellbg": (rows(("{% cellbg mau %}đỏ", "{{ ten }}")), {"mau": "FF0000", "ten": "a"}),
    "cellbg in a loop": (
        rows(
            ("{%tr for x in ds %}", ""),
            ("{% cellbg x.mau %}{{ x.ten }}", ""),
            ("{%tr endfor %}", ""),
        ),
        {"ds": [{"mau": "00FF00", "ten": "a"}, {"mau": "0000FF", "ten": "b"}]},
    ),
    "colspan": (rows(("{% colspan so %}gộp", "{{ ten }}"), ("a", "b")), {"so": 2, "ten": "x"}),
    "hm": (
        rows(
            ("", "{%tc for x in ds %}", "{% hm %}Các huyện", "{%tc endfor %}"),
            ("", "{%tc for x in ds %}", "{{ x }}", "{%tc endfor %}"),
        ),
        LIST,
    ),
    "vm": (
        rows(("{%tr for x in ds %}", ""), ("{% vm %}Lạng Sơn", "{{ x }}"), ("{%tr endfor %}", "")),
        LIST,
    ),
    "r for": (
        styled(("{%r for x in ds %}", ""), ("{{ x }}, ", "bold"), ("{%r endfor %}", "")),
        LIST,
    ),
    "r if": (
        styled(("a ", ""), ("{%r if khong %}", ""), ("b", "bold"), ("{%r endif %}", "")),
        LIST,
    ),
    "escapes of braces": (lines("{_{ ten }_} và {_% if %_}, {{ ten }}"), {"ten": "x"}),
    "line break in a value": (lines("a {{ ten }} b"), {"ten": "một\nhai"}),
    "tab in a value": (lines("a {{ ten }} b"), {"ten": "một\thai"}),
    "new paragraph in a value": (lines("a {{ ten }} b"), {"ten": "một\ahai"}),
    "page break in a value": (lines("a {{ ten }} b"), {"ten": "một\fhai"}),
    "all breaks in a styled run": (
        styled(("a {{ ten }}", "bold"), (" b", "italic")),
        {"ten": BREAKS},
    ),
    "breaks in a cell": (rows(("{{ ten }}", "b")), {"ten": BREAKS}),
    "Listing": (styled(("a {{ ten }}", "bold"), (" b", "italic")), {"ten": Listing(BREAKS)}),
    "r RichText": (lines("a {{r ten }} b"), {"ten": rich("đậm & <đỏ>", bold=True, color="FF0000")}),
    "r RichText with breaks": (lines("a {{r ten }} b"), {"ten": rich(BREAKS, bold=True)}),
    "r RichText, plain breaks": (styled(("{{r ten }}", "bold")), {"ten": RichText(BREAKS)}),
    "r RichText of many marks": (
        lines("{{r ten }}"),
        {
            "ten": rich(
                "x",
                size=40,
                underline="double",
                strike=True,
                superscript=True,
                font="Arial",
                style="Emphasis",
                highlight="#FFFF00",
                lang="vi-VN",
            )
        },
    ),
    "r RichText in a loop": (
        lines("{% for x in ds %}{{r x }}{% endfor %}"),
        {"ds": [rich("a"), rich("b", bold=True)]},
    ),
    "p RichTextParagraph": (
        lines("đầu", "{{p ten }}", "cuối"),
        {"ten": RichTextParagraph(rich("đậm", bold=True), parastyle="Heading1")},
    ),
    "p RichTextParagraph with breaks": (
        lines("{{p ten }}"),
        {"ten": RichTextParagraph(RichText(BREAKS, bold=True), parastyle="Q")},
    ),
    "whitespace control back": (lines("một", "{%- if co %}hai{% endif %}", "ba"), LIST),
    "whitespace control forth": (lines("{% if co -%}", "hai {% endif %}ba"), LIST),
    "whitespace control both": (
        lines("Các huyện: {% for x in ds -%}", "{{ x }}, ", "{%- endfor %}", "hết"),
        LIST,
    ),
    "whitespace control of outputs": (lines("a {{- ten -}} b", "c {{ ten -}} d"), {"ten": "x"}),
    "a tag over bold and italic": (
        styled(("{{ t", "bold"), ("e", "italic"), ("n }}", "")),
        {"ten": "x"},
    ),
    "spaces at the ends": (lines("  {{ ten }}  "), {"ten": " x "}),
    "nothing to do": (lines("Không có thẻ nào."), {}),
}


@pytest.mark.parametrize("case", CASES)
def test_a_template_gives_what_docxtpl_gives(case: str) -> None:
    """The document equals docxtpl's own, element for element."""
    maker, context = CASES[case]
    raw = made(maker)
    ours, theirs = Template(raw).render(context), by_docxtpl(raw, context)
    assert canonical(root_of(ours)) == canonical(root_of(theirs))


def test_a_header_gives_what_docxtpl_gives() -> None:
    """Headers and footers are templates too."""

    def make(document: DocumentObject) -> None:
        document.sections[0].header.paragraphs[0].text = "{{ ten }}{% if co %} (dự thảo){% endif %}"
        document.sections[0].footer.paragraphs[0].text = "{{ ten|upper }}"

    raw, context = made(make), {"ten": "Sở & ban", "co": True}
    ours, theirs = Template(raw).render(context), by_docxtpl(raw, context)
    for part in ("word/header1.xml", "word/footer1.xml"):
        assert canonical(root_of(ours, part)) == canonical(root_of(theirs, part))


def test_the_title_gives_what_docxtpl_gives() -> None:
    """The document's properties may hold tags."""

    def make(document: DocumentObject) -> None:
        document.core_properties.title = "Báo cáo {{ ten }}"

    raw, context = made(make), {"ten": "tháng 5"}
    for document in (Template(raw).render(context), by_docxtpl(raw, context)):
        assert Document(BytesIO(document)).core_properties.title == "Báo cáo tháng 5"


def test_rich_text_needs_no_r() -> None:
    """Docxtpl's RichText also works inside words, where docxtpl itself nests runs in a run."""
    raw = made(lines("a {{ ten }} b"))
    document = Template(raw).render({"ten": RichText("đậm", bold=True)})
    assert paragraphs(document) == ["a đậm b"]
    assert [run.getparent().tag for run in root_of(document).iter(q("r"))] == [q("p")] * 3


def test_text_alone_in_its_paragraph_stays_a_paragraph() -> None:
    """`{{p x }}` of a text or of RichText gives a paragraph, where docxtpl leaves bare text."""
    raw = made(lines("{{p ten }}", "{{p dam }}"))
    document = Template(raw).render({"ten": "Kính gửi", "dam": RichText("đậm", bold=True)})
    assert paragraphs(document) == ["Kính gửi", "đậm"]
    assert {child.tag for child in root_of(document)[0]} == {q("p"), q("sectPr")}


def test_data_is_not_taken_for_an_escape() -> None:
    """`{_{` in data is printed as it is: docxtpl makes braces of it."""
    raw = made(lines("{{ ten }} {_{"))
    assert paragraphs(Template(raw).render({"ten": "{_{ x }_}"})) == ["{_{ x }_} {{"]


def test_an_ampersand_in_a_tag_is_one_character() -> None:
    """Words in a tag are what the clerk typed: docxtpl compares and prints `&amp;`."""
    raw = made(lines("{% if ten == 'A & B' %}{{ 'C & D' }}{% endif %}"))
    assert paragraphs(Template(raw).render({"ten": "A & B"})) == ["C & D"]
