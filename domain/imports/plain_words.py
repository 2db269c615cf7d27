"""Words that everybody writes of what is done, had and found, beside those of offices: a text that consists
of them alone names nobody, however many of its words begin with a capital.

No given name and no name of a family is among them, whatever else it says: not “bunga”, nor “bulu”. They
are asked, and never shown: what is printed of a file consists of the words of offices.
"""

import re

_WORD = re.compile(r"[a-z]+")

PLAIN_WORDS = frozenset(
    _WORD.findall(
        """
    abadi acara adat adik adopsi adoption aduan adum adviser advisor advokasi advokat agen agriculture
    ahli aids air ajak ajakan aju akademik akademis akar akbar akibat akreditasi akses akta akte aktivis
    akumulasi akun akut alasan alat alih alumni alun ambil ambulance ambulans amplop anak analisa analyst
    ancam ancaman android aneka angkot angkutan angsuran anjangsana anjing antarnegara antarprovinsi
    antarpulau anti antri anyaman aparat aparatur apel aplikasi aplikator arah arahan arisan asesmen aset
    asing asisten aspal aspek asrama assembly assistant asuh asuhan asuransi atap atas atasan atlet
    audiensi audit aula ayah ayam babak babi bahas bahasan bahaya bais baja bak bakar baku baliho balita
    bambu band banding bandingnya bangku bangunan banjir bantu banyak banyaknya bapak bapas bappeda
    bappelitbang barang barat bareng bareskrim barista bartender baru baseline batita batu bawah bawang
    bayar bayaran bayi bazaar bazar beasiswa beban bebas bebasnya bebek becak bedah begging bekal bekas
    bekerja belakang belis bemo benang benar bendungan bengkel benih berada berangkat berani beras berbagi
    berbasis berdaya berdoa berdokumen berdomisili berhalangan berhasil berhenti berijazah berikut berita
    berjalan berjenjang berkala berkas berkelanjutan berkelompok berkumpul berkurang berlaku berlanjut
    bermain bermasalah bermukim bernyanyi berobat berolahraga bersalah bersalin bersama bersatu bersedia
    bersertifikat bersurat bertambah berubah berusia besar besaran besi besok betah biaya bidan bimbingan
    bin bina biogas biru bisu bius blanko blm bln bnn bnnp boat bobot bocah boga bohong bolpoin booklet
    bordir bpbd bpkad brosur buah budaya budidaya bujuk bujukan bukit bukti buku bulan bumd bumdes bumn
    buron buronan bursa buruh buruk bus buta butir cacat cair cakap calo camat cane canvassing capaian
    cargo cari cashier cat cegah cegat cek cengkeh cepat cerah cerai ceramah ceremony cerpen cetak
    chairman chairperson chef cicilan ciptaan cleaner clerk closing cokelat commemoration contact
    container copot coretan csr cuci cucian cucu cukup cuma curah dahulu dakwaan dalam dampak dana danau
    dapat dapur darah darat daring darurat dasar datang daun debat dekan dekat deklarasi delapan delegasi
    denda dengue depan deposito depresi deputy deras dermaga dermawan desain dgn diabetes dialami diancam
    dianiaya diantar dibantu dibayar dibentuk dibina diblokir dibuang dibujuk dibunuh dicabut dicari
    dicekik didampingi difabel digadai digitalisasi dihentikan dihukum dijadwalkan dijanjikan dijemput
    dijodohkan dijual dikawinkan dikembalikan dikirim dikunjungi dikurung dilanjutkan dilaporkan dilatih
    dilecehkan dilimpahkan diluncurkan dimakamkan dimediasi diminta dinding dini dinikahkan dinyatakan
    dipaksa dipecat dipekerjakan dipenjara diperas diperiksa diperkosa dipindahkan diploma diplomasi
    diproses dipukul dipulangkan diputus dirampas dirampok dirawat director dirujuk dirumahkan disabilitas
    disekap diserahkan disetrika disewa disewakan disidang disiksa disita diskusi disosialisasikan
    dispenda ditahan ditampung ditangani ditangkap ditelantarkan ditempatkan diterbitkan diterima
    diterlantarkan ditetapkan ditipu ditolak ditunda ditutup diusir diversi divonis diwawancarai dll dlm
    doa doanya dokumentasi dolar domba domisili donatur dongeng donor dorong dosen dpr dprd drainase drama
    dsb dua duduk dukcapil dukungan dulu dusun duta efektif ekonomi eksekusi ekspor electrician
    electronics elektronik elektronika elektronis embung epilepsi evakuasi expert facebook facilitator
    fair faktor faktur fakultas famili fasilitas fasilitasi fasilitator feri festival fiktif film fisik
    focal forum foto fruit furnitur gadai gadis gaji gambar gangguan ganti garam gardener garmen garment
    gawai gedung geladi gelap gelar gelas gembong genset gerai gerak gerakan gerbang giat gigi gila giling
    ginjal gitar gizi gladi google gratis guard gudang gugat gugatan gugur gula gunung guru habis hadiah
    hadir haji halangan hambatan hamil handphone hansip harga harta hasil hati hemat henti hentikan hewan
    hibah hiburan hidung hijau hilang hilir himbauan hipertensi hipnotis hitam hiv homestay hospitality
    hujan hulu hutan hutang ibadah ibu ibunya identifikasi idul ijazah ikan ikat iklan ikrar ikut ilmu
    imbauan iming imlek impor inap indekos indeks induk industri inkrah inovasi insentif inspeksi
    inspektorat inspirasi instagram institusi integrasi integritas intel intelijen interaktif internet
    inventarisasi investasi ipar irigasi isbat isi isteri istighosah istri isu itik iuran izin jadwal
    jagung jahat jahitan jajanan jaksa jalan jam jamban jambore jambu jaminan jangan jangkauan janitor
    janji jantung jaringan jasa jauh jawab jejaring jembatan jemput jendela jendral jerat jeratan jiwa jml
    jual juara jujur jumat junior juragan jurang juri jurnal jurusan juta kabar kabel kabid kabur kaca
    kader kades kadis kafe kain kajian kakak kakao kakek kaki kalender kaling kamar kambing kamera kamis
    kampung kampus kandungan kanker kantin kantong kaos kapal kapasitas kapela karaoke karet kartel kartu
    kasar kasasi kasi katekese katekisasi katering kaum kawasan kawin kayu keamanan kearsipan kebangkitan
    kebangsaan kebaya kebersihan kebudayaan kebun kebutuhan kecakapan kecelakaan kecil kedai kedua keempat
    keguguran kehamilan kehutanan kejahatan kejar kejuruan kekasih kekuatan kekurangan kelab kelahiran
    kelapa kelas kelautan kelemahan kelengkapan keliling kelor keluar keluaran keluarga keluhan kemarin
    kembali kemerdekaan kemitraan kenakalan kenalan kenali kendala kendali kendaraan keolahragaan kepala
    kepatuhan kepemudaan keponakan kepulangan kerajinan keramik keras kerbau kerentanan kerjasama kertas
    kerugian kerukunan kesadaran kesbangpol kesejahteraan kesepahaman kesepakatan kesiapan kesiapsiagaan
    ketat ketenteraman ketentraman keterampilan keterangan ketertiban ketiga keuangan keuskupan
    kewirausahaan khas khotbah khutbah kini kios kiri kirim kisah klaim klarifikasi klasifikasi klien
    klinik klinis klub kodam kolaborasi kolaboratif kolam kolekte kolektif kolosal koma kominfo kompensasi
    kompetensi kompetisi komprehensif komputer konfirmasi konselor konser konsultan konsultasi kontak
    kontingen kontrak kontrakan kontrol koordinatif koperasi kopi kor korban kos kost kotor kredit kritis
    krj krn kronis kuasa kuat kucing kuda kue kuitansi kuliah kuliner kulit kunci kuning kunjungi kuota
    kurang kurator kurikulum kurir kursi kursus kurungan kwitansi ladang lahan lahir lahiran laksana laman
    lamaran lambat lampu lanal lanjut lanjutan lansia lantai lantamal lanud lapangan lapas lapisan
    laporkan laptop larangan lari latihan laundry laut lawan layak layar leaflet lebam lebar lebaran lebih
    legal legalisasi legalisir leher lelaki lembar lengan leting lewat liaison liar libur lidik limpah
    lindungi linmas lintas lintasan listrik literasi liturgi livestock logging lokakarya lokal lomba
    longgar lowongan lsm luar luas lukis lukisan lulus lulusan lumpuh lunas lurah luring lusa lutut mading
    mafia magang mahar mahasiswa mahasiswi mahir majikan makalah makan makanan makelar malam malaria
    mandate mandates mandi mandiri mandor manfaat mantan masalah masih massage massal masuk materai mebel
    mechanic media mediasi mediator medis medsos melahirkan melapor melarikan memadai membaca membaik
    membantah membayar membuka memburuk memilih mempelai menari menerima menetap mengajar mengaji mengaku
    menggambar menghilang mengundurkan menikah meninggal meninggalkan meningkat meningkatnya menipu
    menjahit menjual menolak menonton mental mentor menular menulis menunggu menuntut menyanyi menyapa
    menyerah menyetujui menyurat menyusui menyusul merah merantau merawat merdeka meriah mertua mesin
    messenger meterai metode mewarnai michat mimbar minat minggat minggu mining minta minum minyak miskin
    mission mobil modal moderator modern modul modus momen month moratorium motor mpr msh muatan mudah
    mudi mudik mug mulut murah murid musik musim musnahkan musrenbang musyawarah mutasi mutu nanny nanti
    narapidana narasumber nasi naskah natal nelayan nenek ngo nihil nikah nikahkan nilai nonton
    normalisasi nota notaris notulen notulis nyepi obat objek ojek oknum olah olahraga omk online opening
    operasi operasional optimalisasi optimis orang orangtua organ orientasi ormas osis otak otonom
    otoritas pabrik pacar padam padat padi paduan pagi pahlawan painter pajak pakaian pakan paket paksa
    paksaan palsu paman pameran panas pandemi panduan panel panelis panen pangan panggilan panggung
    pangkal panitera panitia panjang pantai panti papan parah paralegal pariwisata parkir partisipasi paru
    pasal pasang pasar pasien paskah paskibraka password pastoral pasutri patah paten patung paud paving
    payung pedagang peduli pegawai pekan pekarangan pelajar pelaku pelantikan pelapor pelatih pelaut
    pelayan pelayaran pelecehan pelepasan pelindung pelopor peluang pemaksaan pemandu pemantau pemasangan
    pemateri pembagian pembantu pembekalan pembela pembeli pemberian pemberkasan pembicara pembimbing
    pembina pembinaan pembohongan pembuka pembukaan pembunuh pembunuhan pemenuhan pemerasan pemerataan
    pemerkosa pemetaan pemetik pemicu pemilik pemimpin pemohon pemuda pemudi pemukulan pemulihan
    pemutakhiran penadah penambahan penanaman penapisan penari penarik penata pencatatan penceramah
    pencetakan pencuri pencurian pendamping pendataan pendatang pendek pendistribusian pendorong penebang
    penelaahan penerbangan penerjemah pengacara pengajian pengajuan pengamanan pengambilan pengancaman
    penganiayaan pengantar pengantaran pengarusutamaan pengasuh pengawas pengawasan pengecekan pengelolaan
    pengembangan pengendalian penggandaan penggelapan penggerak penghargaan penghitungan penghubung
    penghuni pengirim pengkhotbah pengukuran pengurangan pengurus penindak peningkatan penipu penipuan
    penjaga penjahit penjamin penjara penjaringan penjemputan penjeratan penjual penolong pentakosta
    pentas penting penuh penumpang penuntut penurunan penutup penutupan penyalur penyaluran penyambutan
    penyandang penyaringan penyeberangan penyekapan penyelenggaraan penyelidik penyelundup penyerahan
    penyiksaan penyintas penyisihan penyuluh penyusun perahu perairan peralatan perampasan peran perantau
    perantauan perawat perbatasan perbudakan percetakan percuma perdana perekaman perekrut perempuan pergi
    perhubungan perikanan periksa perindustrian peringatan peringkat perintah perjalanan perjanjian
    perjodohan perkawinan perkebunan perkosaan perkuat perlintasan perluasan permainan permanen permohonan
    pernikahan pernyataan perorangan perpustakaan persalinan persandian persembahan persentase persiapan
    persidangan person persuratan pertama pertamanan pertanahan pertanian pertemuan perundungan perut
    pesan pesantren pesawat peserta pesisir peta petang petani peternak peternakan piagam picker pidana
    pidato pijat pikat pilot pin pincang pindah pindahan pinggir pingsan pinjam pinjaman pinjol pintu pipa
    piring pisang piutang pkk plastik pledoi pleidoi plenary pleno plumber podcast pohon point pokir pokja
    pokmas pola polindes polis politik polri pompa pondok ponsel posbakum posbindu poskesdes posko posnya
    poster posyandu potensi poultry prajurit praktek praktik pramuka prapaskah prasarana premi preventif
    pria printer prioritas privat produk profil profiling proporsi prosedur proses prostitusi provokasi
    psikolog psikologi psikologis psikososial publik publikasi puisi pulang pulih pulpen pulsa puluh
    puncak punggung pungut pupuk pustu putus putusan quarry rabu ramadhan rambut rapor rasio ratus rawa
    rawan rawat razia reaksi realisasi receptionist refleksi regulasi rehab rehabilitasi reintegrasi rekam
    rekening rekoleksi rekomendasi rekreasi rekrut rektor relawan remaja removal rendah renovasi rentan
    rentenir reproduksi rerata reses residen residivis restitusi restoran retret retribusi reuni
    revitalisasi rias ribu ringan ringgit riset risiko rohani rohis rohkris rombongan ronda roti ruang
    ruangan rubber rugi rujuk rumahan rumput runtuh rupiah rusak rutan rutin sabtu sadar sahabat sakramen
    saksi saksikan salon sampan samping samsat samudra sangat sanggar sanitasi sanksi santri santunan sapi
    saran sarana sarasehan sarjana sasaran satu satuan saudara sawah sawit sayur sayuran sdh sebagian
    sebaya seberang secretary sedang sedekah sederhana segera sehat sekali sekami sekda sekdis sela selama
    selamat selamatkan selasa selat selatan seleksi selesai seluler sembako sembilan sembuh semen
    semifinal sempit senam seni senin senior senjata sensus separuh sepatu sepeda sepihak sepuluh sepupu
    serah seratus serba serbaguna serempak serentak seribu serikat serta sertifikasi sertifikat seruan
    server servitude sesuai setempat setengah seterika setoran setrika setuju sewa sham siaga siang siaran
    sidak sidang sidik silaturahim silaturahmi simpan simpanan simpul simulasi sindikat singgah
    sinkronisasi sipil sisir siskamling sistem siswa siswi sitter situs skizofrenia skor skripsi slavery
    sma smk smp solusi sopir sore sosmed souvenir spa spanduk speaker specialist speedboat sponsor stabil
    standarisasi statistika stempel steward stiker stop strategi strategis stres stroke studio stunting
    suami suara subsider subuh sudut sugar sukarela sukarelawan sulit sumber sumur sunat sungai sungkem
    supir suporter surat surel survei surveilans survey susu suvenir swadaya syarat syukuran tabungan
    tagihan tahanan tahun taksi taksiran takut talenta talud tambahan tanah tanam tanda tangan tangga
    tanggap tangguh tangguhkan tangki tani tanker tanpa tantangan target tarian tarif tarik taruna tas
    tata tatap tbc tdk teater tebar technician tegas teknis teknologi tekstil telaah telegram telepon
    telinga teluk teman tematik temu temuan tengah tenggara tenun tepi tepung terakhir terampil terapi
    terapis teratur terbatas terbentuk terbentuknya terbit terbuka tercapai terdaftar terdakwa terdampak
    terealisasi terhadap teridentifikasi terindikasi teritorial terjauh terjun terkait terkendala
    terkonfirmasi terlaksana terlambat terlampaui terlantar terlapor terlatih terlayani terluar terminal
    ternak terpadu terpasang terpencil terpenuhi terpidana terpilah tersangka tersebar tersedia
    tersedianya terselesaikan tertahan tertangani tertangkap tertib tertinggal tertipu tertunda tertutup
    terukur tes tesis tetangga textile tgl thdp thn tiang tiga tik tiket tiktok timber timur tindak
    tindakan tinggal tinggi tinjau tinjauan tipu tipuan titik titip titipan tkk tni tobat toilet toko
    tokoh tolak topi total tradisional trafficking trainer transit transparansi trauma treasurer tripleks
    trotoar truk tua tuan tujuan tukang tulang tuli tulis tumor tunai tunangan tuntutan turis turut
    twitter uang ubah udang uji ujian ujung ukiran ulang umkm umrah umroh umur undang undangan undian
    unggah unggulan ungu upacara upah upaya urai urgensi urus urusan usaha usia usul usulan utang utara
    utk utusan vaksin validasi vanili verifikasi vice video visa visi visitasi vokal vonis waisak waiter
    waitress wajib walikota wanita warga warteg warung wasit waspada waspadai wawancara webinar website
    wedding welder whatsapp wifi wilayah wirausaha wisata wisuda wki wna wni workshop yatim year youtube
    ziarah zona zoom

    agar akan antara atau bagi belum bila bukan dengan hanya hingga jika juga kami karena ketika kita lagi
    lain maka melalui mereka namun oleh pernah pun saat saja sama sampai sebagai secara sejak sekitar
    selain selalu seluruh semua seperti sering sesudah setelah setiap supaya telah tetap tidak

    about abuse access action activity address adult advocacy after against agent agreement aid airport
    and app assessment assistance audience awareness baby background before between board bondage book
    border briefing building business camp campaign capacity care caregiver case cash center centre check
    chief child children church class cleaning clinic closed coaching committee communication community
    company complaint computer conference consultation contract convicted cook coordination coordinator
    core counseling counselling country course court crime cross customer data debate debt deception
    delivery deportation deported desk detention dialogue discussion district document domestic door draft
    driver drop early economic education emergency employment evaluation evidence exploitation factory
    fake false family farm field file final fisherman fishing focus follow food for force forced free from
    front full government group handover harbour head healing health help helper high home host hotline
    house household housekeeping human identification illegal immigration implementation improve
    information inspection integration interview investigation jail job joint judge justice kitchen
    knowledge labor labour launch launching law lawyer leader leadership learning level line list live
    local loss maid management manager map maritime market marriage medical meeting member memorandum
    migrant migration mobile module monitoring monthly national network news night nurse office officer
    open operation operator order organization orphan outreach oversight palm parish partner patrol
    payment pending people phase phone physical plan plantation police policy port post press prevent
    prevention prison procedure process program programme progress project promise promises prosecution
    prosecutor prosecutors protection psychological public radio raid reception recovery recruiter
    recruitment referral regional registration rehabilitation reintegration report request rescue research
    restaurant return returnee returnees review rights risk road role rural safe safety sailor salary
    school screening sea seaman security seminar service services session sexual sharing shelter show
    signed site skill skills smuggling social society staff stage standard statement station street
    strengthen strengthening student students study suicide summit supervision support survivor survivors
    suspect system talk task teacher teachers team technical temporary test the their therapist therapy
    ticket town tracing trainers training transfer travel trial unit update vessel victim victims village
    violence visit volunteer wages walk warning watch weekly welfare with witness woman women work worker
    workers youth
        """
    )
)
