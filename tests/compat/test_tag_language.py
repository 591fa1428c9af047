"""docxtpl's tag language: the same template gives the same document as docxtpl itself."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
from docx import Document
from docxtpl import Listing, RichText, RichTextParagraph
from lxml import etree
from makers import (
    Maker,
    lines,
    made,
    marginal,
    marked,
    properties,
    raw,
    rows,
    section,
    styled,
    text_box,
    with_notes,
)
from parity import by_docxtpl, differences
from word_files import (
    changed,
    marks_of,
    members_of,
    notes_of,
    paragraph,
    paragraphs,
    root_of,
)

from lsreport.docxfile.package import q
from lsreport.template import Template


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
    "tabs and breaks beside tags": (
        raw(
            "<w:p><w:r><w:t>a\tb\nc</w:t></w:r><w:r><w:t>{{ ten }}</w:t></w:r></w:p>",
            "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>một\thai</w:t></w:r></w:p>",
        ),
        {"ten": "x"},
    ),
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
    "nothing in a run, nothing in a paragraph": (
        lines("a {{r ten }} b {{r trong }} c", "{{p doan }}"),
        {"ten": RichText(""), "trong": "", "doan": RichTextParagraph()},
    ),
    "rows if else": (
        rows(
            ("{%tr if khong %}", ""),
            ("a", "b"),
            ("{%tr else %}", ""),
            ("c", "d"),
            ("{%tr endif %}", ""),
        ),
        LIST,
    ),
    "no rows at all": (
        rows(("{%tr for x in [] %}", ""), ("{{ x }}", "b"), ("{%tr endfor %}", "")),
        {},
    ),
    "colspan in a loop": (
        rows(
            ("{%tr for x in [1, 2, 3] %}", "", ""),
            ("{% colspan x %}a", "b", "c"),
            ("{%tr endfor %}", "", ""),
        ),
        {},
    ),
    "values that are no text": (
        lines("{{ a }} {{ b }} {{ c }} {{ d }} {{ e }}"),
        {
            "a": Decimal("1.50"),
            "b": date(2024, 5, 1),
            "c": ["x", 1],
            "d": {"k": "v & w"},
            "e": True,
        },
    ),
    "filters of Jinja": (
        lines(
            "{{ a|wordwrap(3) }} {{ a|indent }} {{ a|truncate(3) }} {{ 3.14159|round(2) }} {{ a|tojson }}"
            "{{ ds|join('; ') }} {{ ds|map('upper')|list }} {{ '%s-%s'|format(1, 2) }}"
        ),
        {"a": "abc <d> & e", **LIST},
    ),
    "groups": (
        lines("{% for g in ds|groupby(0) %}{{ g.grouper }}: {{ g.list|join(', ') }}; {% endfor %}"),
        LIST,
    ),
    "a comment over paragraphs": (lines("a{# x {{ y }} #}b", "{# nhiều", "dòng #}d"), {}),
    "lines merged into one": (
        lines(
            "Nhà ở",
            "{%- if co -%}",
            "\u00a0phố",
            "{%- else -%}",
            "\u00a0quê",
            "{%- endif -%}",
            "\u00a0đẹp",
        ),
        LIST,
    ),
    "three loops in one another": (
        lines(
            "{%p for x in ds %}",
            "{{ loop.index }}. {{ x }}",
            "{%p for y in ds if y != x %}",
            "- {{ y }}: {% for z in ds %}{{ z[0] }}{{ loop.length }}{{ ', ' if not loop.last }}{% endfor %}",
            "{%p endfor %}",
            "{%p endfor %}",
        ),
        LIST,
    ),
    "a loop over rows and cells": (
        rows(
            ("", "{%tc for y in ds %}", "{{ y }}", "{%tc endfor %}"),
            ("{%tr for x in ds %}", "", "", ""),
            ("{{ x }}", "{%tc for y in ds %}", "{{ x[0] ~ y[0] }}", "{%tc endfor %}"),
            ("{%tr endfor %}", "", "", ""),
        ),
        LIST,
    ),
    "a recursive loop": (
        lines(
            "{% for x in cay recursive %}{{ x.ten }}{% if x.con %} ({{ loop(x.con) }}){% endif %} "
            "{% endfor %}"
        ),
        {"cay": [{"ten": "a", "con": [{"ten": "b & c", "con": []}]}, {"ten": "d", "con": []}]},
    ),
    "a macro with a caller": (
        lines(
            "{% macro m(x) %}[{{ x }}: {{ caller() }}]{% endmacro %}"
            "{% call m('a, b') %}trong {{ ds[0] }}{% endcall %}"
        ),
        LIST,
    ),
    "a macro over paragraphs": (
        lines(
            "{%p macro m(x) %}", "Mục {{ x }}", "{%p endmacro %}", "{{p m(1) }}", "{{p m(ds[0]) }}"
        ),
        LIST,
    ),
    "set, with, filter, do": (
        lines(
            "{% set a %}một {{ ds[0] }}{% endset %}{{ a }}",
            "{% with b = 2 %}{{ b + 1 }}{% endwith %}",
            "{% filter upper %}thường {{ ds[0] }}{% endfilter %}",
            "{% set n = namespace(k=0) %}{% for x in ds %}{% set n.k = n.k + 1 %}{% endfor %}{{ n.k }}",
        ),
        LIST,
    ),
    "raw": (lines("{% raw %}{{ ten }} {% if %}{% endraw %} {{ ten }}"), {"ten": "x"}),
    "for else": (lines("{% for x in [] %}{{ x }}{% else %}không có{% endfor %}"), {}),
    "tests and the ternary": (
        lines("{{ 'có' if co is defined and ds is iterable else 'không' }} {{ ds|length }}"),
        LIST,
    ),
    "braces in a string": (lines("{{ '}}' }} {{ '%}' }} {{ {'a': {'b': 1}}['a']['b'] }}"), {}),
    "colspan without a number": (rows(("{% colspan ds|length %}a", "b", "c")), LIST),
    "cellbg, colspan and vm in one row": (
        rows(
            ("{%tr for x in ds %}", "", ""),
            ("{% vm %}a", "{% cellbg mau %}{{ x }}", "{% colspan 1 %}c"),
            ("{%tr endfor %}", "", ""),
        ),
        {"mau": "00FF00", **LIST},
    ),
    "hm over a span": (
        rows(("{%tc for x in ds %}", "{% hm %}Chung", "{%tc endfor %}", "x"), columns=5),
        LIST,
    ),
    "Listing in a cell": (rows(("{{ ten }}", "b")), {"ten": Listing("a\nb & <c>\td\ae\ff")}),
    "safe markup": (lines("a {{ ten|safe }} b"), {"ten": "x</w:t><w:br/><w:t>y"}),
    "spaces only": (lines("{{ a }} {{ b }}"), {"a": "", "b": ""}),
    "no-break spaces and dashes": (lines("{{ a }}\u00a0– {{ b }}"), {"a": "1\u202f000", "b": "5%"}),
    "Unicode beyond the first plane": (lines("{{ a }}"), {"a": "𝟏𝟐 ✓ ệ"}),
    "nothing to do": (lines("Không có thẻ nào."), {}),
}


PARTS: dict[str, tuple[Maker, ...]] = {
    "a header and a footer": (
        marginal("{{ ten }}{% if co %} (dự thảo){% endif %}", "{{ ten|upper }}"),
    ),
    "first pages": (marginal("mọi trang {{ ten }}"), marginal("{{ ten }}", "1", "first_page")),
    "even pages": (
        marginal("lẻ {{ ten }}"),
        marginal("chẵn {{ ten }}", "{{ ds[0] }}", "even_page"),
    ),
    "two sections": (marginal("một {{ ten }}"), section, marginal("hai {{ ten }}", "{{ ten }}")),
    "blocks in a header": (marginal("{% for x in ds %}{{ x }}; {% endfor %}"),),
    "breaks in a header": (marginal("{{ 'a\tb' }}", "{{ ds|join('\n') }}"),),
    "properties": (
        properties(
            title="Báo cáo {{ ten }}",
            author="{{ ds[0] }}",
            subject="{% if co %}có{% endif %}",
            comments="{{ ten }}",
            language="vi-VN",
            identifier="{{ ds|join(', ') }}",
        ),
    ),
    "other properties stay": (properties(keywords="từ khóa", category="loại"),),
}
_T = '<w:t xml:space="preserve">'
WORD: dict[str, tuple[tuple[str, ...], dict[str, Any]]] = {
    "a tag over three runs with marks of spelling": (
        (
            f"<w:p><w:r><w:rPr><w:b/></w:rPr>{_T}a {{{{ t</w:t></w:r><w:proofErr w:type="
            f'"spellStart"/><w:r><w:rPr><w:i/></w:rPr>{_T}en</w:t></w:r><w:proofErr w:type='
            f'"spellEnd"/><w:r>{_T} }}}} b</w:t></w:r></w:p>',
        ),
        {"ten": "Lạng Sơn"},
    ),
    "braces over two runs": (
        (
            f"<w:p><w:r>{_T}a {{</w:t></w:r><w:r>{_T}{{ ten }}</w:t></w:r><w:r>{_T}}} b</w:t></w:r></w:p>",
        ),
        {"ten": "x"},
    ),
    "a tag over two paragraphs": (
        (
            f"<w:p><w:r>{_T}{{% if ten</w:t></w:r></w:p>",
            f"<w:p><w:r>{_T} == 'x' %}}có{{% endif %}}</w:t></w:r></w:p>",
        ),
        {"ten": "x"},
    ),
    "a field with an address": (
        (
            '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> HYPERLINK '
            '"{{ ten }}" </w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>',
        ),
        {"ten": "http://vi.du?a&b"},
    ),
    "blanks between elements": (
        (f"<w:p>\n  <w:r>\n    {_T}a {{{{ ten }}}}</w:t>\n  </w:r>\n</w:p>",),
        {"ten": "x"},
    ),
    "breaks in a text box": ((text_box("{{ ten }}"),), {"ten": "một\nhai\tba\abốn"}),
    "a text box": (
        (text_box("{{ ten }} và {% for x in ds %}{{ x }},{% endfor %}"),),
        {"ten": "x", **LIST},
    ),
    "paragraphs of a text box": (
        (text_box("{%p if co %}"), text_box("{{ ds[1] }}"), text_box("{%p endif %}")),
        LIST,
    ),
    "a hyperlink": (
        (f'<w:p><w:hyperlink w:anchor="a"><w:r>{_T}{{{{ ten }}}}</w:t></w:r></w:hyperlink></w:p>',),
        {"ten": "x & y"},
    ),
    "inserted words": (
        (f'<w:p><w:ins w:id="1" w:author="a"><w:r>{_T}{{{{ ten }}}}</w:t></w:r></w:ins></w:p>',),
        {"ten": "x"},
    ),
    "a content control": (
        (
            '<w:sdt><w:sdtPr><w:id w:val="7"/></w:sdtPr><w:sdtContent>'
            f"<w:p><w:r>{_T}{{{{ ten }}}}</w:t></w:r></w:p></w:sdtContent></w:sdt>",
        ),
        {"ten": "x"},
    ),
    "a field": (
        (
            '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> PAGE </w:instrText>'
            f'</w:r><w:r><w:fldChar w:fldCharType="end"/></w:r><w:r>{_T} {{{{ ten }}}}</w:t></w:r></w:p>',
        ),
        {"ten": "x"},
    ),
    "tabs and breaks as characters in the template": (
        (f"<w:p><w:r><w:rPr><w:b/></w:rPr>{_T}a\tb\nc {{{{ ten }}}}</w:t></w:r></w:p>",),
        {"ten": "x"},
    ),
    "drawings": (
        tuple(
            f'<w:p><w:r><w:drawing><wp:inline><wp:docPr id="{number}" name="a" '
            f'descr="{{{{ ten }}}}"/></wp:inline></w:drawing></w:r></w:p>'
            for number in (5, 5, 9)
        ),
        {"ten": "x"},
    ),
    "a grid with too many columns": (
        (
            '<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w="100"/><w:gridCol w:w="100"/></w:tblGrid>'
            f"<w:tr><w:tc><w:tcPr/><w:p><w:r>{_T}chữ</w:t></w:r></w:p></w:tc></w:tr></w:tbl>",
        ),
        {},
    ),
    "a grid with too many columns, and a tag": (
        (
            '<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w="100"/><w:gridCol w:w="100"/></w:tblGrid>'
            f"<w:tr><w:tc><w:tcPr/><w:p><w:r>{_T}{{{{ ten }}}}</w:t></w:r></w:p></w:tc></w:tr></w:tbl>",
        ),
        {"ten": "x"},
    ),
    "a grid whose widest row is left out": (
        (
            '<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w="100"/><w:gridCol w:w="300"/></w:tblGrid>'
            + "".join(
                "<w:tr>"
                + "".join(
                    f"<w:tc><w:tcPr/><w:p><w:r>{_T}{cell}</w:t></w:r></w:p></w:tc>" for cell in row
                )
                + "</w:tr>"
                for row in (("{%tr if khong %}",), ("a", "b"), ("{%tr endif %}",), ("c",))
            )
            + "</w:tbl>",
        ),
        {"khong": False},
    ),
    "a merged cell with borders": (
        (
            '<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w="100"/></w:tblGrid>'
            + "".join(
                '<w:tr><w:tc><w:tcPr><w:tcW w:w="100"/><w:shd w:fill="FFFFFF"/></w:tcPr>'
                f"<w:p><w:r>{_T}{cell}</w:t></w:r></w:p></w:tc></w:tr>"
                for cell in ("{%tr for x in ds %}", "{% vm %}Lạng Sơn", "{%tr endfor %}")
            )
            + "</w:tbl>",
        ),
        LIST,
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_a_template_gives_what_docxtpl_gives(case: str) -> None:
    """Every part of the document equals docxtpl's own, in canonical form."""
    maker, context = CASES[case]
    template = made(maker)
    assert differences(Template(template).render(context), by_docxtpl(template, context)) == []


@pytest.mark.parametrize("case", PARTS)
def test_every_part_gives_what_docxtpl_gives(case: str) -> None:
    """Headers, footers and properties are templates too, of every section."""
    context = {"ten": "Sở, ban", "co": True, "ds": ["một", "hai"]}
    template = made(*PARTS[case])
    assert differences(Template(template).render(context), by_docxtpl(template, context)) == []


@pytest.mark.parametrize("case", WORD)
def test_what_word_writes_gives_what_docxtpl_gives(case: str) -> None:
    """XML that people's Word files hold: split runs, text boxes, unusual tables."""
    pieces, context = WORD[case]
    template = made(raw(*pieces))
    assert differences(Template(template).render(context), by_docxtpl(template, context)) == []


@pytest.mark.parametrize("kind", ["footnotes", "endnotes"])
def test_notes_give_what_docxtpl_gives(kind: str) -> None:
    """Footnotes are templates; endnotes are none for docxtpl, and stay as they are."""
    template = with_notes(
        made(lines("{{ ten }}")), kind, "Nguồn: {{ ten }}", "{% if co %}có{% endif %}"
    )
    context = {"ten": "Sở & ban", "co": True}
    assert differences(Template(template).render(context), by_docxtpl(template, context)) == []


def test_an_empty_value_leaves_the_same_empty_run_beside_a_note() -> None:
    """Runs are taken out only around notes and links of ours."""
    template = with_notes(made(lines("{{ trong }}")), "footnotes", "Nguồn: {{ ten }}")
    context = {"ten": "Sở", "trong": ""}
    assert differences(Template(template).render(context), by_docxtpl(template, context)) == []


def test_a_pretty_printed_part_loses_its_blanks_as_with_docxtpl() -> None:
    """Blanks between elements are no words; python-docx drops them when it reads."""
    template = made(lines("{{ ten }}", "b"))
    document = members_of(template)["word/document.xml"].decode().replace("><", ">\n  <")
    template = changed(template, word__documentZxml=document)
    context = {"ten": "x"}
    assert differences(Template(template).render(context), by_docxtpl(template, context)) == []


def test_a_tidy_template_keeps_to_the_schema() -> None:
    """A merge before borders and shading, in its own cell."""
    pieces, context = WORD["a merged cell with borders"]
    template = made(raw(*pieces))
    tidy = Template(template, tidy=True).render(context)
    orders = [[etree.QName(x).localname for x in cell] for cell in root_of(tidy).iter(q("tcPr"))]
    assert orders == [["tcW", "vMerge", "shd"]] * len(LIST["ds"])


# --- deliberate differences ---


def test_a_note_that_is_not_printed_leaves_no_note_behind() -> None:
    """Notes are numbered as they are printed: docxtpl keeps the text of a note without a mark."""
    template = with_notes(made(lines("a")), "footnotes", "một", "hai {{ ten }}")
    first = marked("footnote", 1)
    document = members_of(template)["word/document.xml"].decode()
    left_out = paragraph("{%p if khong %}") + first + paragraph("{%p endif %}")
    template = changed(template, word__documentZxml=document.replace(first, left_out))
    context = {"ten": "x", "khong": False}
    ours, theirs = Template(template).render(context), by_docxtpl(template, context)
    assert (notes_of(ours), marks_of(ours)) == ({1: "hai x"}, [1])
    assert (notes_of(theirs), marks_of(theirs)) == ({1: "một", 2: "hai x"}, [2])


def test_a_note_in_a_loop_gets_its_own_id() -> None:
    """Docxtpl prints the one note again and again, without what the loop knows."""
    template = with_notes(made(lines("a")), "footnotes", "thứ {{ x }}")
    mark = marked("footnote", 1)
    document = members_of(template)["word/document.xml"].decode()
    looped = paragraph("{%p for x in ds %}") + mark + paragraph("{%p endfor %}")
    template = changed(template, word__documentZxml=document.replace(mark, looped))
    ours = Template(template).render({"ds": ["a", "b"], "x": ""})
    assert (notes_of(ours), marks_of(ours)) == ({1: "thứ a", 2: "thứ b"}, [1, 2])
    assert marks_of(by_docxtpl(template, {"ds": ["a", "b"], "x": ""})) == [1, 1]


def test_rich_text_needs_no_r() -> None:
    """Docxtpl's RichText also works inside words, where docxtpl itself nests runs in a run."""
    template = made(lines("a {{ ten }} b"))
    document = Template(template).render({"ten": RichText("đậm", bold=True)})
    assert paragraphs(document) == ["a đậm b"]
    assert [run.getparent().tag for run in root_of(document).iter(q("r"))] == [q("p")] * 3


def test_text_alone_in_its_paragraph_stays_a_paragraph() -> None:
    """`{{p x }}` of a text or of RichText gives a paragraph, where docxtpl leaves bare text."""
    template = made(lines("{{p ten }}", "{{p dam }}"))
    document = Template(template).render({"ten": "Kính gửi", "dam": RichText("đậm", bold=True)})
    assert paragraphs(document) == ["Kính gửi", "đậm"]
    assert {child.tag for child in root_of(document)[0]} == {q("p"), q("sectPr")}


def test_data_is_not_taken_for_an_escape() -> None:
    """`{_{` in data is printed as it is: docxtpl makes braces of it."""
    template = made(lines("{{ ten }} {_{"))
    assert paragraphs(Template(template).render({"ten": "{_{ x }_}"})) == ["{_{ x }_} {{"]


def test_a_property_is_escaped_once() -> None:
    """With escaping on, docxtpl writes `&amp;` into a title; ours is what the data say."""
    template = made(properties(title="{{ ten }}"))
    ours, theirs = (
        Template(template).render({"ten": "A & B"}),
        by_docxtpl(template, {"ten": "A & B"}),
    )
    titles = [Document(BytesIO(x)).core_properties.title for x in (ours, theirs)]
    assert titles == ["A & B", "A &amp; B"]


def test_an_ampersand_in_a_tag_is_one_character() -> None:
    """Words in a tag are what the clerk typed: docxtpl compares and prints `&amp;`."""
    template = made(lines("{% if ten == 'A & B' %}{{ 'C & D' }}{% endif %}"))
    assert paragraphs(Template(template).render({"ten": "A & B"})) == ["C & D"]
