"""A compiled template and its runs: what is printed, linked, kept and repeated."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

import ooxml_integrity
import openxml_audit
import pytest
from docxtpl import RichText
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from word_files import (
    HEADER,
    WORD_SEPARATORS,
    cell,
    changed,
    controls_of,
    heading,
    mark,
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

from lsreport.docxfile.archive import read_archive
from lsreport.docxfile.links import STORE_ID, LinkedText, find_store, read_store
from lsreport.docxfile.package import Package, q
from lsreport.docxfile.verify import verify
from lsreport.errors import PackageError, TemplateError
from lsreport.template import Template
from lsreport.template.inline import LOST_LINK, InlineWriter

OPEN, CLOSE = "{% chuthich %}", "{% endchuthich %}"
LOOP = "{% for x in ds %}", "{% endfor %}"


@dataclass(frozen=True)
class Linked:
    """A value that prints a linked text, here as a figure of a report would."""

    text: str = "30,9%"
    bold: bool = False
    tag: str = "thu.tang"
    alias: str = "Tổng thu ngân sách"
    name: str = "thu"

    def write_inline(self, writer: InlineWriter) -> None:
        """Write the linked text between words."""
        writer.text("tăng ")
        sources = (("data/ubnd/2024-05.yaml", 12),)
        link = LinkedText(self.text, self.tag, self.alias, {"name": self.name}, sources)
        writer.linked(link, bold=self.bold)


def rendered(body: str, context: dict[str, Any], **options: Any) -> bytes:
    """Return the document of a body, checked by our own checks."""
    template = Template(word_file(body, **options), name="mau.docx")
    document = template.render(context)
    assert verify(document, "thu.docx") == []
    return document


def breaking(text: str) -> list[str]:
    """Return the paragraphs that a text becomes when it is printed."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text.replace("\f", "\a\n\a").split("\a")


# --- tags ---


SPELLING = '<w:proofErr w:type="spellStart"/>', '<w:proofErr w:type="spellEnd"/>'
SPLIT = {
    "spelling marks": (words("{{ na"), *SPELLING, words("me }}")),
    "many runs": (words("{"), words("{"), words(" n"), words("ame"), words(" }"), words("}")),
    "bold in the middle": (words("{{ "), words("name", "<w:b/>"), words(" }}", "<w:i/>")),
    "grammar": (words("{{ na"), '<w:proofErr w:type="gramStart"/>', words("me }}")),
    "bookmark": (
        words("{{ na"),
        '<w:bookmarkStart w:id="0" w:name="_GoBack"/><w:bookmarkEnd w:id="0"/>',
        words("me }}"),
    ),
    "last page break": (
        words("{{ na"),
        "<w:r><w:lastRenderedPageBreak/></w:r>",
        words("me }}"),
    ),
    "language": (
        words("{{ na", '<w:lang w:val="vi-VN"/>'),
        words("me }}", '<w:lang w:val="en-US"/>'),
    ),
    "statement": (
        words("{"),
        SPELLING[0],
        words("% i"),
        SPELLING[1],
        words("f name %"),
        words("}{{ name }}"),
        words("{% end"),
        words("if %}"),
    ),
    "comment": (words("{# ghi"), words(" chú #}{{ name }}")),
    "quotes of Word": (
        words("{{ name if “a” == ‘"),
        words("a’ }}"),
    ),
    "one run": (words("{{ name }}"),),
    "no spaces": (words("{{name}}"),),
    "line break inside": ("<w:r><w:t>{{ name</w:t><w:br/><w:t>|default('-') }}</w:t></w:r>",),
}


@pytest.mark.parametrize("case", SPLIT)
def test_a_tag_that_word_has_split_simply_works(case: str) -> None:
    """Word splits tags by spelling marks, formatting and bookmarks: they work all the same."""
    body = paragraph(words("Kính gửi "), *SPLIT[case], words("."))
    assert paragraphs(rendered(body, {"name": "Sở Tài chính"})) == ["Kính gửi Sở Tài chính."]


def test_a_tag_takes_the_look_of_the_run_it_begins_in() -> None:
    """What a split tag prints has the properties of its first run."""
    body = paragraph(words("{{ na", "<w:b/>"), words("me }}", "<w:i/>"))
    (run,) = [x for x in root_of(rendered(body, {"name": "a"})).iter(q("r")) if text_of(x)]
    assert [etree.QName(x).localname for x in run.iterfind(f"{q('rPr')}/*")] == ["b"]


def test_a_template_is_read_from_a_path_or_from_bytes(tmp_path: Path) -> None:
    """A path names the template in messages; bytes may be given a name."""
    raw = word_file(paragraph("{{ la_lam }}"))
    path = tmp_path / "mau.docx"
    path.write_bytes(raw)
    for template, name in ((Template(path), str(path)), (Template(raw, name="a.docx"), "a.docx")):
        with pytest.raises(TemplateError) as caught:
            template.render({})
        assert [fault.where.file for fault in caught.value.faults] == [name]
    with pytest.raises(PackageError):
        Template(tmp_path / "khong-co.docx")


def test_filters_of_the_caller_are_added() -> None:
    """A caller's filters work beside Jinja's own, with arguments."""
    raw = word_file(paragraph("{{ x|cat(2) }} {{ x|upper|cat(1) }}"))
    template = Template(raw, {"cat": lambda value, count: value[:count]})
    assert paragraphs(template.render({"x": "abc"})) == ["ab A"]


def test_tags_are_listed_in_order_with_their_places() -> None:
    """The tags of all parts can be read: sources in order, each with its place."""
    raw = word_file(
        heading("I. Thu")
        + paragraph("{{ a }}{% if b %}c{% endif %}", mark(5))
        + table(("{% cellbg d %}e", "{{ f }}")),
        footnotes=WORD_SEPARATORS + note(5, "{{ g }}"),
        header=paragraph("{{ h }}"),
        core="{{ i }}",
    )
    tags = Template(raw).tags
    assert [tag.source.replace(" ", "") for tag in tags] == [
        "{{a}}",
        "{%ifb%}",
        "{%endif%}",
        "{{g}}",
        "{{d}}",
        "{{f}}",
        "{{h}}",
        "{{i}}",
    ]
    assert [tag.place.heading for tag in tags] == ["I. Thu"] * 6 + [None, None]


def test_strict_documents_are_refused() -> None:
    """A template saved as Strict Open XML is refused before its tags are read."""
    content = f'{HEADER}<w:document xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main"/>'
    with pytest.raises(PackageError) as caught:
        Template(changed(word_file(""), word__documentZxml=content))
    assert [fault.code for fault in caught.value.faults] == ["kieu-strict"]


def test_the_size_of_a_style_is_set_by_its_english_name() -> None:
    """House settings give the size of a style in points; Word counts half-points."""
    raw = word_file(paragraph("a"))
    styles = root_of(
        Template(raw, style_points={"footnote text": 11}).render({}), "word/styles.xml"
    )
    (found,) = (x for x in styles if x.get(q("styleId")) == "VanBanCuoc")
    sizes = [(etree.QName(x).localname, x.get(q("val"))) for x in found.iterfind(f"{q('rPr')}/*")]
    assert sizes == [("sz", "22"), ("szCs", "22")]
    with pytest.raises(PackageError) as caught:
        Template(raw, style_points={"khong co": 11})
    assert [fault.code for fault in caught.value.faults] == ["khong-co-kieu"]


# --- values ---


HOSTILE = [
    "{{ 7*7 }}",
    "{% for a in range(9) %}a{% endfor %}",
    "{# không phải ghi chú #}",
    "{_{ x }_}",
    "<w:p>",
    "</w:t></w:r></w:p>",
    "<w:r><w:t>a</w:t></w:r>",
    "&amp; & &lt; &#1;",
    "]]>",
    "<![CDATA[a]]>",
    "<!-- a --> <?a b?>",
    "\"'“”‘’`",
    "\\1 \\g<0> %s {0} $1",
    "  đầu và cuối  ",
    "một\u00a0hai\u200b\u202e\u2028",
    "Lạng Sơn m³ \U0001f600 𠀀",
    "e\u0301",
    "",
]
SITES = {
    "words": paragraph("[{{ x }}]"),
    "bold": paragraph(words("[{{ x }}]", "<w:b/>")),
    "cell": table(("[{{ x }}]", "b")),
    "loop": paragraph("{% for a in [x] %}[{{ a }}]{% endfor %}"),
    "macro": paragraph("{% macro m(a) %}[{{ a }}]{% endmacro %}{{ m(x) }}"),
    "set": paragraph("{% set a %}[{{ x }}]{% endset %}{{ a }}"),
    "set in a tag": paragraph("{% set a = x %}[{{ a }}]"),
    "escaped": paragraph("[{{ x|e }}]"),
    "joined": paragraph("{{ '[' ~ x ~ ']' }}"),
    "joined by filter": paragraph("{{ ['[', x, ']']|join }}"),
    "run": paragraph("[", "{{r x }}", "]"),
    "written by a value": paragraph("[{{ v }}]"),
    "rich": paragraph("[{{r r }}]"),
}


class Words:
    """A value that writes a text as it is."""

    def __init__(self, text: str) -> None:
        self._text = text

    def write_inline(self, writer: InlineWriter) -> None:
        """Write the text."""
        writer.text(self._text)


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("site", SITES)
def test_data_is_printed_as_text_and_never_run(site: str, text: str) -> None:
    """Data that looks like tags or XML is printed letter by letter, wherever it stands."""
    context = {"x": text, "v": Words(text), "r": RichText(text) if text else ""}
    document = Template(word_file(SITES[site])).render(context)
    assert "".join(paragraphs(document)[:1]) == f"[{text}]"


@pytest.mark.parametrize("text", HOSTILE)
def test_data_is_text_in_notes_headers_and_properties_too(text: str) -> None:
    """Notes, headers, the title and attributes print data letter by letter."""
    picture = (
        '<w:r><w:drawing><wp:inline><wp:docPr id="1" name="a" descr="[{{ x }}]"/></wp:inline>'
        "</w:drawing></w:r>"
    )
    body = paragraph(f"a{OPEN}[{{{{ x }}}}]{CLOSE}", picture)
    raw = word_file(body, header=paragraph("[{{ x }}]"), core="[{{ x }}]")
    document = Template(raw).render({"x": text})
    expected = f"[{text}]"
    assert expected in paragraphs(document, "word/footnotes.xml")[-1]
    assert paragraphs(document, "word/header1.xml") == [expected]
    assert "".join(root_of(document, "docProps/core.xml").itertext()) == expected
    (described,) = root_of(document).iter("{*}docPr")
    assert described.get("descr") == expected.replace("\n", " ")


BODY = Template(word_file(paragraph("{{ x }}")))
MIXED = Template(
    word_file(
        paragraph(f"a{OPEN}{{{{ x }}}}{CLOSE}")
        + paragraph("{{r x }}")
        + paragraph("{{p x }}")
        + paragraph("{{ x|e }}"),
        header=paragraph("{{ x }}"),
    )
)
_REFUSED = re.compile("[\x00-\x06\x08\x0b\x0e-\x1f\x7f\ud800-\udfff\ufdd0\ufffe\uffff]")


@given(st.text())
def test_any_text_is_printed_whole_or_refused(text: str) -> None:
    """The part parses and holds the text; only characters that no XML can hold are refused."""
    if _REFUSED.search(text):
        with pytest.raises(TemplateError) as caught:
            BODY.render({"x": text})
        lost = LOST_LINK in text
        codes = ["mat-gan-ket" if lost else "ky-tu-dieu-khien"]
        assert [fault.code for fault in caught.value.faults] == codes
    else:
        assert paragraphs(BODY.render({"x": text})) == breaking(text)


@given(
    st.text(st.characters(exclude_categories=["Cs", "Cn", "Cc"]) | st.sampled_from("\n\t\a\f<&]}"))
)
def test_any_text_is_printed_whole_in_every_kind_of_place(text: str) -> None:
    """Notes, runs, paragraphs, headers and escaped text hold the same words."""
    document = MIXED.render({"x": text})
    expected = breaking(text)
    assert paragraphs(document) == ["a", *expected * 3]
    assert paragraphs(document, "word/header1.xml") == expected
    notes = paragraphs(document, "word/footnotes.xml")[2:]
    assert [notes[0].removeprefix(" "), *notes[1:]] == expected


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_any_text_of_a_value_is_whole_or_refused(text: str) -> None:
    """What a value writes, links and records is text in the document and in the store."""
    value = Linked(text, tag=text, alias=text, name=text)
    template = Template(word_file(paragraph("{{ x }}")))
    if text.isprintable():
        document = template.render({"x": value})
        assert {fault.code for fault in verify(document, "thu.docx")} <= {"con-the"}
        package = Package(document, "thu.docx")
        _facts, links = read_store(package.xml(str(find_store(package))))
        assert [(x.printed, x.record["name"]) for x in links.values()] == [(text, text)]
        assert paragraphs(document) == [f"tăng {text}"]
    else:
        try:
            document = template.render({"x": value})
        except TemplateError as error:
            codes = {fault.code for fault in error.faults}
        else:
            codes = {fault.code for fault in verify(document, "thu.docx")} - {"con-the"}
        assert codes <= {"ky-tu-dieu-khien", "mat-gan-ket"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("một\nhai", ["br"]),
        ("một\thai", ["tab"]),
        ("một\r\nhai\rba", ["br", "br"]),
        ("một\n\thai", ["br", "tab"]),
    ],
)
def test_a_value_may_break_lines_inside_its_run(text: str, expected: list[str]) -> None:
    """Line breaks and tabs that a value writes stay inside the one run."""
    document = rendered(paragraph(words("{{ x }}", "<w:b/>")), {"x": Words(text)})
    (run,) = (
        x
        for x in root_of(document).iter(q("r"))
        if x.find(q("br")) is not None or x.find(q("tab")) is not None
    )
    assert [etree.QName(x).localname for x in run if x.tag not in (q("t"), q("rPr"))] == expected
    assert run.find(f"{q('rPr')}/{q('b')}") is not None


def test_a_value_may_not_end_the_paragraph() -> None:
    """A value that writes itself stays in its paragraph: docxtpl's signs to end it are refused."""
    for value in (
        Words("a\ab"),
        Words("a\fb"),
        Linked("a\nb"),
        Linked("a\ab"),
        Linked(alias="a\tb"),
    ):
        with pytest.raises(TemplateError) as caught:
            BODY.render({"x": value})
        assert [fault.code for fault in caught.value.faults] == ["ky-tu-dieu-khien"]


class Losing(Linked):
    """A linked value whose bare text says that it has lost its link."""

    def __str__(self) -> str:
        return f"{LOST_LINK}{self.text}"


@pytest.mark.parametrize("text", ["{{ x|upper }}", "{{ x ~ '.' }}", "{{ [x]|join }}", "{{ x|e }}"])
def test_a_linked_value_that_loses_its_link_is_refused(text: str) -> None:
    """A filter or operator makes bare text of a linked value: that is told, not printed."""
    with pytest.raises(TemplateError) as caught:
        Template(word_file(paragraph(text))).render({"x": Losing()})
    (fault,) = caught.value.faults
    assert (fault.code, fault.where.text) == ("mat-gan-ket", text)


def test_numbers_print_as_python_writes_them_and_none_is_refused() -> None:
    """A number is its digits; an empty value is a fault and never the word None."""
    assert paragraphs(BODY.render({"x": 7})) == ["7"]
    with pytest.raises(TemplateError) as caught:
        BODY.render({"x": None})
    assert [fault.code for fault in caught.value.faults] == ["khong-in-duoc"]


def test_raw_text_is_printed_as_typed() -> None:
    """Between raw and endraw tags, comments and signs are words, in and out of loops."""
    typed = "{{ a &lt; b &amp; c }} {# d #} {% if %} {_{ }_}"
    body = paragraph(f"{LOOP[0]}{{% raw %}}{typed}{{% endraw %}}{LOOP[1]}")
    document = Template(word_file(body)).render({"ds": [1]})
    assert paragraphs(document) == ["{{ a < b & c }} {# d #} {% if %} {{ }}"]


@pytest.mark.parametrize(
    ("field", "expected"),
    [
        ('<w:r><w:instrText>HYPERLINK "{{ x }}"</w:instrText></w:r>', 'HYPERLINK "a&b"'),
        ("<w:r><w:delText>{{ x }}</w:delText></w:r>", "a&b"),
        ("<w:r><w:drawing><a:t>{{ x }}</a:t></w:drawing></w:r>", "a&b"),
        ("<w:r><w:drawing><a:t>{{ v }}</a:t></w:drawing></w:r>", "tăng 30,9%"),
        ("<w:r><w:drawing><a:t>{{ r }}</a:t></w:drawing></w:r>", "đậm"),
    ],
    ids=["field code", "deleted", "shape", "linked", "rich"],
)
def test_elements_of_plain_text_get_plain_text(field: str, expected: str) -> None:
    """Field codes and shapes hold text only: no runs are put there, and nothing is linked."""
    context = {"x": "a&b", "v": Linked(), "r": RichText("đậm", bold=True)}
    document = rendered(paragraph(field), context)
    assert "".join(root_of(document).itertext()) == expected
    assert find_store(Package(document, "thu.docx")) is None


def test_a_linked_value_in_the_title_is_its_words() -> None:
    """Properties hold plain text: a linked figure in the title is printed, not linked."""
    document = rendered(paragraph("a"), {"x": Linked()}, core="Thu {{ x }}")
    title = "".join(root_of(document, "docProps/core.xml").itertext())
    assert title == "Thu tăng 30,9%"
    assert find_store(Package(document, "thu.docx")) is None


def test_a_tracked_change_of_formatting_is_not_copied() -> None:
    """Old formatting that Word keeps stays where it is and is not put around values."""
    change = '<w:rPrChange w:id="3" w:author="a"><w:rPr><w:i/></w:rPr></w:rPrChange>'
    old = '<w:pPrChange w:id="4" w:author="a"><w:pPr><w:jc w:val="left"/></w:pPr></w:pPrChange>'
    body = (
        f'<w:p><w:pPr><w:jc w:val="both"/>{old}</w:pPr>{words("{{ x }}{{ v }}", "<w:b/>" + change)}'
        "</w:p>"
    )
    document = rendered(body, {"x": "một\ahai\tba", "v": Linked()})
    root = root_of(document)
    assert len(list(root.iter(q("rPrChange")))) == len(list(root.iter(q("pPrChange")))) == 1
    assert [text_of(p) for p in root.iter(q("p"))] == ["một", "hai\tbatăng 30,9%"]
    assert {p.find(f"{q('pPr')}/{q('jc')}").get(q("val")) for p in root.iter(q("p"))} == {"both"}


# --- links ---


FULL = word_file(
    heading("I. Thu")
    + paragraph(words("Thu {{ v }}", '<w:b/><w:sz w:val="28"/>'), mark(5))
    + paragraph(f"chi {{{{ v }}}}{OPEN}theo {{{{ v }}}}{CLOSE}")
    + paragraph(f"{LOOP[0]}{{{{ v }}}}; {LOOP[1]}")
    + table(("{%tr for x in ds %}", ""), ("{{ x }}", "{{ v }}"), ("{%tr endfor %}", "")),
    footnotes=WORD_SEPARATORS + note(5, "so với {{ v }}"),
    header=paragraph("{{ v }}"),
)
PARTS = ("word/document.xml", "word/footnotes.xml", "word/header1.xml")
CONTEXT = {"v": Linked(), "ds": [1, 2]}


def test_a_linked_text_is_a_control_as_word_wants_it() -> None:
    """The children of sdtPr stand in the order that Word, LibreOffice and validators accept."""
    document = Template(FULL).render(CONTEXT)
    seen = 0
    for part in PARTS:
        for control in controls_of(document, part):
            names = [etree.QName(x).localname for x in control]
            properties = ["rPr"] if names[0] == "rPr" else []
            assert names == [
                *properties,
                "alias",
                "dataBinding",
                "text",
            ]
            assert dict(control[-1].attrib) == {}
            assert control.find(q("alias")).get(q("val")) == "Tổng thu ngân sách"
            seen += 1
    assert seen == 9


def test_a_control_is_inline_and_looks_like_its_run() -> None:
    """A control stands among the runs of its paragraph, with the look of the run around it."""
    (first, *_rest) = root_of(Template(FULL).render(CONTEXT)).iter(q("sdt"))
    assert first.getparent().tag == q("p")
    (run,) = first.iterfind(f"{q('sdtContent')}/{q('r')}")
    assert text_of(run) == "30,9%"
    for properties in (run.find(q("rPr")), first.find(f"{q('sdtPr')}/{q('rPr')}")):
        assert [etree.QName(x).localname for x in properties] == ["b", "sz"]


def test_bold_of_a_span_is_in_control_and_run() -> None:
    """A figure marked bold by its value is bold in the control and in its run."""
    root = root_of(rendered(paragraph("{{ v }}"), {"v": Linked(bold=True)}))
    assert len(list(root.iter(q("b")))) == 2


def test_every_control_is_bound_to_the_store() -> None:
    """Each control binds to an element of its own in the one store, by its figure."""
    document = Template(FULL).render(CONTEXT)
    package = Package(document, "thu.docx")
    store = find_store(package)
    assert store is not None
    assert store in package.related(package.document, "customXml")
    root = package.xml(store)
    bound = []
    for part in PARTS:
        for control in controls_of(document, part):
            binding = control.find(q("dataBinding"))
            assert binding.get(q("storeItemID")) == STORE_ID
            (found,) = root.getroottree().xpath(binding.get(q("xpath")))
            assert found.text == "30,9%"
            assert not found.attrib
            assert found.getparent().get("id").startswith("thu.tang")
            bound.append(found)
    assert len(set(bound)) == len(bound) == 9
    (properties,) = package.related(store, "customXmlProps")
    assert STORE_ID in package.read(properties).decode()


def test_the_store_records_where_each_text_comes_from() -> None:
    """A record holds the printed text, what the value records, and its lines of data."""
    rendering = Template(FULL).run(CONTEXT, facts={"period": "2024-05", "vintage": "2024-05-28"})
    package = Package(rendering.document, "thu.docx")
    facts, links = read_store(package.xml(str(find_store(package))))
    assert (facts["period"], facts["vintage"]) == ("2024-05", "2024-05-28")
    assert len(links) == len(rendering.links) == 9
    for link in links.values():
        assert (link.printed, link.record) == ("30,9%", {"name": "thu"})
        assert link.sources == [("data/ubnd/2024-05.yaml", 12)]
    assert rendering.notes == 2


def test_without_controls_the_texts_are_the_same_and_nothing_is_linked() -> None:
    """For a PDF figures can be printed as plain runs: same words, no controls, no store."""
    template = Template(FULL)
    plain = template.run(CONTEXT, controls=False)
    for part in PARTS:
        assert controls_of(plain.document, part) == []
        assert paragraphs(plain.document, part) == paragraphs(template.render(CONTEXT), part)
        assert b"w15" not in members_of(plain.document)[part]
    assert plain.links == ()
    assert find_store(Package(plain.document, "thu.docx")) is None


def test_no_empty_runs_are_left_beside_controls_and_notes() -> None:
    """A control alone in its paragraph leaves no empty runs around it."""
    document = rendered(paragraph("{{ v }}"), {"v": Words("")} | CONTEXT)
    (line,) = root_of(document).iter(q("p"))
    assert [etree.QName(x).localname for x in line] == ["r", "sdt"]


# --- ids ---


CONTROL = (
    '<w:sdt><w:sdtPr><w:alias w:val="a"/><w:id w:val="{}"/></w:sdtPr><w:sdtContent>{}'
    "</w:sdtContent></w:sdt>"
)
PICTURE = (
    '<w:r><w:drawing><wp:inline><wp:docPr id="{}" name="a" descr="{{{{ x }}}}"/></wp:inline>'
    "</w:drawing></w:r>"
)


def ids_of(document: bytes) -> Iterator[tuple[str, str]]:
    """Yield the kind and number of each control and drawing of a document."""
    for part in PARTS:
        if part in members_of(document):
            for element in root_of(document, part).iter(q("id"), "{*}docPr"):
                yield etree.QName(element).localname, str(element.get(q("val"), element.get("id")))


def test_controls_and_drawings_in_a_loop_have_ids_of_their_own() -> None:
    """What a loop repeats gets new ids, which nothing else in the document has."""
    inner = CONTROL.format(2, words("{{ x }}")) + PICTURE.format(1)
    body = (
        paragraph("{%p for x in ds %}")
        + paragraph(inner, "{{ v }}", mark(5))
        + paragraph("{%p endfor %}")
        + paragraph(CONTROL.format(3, words("a")))
        + paragraph("{% set x = 1 %}", PICTURE.format(4))
    )
    noted = note(5, "n").replace(words("n"), CONTROL.format(5, words("n {{ x }} {{ v }}")))
    document = rendered(body, CONTEXT, footnotes=WORD_SEPARATORS + noted)
    found = list(ids_of(document))
    assert len(found) == len(set(found)) == 2 * 2 + 2 + 2
    assert ("id", "3") in found
    drawings = [number for kind, number in found if kind == "docPr"]
    assert drawings == ["1001", "1002", "1003"]  # as docxtpl numbers them
    described = [x.get("descr") for x in root_of(document).iter("{*}docPr")]
    assert described == ["1", "2", "1"]


def test_linked_texts_leave_their_ids_to_word() -> None:
    """Controls that the template has, in its body and in its notes, keep their ids alone."""
    noted = note(5, "n").replace(words("n"), CONTROL.format(2, words("n")))
    body = paragraph(CONTROL.format(1, words("a")), mark(5)) + paragraph("{{ v }}{{ v }}")
    found = list(ids_of(rendered(body, CONTEXT, footnotes=WORD_SEPARATORS + noted)))
    assert sorted(found) == [("id", "1"), ("id", "2")]


def test_bookmarks_and_paragraph_ids_are_not_repeated() -> None:
    """A name or paragraph id may stand once: a loop leaves them out, elsewhere they stay."""
    marked = '<w:bookmarkStart w:id="{0}" w:name="b{0}"/><w:bookmarkEnd w:id="{0}"/>'
    line = paragraph(marked.format(1) + words("a")).replace("<w:p>", '<w:p w14:paraId="0000000A">')
    other = paragraph(marked.format(2) + words("b")).replace("<w:p>", '<w:p w14:paraId="0000000B">')
    body = paragraph("{%p for x in ds %}") + line + paragraph("{%p endfor %}") + other
    root = root_of(rendered(body, CONTEXT))
    assert [x.get(q("name")) for x in root.iter(q("bookmarkStart"))] == ["b2"]
    texts = [(text_of(p), [str(x) for x in p.attrib.values()]) for p in root.iter(q("p"))]
    assert texts == [("a", []), ("a", []), ("b", ["0000000B"])]


def test_ids_inside_raw_text_in_a_loop_are_new_too() -> None:
    """A control between raw and endraw is no tag: in a loop it still gets its own id."""
    inner = CONTROL.format(2, words("{{ x }}"))
    body = paragraph(f"{LOOP[0]}{{% raw %}}", inner, f"{{% endraw %}}{LOOP[1]}")
    document = Template(word_file(body)).render({"ds": [1, 2]})
    found = list(ids_of(document))
    assert len(found) == len(set(found)) == 2
    assert paragraphs(document) == ["{{ x }}{{ x }}"]


# --- the file ---


def test_a_table_with_columns_from_a_loop_has_a_grid_that_fits() -> None:
    """The grid is mended also when Word has split the `tc` tag over runs."""
    row = "".join(map(cell, ("a", "SPLIT", "{{ x }}", "{%tc endfor %}")))
    row = row.replace(words("SPLIT"), words("{%t") + words("c for x in ds %}"))
    row = row.replace(words("{%tc endfor %}"), words("{%t") + words("c endfor %}"))
    grid = '<w:gridCol w:w="1000"/>' * 4
    body = f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid><w:tr>{row}</w:tr></w:tbl>"
    root = root_of(rendered(body, {"ds": [1, 2]}))
    assert len(list(root.iter(q("gridCol")))) == len(list(root.iter(q("tc")))) == 3


def test_two_runs_give_the_same_bytes() -> None:
    """Nothing of a run stays behind, and neither clock nor order leaves a trace."""
    template = Template(FULL)
    first = template.render(CONTEXT)
    template.render({"v": Linked("khác"), "ds": [1, 2, 3]})
    assert template.render(CONTEXT) == first == Template(FULL).render(CONTEXT)


def test_a_failed_run_leaves_nothing_behind() -> None:
    """After a run that failed the next one gives what it always gives."""
    template = Template(FULL)
    first = template.render(CONTEXT)
    with pytest.raises(TemplateError):
        template.render({"v": Linked("a\x01"), "ds": [1]})
    assert template.render(CONTEXT) == first


def test_eight_threads_give_the_same_bytes() -> None:
    """One template may run in several threads at once, from its first run on."""
    template = Template(FULL)
    contexts = [CONTEXT, {"v": Linked("5%"), "ds": [1]}] * 16
    with ThreadPoolExecutor(8) as pool:
        documents = list(pool.map(template.render, contexts))
    assert documents == [Template(FULL).render(context) for context in contexts[:2]] * 16


def test_unchanged_members_keep_their_compressed_bytes() -> None:
    """Parts that hold no tags are copied as the template packed them."""
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in members_of(FULL).items():
            archive.writestr(name, content, zipfile.ZIP_DEFLATED, compresslevel=1)
        archive.writestr("word/media/anh.png", bytes(range(256)) * 9, zipfile.ZIP_STORED)
    before = read_archive(stream.getvalue(), "x")
    template = Template(stream.getvalue())
    for controls, changed_parts in (
        (False, set(PARTS)),
        (True, {*PARTS, "[Content_Types].xml", "word/_rels/document.xml.rels"}),
    ):
        after = read_archive(template.run(CONTEXT, controls=controls).document, "x")
        assert {name for name in before if after[name] != before[name]} == changed_parts


LEAVES = st.sampled_from(
    ["chữ ", "{{ t }}", "{{ v }}", "{{ r }}", "{{r r }}", "{{ t|e }}", "{# bỏ #}", "{_{ ", mark(5)]
)
AROUND = st.sampled_from(
    [
        "{% if t %}#{% endif %}",
        "{% if not t %}a{% else %}#{% endif %}",
        "{% for a in ds %}#{{ a }}{% endfor %}",
        "{% for a in ds %}{% if a == 1 %}{% continue %}{% endif %}#{% endfor %}",
        "{% macro m() %}#{% endmacro %}{{ m() }}{{ m() }}",
        "{% set k %}#{% endset %}{{ k }}",
        "{% with a = 1 %}#{% endwith %}",
        "a#b",
    ]
)
TEXTS = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        st.tuples(AROUND, inner).map(lambda two: two[0].replace("#", two[1])),
        st.tuples(inner, inner).map("".join),
    ),
    max_leaves=5,
)
PLACES = st.sampled_from(
    [
        "#",
        paragraph("{%p for a in ds %}") + "#" + paragraph("{%p endfor %}"),
        paragraph("{%p if t %}") + "#" + paragraph("{%p else %}") + "#" + paragraph("{%p endif %}"),
        table(("{%tr for a in ds %}",), ("MỘT",), ("{%tr endfor %}",)).replace(
            paragraph("MỘT"), "#"
        ),
    ]
)


def in_runs(text: str) -> str:
    """Return a bold paragraph of a text in which whole runs may stand."""
    pieces = re.split(r"(<w:r>.*?</w:r>)", text)
    runs = [x if x.startswith("<w:r>") else words(x, "<w:b/>") for x in pieces if x]
    return paragraph(*runs)


@settings(max_examples=200)
@given(st.lists(st.tuples(PLACES, TEXTS, TEXTS), min_size=1, max_size=3), st.booleans())
def test_any_balanced_mixture_gives_a_sound_document(
    lines: list[tuple[str, str, str]], controls: bool
) -> None:
    """Loops, macros, notes, links and rich text nest at will: ids, notes and bindings are right."""
    body = "".join(
        place.replace("#", in_runs(f"{text}{OPEN}{noted}{CLOSE}"))
        for place, text, noted in lines
        if mark(5) not in noted
    )
    template = Template(word_file(body, footnotes=WORD_SEPARATORS + note(5, "{{ v }} {{ t }}")))
    context = {**CONTEXT, "t": "a & <b>\n\t", "r": RichText("q\n\a", bold=True)}
    try:
        document = template.run(context, controls=controls).document
    except TemplateError as error:
        codes = {fault.code for fault in error.faults}
    else:
        codes = {fault.code for fault in verify(document, "thu.docx")} - {"con-the"}
        assert template.run(context, controls=controls).document == document
    # `set k` inside `set k` may print a note twice, which is refused.
    assert codes <= ({"chu-thich-lech"} if body.count("set k") > 1 else set())


# --- validators ---


def complaints(raw: bytes, folder: Path) -> set[str]:
    """Return what the two validators say of a file."""
    path = folder / "thu.docx"
    path.write_bytes(raw)
    found = [str(error) for error in openxml_audit.OpenXmlValidator().validate(path).errors]
    found += [str(finding) for finding in ooxml_integrity.check(str(path))]
    # python-docx's template holds a second list of styles, which validators compare by count.
    return {re.sub(r"\d+ style.*not in stylesWithEffects.*", "styles", text) for text in found}


def of_python_docx(make_docx: Callable[..., bytes]) -> bytes:
    """Return a template that python-docx made."""
    return make_docx(
        "# I. Thu",
        f"Thu {{{{ v }}}}{OPEN}theo {{{{ v }}}} và {{{{ t }}}}{CLOSE}.",
        "{%p for x in ds %}",
        "- {{ x }}: {{ v }}",
        "{%p endfor %}",
        "{{r r }}",
        "{{ t }}",
    )


@pytest.mark.parametrize("controls", [True, False])
@pytest.mark.parametrize("source", ["by hand", "python-docx", "without notes"])
def test_validators_find_nothing_that_the_template_did_not_have(
    source: str, controls: bool, make_docx: Callable[..., bytes], tmp_path: Path
) -> None:
    """openxml-audit and ooxml-integrity say nothing of a result that they do not of its template."""
    raw = {
        "by hand": FULL,
        "python-docx": of_python_docx(make_docx),
        "without notes": word_file(
            paragraph("a {{ v }}" + OPEN + "{{ v }}" + CLOSE, CONTROL.format(7, words("b")))
        ),
    }[source]
    context = {**CONTEXT, "x": 1, "t": "a\nb\tc\ad\fe & <f>", "r": RichText("đậm", bold=True)}
    rendering = Template(raw).run(context, controls=controls)
    assert complaints(rendering.document, tmp_path) <= complaints(raw, tmp_path)
    assert verify(rendering.document, "thu.docx") == []


def test_validators_do_find_what_is_wrong(tmp_path: Path) -> None:
    """The validators that the test above relies on see the halves of a control exchanged."""
    document = Template(FULL).render(CONTEXT)
    content = members_of(document)["word/document.xml"].decode()
    wrong = re.sub(r"(<w:sdtPr>.*?</w:sdtPr>)(<w:sdtContent>.*?</w:sdtContent>)", r"\2\1", content)
    assert wrong != content
    assert complaints(changed(document, word__documentZxml=wrong), tmp_path) - complaints(
        document, tmp_path
    )


BOUND = [
    ("{% set x = 'b' %}{{ x }}", "b"),
    ("{{ x }}{% set x = 'b' %}{{ x }}", "ab"),
    ("{% for x in ds %}{{ x }}{% endfor %}{{ x }}", "12a"),
    ("{% with x = 'b' %}{{ x }}{% endwith %}{{ x }}", "ba"),
    ("{% macro m(x) %}{{ x }}{% endmacro %}{{ m('b') }}{{ x }}", "ba"),
    ("{% if x %}{% set x = 'b' %}{% endif %}{{ x }}", "b"),
    ("{% filter upper %}{{ x }}{% endfilter %}{{ x }}", "Aa"),
    ("{{ x }} {{- x -}} {{ x }}", "aaa"),
]


@pytest.mark.parametrize(("text", "shown"), BOUND)
def test_a_name_is_the_nearest_that_a_tag_gave(text: str, shown: str) -> None:
    """Outputs outside blocks are printed in one go: they see what was set before them."""
    template = Template(word_file(paragraph(text) + paragraph("{{ x }}")))
    last = "b" if text.startswith(("{% set", "{{ x }}{% set", "{% if")) else "a"
    assert paragraphs(template.render({"x": "a", "ds": [1, 2]})) == [shown, last]


def test_what_a_note_sets_stays_in_it() -> None:
    """Notes are printed where they are marked, with names of their own."""
    body = paragraph("{{ x }}", mark(1), "{{ x }}")
    raw = word_file(body, footnotes=note(1, "{% set x = 'b' %}{{ x }}"))
    document = Template(raw).render({"x": "a"})
    assert (paragraphs(document), notes_of(document)) == (["aa"], {1: "b"})


def test_a_mark_of_ours_in_a_template_is_only_words() -> None:
    """Code points that stand for pieces of a program mean nothing in a template's own words."""
    odd = "\ufdda0\ufdda\ufddb0\ufddb\ufddb99\ufddb"
    document = Template(word_file(paragraph(odd + "{{ x }}" + odd))).render({"x": "a"})
    assert paragraphs(document) == [f"{odd}a{odd}"]


def test_what_is_no_template_and_no_filter_is_said_to_be_none() -> None:
    """A caller learns which argument is wrong before anything is opened."""
    source: Any = None
    no_filter: Any = {"vnd": 3}
    with pytest.raises(TypeError, match="source: a path, bytes or a binary stream"):
        Template(source)
    with pytest.raises(TypeError, match=r"filters\['vnd'\]: a function, not 3"):
        Template(word_file(paragraph("x")), no_filter)
