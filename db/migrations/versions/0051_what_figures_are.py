"""figures say what they are: series of wider definitions stand apart, and no state is typed"""

from datetime import date

import sqlalchemy as sa
from alembic import op

revision = "0051"
down_revision = "0050"
branch_labels = None
depends_on = None

_INDICATORS = (
    (
        "procedural_placement_achievement",
        "Capaian target penempatan prosedural, dinyatakan",
        "persen",
        "placement",
        "ambiguous",
        "neutral",
        "Persentase capaian target penempatan prosedural seperti yang dinyatakan sumber.",
        "Dinyatakan, bukan dihitung; dibandingkan dengan realisasi dan targetnya sendiri.",
    ),
    (
        "deaths_undivided",
        "PMI meninggal, kematian atau jenazah tidak dibedakan",
        "orang",
        "deaths_undivided",
        "down",
        "harm",
        "Orang yang meninggal menurut sumber yang tidak menyebut apakah yang dihitung "
        "kematian di luar negeri atau jenazah yang tiba.",
        "Tidak digabung dengan kematian ataupun jenazah.",
    ),
    (
        "trafficking_and_smuggling_reports",
        "Laporan polisi TPPO dan penyelundupan manusia, digabung",
        "LP",
        "trafficking_and_smuggling",
        "ambiguous",
        "neutral",
        "Laporan polisi (LP) TPPO dan penyelundupan manusia yang dihitung sumbernya sebagai satu angka.",
        "Dua kejahatan yang berbeda; tidak dibandingkan dengan LP TPPO saja.",
    ),
    (
        "trafficking_and_smuggling_suspects",
        "Tersangka TPPO dan penyelundupan manusia, digabung",
        "orang",
        "trafficking_and_smuggling",
        "ambiguous",
        "neutral",
        "Tersangka TPPO dan penyelundupan manusia yang dihitung sumbernya sebagai satu angka.",
        "Tidak dibandingkan dengan tersangka TPPO saja.",
    ),
    (
        "trafficking_and_smuggling_completed",
        "Perkara TPPO dan penyelundupan manusia selesai, digabung",
        "perkara",
        "trafficking_and_smuggling",
        "ambiguous",
        "neutral",
        "Perkara TPPO dan penyelundupan manusia yang diselesaikan dalam periode, kapan "
        "pun dilaporkan, sebagai satu angka.",
        "Dapat melebihi LP periode itu.",
    ),
)
_NOTES = (
    ("remains_repatriated", "Berbeda dari kematian: yang dimakamkan di luar negeri tidak terhitung."),
    (
        "trafficking_police_reports",
        "Naik dapat berarti penegakan membaik atau kejahatan bertambah. Yang digabung "
        "dengan penyelundupan manusia adalah deret lain.",
    ),
    (
        "trafficking_cases_completed",
        "Dapat melebihi LP periode itu. Yang digabung dengan penyelundupan manusia adalah deret lain.",
    ),
)
_SET_APART = (
    (
        "A-042",
        "remains_repatriated",
        "deaths_undivided",
        "seri tahunan Katong NTT berjumlah 538; definisi/periode berbeda-beda",
    ),
    (
        "A-110",
        "trafficking_police_reports",
        "trafficking_and_smuggling_reports",
        "TPPO digabung penyelundupan manusia",
    ),
    (
        "A-115",
        "trafficking_police_reports",
        "trafficking_and_smuggling_reports",
        "TPPO digabung penyelundupan manusia",
    ),
    (
        "A-111",
        "trafficking_cases_completed",
        "trafficking_and_smuggling_completed",
        "TPPO digabung penyelundupan manusia",
    ),
    (
        "A-116",
        "trafficking_cases_completed",
        "trafficking_and_smuggling_completed",
        "TPPO digabung penyelundupan manusia; selesai pada tahun ini, kapan pun "
        "dilaporkan; dapat melebihi LP",
    ),
    (
        "A-113",
        "trafficking_suspects",
        "trafficking_and_smuggling_suspects",
        "3 LP dari 2024; sumber menghitung tersangka TPPO dan penyelundupan manusia bersama",
    ),
)
"""Code, series until now, series from now on, and what is remarked."""
_FIGURES = (
    (
        "procedural_placement",
        "2024-01-01",
        "2024-12-31",
        3,
        "orang",
        "negara tujuan lain",
        "S24",
        "semua negara tujuan yang disebut berjumlah 1.395; dikurangi empat negara yang "
        "tercatat satu per satu",
        "",
        "",
    ),
    (
        "procedural_placement_achievement",
        "2025-01-01",
        "2025-12-31",
        117,
        "persen",
        "",
        "S20",
        "",
        "lebih dari 117 persen",
        "",
    ),
    (
        "deaths_abroad",
        "2024-01-01",
        "2024-12-31",
        5,
        "orang",
        "prosedural",
        "S24",
        "sumber lain menyebut 6",
        "",
        "",
    ),
    (
        "trafficking_police_reports",
        "2023-01-01",
        "2023-12-31",
        10,
        "LP",
        "lidik",
        "S98",
        "tahap pada 1 Agustus 2024",
        "",
        "Dinyatakan ulang 1 Agustus 2024",
    ),
    (
        "trafficking_police_reports",
        "2023-01-01",
        "2023-12-31",
        11,
        "LP",
        "sidik",
        "S98",
        "tahap pada 1 Agustus 2024",
        "",
        "Dinyatakan ulang 1 Agustus 2024",
    ),
    (
        "trafficking_police_reports",
        "2023-01-01",
        "2023-12-31",
        2,
        "LP",
        "P-19",
        "S98",
        "tahap pada 1 Agustus 2024",
        "",
        "Dinyatakan ulang 1 Agustus 2024",
    ),
    (
        "trafficking_police_reports",
        "2023-01-01",
        "2023-12-31",
        23,
        "LP",
        "P-21",
        "S98",
        "tahap pada 1 Agustus 2024",
        "",
        "Dinyatakan ulang 1 Agustus 2024",
    ),
    (
        "trafficking_police_reports",
        "2023-01-01",
        "2023-12-31",
        11,
        "LP",
        "lidik",
        "S29",
        "tahap pada akhir 2023",
        "",
        "",
    ),
    (
        "trafficking_police_reports",
        "2023-01-01",
        "2023-12-31",
        28,
        "LP",
        "sidik",
        "S29",
        "tahap pada akhir 2023",
        "",
        "",
    ),
    (
        "trafficking_police_reports",
        "2023-01-01",
        "2023-12-31",
        5,
        "LP",
        "P-21",
        "S29",
        "tahap pada akhir 2023",
        "",
        "",
    ),
    (
        "trafficking_victims",
        "2023-01-01",
        "2024-08-01",
        299,
        "orang",
        "",
        "S98",
        "2023 dan 2024 sampai 1 Agustus bersama",
        "",
        "",
    ),
)
_CONFLICT = "remains_repatriated-53-2018-2022", "remains_repatriated-53-2018-2022-peristiwa"


def upgrade() -> None:
    bind = op.get_bind()
    if bind.scalar(sa.text("SELECT COUNT(*) FROM published_figure WHERE code = 'A-042'")):
        _say_what_they_are(bind)
    with op.batch_alter_table("published_figure") as batch:
        batch.drop_constraint(op.f("ck_published_figure_figure_status"), type_="check")
        batch.drop_column("status")


def _say_what_they_are(bind: sa.Connection) -> None:
    """Of the figures that shipped; a new database is filled with them afterwards."""
    names = ("code", "name", "unit", "concept", "polarity", "palette", "definition", "note")
    for row in _INDICATORS:
        bind.execute(
            sa.text(
                "INSERT INTO indicator (code, name, unit, concept, polarity, palette, definition, note)"
                " VALUES (:code, :name, :unit, :concept, :polarity, :palette, :definition, :note)"
            ),
            dict(zip(names, row, strict=True)),
        )
    for code, note in _NOTES:
        bind.execute(
            sa.text("UPDATE indicator SET note = :note WHERE code = :code"), {"code": code, "note": note}
        )
    for code, was, now, note in _SET_APART:
        bind.execute(
            sa.text(
                "UPDATE published_figure SET indicator_code = :now, note = :note"
                " WHERE code = :code AND indicator_code = :was"
            ),
            {"code": code, "was": was, "now": now, "note": note},
        )
    taken = [int(code[2:]) for code in bind.scalars(sa.text("SELECT code FROM published_figure"))]
    for number, figure in enumerate(_FIGURES, start=max(taken) + 1):
        indicator, first, last, value, unit, subgroup, source, note, written, said_by = figure
        bind.execute(
            sa.text(
                "INSERT INTO published_figure (code, indicator_code, region_code, period_start, period_end,"
                " value, unit, subgroup, status, source_code, note, as_written, said_by, withdrawal)"
                " VALUES (:code, :indicator, '53', :first, :last, :value, :unit, :subgroup, 'published',"
                " :source, :note, :written, :said_by, '')"
            ).bindparams(sa.bindparam("first", type_=sa.Date()), sa.bindparam("last", type_=sa.Date())),
            {
                "code": f"A-{number:03d}",
                "indicator": indicator,
                "first": date.fromisoformat(first),
                "last": date.fromisoformat(last),
                "value": value,
                "unit": unit,
                "subgroup": subgroup,
                "source": source,
                "note": note,
                "written": written,
                "said_by": said_by,
            },
        )
    for name in ("conflict_explanation", "task"):
        kept = sa.table(name, sa.column("conflict_key"))
        was, now = _CONFLICT
        bind.execute(kept.update().where(kept.c.conflict_key == was).values(conflict_key=now))
