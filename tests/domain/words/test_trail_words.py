"""Records of the trail in words."""

import pytest

from domain.access.permissions import Role
from domain.words import labels, trail

NAMES = {
    ("agency", "dinsos"): "Dinsos NTT",
    ("agency_id", "4"): "Polda NTT",
    ("region", "53.21"): "Malaka",
    ("indicator", "deportations"): "Deportasi",
    ("desk", "employment"): "Ketenagakerjaan",
}


@pytest.mark.parametrize(
    ("kind", "key", "said"),
    [
        ("agency", "dinsos", "instansi Dinsos NTT"),
        ("meeting", "7", "rapat nomor 7"),
        ("quarter", "2026-B09", "triwulan B09 2026"),
        ("joint_leave", "2026-12-24", "cuti bersama 24 Desember 2026"),
        ("service_report", "53.21 2026-10", "laporan layanan Malaka, Oktober 2026"),
        ("figure", "deportations-53-21-2024", "pertentangan angka deportasi, Malaka, 2024"),
        (
            "figure",
            "deportations-53-21-2026-07-01-2026-09-30",
            "pertentangan angka deportasi, Malaka, 1 Jul–30 Sep 2026",
        ),
        ("figure", "A-012", "angka terbit A-012"),
        ("case_register", "", "register kasus"),
    ],
)
def test_a_thing_is_called_as_people_call_it(kind: str, key: str, said: str) -> None:
    assert trail.subject(kind, key, NAMES) == said


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        (
            '{"owner":"dinsos"}',
            '{"owner_id":4}',
            "penanggung jawab: Dinsos NTT → Polda NTT",
        ),
        (
            '{"name":"Penghubung"}',
            '{"name":"Penghubung Utama","delegations":0}',
            "nama: Penghubung → Penghubung Utama, penunjukan pelaksana berakhir: 0",
        ),
        ("{}", '{"region":"53.21"}', "wilayah: Malaka"),
        ("{}", '{"dinsos":"Hadir"}', "Dinsos NTT: Hadir"),
        ("{}", '{"proven":"employment, perbankan"}', "meja terbukti: Ketenagakerjaan, perbankan"),
        ("{}", '{"encrypted":true,"session":12,"mark":"0a1b"}', "disandikan: ya"),
        ('{"name":"Cuti"}', "{}", "nama: Cuti → tidak ada lagi"),
        ("{}", f'{{"sha256":"{"ab" * 32}"}}', "sidik berkas: abababababab…"),
    ],
)
def test_values_name_what_they_mean(before: str, after: str, said: str) -> None:
    assert trail.change("user", before, after, NAMES, instead="") == said


@pytest.mark.parametrize(
    ("kind", "after", "said"),
    [
        ("user", '{"role":"governor_office"}', f"peran: {labels.ROLES[Role.GOVERNOR_OFFICE]}"),
        ("agency", '{"kind":"governor_office"}', "jenis: gubernur dan sekretariat daerah"),
        ("commitment", '{"state":"proposed"}', "keadaan: menunggu jawaban"),
        ("region", '{"duty":"task_force"}', "kewajiban: SK Gugus Tugas"),
    ],
)
def test_a_value_is_called_by_what_it_is_said_of(kind: str, after: str, said: str) -> None:
    assert trail.change(kind, "{}", after, NAMES, instead="").lower() == said.lower()


def test_everything_that_a_record_names_by_its_key_is_looked_up() -> None:
    found = set(trail.things("meeting", "7", '{"owner_id":4}', '{"dinsos":"Hadir","region":"53.21"}'))
    assert found == {("meeting", "7"), ("agency_id", "4"), ("agency", "dinsos"), ("region", "53.21")}
