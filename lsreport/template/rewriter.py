"""The XML of a part, rewritten into the text of a Jinja program.

Comes in: a part in docxtpl's tag language, cleaned up. Goes out: its program, from left to
right: outputs know their site, notes stand where they are marked, tags are checked, and every
line of the program knows its place in the Word document.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lsreport.docxfile.runs import for_note
from lsreport.docxfile.xmltext import escape, unescape
from lsreport.errors import Place
from lsreport.i18n import _
from lsreport.template.cleanup import SWALLOWING, UNCLOSED, clean_tags
from lsreport.template.codegen import OUTPUT
from lsreport.template.parts import PartSource
from lsreport.template.passing import Passing
from lsreport.template.places import PlaceKeeper, words_of
from lsreport.template.programs import ProgramText
from lsreport.template.run import Level, Site
from lsreport.template.sandbox import FINALIZE, MADE_NOTE, NEW_ID, OWN_NOTE
from lsreport.template.tags import END_NOTE, NOTE, Tag

if TYPE_CHECKING:
    from lsreport.template.compiler import Compiler

_TAG = r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}"
_NEW = "\ufdd4"  # stands for a new id, until it is emitted
_IN_ATTRIBUTE = re.compile(f"{_TAG}|{_NEW}", re.DOTALL)
_PIECE = re.compile(rf"{_TAG}|<(?:[^>{{]|\{{\{{.*?\}}\}}|\{{%.*?%\}}|\{{)*>", re.DOTALL)
_ESCAPES = {"{_{": "{{ '{{' }}", "}_}": "{{ '}}' }}", "{_%": "{{ '{%' }}", "%_}": "{{ '%}' }}"}
_RAW_ESCAPES = {"{_{": "{{", "}_}": "}}", "{_%": "{%", "%_}": "%}"}
_ESCAPE = re.compile("|".join(map(re.escape, _ESCAPES)))
# The XML tags that are followed; all others only pass through.
_FOLLOWED = re.compile(r"</?w:[prt][ />]|<w:rPr>|<w:footnoteReference\b")
_NATIVE_NOTE = re.compile(r'<w:footnoteReference\b[^>]*w:id="(-?[0-9]+)"[^>]*/>')
# Ids that must be unique in a document, although a loop prints them again and again.
_LOOP_ID = re.compile(r'(<wp:docPr\b[^>]*?\bid=")[0-9]+(")|(<w:id\b[^>]*?w:val=")-?[0-9]+(")')
_PARAGRAPH_IDS = re.compile(r'\sw14:(?:paraId|textId)="[^"]*"')
_BOOKMARK = re.compile(r"<w:bookmark(?:Start|End)\b")
_RELATED = re.compile(r'\sr:(?:id|embed|link|pict)="')
# What a tracked change keeps of the old formatting holds properties of its own.
_RUN_PROPERTIES = re.compile(r"<w:rPr>(?:<w:rPrChange\b.*?</w:rPrChange>|.)*?</w:rPr>", re.DOTALL)
_PARAGRAPH_PROPERTIES = re.compile(
    r"\s*<w:pPr>(?:<w:pPrChange\b.*?</w:pPrChange>|.)*?</w:pPr>", re.DOTALL
)
_CHANGE = re.compile(r"<w:(rPrChange|pPrChange)\b.*?</w:\1>", re.DOTALL)
# Where whole runs or paragraphs may stand; in any other element only plain text may.
_RUN_PARENTS = {"w:p", "w:hyperlink", "w:ins", "w:smartTag", "w:sdtContent", "w:fldSimple"}
_BLOCK_PARENTS = {"w:body", "w:tc", "w:hdr", "w:ftr", "w:txbxContent"}
_TABLE_PARENTS = {"w:tbl", "w:tr"}


def _level(nest: tuple[str, ...]) -> Level:
    """Return what may be printed inside these elements."""
    parent = nest[-1] if nest else "w:body"  # a note's paragraphs come without their note
    if parent == "w:t":
        return "text"
    if parent in _RUN_PARENTS:
        return "runs"
    if parent in _BLOCK_PARENTS:
        return "paragraphs"
    return "cells" if parent in _TABLE_PARENTS else "plain"


class Rewriter:
    """Rewrites one part, or one note written in Word, from left to right."""

    def __init__(
        self,
        owner: Compiler,
        source: PartSource,
        keeper: PlaceKeeper,
        outer: Rewriter | None = None,
    ) -> None:
        self._owner, self._source = owner, source
        self._text = clean_tags(source.xml, source.tidy)
        self._passing = Passing(self._text)
        self._own_note = outer is not None
        self._looped = outer is not None and outer.in_loop
        self._nested = outer is not None and outer._is_bound
        self._keeper = keeper
        self._checker = owner.checker()
        self._passes = not self._looped  # whether XML without tags is printed once, as it is
        self.program: ProgramText = outer.program if outer else ProgramText(owner.stretches)
        self._emit, self._code = self.program.add_xml, self.program.add_code
        self._runs: list[str] = []  # properties of the open runs (a text box nests them)
        self._paragraphs: list[str] = []
        self._in_text = False
        self.places: dict[int, Place] = {}
        self.tags: list[Tag] = []

    @property
    def in_loop(self) -> bool:
        """Return whether what stands here may be printed more than once."""
        return self._looped or self._checker.in_loop

    @property
    def _is_bound(self) -> bool:
        """Return whether a block, or a tag that sets a name, may bind the names of an output."""
        return self._nested or self._checker.is_open or self._checker.has_set

    def rewrite(self) -> None:
        """Write the program of the part."""
        position = 0
        while match := _PIECE.search(self._text, position):
            start, tag = match.start(), match[0]
            if start > position:
                self._literal(self._text[position:start])
            position = match.end()
            if tag.startswith("{"):
                self._take_jinja(tag)
            elif self._passes and (passed := self._passing.after(tag, position)):
                self._emit(self._text[start:passed])
                position = passed
            else:
                position = self._take_xml(tag, position)
        self._literal(self._text[position:])
        self._checker.finish()
        self.tags = self._checker.tags
        if self._keeper.torn is not None:
            self._owner.fault(
                "the-bi-cat",
                _(
                    "thẻ bị chia cắt bởi sửa đổi được theo dõi (Track Changes), siêu liên kết hoặc khung"
                ),
                _("trong Word chấp nhận mọi sửa đổi, bỏ liên kết, rồi gõ lại thẻ liền một mạch"),
                self._keeper.torn,
            )

    # --- XML ---

    def _take_xml(self, tag: str, end: int) -> int:
        """Follow the structure; return the position up to which the text is consumed."""
        if tag == "<w:rPr>" and self._runs:
            return self._properties(tag, end)
        tag = self._keeper.take(tag)
        if _FOLLOWED.match(tag) is None:
            self._emit_tag(tag)
            return end
        if tag.startswith(("<w:p ", "<w:p>")):
            return self._start_paragraph(tag, end)
        if tag.startswith(("<w:t ", "<w:t>")):
            self._in_text = not tag.endswith("/>")
        elif tag == "</w:t>":
            self._in_text = False
        elif tag.startswith(("<w:r ", "<w:r>")):
            self._runs.append("")
        elif tag == "</w:r>" and self._runs:
            self._runs.pop()
        elif tag == "</w:p>":
            self._end_paragraph()
        elif (native := _NATIVE_NOTE.match(tag)) and not self._own_note:
            self._native_note(tag, native)
            return end
        self._emit_tag(tag)
        return end

    def _emit_tag(self, tag: str) -> None:
        if self._passes:
            self._emit_attributes(tag)
            return
        if self._checker.open_note is not None and _RELATED.search(tag):
            self._owner.fault(  # its target is related to the document, not to the notes
                "chu-thich-lien-ket",
                _("chú thích không chứa được siêu liên kết hay hình"),
                _("gõ địa chỉ như chữ bình thường, không gắn liên kết; bỏ hình"),
                self._keeper.place(),
            )
        if self.in_loop:
            if _BOOKMARK.match(tag):  # a name may stand once in a document
                return
            tag = _LOOP_ID.sub(rf"\1\3{_NEW}\2\4", _PARAGRAPH_IDS.sub("", tag))
        self._emit_attributes(tag)

    def _emit_attributes(self, xml: str) -> None:
        """Emit XML whose attributes may hold tags, or need a new id."""
        if "{" not in xml and _NEW not in xml:
            self._emit(xml)
            return
        leave, enter = self._around_raw
        position = 0
        for match in _IN_ATTRIBUTE.finditer(xml):
            self._emit(xml[position : match.start()])
            position = match.end()
            if match[0] == _NEW:
                self._code(leave + "{{ 0|" + NEW_ID + " }}" + enter)
            else:
                self._take_attribute(match[0])
        self._emit(xml[position:])

    def _start_paragraph(self, tag: str, end: int) -> int:
        self._emit_tag(tag)
        if tag.endswith("/>"):
            self._keeper.enter_paragraph("")
            return end
        close = self._text.find("</w:p>", end)
        body = self._text[end:close] if close >= 0 else ""
        self._keeper.enter_paragraph(body)
        if self._passes and (passed := self._passing.after_paragraph(end)):
            self._keeper.take("</w:p>")
            self._emit(self._text[end:passed])
            return passed
        properties = _PARAGRAPH_PROPERTIES.match(body)
        self._paragraphs.append(_CHANGE.sub("", properties[0]).strip() if properties else "")
        return end

    def _end_paragraph(self) -> None:
        if self._paragraphs:
            self._paragraphs.pop()
        if (note := self._checker.open_note) is not None:
            self._owner.fault(
                "chu-thich-qua-doan",
                _("chú thích mở trong đoạn này nhưng không khép trong đoạn"),
                _("thêm {end} ở cuối phần chú thích, cùng đoạn").format(end="{% endchuthich %}"),
                note.place,
            )

    def _properties(self, tag: str, end: int) -> int:
        match = _RUN_PROPERTIES.match(self._text, end - len(tag))
        if match is None:
            self._emit(self._keeper.take(tag))
            return end
        self._runs[-1] = _CHANGE.sub("", match[0])
        shown = for_note(self._runs[-1]) if self._checker.open_note else match[0]
        self._emit_attributes(shown)
        return match.end()

    def _native_note(self, tag: str, match: re.Match[str]) -> None:
        """Print a note written in Word where its mark stands, so loops give it anew."""
        content = self._owner.native_note(match[1])
        if self._checker.open_note is not None or self._source.kind != "document":
            self._misplaced_note(self._keeper.place())
            return
        if content is None:
            self._emit(tag)
            return
        label = _("chú thích “{text}”").format(text=words_of(content)[:50])
        source = PartSource(self._source.name, "footnotes", label, content)
        before, after = tag[: match.start(1)], tag[match.end(1) :]
        leave, enter = self._around_raw
        self._emit(before)
        self._code(leave + "{% filter " + OWN_NOTE + " %}")
        inner = Rewriter(self._owner, source, self._keeper.note(label), self)
        inner.rewrite()
        self.places |= inner.places
        self._checker.tags.extend(inner.tags)
        self._code("{% endfilter %}" + enter)
        self._emit(after)

    @property
    def _around_raw(self) -> tuple[str, str]:
        """Return what stands before and after a program of ours inside `{% raw %}`."""
        return ("{% endraw %}", "{% raw %}") if self._checker.in_raw else ("", "")

    # --- Jinja ---

    def _take_jinja(self, source: str) -> None:
        raw = self._checker.in_raw
        tag = self._tag(source)
        if source.startswith("{#") and not raw:
            return
        self._check(tag)
        if raw and self._checker.in_raw:
            self._emit(escape(tag.source))
        elif tag.is_output:
            self._output(tag)
        elif tag.word == NOTE:
            self._open_note(tag)
        elif tag.word == END_NOTE:
            self._close_note()
        else:
            self._statement(tag)

    def _tag(self, source: str, attribute: str = "") -> Tag:
        nest = self._keeper.nest
        source = unescape(source.replace("&quot;", '"'))
        return Tag(
            source,
            self._keeper.place("" if "w:p" in nest else source),
            (*nest, attribute) if attribute else nest,
        )

    def _check(self, tag: Tag) -> None:
        self._checker.take(tag)
        self._passes = not self._looped and self._checker.prints_once

    def _take_attribute(self, source: str) -> None:
        """Take a tag inside an XML tag: docxtpl puts some there, alternative texts hold them."""
        tag = self._tag(source, "@")
        if self._checker.in_raw or source.startswith("{#"):
            return
        self._check(tag)
        if tag.word in (NOTE, END_NOTE):
            self._misplaced_note(tag.place)
        elif tag.is_output:
            self._output(tag, "plain")
        else:
            self._statement(tag)

    def _statement(self, tag: Tag) -> None:
        # A line break inside the braces: an error in the program finds its tag by the line.
        opening = 3 if tag.source[2:3] in ("-", "+") else 2
        self.places[self.program.line + 1] = tag.place
        self._code(f"{tag.source[:opening]}\n{tag.source[opening:]}")

    def _output(self, tag: Tag, level: Level | None = None) -> None:
        """Emit an output with the engine's filter, which knows where it stands."""
        if self._source.kind == "properties":
            level = "plain"
        number = self._owner.add_site(self._site(tag, level or _level(tag.nest)))
        direct = self._is_direct(tag)
        if direct and not self._is_bound and not tag.inner.startswith("self"):  # Jinja's own name
            self.program.add_free_output(tag.inner, number)
            return
        self.places[self.program.line + 1] = tag.place
        if direct:
            self.program.add_output(tag.inner, number)
            return
        head = "{{-" if tag.source.startswith("{{-") else "{{"
        tail = "-}}" if tag.source.endswith("-}}") else "}}"
        finalize = f"|{FINALIZE}" if self._owner.has_finalize else ""
        self._code(f"{head}\n({tag.inner}){finalize}|{OUTPUT}({number}) {tail}")

    def _is_direct(self, tag: Tag) -> bool:
        trims = tag.source[2] in "-+" or tag.source[-3] in "-+"
        return not (trims or self._owner.has_finalize) and self._checker.is_plain_path(tag.inner)

    def _site(self, tag: Tag, level: Level) -> Site:
        made_note = self._checker.open_note is not None
        properties = self._runs[-1] if self._runs else ""
        paragraph = self._paragraphs[-1] if self._paragraphs else ""
        return Site(
            run_properties=for_note(properties) if made_note else properties,
            paragraph_properties=self._owner.note_properties if made_note else paragraph,
            part="footnotes" if made_note or self._own_note else self._source.kind,
            place=tag.place,
            in_note=made_note or self._own_note,
            level=level,
            may_split=level == "paragraphs" or "w:p" in (*tag.nest[-1:], *tag.nest[-3:-2]),
        )

    def _open_note(self, tag: Tag) -> None:
        if not self._in_text or self._source.kind != "document" or self._own_note:
            self._misplaced_note(tag.place)
            return
        number = self._owner.add_site(self._site(tag, "text"))
        inside = for_note(self._runs[-1] if self._runs else "")
        self._emit("</w:t></w:r>")
        self._code("{% filter " + f"{MADE_NOTE}({number})" + " %}")
        self._emit(f'<w:r>{inside}<w:t xml:space="preserve">')

    def _misplaced_note(self, place: Place) -> None:
        self._owner.fault(
            "chu-thich-sai-cho",
            _("không đặt được chú thích ở đây"),
            _("đặt {tag} trong một câu ở phần thân văn bản").format(tag="{% chuthich %}"),
            place,
        )

    def _close_note(self) -> None:
        outside = self._runs[-1] if self._runs else ""
        self._emit("</w:t></w:r>")
        self._code("{% endfilter %}")
        self._emit(f'<w:r>{outside}<w:t xml:space="preserve">')

    # --- out ---

    def _literal(self, text: str) -> None:
        if UNCLOSED in text:
            self._owner.fault(
                "the-khong-khep",
                _("thẻ mở mà không khép"),
                _("thêm }}, %} hoặc #} vào cuối thẻ, trong cùng đoạn"),
                self._keeper.place(),
            )
        if SWALLOWING in text:
            self._owner.fault(
                "the-nuot-chu",
                _("dấu gạch trong {tags} xóa mất chữ đứng cạnh thẻ").format(tags="{%- -%}"),
                _("bỏ dấu gạch, hoặc để thẻ ở đầu (cuối) đoạn"),
                self._keeper.place(),
            )
        escapes = _RAW_ESCAPES if self._checker.in_raw else _ESCAPES
        text = _ESCAPE.sub(lambda match: escapes[match[0]], text) if "_" in text else text
        self._emit(self._with_breaks(text) if self._in_text else text)

    def _with_breaks(self, text: str) -> str:
        """Return words of the template in which tabs and line breaks are Word's, as docxtpl's."""
        if "\t" not in text and "\n" not in text:
            return text
        properties = self._runs[-1] if self._runs else ""
        again = '<w:t xml:space="preserve">'
        tab = f"</w:t></w:r><w:r>{properties}<w:tab/></w:r><w:r>{properties}{again}"
        return text.replace("\t", tab).replace("\n", f"</w:t><w:br/>{again}")
