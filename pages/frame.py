"""The frame around every page: who is signed in, the list of pages, and the way between them."""

from functools import partial

import streamlit as st

from components.kit import layout, listening, menu, static_files
from components.runtime import inbox, session
from db.queries.notices import unread_notices
from domain.access.permissions import Permission
from domain.addresses import Page
from views import beginning
from views.ask import ask, reading_run

st.set_page_config(
    page_icon=static_files.address("favicon.png"),
    layout="wide",
    initial_sidebar_state=248,
)
layout.mark()


with reading_run():
    actor = session.current_actor()
    page = partial(menu.page, actor)
    sections = {
        "Pantau": [
            page("monitor/overview", "Ringkasan", Page.OVERVIEW, "dashboard", Permission.VIEW_OVERVIEW),
            page("monitor/progress", "Perkembangan", Page.PROGRESS, "trending_up", Permission.VIEW_PROGRESS),
            page("monitor/hotspots", "Peta", Page.MAP, "map", Permission.VIEW_MAP),
            page("monitor/regency", "Wilayah", Page.REGION, "location_on", Permission.VIEW_REGION),
            page(
                "monitor/figures",
                "Angka & sumber",
                Page.FIGURES,
                "format_list_numbered",
                Permission.VIEW_FIGURES,
            ),
            page(
                "monitor/figure_form",
                "Angka baru",
                Page.NEW_FIGURE,
                "add_chart",
                Permission.PUBLISH_FIGURES,
                listed=False,
            ),
            page("monitor/search", "Cari", Page.SEARCH, "search", Permission.SEARCH, listed=False),
        ],
        "Koordinasi": [
            page(
                "coordination/commitments",
                "Komitmen",
                Page.COMMITMENTS,
                "handshake",
                Permission.VIEW_COMMITMENTS,
            ),
            page(
                "coordination/commitment_form",
                "Komitmen baru",
                Page.NEW_COMMITMENT,
                "add_task",
                Permission.FORM_COMMITMENTS,
                listed=False,
            ),
            page(
                "coordination/declaration",
                "Deklarasi",
                Page.DECLARATION,
                "campaign",
                Permission.VIEW_COMMITMENTS,
            ),
            page("coordination/tasks", "Tugas", Page.TASKS, "checklist", Permission.VIEW_TASKS),
            page("coordination/meetings", "Rapat", Page.MEETINGS, "groups", Permission.VIEW_MEETINGS),
            page("coordination/month", "Kalender", Page.MONTH, "calendar_month", Permission.RUN_MEETINGS),
            page(
                "coordination/verification",
                "Verifikasi",
                Page.VERIFICATION,
                "rule",
                Permission.VERIFY_REPORTS,
            ),
        ],
        "Instansi": [
            page("agency/my_agency", "Instansi saya", Page.MY_AGENCY, "apartment", Permission.VIEW_MY_AGENCY),
            page("agency/inbox", "Kotak masuk", Page.INBOX, "inbox", Permission.VIEW_INBOX),
            page("agency/services", "Layanan", Page.SERVICES, "support_agent", Permission.VIEW_SERVICES),
        ],
        "Data": [
            page("data/cases", "Kasus", Page.CASES, "folder_shared", Permission.VIEW_CASES),
            page(
                "data/case_form",
                "Laporan baru",
                Page.NEW_CASE,
                "post_add",
                Permission.KEEP_CASES,
                listed=False,
            ),
            page(
                "data/case_limits",
                "Batas waktu tahap",
                Page.CASE_LIMITS,
                "timer",
                Permission.SET_STAGE_LIMITS,
                listed=False,
            ),
            page(
                "data/case_standard",
                "Ekspor HTCDS",
                Page.CASE_STANDARD,
                "dataset",
                Permission.VIEW_CASES,
                listed=False,
            ),
            page("data/papers", "Laporan", Page.PAPERS, "description", Permission.TAKE_PAPERS),
            page("data/imports", "Impor", Page.IMPORTS, "upload_file", Permission.IMPORT_FILES),
        ],
        "Kelola": [
            page(
                "admin/start",
                "Mulai",
                Page.START,
                "checklist_rtl",
                Permission.MANAGE_ACCOUNTS,
                listed=beginning.is_wanted(actor),
            ),
            page("admin/account", "Akun saya", Page.ACCOUNT, "account_circle", Permission.VIEW_OWN_ACCOUNT),
            page("admin/users", "Pengguna", Page.USERS, "manage_accounts", Permission.MANAGE_ACCOUNTS),
            page(
                "admin/new_user",
                "Akun baru",
                Page.NEW_USER,
                "person_add",
                Permission.MANAGE_ACCOUNTS,
                listed=False,
            ),
            page("admin/agencies", "Instansi", Page.AGENCIES, "apartment", Permission.MANAGE_AGENCIES),
            page("admin/audit", "Jejak audit", Page.AUDIT, "history", Permission.VIEW_AUDIT),
            page("admin/system", "Sistem", Page.SYSTEM, "monitor_heart", Permission.VIEW_SYSTEM),
            page("admin/holidays", "Hari libur", Page.HOLIDAYS, "event_busy", Permission.MANAGE_HOLIDAYS),
        ],
    }
    current = st.navigation(sections, expanded=True)
    layout.account_box(actor)
    known = {f"/{each.url_path}": each for pages in sections.values() for each in pages}
    listening.listen(actor, known, current)
    if actor.may(Permission.VIEW_INBOX):
        inbox.read_what_led_here()
        layout.note_unread(ask(unread_notices, actor.user_id or 0, scope=actor.scope, role=actor.role))
    current.run()
