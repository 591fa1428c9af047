"""A document that people have edited: its linked texts, found again and set anew."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
from desk import Desk
from living import BODY, HEADER, NOTES, control_of, drafted, edited, outside, template
from ooxml_integrity import check
from word_files import members_of, paragraph, paragraphs, root_of, word_file, zipped

from lsreport.docxfile.links import GAP_TITLE, LinkedText, bound_name, find_store, read_store
from lsreport.docxfile.living import LivingDocument, Spot
from lsreport.docxfile.package import Package, q
from lsreport.docxfile.verify import verify
from lsreport.errors import PackageError

STORE = "customXml/item1.xml"


@pytest.fixture
def raw(desk: Desk) -> bytes:
    """Return a draft with figures in every kind of place."""
    return drafted(desk)


def opened(raw: bytes) -> LivingDocument:
    """Return the document as it is found."""
    return LivingDocument(raw, "a.docx")


def spots(document: LivingDocument, expression: str) -> list[Spot]:
    """Return the places of an expression."""
    return [s for s in document.spots if s.link.record["expression"] == expression]


def put(spot: Spot, text: str) -> None:
    """Set the text of a place."""
    spot.new = LinkedText(text, spot.link.key, spot.control.alias, spot.link.record)


def ids(raw: bytes) -> list[str]:
    """Return the ids of the controls of a document that have one."""
    found = [p.find(q("id")) for p in root_of(raw).iter(q("sdtPr"))]
    return [str(number.get(q("val"))) for number in found if number is not None]


def numbered(raw: bytes) -> bytes:
    """Return a document as Word saves it: an id for each control of the body."""
    members = members_of(raw)
    count = iter(range(1, 1000))
    text = re.sub(
        r"(?=<w:dataBinding)", lambda _m: f'<w:id w:val="{next(count)}"/>', members[BODY].decode()
    )
    return zipped({**members, BODY: text})


def names(xml: str) -> list[str | None]:
    """Return the names of the records to which controls are bound."""
    return [bound_name(path) for path in re.findall(r'w:xpath="([^"]*)"', xml)]


def records(raw: bytes) -> dict[str, tuple[str, str]]:
    """Return expression and text of each record of the store."""
    package = Package(raw, "a.docx")
    store = find_store(package)
    assert store is not None
    links = read_store(package.xml(store))[1]
    return {name: (x.record["expression"], x.printed) for name, x in links.items()}


def as_libreoffice(raw: bytes, part: str = BODY) -> bytes:
    """Return a document as LibreOffice 7.4 saves it: no tags, apostrophes its own way."""
    members = members_of(raw)
    text = re.sub(r'<w:tag w:val="[^"]*"/>', "", members[part].decode())
    text = re.sub(r"w:xpath=\"[^\"]*", lambda path: path[0].replace("'", "&apos;"), text)
    text = re.sub(r"(<w:alias [^>]*/>)(<w:dataBinding [^>]*/>)", r"\2\1", text)
    gone = [n for n in members if n.startswith("customXml/_rels")]
    return zipped({n: c for n, c in {**members, part: text}.items() if n not in gone})


def test_the_texts_stand_where_they_were_printed(raw: bytes) -> None:
    """In running text, tables, notes, headers, and twice in a text box."""
    document = opened(raw)
    assert document.pristine
    assert document.deleted == []
    found = Counter((s.control.part, s.link.record["expression"]) for s in document.spots)
    assert found[BODY, "lua.luy_ke.muc"] == 3
    assert found[BODY, "ngo.luy_ke.muc"] == 1
    assert found[NOTES, "che_phu.thang.muc"] == found[HEADER, "che_phu.thang.muc"] == 1


def test_a_sentence_is_what_stands_between_two_stops(raw: bytes) -> None:
    """Of the paragraph that the figure stands in."""
    document = opened(raw)
    assert spots(document, "lua.thang.muc")[0].sentence == (
        "Riêng tháng 5 12,5 ha, tăng 4,55% so với cùng kỳ."
    )
    assert spots(document, "ngo.luy_ke.muc")[0].sentence == "45,5 ha"


def test_nothing_set_is_nothing_changed(raw: bytes) -> None:
    """Not a byte, not even of the archive."""
    assert opened(raw).to_bytes() == raw
    person = edited(raw, ("Lời văn cuối", "Lời văn của người sửa"))
    assert opened(person).to_bytes() == person


def test_a_new_text_changes_the_words_of_its_control_and_the_store_only(raw: bytes) -> None:
    """Every other part, and every byte outside the control, is as it was."""
    person = edited(raw, ("Lời văn cuối", "Lời văn của người sửa"))
    document = opened(person)
    (spot,) = spots(document, "ngo.luy_ke.muc")
    put(spot, "46 < 47 ha")
    done = document.to_bytes()
    before, after = members_of(person), members_of(done)
    changed = {name for name in before if before[name] != after[name]}
    assert set(before) == set(after)
    assert BODY in changed
    assert all(name == BODY or name.startswith(("customXml/", "[Content")) for name in changed)
    assert outside(done) == outside(person)
    old, new = control_of(person, "ngo.luy_ke.muc"), control_of(done, "ngo.luy_ke.muc")
    assert new == old.replace(">45,5 ha<", ">46 &lt; 47 ha<")
    assert "46 < 47 ha" in paragraphs(done)
    assert verify(done, "a") == []


def test_the_formatting_of_a_figure_is_that_of_its_first_words(raw: bytes) -> None:
    """A figure that Word split over runs becomes one; a break in it goes."""
    split = (
        '<w:r><w:rPr><w:b/><w:i/></w:rPr><w:t>1.203</w:t></w:r><w:proofErr w:type="spellStart"/>'
        "<w:r><w:rPr><w:u/></w:rPr><w:t>,75</w:t><w:br/><w:t> ha</w:t></w:r>"
    )
    control = control_of(raw, "lua.luy_ke.muc")
    run = re.search(r"<w:r>.*?</w:r>", control)
    assert run is not None
    person = edited(raw, (control, control.replace(run[0], split)))
    document = opened(person)
    spot = spots(document, "lua.luy_ke.muc")[0]
    assert spot.text == "1.203,75\n ha"
    put(spot, "7 ha")
    done = document.to_bytes()
    new = control_of(done, "lua.luy_ke.muc")
    assert '<w:rPr><w:b/><w:i/></w:rPr><w:t xml:space="preserve">7 ha</w:t>' in new
    assert '<w:proofErr w:type="spellStart"/><w:r><w:rPr><w:u/></w:rPr></w:r>' in new
    assert (new.count("<w:t "), new.count("<w:t>"), new.count("<w:br")) == (1, 0, 0)
    assert spots(opened(done), "lua.luy_ke.muc")[0].text == "7 ha"


@pytest.mark.parametrize(
    "content",
    ["<w:sdtContent/>", "<w:sdtContent></w:sdtContent>", "<w:sdtContent><w:r><w:t/></w:r></w:sdtContent>"],
)  # fmt: skip
def test_an_emptied_control_can_be_filled(raw: bytes, content: str) -> None:
    """However the office writes that nothing is in it."""
    control = control_of(raw, "ngo.luy_ke.muc")
    empty = re.sub(r"<w:sdtContent>.*</w:sdtContent>", content, control)
    document = opened(edited(raw, (control, empty)))
    (spot,) = spots(document, "ngo.luy_ke.muc")
    assert spot.text == ""
    put(spot, "46 ha")
    done = document.to_bytes()
    assert paragraphs(done)[2] == "46 ha"
    assert verify(done, "a") == []


def test_a_copied_control_does_not_keep_the_id_of_its_original(raw: bytes) -> None:
    """Word gives it its own; both stay bound to one record while they say the same."""
    saved = numbered(raw)
    control = control_of(saved, "ngo.luy_ke.muc")
    person = edited(saved, ("Lời văn cuối", f"Ngô </w:t></w:r>{control}<w:r><w:t>"))
    document = opened(person)
    for spot in spots(document, "ngo.luy_ke.muc"):
        put(spot, "46 ha")
    done = document.to_bytes()
    assert ids(done) == ids(saved)
    assert names(members_of(done)[BODY].decode()).count("2024-05:ngo.luy_ke.muc") == 2
    assert [x for x in records(done).values() if x[0] == "ngo.luy_ke.muc"] == [
        ("ngo.luy_ke.muc", "46 ha")
    ]
    assert verify(done, "a") == []


def test_a_copy_that_says_something_else_gets_a_record_of_its_own(raw: bytes) -> None:
    """Word shows one text for all that are bound to a record."""
    control = control_of(raw, "ngo.luy_ke.muc")
    other = control.replace(">45,5 ha<", ">khoảng 46 ha<")
    person = edited(raw, ("Lời văn cuối", f"Ngô </w:t></w:r>{other}<w:r><w:t>"))
    done = opened(person).to_bytes()
    assert opened(done).to_bytes() == done
    store = members_of(done)[STORE].decode()
    shown = dict(re.findall(r'id="([^"]*:ngo\.luy_ke\.muc[^"]*)"><t>([^<]*)</t>', store))
    key = "2024-05:ngo.luy_ke.muc"
    assert shown == {key: "45,5 ha", f"{key}#2": "khoảng 46 ha"}
    assert {key, f"{key}#2"} <= set(names(members_of(done)[BODY].decode()))


def test_a_figure_that_stands_twice_keeps_two_records(raw: bytes) -> None:
    """What a person types over one of them does not change the other, also in another month."""
    document = opened(raw)
    twice = spots(document, "lua.luy_ke.muc")
    kept = [spot.link.id for spot in twice]
    assert len(set(kept)) == len(twice) == 3
    for spot in twice:
        record = {**spot.link.record, "period": "2024-06"}
        key = f"2024-06:{record['expression']}"
        spot.new = LinkedText("1 ha", key, spot.control.alias, record)
    done = document.to_bytes()
    found = [spot.link.id for spot in spots(opened(done), "lua.luy_ke.muc")]
    assert found == [name.replace("2024-05:", "2024-06:") for name in kept]
    assert verify(done, "a") == []


def test_a_figure_of_another_document_is_not_taken_for_one_of_this(raw: bytes) -> None:
    """Pasted with its control, it is bound to nothing here, and Word leaves its text alone."""
    control = control_of(raw, "ngo.luy_ke.muc")
    april = control.replace("2024-05:", "2024-04:").replace(">45,5 ha<", ">40 ha<")
    person = edited(raw, ("Lời văn cuối", f"Tháng 4: </w:t></w:r>{april}<w:r><w:t>"))
    document = opened(person)
    assert [s.text for s in spots(document, "ngo.luy_ke.muc")] == ["45,5 ha"]


def test_a_copy_from_a_document_with_more_of_them_is_linked_here(raw: bytes) -> None:
    """Its record has a number that this store lacks: it is the same figure all the same."""
    control = control_of(raw, "ngo.luy_ke.muc")
    ninth = control.replace("ngo.luy_ke.muc", "ngo.luy_ke.muc#9")
    person = edited(raw, ("Lời văn cuối", f"Ngô </w:t></w:r>{ninth}<w:r><w:t>"))
    document = opened(person)
    assert [s.text for s in spots(document, "ngo.luy_ke.muc")] == ["45,5 ha", "45,5 ha"]
    put(spots(document, "ngo.luy_ke.muc")[0], "46 ha")
    put(spots(document, "ngo.luy_ke.muc")[1], "46 ha")
    assert verify(document.to_bytes(), "a") == []


def test_what_libreoffice_drops_is_given_back(raw: bytes, tmp_path: Path) -> None:
    """Properties and relationships of the store."""
    saved = as_libreoffice(raw)
    document = opened(saved)
    assert not document.pristine
    assert [s.link.key for s in document.spots] == [s.link.key for s in opened(raw).spots]
    put(spots(document, "ngo.luy_ke.muc")[0], "46 ha")
    done = document.to_bytes()
    assert verify(done, "a") == []
    path = tmp_path / "a.docx"
    path.write_bytes(done)
    assert list(check(path)) == []
    assert Package(done, "a").related(STORE, "customXmlProps") == ["customXml/itemProps1.xml"]


def test_a_deleted_control_is_known_by_its_record(raw: bytes) -> None:
    """Gone from one place only, the figure is not deleted."""
    document = opened(edited(raw, (control_of(raw, "ngo.luy_ke.muc"), "")))
    assert [link.record["expression"] for link in document.deleted] == ["ngo.luy_ke.muc"]
    assert not document.pristine


GAPPED = template(paragraph("Rừng {{ che_phu.luy_ke.muc }}"))


def test_a_gap_is_found_again_even_without_its_tag(desk: Desk) -> None:
    """LibreOffice 7.4 keeps its title and its words, which are the name."""
    draft = drafted(desk, GAPPED, partial=True)
    assert [gap.expression for gap in opened(draft).gaps] == ["che_phu.luy_ke.muc"]
    assert [g.expression for g in opened(as_libreoffice(draft)).gaps] == ["che_phu.luy_ke.muc"]
    assert GAP_TITLE in members_of(draft)[BODY].decode()


@pytest.mark.parametrize("run", ["<w:r>", '<w:r w:rsidR="00AB12CD">'])
def test_a_filled_gap_leaves_no_mark(desk: Desk, run: str) -> None:
    """The brackets and the yellow go, also behind Word's revision ids and spelling marks."""
    draft = drafted(desk, GAPPED, partial=True)
    text = members_of(draft)[BODY].decode()
    marked = text.replace("<w:r>", run).replace(
        "</w:sdt><w:r", '</w:sdt><w:proofErr w:type="spellEnd"/><w:r'
    )
    document = opened(zipped({**members_of(draft), BODY: marked}))
    (gap,) = document.gaps
    record = {"expression": gap.expression, "period": "2024-05"}
    gap.new = LinkedText("64,6%", "2024-05:che_phu.luy_ke.muc", "Rừng", record)
    done = document.to_bytes()
    assert "Rừng 64,6%" in paragraphs(done)
    assert "highlight" not in control_of(done, "che_phu.luy_ke.muc")
    assert "thiếu" not in "".join(paragraphs(done))
    assert opened(done).gaps == []
    assert verify(done, "a") == []


def test_a_gap_may_be_all_that_a_part_holds(desk: Desk) -> None:
    """A header with nothing else linked."""
    made = word_file(paragraph("Lúa {{ lua.luy_ke.muc }}"), header=paragraph("{{ lac.thang.muc }}"))
    document = opened(drafted(desk, made, partial=True))
    (gap,) = document.gaps
    record = {"expression": gap.expression, "period": "2024-05"}
    gap.new = LinkedText("9 ha", "2024-05:lac.thang.muc", "Lạc", record)
    assert paragraphs(document.to_bytes(), HEADER) == ["9 ha"]


def test_a_document_without_links_is_told() -> None:
    """With what to choose instead."""
    with pytest.raises(PackageError) as caught:
        LivingDocument(word_file(paragraph("Thư riêng")), "thu.docx")
    (fault,) = caught.value.faults
    assert (fault.code, fault.where.file) == ("khong-co-gan-ket", "thu.docx")


def test_a_store_of_another_version_is_told(raw: bytes) -> None:
    """With what to do; it is not taken for a document without figures."""
    members = members_of(raw)
    later = members[STORE].replace(b'version="2"', b'version="3"')
    first = b'<ls:store xmlns:ls="urn:lsreport:figures:1" period="2024-05"/>'
    for store in (later, first):
        with pytest.raises(PackageError) as caught:
            LivingDocument(zipped({**members, STORE: store}), "a.docx")
        (fault,) = caught.value.faults
        assert (fault.code, fault.where.file) == ("gan-ket-ban-khac", "a.docx")
