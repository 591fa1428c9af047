"""What an output expression writes into its run.

Comes in: a value and the site where it stands (run and paragraph properties, part, place).
Goes out: XML that fits between the words of the run. Values that know how to print
themselves have `write_inline(writer)`; everything else is text, escaped.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any, Protocol

from jinja2 import Undefined
from markupsafe import Markup, escape

from lsreport.docxfile.links import (
    CONTROL_END,
    LinkedText,
    control_begin,
    gap_properties,
)
from lsreport.docxfile.runs import for_note, highlighted, styled
from lsreport.errors import Fault, Place
from lsreport.i18n import _
from lsreport.template.objects import misplaced, object_xml
from lsreport.template.outline import ASIDE, MARK, Heading, Numbering
from lsreport.template.run import Run, Site

# Begins the text of a linked value that a filter or an operator took out of its link. Unicode
# keeps this code point for no character, so no data can hold it.
LOST_LINK = "\ufdd0"
_ILLEGAL = re.compile("[\x00-\x06\x08\x0b\x0e-\x1f\x7f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_SPECIAL = re.compile("[&<>\"']")
_SPLITTING = re.compile("[\t\n\a\f]")
_NO_PARAGRAPHS = re.compile(f"{_ILLEGAL.pattern}|[\a\f]")
_NO_BREAKS = re.compile(f"{_ILLEGAL.pattern}|[\a\f\t\n]")
_PARAGRAPH = re.compile(r"<w:p(?: [^>]*)?>.*?</w:p>", re.DOTALL)
_HYPERLINK = re.compile(r"<w:hyperlink .*?</w:hyperlink>", re.DOTALL)
_RUN = re.compile(r"<w:r(?: [^>]*)?>.*?</w:r>", re.DOTALL)
_WORDS = re.compile(r"(<w:t(?: [^>]*)?>)(.*?)(</w:t>)", re.DOTALL)


class Inline(Protocol):
    """A value that writes itself into a paragraph."""

    def write_inline(self, writer: InlineWriter) -> None:
        """Write texts, links and notes."""


class InlineWriter:
    """Gathers the runs of one value."""

    __slots__ = ("_in_note", "_pieces", "_run", "_site")

    def __init__(self, run: Run, site: Site) -> None:
        self._run, self._site = run, site
        self._pieces: list[str] = []
        self._in_note = site.in_note

    def text(self, text: str, bold: bool = False, italic: bool = False, vertical: str = "") -> None:
        """Write words; a line break or tab stays one."""
        properties = styled(self._properties, bold, italic, vertical)
        escaped = _escaped(text, _NO_PARAGRAPHS, self._run, self._site)
        self._pieces.append(text_run(properties, _with_breaks(escaped)))

    def linked(
        self, link: LinkedText, bold: bool = False, italic: bool = False, vertical: str = ""
    ) -> None:
        """Write a text that stays linked: a content control bound to the store."""
        properties, run = styled(self._properties, bold, italic, vertical), self._run
        self._check_link(link)
        words = _escaped(link.text, _NO_BREAKS, run, self._site)
        if not run.controls or self._site.level == "plain":
            self._pieces.append(text_run(properties, words))
            return
        begin = control_begin(properties, link.alias, run.add_link(link))
        self._pieces.append(f"{begin}{words}{CONTROL_END}")

    def heading(self, level: int, numbering: Numbering) -> None:
        """Write the number of a heading; it is known when the whole document is there."""
        if self._site.part != "document" or self._in_note or self._site.level == "plain":
            self.fault(
                "de-muc-sai-cho",
                _("số đề mục chỉ đặt được trong thân văn bản"),
                _("chuyển đề mục vào một đoạn của thân văn bản"),
            )
            return
        mark = f"{MARK}{len(self._run.headings)}{MARK}"
        self._run.headings.append(Heading(level, numbering, self._site.place))
        self._pieces.append(text_run(self._properties, mark))

    def aside(self, text: str) -> None:
        """Write words that go with their section when nothing else stands in it."""
        escaped = _escaped(text, _NO_PARAGRAPHS, self._run, self._site)
        self._pieces.append(text_run(self._properties, ASIDE + escaped))

    def gap(self, name: str, label: str, faults: Iterable[Fault]) -> None:
        """Mark that something is missing here: its name in a control, between highlighted words.

        The name is the control's tag too, so that the gap can be found again and filled. The
        words stand outside, since LibreOffice 7.4 does not show the highlight of a control.
        """
        self._run.gaps.extend(faults)
        properties = highlighted(self._properties)
        shown = text_run(properties, _escaped(name, _NO_BREAKS, self._run, self._site))
        about = gap_properties(name)
        self._pieces += [
            text_run(properties, _escaped(f"[{label} ", _NO_BREAKS, self._run, self._site)),
            f"<w:sdt><w:sdtPr>{properties}{about}</w:sdtPr><w:sdtContent>{shown}</w:sdtContent></w:sdt>",
            text_run(properties, "]"),
        ]

    @contextmanager
    def note(self) -> Iterator[None]:
        """Write what follows into a footnote anchored here."""
        if self._in_note or self._site.part != "document" or self._site.level == "plain":
            self.fault(
                "chu-thich-sai-cho",
                _("không đặt được chú thích trong chú thích hay đầu trang"),
                _("chuyển chú thích vào thân văn bản"),
            )
        outer, self._pieces, self._in_note = self._pieces, [], True
        yield
        runs, self._pieces, self._in_note = "".join(self._pieces), outer, False
        self._pieces.append(self._run.note_reference(runs))

    def fault(self, code: str, message: str, fix: str, where: Place | None = None) -> None:
        """Note that the value cannot be printed; the run goes on and fails as a whole."""
        self._run.faults.add(Fault(code, message, fix, where or self._site.place))

    @property
    def place(self) -> Place:
        """Return where in the template the value is asked for."""
        return self._site.place

    def runs(self) -> str:
        """Return the XML of what was written."""
        return "".join(self._pieces)

    @property
    def _properties(self) -> str:
        properties = self._site.run_properties
        return for_note(properties) if self._in_note else properties

    def _check_link(self, link: LinkedText) -> None:
        """Note control characters: a plain text control holds one line, the store is XML."""
        key, alias, record, files = link[1], link[2], link[3], [file for file, _line in link[4]]
        texts = "".join([key, alias, *record.values(), *files])
        if not texts.isprintable():  # hardly ever: told of them all at once, then one by one
            for text in (key, alias, *record.values(), *files):
                _legal(text, _NO_BREAKS, self._run, self._site)


def text_run(properties: str, escaped: str) -> str:
    """Return a run of text that is escaped already."""
    return f'<w:r>{properties}<w:t xml:space="preserve">{escaped}</w:t></w:r>'


def inline_xml(value: Any, run: Run, site: Site) -> str:
    """Return what a value prints at a site."""
    if type(value) is str:
        return _placed_text(value, run, site)
    if isinstance(value, Undefined):
        return str(value)  # strict: raises with the name
    if hasattr(type(value), "write_inline"):
        inline: Inline = value
        writer = InlineWriter(run, site)
        inline.write_inline(writer)
        return _placed_runs(writer.runs(), run, site)
    if hasattr(value, "__html__"):
        xml = str(value) if type(value) is Markup else object_xml(value, run, site)
        return _markup(xml, run, site)
    return _placed_text(value if isinstance(value, str) else _printed(value, run, site), run, site)


def _markup(xml: str, run: Run, site: Site) -> str:
    """Return markup: escaped text, pieces of the part (of a macro), or docxtpl's whole runs."""
    if not xml:
        return ""
    if "<" not in xml:
        return _placed_text(Markup(xml).unescape(), run, site)
    if site.level == "plain":
        return _placed_text(_words(xml), run, site)
    run.has_markup = True
    xml = _legal(xml, _ILLEGAL if site.may_split else _NO_PARAGRAPHS, run, site)
    for link in _HYPERLINK.findall(xml):  # a paragraph cannot end inside one
        xml = xml.replace(link, _legal(link, _NO_PARAGRAPHS, run, site))
    if xml.lstrip().startswith(("<w:p>", "<w:p ")):
        if site.level != "paragraphs":
            misplaced(_("cả đoạn văn"), "{{p … }}", run, site)
        return _split_markup(xml, site)
    if xml.startswith(("<w:r>", "<w:r ", "<w:hyperlink ")):
        return _placed_runs(_split_markup(xml, site), run, site)
    return xml


def _printed(value: Any, run: Run, site: Site) -> str:
    """Return the text of a value that is none itself; what is no text for a reader is a fault."""
    text = str(value)
    # Python shows its functions, macros and nameless objects as <…>, with changing addresses.
    if value is None or (text == repr(value) and text.startswith("<") and text.endswith(">")):
        run.faults.add(
            Fault(
                "khong-in-duoc",
                _("giá trị ở đây không phải là chữ hay số nên không in được: {kind}").format(
                    kind=type(value).__name__
                ),
                _("điền dữ liệu còn trống, hoặc viết đủ tên đến số cần in"),
                site.place,
            )
        )
    return text


def _placed_runs(runs: str, run: Run, site: Site) -> str:
    """Return runs as the site can hold them."""
    if site.level == "text":
        return _between(runs, site)
    if site.level == "plain":
        return str(escape(_words(runs)))
    if site.level == "cells":
        misplaced(_words(runs), "{{ … }}", run, site)
    return f"<w:p>{runs}</w:p>" if site.level == "paragraphs" else runs


def _placed_text(text: str, run: Run, site: Site) -> str:
    r"""Return a text escaped; line breaks, tabs and docxtpl's \a and \f become Word's."""
    if site.level == "text" and text.isprintable() and _SPECIAL.search(text) is None:
        return text
    may_split = site.may_split and site.level != "plain"
    escaped = _escaped(text, _ILLEGAL if may_split else _NO_PARAGRAPHS, run, site)
    if site.level == "plain":
        return escaped
    if not escaped.isprintable():
        escaped = _split(escaped, site)
    if site.level == "text" or (site.level == "runs" and not escaped):
        return escaped
    return _placed_runs(text_run("", escaped), run, site)


def _escaped(text: str, illegal: re.Pattern[str], run: Run, site: Site) -> str:
    """Return the text escaped; note a fault for characters that cannot stand here."""
    if not text.isprintable():
        text = _legal(text.replace("\r\n", "\n").replace("\r", "\n"), illegal, run, site)
    return text if _SPECIAL.search(text) is None else str(escape(text))


def _legal(text: str, illegal: re.Pattern[str], run: Run, site: Site) -> str:
    """Return the text without illegal characters; note a fault for them."""
    found = illegal.search(text)
    if found is None:
        return text
    if LOST_LINK in text:
        shown = illegal.sub("", text)
        _lost_link(shown, run, site)
        return shown
    run.faults.add(
        Fault(
            "ky-tu-dieu-khien",
            _("có ký tự điều khiển U+{code:04X} trong “{text}”").format(
                code=ord(found[0]), text=illegal.sub("", text)[:40]
            ),
            _("xóa ký tự đó trong dữ liệu"),
            site.place,
        )
    )
    return illegal.sub("", text)


def _lost_link(text: str, run: Run, site: Site) -> None:
    run.faults.add(
        Fault(
            "mat-gan-ket",
            _("số liệu “{text}” đi qua bộ lọc hay phép nối chữ nên mất gắn kết").format(
                text=text[:40]
            ),
            _("in số liệu bằng các cách in của nó; viết chữ thêm ở ngoài thẻ"),
            site.place,
        )
    )


def _words(xml: str) -> str:
    """Return the text that runs show."""
    found = "".join(match[2] for match in _WORDS.finditer(xml))
    return Markup(found or re.sub("<[^>]*>", "", xml)).unescape()


def _split(escaped: str, site: Site) -> str:
    if not _SPLITTING.search(escaped):
        return escaped
    return (
        escaped.replace("\t", _between(f"<w:r>{site.run_properties}<w:tab/></w:r>", site))
        .replace("\a", f"</w:t></w:r></w:p><w:p>{site.paragraph_properties}{_opening(site)}")
        .replace("\n", '</w:t><w:br/><w:t xml:space="preserve">')
        .replace(
            "\f",
            '</w:t></w:r></w:p><w:p><w:r><w:br w:type="page"/></w:r></w:p>'
            f"<w:p>{site.paragraph_properties}{_opening(site)}",
        )
    )


def _split_markup(xml: str, site: Site) -> str:
    """Split the words of docxtpl's RichText: each run keeps its properties."""
    if not _SPLITTING.search(xml):
        return xml

    def in_paragraph(match: re.Match[str]) -> str:
        found = re.search(r"<w:pPr>.*?</w:pPr>", match[0])
        inner = replace(site, paragraph_properties=found[0] if found else "")
        return _RUN.sub(lambda run: _split_run(run[0], inner), match[0])

    if xml.startswith("<w:p"):
        return _PARAGRAPH.sub(in_paragraph, xml)
    return _RUN.sub(lambda run: _split_run(run[0], site), xml)


def _split_run(xml: str, site: Site) -> str:
    found = re.search(r"<w:rPr>.*?</w:rPr>", xml)
    inner = replace(site, run_properties=found[0] if found else "")
    return _WORDS.sub(lambda words: words[1] + _split(words[2], inner) + words[3], xml)


def _with_breaks(escaped: str) -> str:
    """Return words in which line breaks and tabs stand inside the one run."""
    again = '<w:t xml:space="preserve">'
    return escaped.replace("\n", f"</w:t><w:br/>{again}").replace("\t", f"</w:t><w:tab/>{again}")


def _opening(site: Site) -> str:
    return f'<w:r>{site.run_properties}<w:t xml:space="preserve">'


def _between(runs: str, site: Site) -> str:
    return f"</w:t></w:r>{runs}{_opening(site)}"
