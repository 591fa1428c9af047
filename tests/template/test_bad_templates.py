"""Templates with mistakes: each is told with its code and place, all of them at once."""

from __future__ import annotations

import pytest
from docxtpl import RichTextParagraph
from hypothesis import given, settings
from hypothesis import strategies as st
from word_files import (
    cell,
    heading,
    paragraph,
    paragraphs,
    root_of,
    table,
    word_file,
    words,
)

from lsreport.errors import Fault, TemplateError
from lsreport.template import Template
from lsreport.template.inline import InlineWriter

CONTEXT = {"x": "X", "so": 5, "ds": [1, 2]}


def faults_of(raw: bytes, context: dict[str, object] | None = None) -> list[Fault]:
    """Return the faults with which a template is refused, when compiled or when run."""
    with pytest.raises(TemplateError) as caught:
        Template(raw, name="mau.docx").render(CONTEXT if context is None else context)
    assert all(fault.fix for fault in caught.value.faults)
    return list(caught.value.faults)


def told(raw: bytes) -> list[tuple[str, str | None]]:
    """Return the codes of the faults with the words where each stands."""
    return [(fault.code, fault.where.text) for fault in faults_of(raw)]


def in_xml(text: str) -> str:
    """Return words as they stand in XML."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


BY_TAG = [
    ("{{ x + }}", "jinja-sai"),
    ("{{ x y }}", "jinja-sai"),
    ("{{ }}", "jinja-sai"),
    ("{{ 'a }}", "jinja-sai"),
    ("{{ x|upper( }}", "jinja-sai"),
    ("{{ x.1a }}", "jinja-sai"),
    ("{% if %}a{% endif %}", "jinja-sai"),
    ("{% if x = 1 %}a{% endif %}", "jinja-sai"),
    ("{% for in ds %}a{% endfor %}", "jinja-sai"),
    ("{% for a ds %}a{% endfor %}", "jinja-sai"),
    ("{% if x %}a{% elif %}b{% endif %}", "jinja-sai"),
    ("{% if x %}a{% else if so %}b{% endif %}", "jinja-sai"),
    ("{% for a in ds %}b{% endfor a %}", "jinja-sai"),
    ("{% block a %}{% endblock %}{% block a %}{% endblock %}", "jinja-sai"),
    ("{{ " + "(" * 2000 + "x" + ")" * 2000 + " }}", "jinja-sai"),
    ("{{ x|uper }}", "bo-loc-la"),
    ("{{ x|upper|so_vo }}", "bo-loc-la"),
    ("{% if x is evn %}a{% endif %}", "bo-loc-la"),
    ("{% for a in ds|srt %}a{% endfor %}", "bo-loc-la"),
    ("{% set a = x|uper %}", "bo-loc-la"),
    ("{% fro a in ds %}", "the-la"),
    ("{% endfi %}", "the-la"),
    ("{% chuthic %}", "the-la"),
    ("{% %}", "the-la"),
    ("{% Nếu x %}", "the-la"),
    ("{% include 'a' %}", "the-la"),
    ("{% if x %}a", "khoi-khong-khep"),
    ("{% for a in ds %}a", "khoi-khong-khep"),
    ("{% raw %}{{ x }}", "khoi-khong-khep"),
    ("{% macro m() %}a", "khoi-khong-khep"),
    ("{% set a %}a", "khoi-khong-khep"),
    ("a{% endif %}", "khoi-thieu-mo"),
    ("a{% endfor %}", "khoi-thieu-mo"),
    ("a{% else %}b", "khoi-thieu-mo"),
    ("{% for a in ds %}a{% elif x %}b{% endfor %}", "khoi-thieu-mo"),
    ("{% break %}", "khoi-thieu-mo"),
    ("{% if x %}{% continue %}{% endif %}", "khoi-thieu-mo"),
    ("{% for a in ds %}{% macro m() %}{% break %}{% endmacro %}{% endfor %}", "khoi-thieu-mo"),
    ("{{ x", "the-khong-khep"),
    ("{{ x }", "the-khong-khep"),
    ("a {% if x", "the-khong-khep"),
    ("{% if x }", "the-khong-khep"),
    ("{# ghi chú", "the-khong-khep"),
    ("{{ x }} và {{ so", "the-khong-khep"),
    ("{{ la_lam }}", "ten-khong-co"),
    ("{{ x.la_lam }}", "ten-khong-co"),
    ("{{ ds[9] }}", "ten-khong-co"),
    ("{% if la_lam %}a{% endif %}", "ten-khong-co"),
    ("{% for a in la_lam %}a{% endfor %}", "ten-khong-co"),
    ("{{ la_lam|upper }}", "ten-khong-co"),
    ("{{ la_lam == 1 }}", "ten-khong-co"),
    ("{{ x + so }}", "bieu-thuc-hong"),
    ("{{ so // 0 }}", "bieu-thuc-hong"),
    ("{{ so() }}", "bieu-thuc-hong"),
    ("{% for a in so %}a{% endfor %}", "bieu-thuc-hong"),
    ("{{ x|round }}", "bieu-thuc-hong"),
    ("{{ x|dictsort }}", "bieu-thuc-hong"),
    ("{{ none }}", "khong-in-duoc"),
]


@pytest.mark.parametrize(("text", "code"), BY_TAG)
def test_a_mistake_is_told_where_it_stands(text: str, code: str) -> None:
    """A mistake in a paragraph has its code, the heading above and the paragraph's words."""
    raw = word_file(paragraph("a") + heading("II. Ngân sách") + paragraph("Thu " + in_xml(text)))
    (fault,) = faults_of(raw)
    assert fault.code == code
    place = fault.where
    assert (place.file, place.heading, place.paragraph) == ("mau.docx", "II. Ngân sách", 3)
    assert (place.text or "").startswith("Thu ")
    assert place.part is None


@pytest.mark.parametrize(
    ("text", "near"),
    [
        ("{{ x|uper }}", "upper"),
        ("{{ x|rnd }}", "round"),
        ("{{ x|so_vi }}", "so_voi"),
        ("{% fro a in ds %}", "for"),
        ("{% endfro %}", "endfor"),
        ("{% chuthic %}", "chuthich"),
        ("{% eles %}", "else"),
        ("{% if x is evn %}{% endif %}", "even"),
    ],
)
def test_a_near_miss_is_offered(text: str, near: str) -> None:
    """For an unknown tag, filter or test the fault names what was probably meant."""
    with pytest.raises(TemplateError) as caught:
        Template(word_file(paragraph(text)), {"so_voi": str})
    (fault,) = caught.value.faults
    assert near in fault.fix.replace("?", ",").replace(":", ",").replace(" ", "").split(",")
    assert "_ls" not in fault.fix


def test_all_mistakes_of_a_template_are_told_at_once() -> None:
    """Mistakes in body, cell, note, header, footer and properties come in one error."""
    raw = word_file(
        heading("I. Chung")
        + paragraph("{{ x|la1 }} {{ x|la2 }}")
        + paragraph("{{ mở")
        + table(("{% fro %}", "{{ x + }}"))
        + paragraph("{% if x %}"),
        header=paragraph("{{ x|la3 }}"),
        core="{{ x|la4 }}",
    )
    found = {(f.code, f.where.part, f.where.text) for f in faults_of(raw)}
    assert found == {
        ("bo-loc-la", None, "{{ x|la1 }} {{ x|la2 }}"),
        ("the-khong-khep", None, "{{ mở"),
        ("the-la", "bảng 1, hàng 1, ô 1", "{% fro %}"),
        ("jinja-sai", "bảng 1, hàng 1, ô 2", "{{ x + }}"),
        ("khoi-khong-khep", None, "{% if x %}"),
        ("bo-loc-la", "đầu trang", "{{ x|la3 }}"),
        ("bo-loc-la", "thuộc tính văn bản", "{{ x|la4 }}"),
    }
    assert len(faults_of(raw)) == 8


ROWS = table(
    ("TT", "Huyện"),
    ("{%tr for a in ds %}", ""),
    ("1", "{{ la_lam }}"),
    ("{%tr endfor %}", ""),
)
NESTED = table(("a", "b")).replace(cell("b"), cell("b").replace("</w:tc>", ROWS + "<w:p/></w:tc>"))


@pytest.mark.parametrize(
    ("body", "part"),
    [
        (table(("a", "b"), ("c", "{{ la_lam }}")), "bảng 1, hàng 2, ô 2"),
        (table(("a", "b")) + table(("{{ la_lam }}", "")), "bảng 2, hàng 1, ô 1"),
        (ROWS, "bảng 1, hàng 3, ô 2"),
        (NESTED, "bảng 2, hàng 3, ô 2"),
        (table(("{%tc if x %}", "{{ la_lam }}", "{%tc endif %}")), "bảng 1, hàng 1, ô 2"),
        (table(("a", "{% cellbg la_lam %}b")), "bảng 1, hàng 1, ô 2"),
        (table(("a", "{% colspan la_lam %}b")), "bảng 1, hàng 1, ô 2"),
    ],
    ids=["cell", "second table", "after a tr tag", "inner table", "tc", "cellbg", "colspan"],
)
def test_a_cell_is_counted_as_word_counts(body: str, part: str) -> None:
    """Table, row and cell are those that the clerk sees, rows and cells of tags included."""
    (fault,) = faults_of(word_file(body))
    assert (fault.code, fault.where.part) == ("ten-khong-co", part)


@pytest.mark.parametrize("value", ["", None, True, 1.5, "abc", "<&"])
def test_a_cell_that_cannot_span_is_told_with_its_words(value: object) -> None:
    """Docxtpl would end with Python's own error."""
    template = Template(word_file(table(("{% colspan n %}gộp", "b"))))
    with pytest.raises(TemplateError) as caught:
        template.render({"n": value})
    (fault,) = caught.value.faults
    assert (fault.code, fault.where.text) == ("gop-o-sai", "gộp")
    assert str(value) in fault.message


def test_a_broken_span_of_the_template_itself_is_passed_over() -> None:
    """Only what a tag made is judged: Word opens the other as it does."""
    raw = word_file(
        table(("a", "b")).replace("<w:tc>", '<w:tc><w:tcPr><w:gridSpan w:val="x"/></w:tcPr>', 1)
    )
    assert Template(raw).render({})


def test_a_paragraph_is_counted_as_word_counts() -> None:
    """Paragraphs that hold only a `p` tag, and empty ones, count: Word shows them."""
    body = (
        paragraph("{%p for a in ds %}")
        + "<w:p/>"
        + paragraph("b")
        + paragraph("{%p endfor %}")
        + paragraph("{{ la_lam }}")
    )
    (fault,) = faults_of(word_file(body))
    assert (fault.where.paragraph, fault.where.text) == (5, "{{ la_lam }}")


@pytest.mark.parametrize(
    ("body", "code", "text"),
    [
        (paragraph("đầu") + paragraph("{%p for a in %}"), "jinja-sai", "{% for a in %}"),
        (
            paragraph("đầu") + paragraph("{%p if la_lam %}") + paragraph("{%p endif %}"),
            "ten-khong-co",
            "{% if la_lam %}",
        ),
        (paragraph("đầu") + paragraph("{{p la_lam }}"), "ten-khong-co", "{{ la_lam }}"),
        (
            table(("a",), ("{%tr for b in la_lam %}",), ("c",), ("{%tr endfor %}",)),
            "ten-khong-co",
            "{% for b in la_lam %}",
        ),
        (table(("a",), ("{%tr if %}",)), "jinja-sai", "{% if %}"),
    ],
)
def test_a_tag_that_has_its_paragraph_for_itself_is_told_by_its_own_words(
    body: str, code: str, text: str
) -> None:
    """A `p` or `tr` tag is not told with the words of the paragraph before it."""
    faults = faults_of(word_file(heading("I. Chung") + body))
    assert {fault.where.heading for fault in faults} == {"I. Chung"}
    assert (code, text) in [(fault.code, fault.where.text) for fault in faults]


HYPERLINK = '<w:hyperlink r:id="rId9">{}</w:hyperlink>'
TRACKED = '<w:ins w:id="1" w:author="a">{}</w:ins>'


@pytest.mark.parametrize(
    "body",
    [
        paragraph("{% if x %}a") + table(("{% endif %}", "b")),
        table(("{% for a in ds %}", "b")) + paragraph("{% endfor %}"),
        paragraph("{%p if x %}") + paragraph("a{% endif %}"),
        paragraph("{% if x %}a") + paragraph("{%p endif %}"),
        table(("{%tr if x %}", ""), ("a", "{% endif %}")),
        table(("a{%tc if x %}", "b")) + paragraph("{%p endif %}"),
        paragraph(HYPERLINK.format(words("{% if x %}a")), "b{% endif %}"),
        paragraph("{% if x %}", HYPERLINK.format(words("a{% endif %}"))),
        paragraph("{% if x %}a", TRACKED.format(words("b{% else %}c")), "{% endif %}"),
        paragraph("{%p for a in ds %}") + paragraph("b{% break %}") + paragraph("{%p endfor %}"),
    ],
)
def test_a_block_that_would_tear_the_document_is_refused(body: str) -> None:
    """A block opens and closes in the same kind of place, else leaving it out breaks the XML."""
    assert {fault.code for fault in faults_of(word_file(body))} == {"khoi-khac-khung"}


@pytest.mark.parametrize(
    "body",
    [
        paragraph(words("{{ la"), TRACKED.format(words("_lam }}"))),
        paragraph(words("{{ la"), HYPERLINK.format(words("_lam }}"))),
        paragraph(TRACKED.format(words("{{ la")), words("_lam }}")),
        paragraph("{{ la") + table(("_lam }}", "b")),
    ],
    ids=["tracked", "hyperlink", "out of tracked", "into a table"],
)
def test_a_tag_cut_by_a_tracked_change_or_link_is_refused(body: str) -> None:
    """A tag that begins in a tracked change, link or cell and ends outside is told as cut."""
    assert "the-bi-cat" in [fault.code for fault in faults_of(word_file(body))]


def test_an_open_tag_hides_no_other_mistake() -> None:
    """What follows a tag that nothing closes is read as if it were not there."""
    raw = word_file(
        paragraph("{{ mở")
        + paragraph("giữa")
        + paragraph("{{ x|la }}")
        + paragraph("{% nữa")
        + paragraph("{{ x }} {{ so|la }}")
    )
    assert told(raw) == [
        ("the-khong-khep", "{{ mở"),
        ("bo-loc-la", "{{ x|la }}"),
        ("the-khong-khep", "{% nữa"),
        ("bo-loc-la", "{{ x }} {{ so|la }}"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "một {%- if x %}hai{% endif %}",
        "{% if x -%} một",
        "{{ x }}{%- if x %}hai{% endif %}",
        "{% for a in ds -%}{{ a }}{%- endfor %}",
        "{% if x %}một{% endif -%} hai",
    ],
)
def test_whitespace_control_that_would_swallow_words_is_refused(text: str) -> None:
    """Docxtpl takes out the words beside `{%-` and `-%}` in a paragraph: they would be lost."""
    raw = word_file(heading("I. Chung") + paragraph(text) + paragraph("cuối"))
    (fault,) = faults_of(raw)
    assert (fault.code, fault.where.text) == ("the-nuot-chu", text)
    assert (fault.where.heading, fault.where.paragraph) == ("I. Chung", 2)


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (("một", "{%- if x %}hai{% endif %}"), ["mộthai"]),
        (("{% if x -%}", "một{% endif %}"), ["một"]),
        (("một {{- so -}} hai",), ["một5hai"]),
        (("{% for a in ds -%} {{ a }}, {% endfor %}hết",), ["1, 2, hết"]),
    ],
)
def test_whitespace_control_that_swallows_no_words_works(
    lines: tuple[str, ...], expected: list[str]
) -> None:
    """At the end of its paragraph a minus joins paragraphs; before a tag it takes spaces only."""
    raw = word_file("".join(map(paragraph, lines)))
    assert paragraphs(Template(raw).render(CONTEXT)) == expected


def test_a_tag_over_two_paragraphs_works_as_docxtpl_lets_it() -> None:
    """A long tag may be broken by Enter when no other tag begins inside it."""
    raw = word_file(paragraph("a {{ x if ") + paragraph("so == 5 }} b") + paragraph("{{ so }}"))
    assert paragraphs(Template(raw).render(CONTEXT)) == ["a X b", "5"]


def test_an_open_tag_in_a_heading_keeps_the_heading() -> None:
    """The heading of later places is what the clerk sees, also when its own tag is open."""
    raw = word_file(heading("Tháng {{ thang") + paragraph("{{ x|la }}"))
    first, second = faults_of(raw)
    assert (first.code, first.where.text) == ("the-khong-khep", "Tháng {{ thang")
    assert (second.code, second.where.heading) == ("bo-loc-la", "Tháng {{ thang")


def test_a_heading_may_come_by_outline_level() -> None:
    """A paragraph with an outline level of its own is a heading, whatever its style."""
    outlined = '<w:p><w:pPr><w:outlineLvl w:val="1"/></w:pPr>' + words("1. Thu") + "</w:p>"
    (fault,) = faults_of(word_file(heading("I. Chung") + outlined + paragraph("{{ la_lam }}")))
    assert fault.where.heading == "1. Thu"


def test_a_mistake_in_a_macro_is_told_where_the_macro_stands() -> None:
    """What breaks in a macro is told with the macro's words, not with those that call it."""
    raw = word_file(
        paragraph("{% macro m(a) %}{{ a.la_lam }}{% endmacro %}") + paragraph("gọi {{ m(x) }}")
    )
    (fault,) = faults_of(raw)
    assert (fault.code, fault.where.paragraph) == ("ten-khong-co", 1)


class Wrong:
    """A value that cannot be printed, and says so."""

    def __init__(self, code: str) -> None:
        self._code = code

    def write_inline(self, writer: InlineWriter) -> None:
        """Note the fault where the value stands."""
        writer.fault(self._code, "thiếu số", "điền số")


def test_all_values_that_cannot_be_printed_are_told_at_once() -> None:
    """A run goes on over missing values and fails as a whole, also when a tag then breaks."""
    body = paragraph("{{ a }} {{ b }}") + table(("{{ c }}", "{{ d }}"))
    context: dict[str, object] = {name: Wrong(f"thieu-{name}") for name in "abcd"}
    faults = faults_of(word_file(body, core="{{ a }}"), context)
    assert [fault.code for fault in faults] == [
        "thieu-a",
        "thieu-b",
        "thieu-c",
        "thieu-d",
        "thieu-a",
    ]
    assert faults[3].where.part == "bảng 1, hàng 1, ô 2"
    context["d"] = 1
    faults = faults_of(word_file(body + paragraph("{{ d / 0 }}")), context)
    assert [fault.code for fault in faults] == ["thieu-a", "thieu-b", "thieu-c", "bieu-thuc-hong"]


CONTROL = "Sở\x01Tài"
WHERE = {
    "words": (word_file(paragraph("a {{ y }}")), None),
    "escaped": (word_file(paragraph("{{ y|e }}")), None),
    "run": (word_file(paragraph("{{r y }}")), None),
    "paragraph": (word_file(paragraph("{{p y }}")), None),
    "cell": (word_file(table(("{{ y }}", ""))), "bảng 1, hàng 1, ô 1"),
    "note": (word_file(paragraph("a{% chuthich %}{{ y }}{% endchuthich %}")), None),
    "header": (word_file(paragraph("a"), header=paragraph("{{ y }}")), "đầu trang"),
    "title": (word_file(paragraph("a"), core="{{ y }}"), "thuộc tính văn bản"),
    "cell colour": (word_file(table(("{% cellbg y %}a", "b"))), "bảng 1, hàng 1, ô 1"),
    "field": (
        word_file(paragraph('<w:r><w:instrText>HYPERLINK "{{ y }}"</w:instrText></w:r>')),
        None,
    ),
    "alternative text": (
        word_file(
            paragraph(
                '<w:r><w:drawing><wp:inline><wp:docPr id="1" name="a" '
                'descr="{{ y }}"/></wp:inline></w:drawing></w:r>'
            )
        ),
        None,
    ),
}


@pytest.mark.parametrize("where", WHERE)
@pytest.mark.parametrize("character", ["\x00", "\x01", "\x0b", "\x1f", "\ufffe", "\ud800", "\x7f"])
def test_characters_that_no_document_holds_are_refused(where: str, character: str) -> None:
    """A control character in a value is told where it is printed; the XML never gets it."""
    raw, part = WHERE[where]
    (fault,) = faults_of(raw, {"y": f"Sở{character}Tài"})
    assert (fault.code, fault.where.part) == ("ky-tu-dieu-khien", part)
    assert character not in fault.message


@pytest.mark.parametrize("where", ["title", "cell colour", "field", "alternative text"])
@pytest.mark.parametrize("character", ["\a", "\f"])
def test_no_paragraph_ends_where_there_is_none(where: str, character: str) -> None:
    """Docxtpl's signs for a new paragraph and page are refused outside paragraphs."""
    raw, part = WHERE[where]
    (fault,) = faults_of(raw, {"y": f"Sở{character}Tài"})
    assert (fault.code, fault.where.part) == ("ky-tu-dieu-khien", part)


@pytest.mark.parametrize("character", ["\a", "\f"])
def test_no_paragraph_ends_inside_a_hyperlink(character: str) -> None:
    """A new paragraph inside a hyperlink would tear it: it is refused."""
    raw = word_file(paragraph(HYPERLINK.format(words("{{ y }}"))))
    (fault,) = faults_of(raw, {"y": f"a{character}b"})
    assert fault.code == "ky-tu-dieu-khien"


@pytest.mark.parametrize(
    ("body", "value"),
    [
        (paragraph("a {{ y }}"), RichTextParagraph("b")),
        (paragraph("a {{r y }}"), RichTextParagraph("b")),
        (table(("a", "{{tc y }}")), "b"),
        (table(("{{tr y }}", "")), "b"),
    ],
)
def test_a_value_is_printed_only_where_it_fits(body: str, value: object) -> None:
    """A whole paragraph inside words, or words outside a cell, are refused."""
    (fault,) = faults_of(word_file(body), {"y": value})
    assert fault.code == "in-sai-cho"


@pytest.mark.parametrize(
    "text",
    [
        "{{ y|safe }}",
        "{% filter upper %}{{ y }}{% endfilter %}",
        "{% set a %}{{ ds }}{{ y }}{% endset %}{{ a|replace('t', 'z') }}",
    ],
)
def test_a_result_that_is_no_xml_is_never_written(text: str) -> None:
    """Filters that change finished XML end in a fault, not in a file that Word cannot open."""
    value = "<w:b & \n" if "safe" in text else "a\nb & c"
    (fault,) = faults_of(word_file(paragraph(text)), {"y": value, "ds": 1})
    assert (fault.code, fault.where.file) == ("ket-qua-hong", "mau.docx")


PIECES = st.sampled_from(
    [
        "chữ",
        "{{ x }}",
        "{{ y }}",
        "{{",
        "}}",
        "{%",
        "%}",
        "{#",
        "#}",
        "{% if x %}",
        "{% else %}",
        "{% endif %}",
        "{% for a in ds %}",
        "{% endfor %}",
        "{{ a }}",
        "{% raw %}",
        "{% endraw %}",
        "{% chuthich %}",
        "{% endchuthich %}",
        "{% set a = 1 %}",
        "{% break %}",
        "{% if x -%}",
        "{%- endif %}",
        "{_{",
        "%_}",
        "{{r x }}",
        "{% macro m() %}",
        "{% endmacro %}",
        "{{ m() }}",
        "{#",
        "ghi #}",
        "{{ x|e }}",
        "{% set b %}",
        "{% endset %}",
        "{{ b }}",
        "{",
        "}",
        "&amp;",
    ]
)
ALONE = st.sampled_from(
    ["{%p if x %}", "{%p endif %}", "{%p for a in ds %}", "{%p endfor %}", "{#p bỏ #}", "{{p x }}"]
)
LINES = st.one_of(
    st.lists(PIECES, min_size=1, max_size=4).map(lambda texts: paragraph(*texts)),
    st.lists(PIECES, min_size=1, max_size=3).map(lambda texts: paragraph("".join(texts))),
    ALONE.map(paragraph),
    st.tuples(st.one_of(PIECES, ALONE), PIECES).map(lambda row: table(row, ("c", "d"))),
    PIECES.map(lambda text: paragraph("a", HYPERLINK.format(words(text)))),
)


@settings(max_examples=400)
@given(st.lists(LINES, min_size=1, max_size=5))
def test_any_mixture_of_tags_is_rendered_or_refused(lines: list[str]) -> None:
    """No mixture of tags ends in a traceback, or in XML that does not parse."""
    try:
        document = Template(word_file("".join(lines))).render({"x": "a & <b>\n", "ds": [1, 2]})
    except TemplateError as error:
        codes = [fault.code for fault in error.faults]
    else:
        codes = ["fine"] if root_of(document) is not None else []
    assert codes
    assert "ket-qua-hong" not in codes


def test_each_output_of_a_row_of_them_is_told_by_itself() -> None:
    """Outputs printed in one go fail each at its own place, also in a loop and a note."""
    body = paragraph("{{ x }}") + table(("{{ x }}", "{{ khong }}")) + paragraph("{{ so.a.b }}")
    (fault,) = faults_of(word_file(heading("Đầu") + body))
    assert (fault.code, fault.where.heading, fault.where.text) == (
        "ten-khong-co",
        "Đầu",
        "{{ khong }}",
    )
    assert fault.where.part == "bảng 1, hàng 1, ô 2"
    looped = "{% for a in ds %}{{ a }}{% endfor %}{{ x }}{{ x|int|list }}"
    (fault,) = faults_of(word_file(paragraph("{{ x }}") + paragraph(looped)))
    assert (fault.code, fault.where.paragraph) == ("bieu-thuc-hong", 2)
