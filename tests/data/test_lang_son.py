"""The repository's own workspace: its names meet, its figures exist, its schemas hold."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from lsreport.data.fields import references
from lsreport.data.model import Dataset, Narrative
from lsreport.data.shapes import FILES, json_schemas
from lsreport.data.workspace import Workspace
from lsreport.expressions import Expression
from lsreport.measures.targets import plan_period
from lsreport.periods import Period, parse_period
from lsreport.spans import span_of
from lsreport.terms import Measure

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT / "data"
# The folder of a file names its kind; files of no folder of these kinds are periods'.
KINDS = {"chi-tieu", "ke-hoach"}
YAML_FILES = sorted(path.relative_to(ROOT).as_posix() for path in DATA.rglob("*.yaml"))


def kind_of(name: str) -> str:
    """Return the kind of a data file, as `json_schemas` names it."""
    path = Path(name)
    if path.parent.name == "data":
        return path.stem
    return path.parent.name if path.parent.name in KINDS else "ky"


PERIODS = [
    (Path(name).parent.name, parse_period(Path(name).stem))
    for name in YAML_FILES
    if kind_of(name) == "ky"
]
each_period = pytest.mark.parametrize(("name", "period"), PERIODS, ids=str)


def narratives(dataset: Dataset) -> Iterator[Narrative]:
    """Yield every paragraph of a data set."""
    for paragraphs in (*dataset.narrative.values(), *dataset.tasks):
        yield from paragraphs


def faults_of(kind: str, content: Any) -> list[str]:
    """Return what the schema of a kind says of a file's content."""
    return [x.message for x in Draft202012Validator(json_schemas()[kind]).iter_errors(content)]


def content_of(name: str) -> Any:
    """Return a file as an editor without YAML's guesses reads it: every value a text."""
    return yaml.load((ROOT / name).read_text("utf-8"), yaml.BaseLoader)


# --- the data ---------------------------------------------------------------------------------


def test_the_catalogue_loads_without_notes(root: Path) -> None:
    """Every file of the catalogue is right, and composed."""
    catalogue = Workspace(root).catalogue
    assert catalogue.notes == ()
    assert catalogue.indicators
    assert catalogue.settings.default_report in catalogue.settings.reports


@each_period
def test_every_period_loads_without_notes(root: Path, name: str, period: Period) -> None:
    """Every period's file is right, and composed."""
    dataset, notes = Workspace(root).dataset(name, period)
    assert (notes, dataset.period) == ([], period)


def test_may_2024_is_there(root: Path) -> None:
    """The first report of the workspace has its figures and its prose."""
    dataset, _notes = Workspace(root).dataset("ubnd", parse_period("2024-05"))
    assert len(dataset.observations) > 100
    assert any(list(references(prose.spans)) for prose in narratives(dataset))


def test_every_data_set_has_its_folder_declared(root: Path) -> None:
    """A period's file in a folder that no data set names would never be read."""
    declared = Workspace(root).catalogue.settings.datasets
    assert [name for name, _period in PERIODS if name not in declared] == []


def test_every_part_of_an_indicator_exists(root: Path) -> None:
    """A sum is never short of a part by a misspelling; nothing is a part of itself."""
    indicators = Workspace(root).catalogue.indicators
    parts = {(key, part) for key, indicator in indicators.items() for part in indicator.parts}
    assert parts
    assert [pair for pair in sorted(parts) if pair[1] not in indicators] == []
    assert [key for key, part in parts if key == part] == []


def test_every_plan_is_of_an_indicator(root: Path) -> None:
    """A target without an indicator would never be compared with anything."""
    catalogue = Workspace(root).catalogue
    assert catalogue.plans
    assert [
        key
        for plans in catalogue.plans.values()
        for key in plans
        if key not in catalogue.indicators
    ] == []


@each_period
def test_every_figure_of_the_narrative_exists(root: Path, name: str, period: Period) -> None:
    """Each placeholder stands in the data of its period, or is a target that is set."""
    workspace = Workspace(root)
    dataset, _notes = workspace.dataset(name, period)
    used = {
        Expression(found.indicator, found.window, found.measure): paragraph.source
        for paragraph in narratives(dataset)
        for found in references(paragraph.spans)
    }
    missing = {
        str(found): f"{source.file}:{source.line}"
        for found, source in used.items()
        if not _stands(workspace, dataset, found)
    }
    assert missing == {}


def _stands(workspace: Workspace, dataset: Dataset, wanted: Expression) -> bool:
    first, _dot, rest = wanted.indicator.partition(".")
    if other := workspace.settings.related.get(first):
        there = workspace.dataset(dataset.name, other.seen_from(dataset.period))[0]
        return _stands(workspace, there, wanted._replace(indicator=rest))
    if wanted.measure is Measure.PLAN:
        term = plan_period(span_of(dataset.period, wanted.window))
        return wanted.indicator in workspace.catalogue.plans[term]
    observation = dataset.observations.get(wanted.indicator, {}).get(wanted.window)
    return observation is not None and wanted.measure in observation.cells


@each_period
def test_every_figure_stands_on_the_line_it_names(root: Path, name: str, period: Period) -> None:
    """The line that a figure leads back to is the line that holds its measure and its text."""
    dataset, _notes = Workspace(root).dataset(name, period)
    lines = (root / dataset.file).read_text("utf-8").split("\n")
    cells = [
        (measure, cell)
        for windows in dataset.observations.values()
        for observation in windows.values()
        for measure, cell in observation.cells.items()
    ]
    assert [
        cell.source
        for measure, cell in cells
        if not lines[cell.source.line - 1].strip().startswith(f"{measure.value}:")
    ] == []


# --- the schemas ------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", FILES)
def test_a_schema_is_valid_2020_12(kind: str) -> None:
    """Each schema says which draft it follows, and follows it."""
    schema = json_schemas()[kind]
    assert schema["$schema"] == Draft202012Validator.META_SCHEMA["$schema"]
    Draft202012Validator.check_schema(schema)


@pytest.mark.parametrize("name", YAML_FILES)
def test_a_schema_accepts_the_repositorys_own_file(name: str) -> None:
    """An editor raises no false alarm on a file that loads."""
    assert faults_of(kind_of(name), content_of(name)) == []


@pytest.mark.parametrize("name", YAML_FILES)
def test_a_file_names_the_schema_of_its_kind(name: str) -> None:
    """The first line tells the editor which schema to use, and the schema is there."""
    first = (ROOT / name).read_text("utf-8").split("\n", 1)[0]
    mark, _equals, schema = first.partition("=")
    assert mark == "# yaml-language-server: $schema"
    assert ((ROOT / name).parent / schema).resolve() == DATA / "schema" / f"{kind_of(name)}.json"
    assert (DATA / "schema" / f"{kind_of(name)}.json").is_file()


@pytest.mark.parametrize("kind", FILES)
def test_a_written_schema_is_the_one_of_the_code(kind: str) -> None:
    """`lsreport schema data/schema` was run after the last change."""
    written = json.loads((DATA / "schema" / f"{kind}.json").read_text("utf-8"))
    assert written == json_schemas()[kind]


@pytest.mark.parametrize("name", YAML_FILES)
def test_a_schema_refuses_a_misspelled_key(name: str) -> None:
    """Each key of the file's top, with one letter too many, is underlined."""
    content = content_of(name)
    for key in content:
        spoiled = {(k + "x" if k == key else k): value for k, value in content.items()}
        assert any(f"{key}x" in message for message in faults_of(kind_of(name), spoiled)), key


@pytest.mark.parametrize(
    ("name", "path", "wrong"),
    [
        ("data/ubnd/2024-05.yaml", ("so_lieu", "*", "thang"), "mcu"),
        ("data/ubnd/2024-05.yaml", ("so_lieu", "*"), "thangg"),
        ("data/ubnd/2024-05.yaml", ("so_lieu",), "Ngân sách"),
        ("data/ubnd/2024-05.yaml", ("van_ban", "*"), "ngày"),
        ("data/chi-tieu/ngan-sach.yaml", ("chi_tieu", "*"), "donvi"),
        ("data/ke-hoach/2024.yaml", ("ke_hoach", "*"), "mucc"),
        ("data/don-vi.yaml", ("don_vi", "*"), "tne"),
        ("data/co-quan.yaml", ("co_quan", "*"), "dia_dah"),
        ("data/co-quan.yaml", ("nguoi_ky", "*"), "hoten"),
        ("data/noi-nhan.yaml", ("noi_nhan", "*", 0), "lưu"),
        ("data/lsreport.yaml", ("bao_cao", "*"), "mauu"),
        ("data/lsreport.yaml", ("kieu_in",), "so_le"),
    ],
)
def test_a_schema_refuses_a_key_that_is_not_its_own(
    name: str, path: tuple[str | int, ...], wrong: str
) -> None:
    """Misspelled keys are underlined at every depth."""
    content = content_of(name)
    spot = content
    for step in path:
        spot = spot[next(iter(spot)) if step == "*" else step]
    spot[wrong] = "x"
    assert faults_of(kind_of(name), content)


@pytest.mark.parametrize(
    ("name", "path", "wrong"),
    [
        ("data/ubnd/2024-05.yaml", ("ban",), "tháng 6"),
        ("data/ubnd/2024-05.yaml", ("so_lieu",), []),
        ("data/chi-tieu/ngan-sach.yaml", ("chi_tieu", "*", "loai"), "lương"),
        ("data/chi-tieu/ngan-sach.yaml", ("chi_tieu", "*", "gom"), "ngan_sach.thu"),
        ("data/ke-hoach/2024.yaml", ("nam",), "hai nghìn"),
        ("data/ke-hoach/2024.yaml", ("nam",), []),
        ("data/lsreport.yaml", ("kieu_in", "dem_hai_chu_so"), "yes"),
    ],
)
def test_a_schema_refuses_a_value_of_the_wrong_kind(
    name: str, path: tuple[str, ...], wrong: object
) -> None:
    """What the loader refuses by its form alone, an editor underlines."""
    content = content_of(name)
    spot = content
    for step in path[:-1]:
        spot = spot[next(iter(spot)) if step == "*" else step]
    spot[path[-1]] = wrong
    assert faults_of(kind_of(name), content)


@pytest.mark.parametrize("kind", FILES)
def test_every_key_of_a_schema_is_described(kind: str) -> None:
    """Completion in an editor tells what each key is for."""

    def undescribed(schema: Any) -> Iterator[str]:
        if isinstance(schema, dict):
            for key, field in schema.get("properties", {}).items():
                if not field.get("description"):
                    yield key
            for value in schema.values():
                yield from undescribed(value)
        elif isinstance(schema, list):
            for value in schema:
                yield from undescribed(value)

    assert list(undescribed(json_schemas()[kind])) == []
