"""Compile a Word template once: parts in docxtpl's tag language to Jinja programs.

Comes in: the XML of a part. Goes out: a `CompiledPart`: a Jinja template whose every output
knows the run it stands in, so that a run only evaluates and joins strings. docxtpl's own
tag clean-up is used, so its tag language holds; this module adds notes and linked outputs.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from xml.sax.saxutils import unescape

from jinja2 import Template as JinjaTemplate
from jinja2 import TemplateSyntaxError

from lsreport.docxfile.footnotes import NotesPart
from lsreport.docxfile.runs import for_note
from lsreport.errors import Fault, FaultLog, Place
from lsreport.i18n import _
from lsreport.template.inline import Site
from lsreport.template.places import PlaceKeeper, numbered, words_of
from lsreport.template.sandbox import TemplateEnvironment
from lsreport.template.tags import END_NOTE, NOTE, Tag, TagChecker

OUTPUT, RUNS, PLAIN = "_ls_text", "_ls_runs", "_ls_plain"
MADE_NOTE, OWN_NOTE, NEW_ID = "_ls_note", "_ls_own", "_ls_id"

_TAG = r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}"
_JINJA = re.compile(_TAG, re.DOTALL)
_PIECE = re.compile(
    rf"(?P<jinja>{_TAG})"
    r"|(?P<xml><(?:[^>{]|\{\{.*?\}\}|\{%.*?%\}|\{)*>)",
    re.DOTALL,
)
_ESCAPES = {"{_{": "{{ '{{' }}", "}_}": "{{ '}}' }}", "{_%": "{{ '{%' }}", "%_}": "{{ '%}' }}"}
_ESCAPE = re.compile("|".join(map(re.escape, _ESCAPES)))
_NATIVE_NOTE = re.compile(r'<w:footnoteReference\b[^>]*w:id="(-?[0-9]+)"[^>]*/>')
# Ids that must be unique in a document, although a loop prints them again and again.
_LOOP_ID = re.compile(r'(<wp:docPr\b[^>]*?\bid=")[0-9]+(")|(<w:id\b[^>]*?w:val=")-?[0-9]+(")')
_PARAGRAPH_IDS = re.compile(r'\sw14:(?:paraId|textId)="[^"]*"')
_BOOKMARK = re.compile(r"<w:bookmark(?:Start|End)\b")
_RELATED = re.compile(r'\sr:(?:id|embed|link|pict)="')
# Where whole runs or paragraphs may stand; in any other element only plain text may.
_RUN_PARENTS = {"w:p", "w:hyperlink", "w:ins", "w:smartTag", "w:sdtContent", "w:fldSimple"}
_BLOCK_PARENTS = {"w:body", "w:tc", "w:hdr", "w:ftr", "w:txbxContent"}
_TABLE_PARENTS = {"w:tbl", "w:tr"}


@dataclass(frozen=True, slots=True)
class CompiledPart:
    """A part ready to run. `places` finds a line of the program in the Word document."""

    name: str
    program: JinjaTemplate
    places: dict[int, Place]
    tags: tuple[Tag, ...]

    def place(self, line: int) -> Place:
        """Return where a line of the program stands in the template."""
        known = [number for number in self.places if number <= line]
        return self.places[max(known)] if known else Place()


@dataclass(frozen=True, slots=True)
class PartSource:
    """What is compiled: the XML of a part and what messages call it."""

    name: str
    kind: str
    label: str
    xml: str


class Compiler:
    """Compiles the parts of one template; every fault of every part goes to one log."""

    def __init__(
        self,
        environment: TemplateEnvironment,
        file: str,
        notes: NotesPart,
        heading_styles: frozenset[str],
        log: FaultLog,
    ) -> None:
        self._environment, self._file, self._log = environment, file, log
        self._headings = heading_styles
        self._native = dict(notes.native)
        self.note_properties = f'<w:pPr><w:pStyle w:val="{notes.styles.text}"/></w:pPr>'
        self.sites: list[Site] = []

    def compile(self, source: PartSource) -> CompiledPart | None:
        """Return the compiled part, or None when the log got faults."""
        rewriter = _Rewriter(self, source, self.keeper(source.label))
        before = len(self._log)
        text = rewriter.rewrite()
        if len(self._log) > before:
            return None
        try:
            program = self._environment.from_string(text)
        except (TemplateSyntaxError, SyntaxError, RecursionError) as error:
            # What the tags one by one do not show: too many nested blocks, `block` twice.
            line = error.lineno if isinstance(error, TemplateSyntaxError) else 0
            self.fault(
                "jinja-sai", _("các thẻ không ghép được với nhau: {reason}").format(reason=error),
                _("xem lại các khối từ chỗ này"), rewriter.place(line or 0),
            )  # fmt: skip
            return None
        return CompiledPart(source.name, program, rewriter.places, tuple(rewriter.tags))

    # What the rewriter of a part needs of its template:

    def add_site(self, site: Site) -> int:
        """Keep a site and return its number."""
        self.sites.append(site)
        return len(self.sites) - 1

    def native_note(self, identifier: str) -> str | None:
        """Return the content of a note written in Word."""
        return self._native.get(identifier)

    def checker(self) -> TagChecker:
        """Return a checker of tags that notes faults in the log."""
        return TagChecker(self._environment, self._log)

    def keeper(self, label: str) -> PlaceKeeper:
        """Return a keeper of places for a part or note."""
        return PlaceKeeper(self._file, label, self._headings)

    def fault(self, code: str, message: str, fix: str, place: Place) -> None:
        """Note a fault."""
        self._log.add(Fault(code, message, fix, place))


def clean_tags(xml: str) -> str:
    """Return a part with docxtpl's tags made plain Jinja, a line break before each paragraph.

    The line breaks let a line number of Jinja's find the paragraph; they go after the run.
    """
    from docxtpl import DocxTemplate

    patched: str = DocxTemplate.patch_xml(None, xml)
    return re.sub(r"<w:p([ >])", r"\n<w:p\1", patched)


class _Rewriter:
    """Rewrites one part, from left to right."""

    def __init__(
        self, owner: Compiler, source: PartSource, text: str, in_note: bool = False, line: int = 1
    ) -> None:
        self._owner, self._source, self._text = owner, source, text
        self._own_note = in_note
        self._keeper = owner.keeper(source.label)
        self._checker = owner.checker()
        self._pieces: list[str] = []
        self._line = line
        self._runs: list[str] = []  # properties of the open runs (a text box nests them)
        self._paragraphs: list[str] = []
        self._in_text = False
        self.places: dict[int, Place] = {}
        self.tags: list[Tag] = []

    def rewrite(self) -> str:
        """Return the program text of the part."""
        position = 0
        for match in _PIECE.finditer(self._text):
            if match.start() < position:  # consumed with the tag before
                continue
            self._literal(self._text[position : match.start()])
            position = match.end()
            if match["jinja"]:
                self._take_jinja(match["jinja"])
            else:
                position = self._take_xml(match["xml"], match.end())
        self._literal(self._text[position:])
        self._checker.finish()
        self.tags = self._checker.tags
        return "".join(self._pieces)

    # --- XML ---

    def _take_xml(self, tag: str, end: int) -> int:
        """Follow the structure; return the position up to which the text is consumed."""
        self._keeper.take(tag)
        if re.match(r"<w:p[ >]", tag):
            self._start_paragraph(tag, end)
        elif tag == "</w:p>":
            self._end_paragraph()
        elif re.match(r"<w:r[ >]", tag):
            self._runs.append("")
        elif tag == "</w:r>" and self._runs:
            self._runs.pop()
        elif tag.startswith("<w:rPr>") and self._runs:
            return self._properties(tag, end)
        elif re.match(r"<w:t[ >]", tag):
            self._in_text = not tag.endswith("/>")
        elif tag == "</w:t>":
            self._in_text = False
        if (native := _NATIVE_NOTE.match(tag)) and not self._own_note:
            self._native_note(tag, native)
            return end
        if self._checker.in_loop:
            if _BOOKMARK.match(tag):  # a name may stand once in a document
                return end
            tag = _PARAGRAPH_IDS.sub("", tag)
            tag = _LOOP_ID.sub(rf"\1\3{{{{ 0|{NEW_ID} }}}}\2\4", tag)
        self._emit(tag)
        return end

    def _start_paragraph(self, tag: str, end: int) -> None:
        close = self._text.find("</w:p>", end)
        body = self._text[end:close] if close >= 0 and not tag.endswith("/>") else ""
        self._keeper.enter_paragraph(body)
        if not tag.endswith("/>"):
            properties = re.match(r"\s*<w:pPr>.*?</w:pPr>", body, re.DOTALL)
            self._paragraphs.append(properties[0].strip() if properties else "")
        self.places[self._line] = self._keeper.place()

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
        close = self._text.find("</w:rPr>", end) + len("</w:rPr>")
        properties = tag + self._text[end:close]
        self._runs[-1] = properties
        self._emit(for_note(properties) if self._checker.open_note else properties)
        return close

    def _native_note(self, tag: str, match: re.Match[str]) -> None:
        """Print a note written in Word where its mark stands, so loops give it anew."""
        content = self._owner.native_note(match[1])
        if content is None:
            self._emit(tag)
            return
        label = _("chú thích “{text}”").format(text=words_of(content)[:50])
        source = PartSource(self._source.name, "footnotes", label, "")
        inner = _Rewriter(self._owner, source, content, in_note=True, line=self._line)
        before, after = tag[: match.start(1)], tag[match.end(1) :]
        self._emit(before)
        self._emit("{% filter " + OWN_NOTE + " %}")
        body = inner.rewrite()
        self.places |= inner.places
        self._checker.tags.extend(inner.tags)
        self._emit(body)
        self._emit("{% endfilter %}")
        self._emit(after)

    # --- Jinja ---

    def _take_jinja(self, source: str) -> None:
        if source.startswith("{#"):
            return
        tag = Tag(source, self._keeper.place())
        self.places[self._line] = tag.place
        raw = self._checker.in_raw
        self._checker.take(tag)
        if raw or tag.word == "raw":
            self._emit(source)
        elif tag.is_output:
            self._output(tag)
        elif tag.word == NOTE:
            self._open_note(tag)
        elif tag.word == END_NOTE:
            self._close_note()
        else:
            self._emit(source)

    def _output(self, tag: Tag) -> None:
        if self._source.kind == "properties":  # plain text elements: Jinja's own escape will do
            self._emit(tag.source)
            return
        name = OUTPUT if self._in_text else RUNS
        number = self._owner.add_site(self._site(tag))
        head = "{{-" if tag.source.startswith("{{-") else "{{"
        tail = "-}}" if tag.source.endswith("-}}") else "}}"
        self._emit(f"{head} ({tag.inner})|{name}({number}) {tail}")

    def _site(self, tag: Tag) -> Site:
        in_note = self._own_note or self._checker.open_note is not None
        properties = self._runs[-1] if self._runs else ""
        return Site(
            run_properties=for_note(properties) if self._checker.open_note else properties,
            paragraph_properties=self._paragraphs[-1] if self._paragraphs else "",
            part="footnotes" if in_note else self._source.kind,
            place=tag.place,
            in_note=in_note,
        )

    def _open_note(self, tag: Tag) -> None:
        if not self._in_text or self._source.kind != "document" or self._own_note:
            self._owner.fault(
                "chu-thich-sai-cho",
                _("chú thích không đứng được ở đây"),
                _("đặt {tag} giữa lời văn của thân văn bản").format(tag="{% chuthich %}"),
                tag.place,
            )
            return
        self._owner.has_notes = True
        number = self._owner.add_site(self._site(tag))
        inside = for_note(self._runs[-1] if self._runs else "")
        self._emit("</w:t></w:r>{% filter " + f"{MADE_NOTE}({number})" + " %}")
        self._emit(f'<w:r>{inside}<w:t xml:space="preserve">')

    def _close_note(self) -> None:
        outside = self._runs[-1] if self._runs else ""
        self._emit("</w:t></w:r>{% endfilter %}")
        self._emit(f'<w:r>{outside}<w:t xml:space="preserve">')

    # --- out ---

    def _literal(self, text: str) -> None:
        self._emit(_ESCAPE.sub(lambda match: _ESCAPES[match[0]], text) if "_" in text else text)

    def _emit(self, piece: str) -> None:
        self._pieces.append(piece)
        self._line += piece.count("\n")
