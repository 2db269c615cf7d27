"""Words by which institutions, and places of events, call themselves one."""

import re

INSTITUTION = re.compile(
    r"\b(?:paroki|stasi|kevikepan|dekenat|dekanat|gereja|keuskupan|kongregasi|tarekat|biara|susteran|pesantren|"
    r"klasis|sinode|jemaat|majelis|masjid|mui|muhammadiyah|yayasan|lsm|lembaga|"
    r"organisasi|perkumpulan|persekutuan|komunitas|jaringan|forum|aliansi|koalisi|koperasi|kelompok|pkk|"
    r"karang taruna|sd[nki]?|smp[nks]?|sma[nks]?|smk[ns]?|sekolah|universitas|politeknik|kampus|"
    r"institut|dinas|badan|balai|kantor|"
    r"kementerian|kejaksaan|kepolisian|polres|polsek|kodim|koramil|puskesmas|rsud|desa|kelurahan|kecamatan|"
    r"pemkab|pemkot|pemerintah|radio|media|televisi|koran|redaksi|pt|cv|bank|"
    r"society|association|foundation|institute|network|coalition|consulate|embassy|agency|council|"
    r"cent(?:er|re)|university|church|union|committee)\b"
)
"""A word by which an institution calls itself one."""

VENUE = re.compile(
    r"\b(?:aula|gedung|balai|kantor|lapangan|ruang|rumah|pasar|pelabuhan|bandara|terminal|posyandu|puskesmas|"
    r"gereja|kapela|masjid|sekolah|kampus|sd|smp|sma|smk|desa|dusun|kelurahan|hotel|taman|halaman|"
    r"studio|stadion|dermaga|posko|asrama|polres|polsek|koramil|klinik|rsud|universitas)\b"
)
"""A word by which a place of an event calls itself one."""
