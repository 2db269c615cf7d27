"""Tugas: the follow-up matrix, and each task with its history."""

import streamlit as st

from components import chips, filters, layout, markup, paging, tasks
from components.runtime import reads, registers, session
from domain import headlines
from domain.permissions import Permission
from domain.tasks import clock

actor = session.require(Permission.VIEW_TASKS)
asked = filters.parameters()
code = asked.text("kode")

if code:
    detail = reads.task(code, actor.scope)
    row = detail.row
    layout.page_head(
        markup.link("Tugas", "/tugas"), f"{row.code} {row.title}", as_of=session.now(), sample=row.is_demo
    )
    layout.headline(row.title, kicker=f"Tugas {row.code}")
    markup.show(chips.of_task_state(row.state))
    left, right = st.columns([55, 45], gap="large")
    with left:
        markup.show(tasks.facts(detail, clock(row.state, row.due_on, session.today())))
    with right:
        markup.show(layout.section("Riwayat"), tasks.history(detail), tasks.explanation())
    st.stop()

everything = registers.timed_tasks(actor.scope)
timed = registers.asked_tasks(asked, everything)
counts = registers.task_counts(timed)
chosen = asked.one_of("saring", tasks.FILTERS) or "terbuka"
shown = tasks.worst_first([pair for pair in timed if tasks.matches(chosen, *pair)])
page = filters.page_of(asked, len(shown), tasks.PAGE_SIZE)

layout.page_head("Tugas", as_of=session.now(), sample=any(row.is_demo for row, _ in everything))
layout.refused_parameters(asked.refused)
layout.headline(headlines.of_tasks(counts["lewat"], counts["terbuka"]))
kept = filters.without(asked.accepted, "saring", "hal")
markup.show(
    markup.pills(
        [
            (
                markup.counted(label, counts[name]),
                markup.href("/tugas", {**kept, "saring": name}),
                name == chosen,
            )
            for name, label in tasks.FILTERS.items()
        ],
        label="Saringan",
    )
)
with st.container(horizontal=True, key="filters"):
    owners = registers.names([(row.owner_code, row.owner) for row, _ in everything], "Semua pemilik")
    regions = registers.names([(row.region_code, row.region) for row, _ in everything], "Semua wilayah")
    filters.select("Pemilik", "instansi", owners, asked.accepted.get("instansi", ""), clears=("hal",))
    filters.select("Wilayah", "wilayah", regions, asked.accepted.get("wilayah", ""), clears=("hal",))
if shown:
    start = (page - 1) * tasks.PAGE_SIZE
    markup.show(
        tasks.matrix(shown[start : start + tasks.PAGE_SIZE]),
        paging.pages(
            "/tugas", filters.without(asked.accepted, "hal"), page=page, size=tasks.PAGE_SIZE,
            total=len(shown), remark="urut kelas lalu tenggat",
        ),
        tasks.explanation(),
    )  # fmt: skip
else:
    markup.show(
        markup.empty("Tidak ada tugas yang cocok.", markup.link("Tampilkan semua", "/tugas?saring=semua"))
    )
