"""Words that everybody writes of what is done, had and found, beside those of offices.

A text that consists of these alone names nobody, however many of its words begin with a capital. No given
name and no name of a family is among them, whatever else it says: not “bunga”, nor “bulu”.
"""

import re

_WORD = re.compile(r"[a-z]+")

SHOWN_WORDS = frozenset(
    _WORD.findall(
        """
    abk activity adapun admin administrator aduan agar agen akad akan akronim akses akun alasan antaranya
    apabila aparat art aula bahaya bahwa bali balikpapan banding bangladesh banjarmasin banyak batam batas
    bekerja belas bentuk berakhir berjalan berlaku beroperasi berubah berusia besok biaya bila blm bpjs
    brosur bukan bukti calo camat case cases closed community cukup dapat darat daratan daring dasar date
    denda denpasar des destination dgn dialogue dibatalkan dibayar dibentuk diberikan dibunuh dicabut
    dideportasi diduga diganti dihapus dijadwalkan dijanjikan dijemput diketahui dikirim dilaporkan dilatih
    dilayani dilimpahkan dimakamkan diminta diperiksa direkrut diri dirujuk diserahkan disetujui district
    dit ditahan ditampung ditangani diterima diteruskan ditolak ditreskrim ditreskrimum ditunda diverifikasi
    documented domestic dpo dunia dusun email example facebook fasilitasi form frekuensi gaji gedung gelar
    gelombang gerak giat guru habis hadir hanya henti hongkong hukuman indikasi ingin ini inisial input
    investigation itu jam jantung jaringan jawa jawab jika jlh juga jumat juta jutaan kader kali kalimantan
    kamis kampung kanit kapal karangan karena kargo kasasi keberadaan keberangkatan kebun kecelakaan
    kedudukan keimigrasian kelas kemanusiaan kemarin kembali kepri kesepakatan ketika kewarganegaraan
    kinerja kolom kondisi konstruksi konsumsi kontak kontrak kriminal ksop ktp kuching kuota kurang kurung
    lagi lahir lalu lanjut lebih legal lembur level lewat libur lidik lihat link list location loket lombok
    lsm luas lulus lulusan majikan maka makassar maks malam masa masih mataram medan medis medsos melalui
    membangun membentuk membuka memiliki menggunakan menolak menunggu menyusun merah min modus mulai mutasi
    narasumber nelayan nota notulen ntb online opd open operandi ops origin overstay overstayer pagi paling
    papua pelaporan pemeriksaan penahanan penangguhan penanggung penangkapan pendukung penerbangan
    pengawasan penjara penundaan penuntutan penyelenggara penyelesaian penyelidikan penyidikan peran
    perangkat perbankan perekrutan peringkat perkebunan perkembangan pernah perpanjangan persons perubahan
    pesawat peti pic pidana pindah polresta polrestabes pontianak posko progres proses prt pulang rabu radio
    ralat razia reg rehabilitasi rekaan rekrutmen relawan remitansi repatriasi reported reskrim reskrimum
    restitusi riau ribu ribuan rujuk rupiah sabah sabtu saja sama sangat sarawak sawit sdh sebelumnya sedang
    segera sejak sekarang selama selasa selisih semarang semua semula sendiri senin sesuai sesudahnya
    setelah setiap sewaktu shelter siang sidang sidik singkat singkatan siswa sma sman smkn smp smt spdp
    sponsor sub subdit sulawesi sulsel sumatera supaya surabaya tanpa tarakan tdk telaah telepon tenggat
    tenggelam terakhir terbanyak terbit tercapai terdaftar terhadap terima terindikasi terkait terlaksana
    terlapor terlayani termasuk terminal tersedia tetangga tetap tiap tiket tindak tindakan tkp tpi tppm
    trafficking training transit tsk tunggu type umur undangan upah uraian username usulan vertikal via
    viewer village vonis waktu wawancara wna wni workers yaitu yakni
        """
    )
)
"""Shown, too, where the words around them are hidden: who is asked what “Batam” or “overstay” means has to
see it. They tell no title of an office from a name."""

PLAIN_WORDS = SHOWN_WORDS | frozenset(
    _WORD.findall(
        """
    abadi about abuse acara access action address adik adopsi adoption adult adum adviser advisor advocacy
    advokasi advokat after against agent agreement agriculture aid aids air airport ajak ajakan aju akademik
    akademis akar akbar akibat akreditasi akta akte aktivis akut alat alih alumni alun ambil ambulance
    ambulans amplop analisa analyst ancam ancaman and android aneka angkot angkutan angsuran anjangsana
    anjing antarnegara antarprovinsi antarpulau anti antri anyaman aparatur apel aplikasi aplikator app arah
    arahan arisan asesmen aset asing aspal aspek asrama assembly assessment assistance assistant asuh asuhan
    asuransi atap atlet audience audiensi audit awareness ayah ayam babak babi baby background bagi bahas
    bahasan bais baja bak bakar baku baliho balita bambu band bandingnya bangku bangunan banjir bantu
    banyaknya bapak bapas bappeda bappelitbang barang barat bareng bareskrim barista bartender baseline
    batita batu bawah bawang bayar bayaran bayi bazaar bazar beasiswa beban bebas bebasnya bebek becak bedah
    before begging bekal bekas belakang belis bemo benang benar bendungan bengkel benih berada berani beras
    berbagi berbasis berdaya berdoa berdokumen berdomisili berhalangan berhasil berhenti berijazah berikut
    berjenjang berkala berkelanjutan berkelompok berkumpul berkurang berlanjut bermain bermukim bernyanyi
    berobat berolahraga bersalah bersalin bersatu bersedia bersertifikat bersurat bertambah besaran besi
    betah between bidan bimbingan bin bina biogas biru bisu bius blanko bnn bnnp board boat bobot bocah boga
    bohong bolpoin bondage book booklet border bordir bpbd bpkad briefing buah budaya budidaya building
    bujuk bujukan bukit buku bumd bumdes bumn buron buronan bursa buruk bus business buta butir cacat cair
    cakap camp campaign cane canvassing capacity capaian care caregiver cargo cari cash cashier cat cegat
    cek cengkeh center centre cepat cerah cerai ceramah ceremony cerpen cetak chairman chairperson check
    chef chief child children church cicilan ciptaan class cleaner cleaning clerk clinic closing coaching
    cokelat commemoration committee communication company complaint computer conference consultation contact
    container contract convicted cook coordination coordinator copot core coretan counseling counselling
    country course court crime cross csr cuci cucian cucu cuma curah customer dahulu dakwaan dampak dana
    danau dapur darah darurat datang daun debat debate debt deception dekan dekat deklarasi delapan delegasi
    delivery dengue depan deportation deported deposito depresi deputy deras dermaga dermawan desain
    detention diabetes dialami diancam dianiaya diantar dibantu dibina diblokir dibuang dibujuk dicari
    dicekik didampingi difabel digadai digitalisasi dihentikan dihukum dijodohkan dijual dikawinkan
    dikembalikan dikunjungi dikurung dilanjutkan dilecehkan diluncurkan dimediasi dinding dini dinikahkan
    dinyatakan dipaksa dipecat dipekerjakan dipenjara diperas diperkosa dipindahkan diploma diplomasi
    diproses dipukul diputus dirampas dirampok dirawat director dirumahkan disabilitas discussion disekap
    disetrika disewa disewakan disidang disiksa disita disosialisasikan dispenda ditangkap ditelantarkan
    diterbitkan diterlantarkan ditetapkan ditipu ditutup diusir diversi divonis diwawancarai dll dlm doanya
    document dokumentasi dolar domba domisili donatur dongeng donor door dorong dosen dpr dprd drainase
    drama driver drop dsb duduk dukcapil dukungan dulu duta early economic education efektif ekonomi
    eksekusi ekspor electrician electronics elektronik elektronika elektronis embung emergency employment
    epilepsi evakuasi evaluation evidence expert exploitation facilitator factory fair fake faktor faktur
    fakultas false famili family farm fasilitas fasilitator feri festival field fiktif film fisherman
    fishing focal focus follow food for force forced forum free from front fruit full furnitur gadai gadis
    gambar gangguan ganti garam gardener garmen garment gawai geladi gelap gelas gembong genset gerai
    gerakan gerbang gigi gila giling ginjal gitar gizi gladi google government gratis group guard gudang
    gugat gugatan gugur gula gunung hadiah haji halangan hambatan hamil handover handphone hansip harbour
    harga harta hati head healing health help helper hemat hentikan hewan hibah hiburan hidung high hijau
    hilang hilir himbauan hingga hipertensi hipnotis hitam hiv home homestay hospitality host hotline house
    household housekeeping hujan hulu human hutan hutang ibadah ibu ibunya identification identifikasi idul
    ijazah ikan ikat iklan ikrar ikut ilmu imbauan iming imlek immigration implementation impor improve inap
    indekos indeks industri information inkrah inovasi insentif inspection inspeksi inspektorat inspirasi
    instagram institusi integrasi integration integritas intel intelijen interaktif internet interview
    inventarisasi investasi ipar irigasi isbat isi isteri istighosah istri isu itik iuran izin jagung jahat
    jahitan jail jajanan jaksa jalan jamban jambore jambu jaminan jangan jangkauan janitor janji jasa jauh
    jejaring jembatan jemput jendela jendral jerat jeratan job joint jual juara judge jujur junior juragan
    jurang juri jurnal jurusan justice kabar kabel kabur kaca kades kadis kafe kain kajian kakak kakao kakek
    kaki kalender kaling kamar kambing kamera kami kampus kandungan kanker kantin kaos kapasitas kapela
    karaoke karet kartel kartu kasar katekese katekisasi katering kaum kawasan kawin kayu keamanan kearsipan
    kebangkitan kebangsaan kebaya kebersihan kebudayaan kebutuhan kecakapan kecil kedai kedua keempat
    keguguran kehamilan kehutanan kejahatan kejar kejuruan kekasih kekuatan kekurangan kelab kelahiran
    kelapa kelautan kelemahan kelengkapan keliling kelor keluaran keluarga keluhan kemerdekaan kemitraan
    kenakalan kenalan kenali kendala kendali kendaraan keolahragaan kepatuhan kepemudaan keponakan kerajinan
    keramik keras kerbau kerentanan kerjasama kertas kerugian kerukunan kesadaran kesbangpol kesejahteraan
    kesepahaman kesiapan kesiapsiagaan ketat ketenteraman ketentraman keterampilan ketertiban ketiga
    keuangan keuskupan kewirausahaan khas khotbah khutbah kini kios kiri kirim kisah kita kitchen klaim
    klarifikasi klasifikasi klien klinik klinis klub knowledge kodam kolaborasi kolaboratif kolam kolekte
    kolektif kolosal koma kominfo kompensasi kompetensi kompetisi komprehensif konfirmasi konselor konser
    konsultan konsultasi kontingen kontrakan kontrol koordinatif koperasi kopi kor kos kost kotor kredit
    kritis krj krn kronis kuasa kuat kucing kuda kue kuitansi kuliah kuliner kulit kunci kuning kunjungi
    kurator kurikulum kurir kursi kursus kurungan kwitansi labor labour ladang lahan lahiran laksana laman
    lamaran lambat lampu lanal lanjutan lansia lantai lantamal lanud lapangan lapas lapisan laporkan laptop
    larangan lari latihan launch launching laundry laut law lawan lawyer layak leader leadership leaflet
    learning lebam lebar lebaran legalisasi legalisir leher lelaki lengan leting liaison liar limpah
    lindungi line linmas lintas lintasan listrik literasi liturgi live livestock local logging lokal lomba
    longgar loss lowongan lukis lukisan lumpuh lunas lurah luring lusa lutut mading mafia magang mahar
    mahasiswa mahasiswi mahir maid makalah makanan makelar malaria management manager mandate mandates mandi
    mandiri mandor manfaat mantan map maritime market marriage masalah massage massal materai mebel mechanic
    media mediasi mediator medical meeting melahirkan melapor melarikan memadai membaca membaik membantah
    membayar member memburuk memilih mempelai menari menerima menetap mengajar mengaji mengaku menggambar
    menghilang mengundurkan menikah meninggalkan meningkat meningkatnya menipu menjahit menjual menonton
    mental mentor menular menulis menuntut menyanyi menyapa menyerah menyetujui menyurat menyusui merantau
    merawat merdeka mereka meriah mertua mesin messenger meterai metode mewarnai michat migrant migration
    mimbar minat minggat mining minta minum minyak miskin mission mobil mobile modal moderator modern modul
    module momen month monthly moratorium motor mpr msh muatan mudah mudi mudik mug mulut murah murid musik
    musim musnahkan musrenbang musyawarah mutu namun nanny nanti narapidana nasi naskah natal national nenek
    network news ngo night nikah nikahkan nonton normalisasi notaris notulis nurse nyepi obat objek office
    officer ojek oknum olah olahraga omk opening operasi operation optimalisasi optimis orangtua order organ
    organization ormas orphan osis otak otonom otoritas outreach oversight pabrik pacar padam padat padi
    paduan pahlawan painter pajak pakaian pakan paket paksa paksaan palm palsu paman pameran panas pandemi
    panduan panel panelis panen pangan panggilan panggung pangkal panitera panitia panjang pantai panti
    papan parah paralegal parish pariwisata parkir partisipasi paru pasal pasang pasar pasien paskah
    paskibraka password pastoral pasutri patah paten patrol patung paud paving payment payung pedagang
    peduli pegawai pekan pekarangan pelajar pelantikan pelatih pelaut pelayan pelayaran pelecehan pelepasan
    pelindung pelopor peluang pemaksaan pemandu pemantau pemasangan pemateri pembagian pembantu pembekalan
    pembela pembeli pemberian pemberkasan pembicara pembimbing pembina pembohongan pembuka pembukaan
    pembunuh pembunuhan pemenuhan pemerasan pemerataan pemerkosa pemetaan pemetik pemicu pemilik pemimpin
    pemohon pemudi pemukulan pemulihan pemutakhiran penadah penambahan penanaman penapisan penari penarik
    penata pencatatan penceramah pencetakan pencuri pencurian pendamping pendataan pendatang pendek pending
    pendistribusian pendorong penebang penelaahan penerjemah pengacara pengajian pengajuan pengamanan
    pengambilan pengancaman penganiayaan pengantar pengantaran pengarusutamaan pengasuh pengecekan
    pengelolaan pengembangan pengendalian penggandaan penggelapan penggerak penghargaan penghitungan
    penghubung penghuni pengirim pengkhotbah pengukuran pengurangan pengurus penindak peningkatan penipu
    penipuan penjaga penjahit penjamin penjaringan penjemputan penjeratan penjual penolong pentakosta pentas
    penting penuh penumpang penuntut penurunan penutup penutupan penyalur penyaluran penyambutan penyandang
    penyaringan penyeberangan penyekapan penyelenggaraan penyelidik penyelundup penyerahan penyiksaan
    penyintas penyisihan penyusun people perahu perairan peralatan perampasan perantau perantauan perawat
    perbatasan perbudakan percetakan percuma perdana perekaman pergi perhubungan perikanan periksa
    perindustrian peringatan perintah perjalanan perjanjian perjodohan perkawinan perkosaan perkuat
    perlintasan perluasan permainan permanen permohonan pernikahan pernyataan perorangan perpustakaan
    persalinan persandian persembahan persentase persiapan persidangan person persuratan pertamanan
    pertanahan pertanian pertemuan perundungan perut pesan pesantren pesisir peta petang petani peternak
    peternakan phase phone physical piagam picker pidato pijat pikat pilot pin pincang pindahan pinggir
    pingsan pinjam pinjaman pinjol pintu pipa piring pisang piutang pkk plan plantation plastik pledoi
    pleidoi plenary pleno plumber podcast pohon point pokir pokja pokmas pola police policy polindes polis
    politik polri pompa pondok ponsel port posbakum posbindu poskesdes posnya post poster posyandu potensi
    poultry prajurit praktek praktik pramuka prapaskah prasarana premi press prevent preventif prevention
    printer prioritas prison privat procedure process produk profil profiling programme progress project
    promise promises proporsi prosecution prosecutor prosecutors prosedur prostitusi protection provokasi
    psikolog psikologi psikologis psikososial psychological public publik puisi pulih pulpen pulsa puluh pun
    puncak punggung pungut pupuk pustu putus quarry raid ramadhan rambut rapor rasio ratus rawa rawan rawat
    reaksi reception receptionist recovery recruiter recruitment referral refleksi regional registration
    regulasi rehab rehabilitation reintegrasi reintegration rekam rekening rekoleksi rekomendasi rekreasi
    rekrut rektor remaja removal rendah renovasi rentan rentenir reproduksi request rerata rescue research
    reses residen residivis restaurant restoran retribusi return returnee returnees reuni review
    revitalisasi rias rights ringan ringgit riset risiko risk road rohani rohis rohkris role rombongan ronda
    roti ruang ruangan rubber rugi rumahan rumput runtuh rural rusak rutan rutin saat sadar safe safety
    sahabat sailor sakramen saksi saksikan salary salon sampan samping samsat samudra sanggar sanitasi
    sanksi santri santunan sapi saran sarana sarasehan sarjana saudara sawah sayur sayuran school screening
    sea seaman sebagai sebagian sebaya seberang secara secretary security sedekah sederhana sehat sekali
    sekami sekdis sekitar sela selain selalu selamat selamatkan selat selatan seleksi selesai seluler
    sembako sembilan sembuh semen semifinal sempit senam seni senior senjata sensus separuh sepatu sepeda
    seperti sepihak sepuluh sepupu serah seratus serba serbaguna serempak serentak seribu serikat sering
    serta sertifikasi sertifikat seruan server service services servitude session sesudah setempat setengah
    seterika setoran setrika setuju sewa sexual sham sharing show siaga sidak signed silaturahim silaturahmi
    simpan simpanan simpul simulasi sindikat sinkronisasi sipil sisir siskamling sistem siswi site sitter
    situs skill skills skizofrenia skor skripsi slavery smuggling social society solusi sopir sore sosmed
    souvenir spa spanduk speaker specialist speedboat stabil staff stage standard standarisasi statement
    station statistika stempel steward stiker stop strategi strategis street strengthen strengthening stres
    stroke student students studio study stunting suami suara subsider subuh sudut sugar suicide sukarela
    sukarelawan sulit summit sumur sunat sungai sungkem supervision supir suporter support surel survei
    surveilans survey survivor survivors suspect susu suvenir swadaya syarat system syukuran tabungan
    tagihan tahanan taksi taksiran takut talenta talk talud tambahan tanah tanam tanda tangan tangga tanggap
    tangguh tangguhkan tangki tani tanker tantangan tarian tarif tarik taruna tas task tata tatap tbc
    teacher teachers team teater tebar technical technician tegas teknis teknologi tekstil telegram telinga
    teluk teman tematik temporary temu temuan tenggara tenun tepi tepung terapi terapis teratur terbatas
    terbentuk terbentuknya terbuka terdakwa terdampak terealisasi teridentifikasi teritorial terjauh terjun
    terkendala terkonfirmasi terlambat terlampaui terlantar terlatih terluar ternak terpasang terpencil
    terpenuhi terpidana terpilah tersebar tersedianya terselesaikan tertahan tertangani tertangkap tertib
    tertinggal tertipu tertunda tertutup terukur tes tesis test textile thdp the their therapist therapy
    tiang ticket tik tiktok timber tinggal tinjau tinjauan tipu tipuan titik titip titipan tkk tni tobat
    toilet toko tolak topi town tracing tradisional trainer trainers transfer transparansi trauma travel
    treasurer trial tripleks trotoar truk tua tuan tukang tulang tuli tulis tumor tunai tunangan tuntutan
    turis turut twitter uang ubah udang uji ujian ujung ukiran ulang umkm umrah umroh undang undian unggah
    unggulan ungu upacara upaya urai urgensi urus urusan usaha usul utang utk utusan vaksin validasi vanili
    verifikasi vessel vice victim victims video violence visa visi visit visitasi vokal volunteer wages
    waisak waiter waitress wajib walikota walk warning warteg warung wasit waspada waspadai watch webinar
    website wedding weekly welder welfare whatsapp wifi wirausaha wisata wisuda with witness wki woman women
    work worker workshop yatim year youth youtube ziarah zona zoom
        """
    )
)
