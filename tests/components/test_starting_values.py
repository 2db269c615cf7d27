"""No form begins with an answer: what is chosen, counted, dated or ticked is so by whoever fills it in.

Every field of every form is read from the source, folded and unfolded ones alike. Filters are no forms: they
say what one looks at, in the address.
"""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
NO_FORMS = {"components/kit/filters.py", "components/kit/choice_field.py"}
"""Filters, and the field whose beginning its callers say."""
BELOW_A_PLACE = {"number_field": "value", "time_field": "value"}
BY_NAME_ALONE = {"choice_field": "chosen"}
OWN_FIELDS = BELOW_A_PLACE | BY_NAME_ALONE
STARTS_AT = {
    "selectbox": "index",
    "radio": "index",
    "segmented_control": "default",
    "pills": "default",
    "multiselect": "default",
    "checkbox": "value",
    "toggle": "value",
    "date_input": "value",
    "time_input": "value",
    "number_input": "value",
    "slider": "value",
    "select_slider": "value",
} | OWN_FIELDS
"""Every kind of field that is not text, and the argument with what it begins with."""
FIRST_OF_ALL = {"selectbox", "radio"}
"""These begin with the first of their choices where nothing is said; dates and numbers with some value."""
NEVER_EMPTY = {"date_input", "time_input", "number_input", "slider", "select_slider"}

AS_IT_STANDS = "shows what is kept already; left as it is, nothing changes"
ALLOWED = {
    ("components/commitments/actions.py", "Tenggat baru"): AS_IT_STANDS,
    ("components/commitments/actions.py", "Target baru"): AS_IT_STANDS,
    ("components/commitments/ownership.py", "Tenggat yang ditawarkan"): AS_IT_STANDS,
    ("components/commitments/ownership.py", "Target yang ditawarkan"): AS_IT_STANDS,
    ("components/commitments/form.py", "Wilayah"): "named by the phrase, and marked so; else empty",
    ("components/commitments/form.py", "Pilar"): "the pillar that the phrase stands in; else empty",
    ("components/commitments/form.py", "Target"): "named by the phrase; else empty",
    ("components/commitments/form.py", "Polaritas"): "refused where baseline and target say otherwise",
    ("components/commitments/form.py", "Bobot"): "one counts as much as any other",
    ("components/imports/desk.py", "Pengirim"): "itself, of an office that sends nothing else; else empty",
    ("components/meetings/plan.py", "Sifat"): "the narrower circle; opening it further is said",
    ("components/meetings/fields.py", "label"): "minutes that are planned, not minutes that were held",
    ("components/meetings/attendance.py", "row.agency"): AS_IT_STANDS,
    ("components/meetings/attendance.py", "Hadir untuk"): AS_IT_STANDS,
    ("components/meetings/decisions.py", "Penanggung jawab"): AS_IT_STANDS,
    ("components/meetings/decisions.py", "Kelas"): "the slowest clock, until somebody says that it is urgent",
    ("components/meetings/decisions.py", "Butir"): "outside the agenda, until a point is named",
    ("components/meetings/decisions.py", "Wilayah"): "the whole province, until a place is named",
    ("components/meetings/minutes.py", "Tentang"): "the whole meeting, until a decision is named",
    ("components/tasks/forms.py", "Wilayah"): "where it was born, else the whole province",
    ("components/tasks/forms.py", "Kelas"): "the slowest clock, until somebody says that it is urgent",
    ("components/tasks/letters.py", "Cara"): "with a letter, whose number has to be typed",
    ("components/notices/choices.py", "Harian"): AS_IT_STANDS,
    ("components/notices/choices.py", "Mingguan"): AS_IT_STANDS,
    ("components/notices/choices.py", "Tautan Ringkasan Gubernur"): AS_IT_STANDS,
    ("components/notices/choices.py", "Tenang mulai"): AS_IT_STANDS,
    ("components/notices/choices.py", "Tenang selesai"): AS_IT_STANDS,
    ("components/registers/invitations.py", "Peran"): AS_IT_STANDS,
    ("components/registers/invitations.py", "Instansi"): AS_IT_STANDS,
    ("components/registers/seats.py", "Pemegang yang benar"): AS_IT_STANDS,
    ("components/services/desk_forms.py", "Kabupaten/kota"): "one's own place, from which one reports",
}
"""What begins with something all the same, and why that is no claim and no answer of anybody."""


@dataclass(frozen=True)
class Field:
    path: str
    kind: str
    label: str
    call: ast.Call
    names: dict[str, ast.expr]

    @property
    def begins_empty(self) -> bool:
        start = next((each.value for each in self.call.keywords if each.arg == STARTS_AT[self.kind]), None)
        if start is None and self.kind not in FIRST_OF_ALL:
            start = self._by_position()
            if start is None:
                return self.kind not in NEVER_EMPTY
        if start is not None:
            return _is_nothing(start)
        options = self.call.args[1] if len(self.call.args) > 1 else None
        return options is not None and self._offers_nothing_first(options)

    def _by_position(self) -> ast.expr | None:
        if self.kind in BY_NAME_ALONE:
            return None
        place = 2 if self.kind in BELOW_A_PLACE or STARTS_AT[self.kind] == "default" else 1
        return self.call.args[place] if len(self.call.args) > place else None

    def _offers_nothing_first(self, options: ast.expr) -> bool:
        if isinstance(options, ast.Call) and options.args:
            options = options.args[0]
        if isinstance(options, ast.Name):
            options = self.names.get(options.id, options)
        while isinstance(options, ast.BinOp):
            options = options.left
        first = options.keys[0] if isinstance(options, ast.Dict) and options.keys else None
        return isinstance(first, ast.Constant) and first.value == ""


def _is_nothing(start: ast.expr) -> bool:
    """Nothing, or nothing as long as there is nothing to show."""
    if isinstance(start, ast.IfExp):
        return _is_nothing(start.body) or _is_nothing(start.orelse)
    return isinstance(start, ast.Constant) and start.value is None


def _fields(path: Path) -> Iterator[Field]:
    name = str(path.relative_to(ROOT))
    tree = ast.parse(path.read_text("utf-8"))
    for function in ast.walk(tree):
        if not isinstance(function, ast.FunctionDef):
            continue
        names = {
            target.id: node.value
            for node in ast.walk(function)
            if isinstance(node, ast.Assign | ast.AnnAssign) and node.value is not None
            for target in (node.targets if isinstance(node, ast.Assign) else [node.target])
            if isinstance(target, ast.Name)
        }
        for call in ast.walk(function):
            kind = _kind(call)
            if isinstance(call, ast.Call) and kind:
                yield Field(name, kind, _label(call, kind), call, names)


def _kind(call: ast.AST) -> str | None:
    if not isinstance(call, ast.Call):
        return None
    if isinstance(call.func, ast.Name):
        return call.func.id if call.func.id in OWN_FIELDS else None
    if not isinstance(call.func, ast.Attribute) or call.func.attr not in STARTS_AT:
        return None
    whose = call.func.value
    return None if isinstance(whose, ast.Name) and whose.id in ("markup", "filters") else call.func.attr


def _label(call: ast.Call, kind: str) -> str:
    """As it is written, up to what differs from row to row."""
    label = call.args[1 if kind in BELOW_A_PLACE else 0]
    if isinstance(label, ast.JoinedStr):
        label = label.values[0]
    text = label.value if isinstance(label, ast.Constant) else ast.unparse(label)
    return re.split(r"[,(;]", str(text))[0].strip()


def fields() -> list[Field]:
    files = [path for room in ("components", "pages") for path in sorted((ROOT / room).rglob("*.py"))]
    found = [each for path in files if str(path.relative_to(ROOT)) not in NO_FORMS for each in _fields(path)]
    return list({(each.path, each.call.lineno, each.call.col_offset): each for each in found}.values())


def test_a_field_begins_with_nothing_or_with_what_is_no_answer() -> None:
    begun = {(each.path, each.label): each for each in fields() if not each.begins_empty}
    said = [f"{each.path}:{each.call.lineno} {each.kind} “{each.label}”" for each in begun.values()]
    new = [text for key, text in zip(begun, said, strict=True) if key not in ALLOWED]
    assert not new, "begins with an answer; let it begin empty and refuse it unanswered:\n" + "\n".join(new)
    assert set(ALLOWED) <= set(begun), f"no field begins so any more: {set(ALLOWED) - set(begun)}"


@pytest.mark.parametrize(
    ("written", "is_empty"),
    [
        ('st.selectbox("Jenis", kinds)', False),
        ('st.selectbox("Jenis", kinds, index=None)', True),
        ('st.selectbox("Jenis", list({"": "Pilih", **kinds}))', True),
        ('st.radio("Hasil", kinds, index=0 if known else None)', True),
        ('st.segmented_control("Jawaban", moves, default=ACCEPT)', False),
        ('st.segmented_control("Jawaban", moves)', True),
        ('st.checkbox("Terbukti", value=True)', False),
        ('st.date_input("Tanggal", day)', False),
        ('st.date_input("Tanggal")', False),
        ('st.slider("Kemajuan", 0, 100)', False),
        ('number_field(place, "Target", value=now)', False),
        ('number_field(place, "Target", unit="desa")', True),
        ('choice_field("Jenis", kinds)', True),
        ('choice_field("Jenis", kinds, chosen=known)', False),
    ],
)
def test_what_counts_as_beginning_with_nothing(written: str, is_empty: bool) -> None:
    call = ast.parse(written, mode="eval").body
    assert isinstance(call, ast.Call)
    kind = _kind(call)
    assert kind
    assert Field("", kind, "", call, {}).begins_empty is is_empty


WRITTEN_OUT = re.compile(r"<(?:input|option)\b[^>]*?\b(?:checked|selected)\b[^>]*>")
OPENED_BY_A_KEY = '<input type="radio" name="ragam" value="tugas" checked>'
"""On the wall the key that opens the form says what is recorded, and its script sets this."""


def test_no_page_of_our_own_is_written_with_an_answer_chosen() -> None:
    found = []
    for room in ("components/templates", "server/templates"):
        for path in sorted((ROOT / room).rglob("*.html")):
            without_conditions = re.sub(r"{%-?\s*if .*?{%-?\s*endif\s*-?%}", "", path.read_text("utf-8"))
            found += [each for each in WRITTEN_OUT.findall(without_conditions) if each != OPENED_BY_A_KEY]
    assert found == []
