from visiting import Visitor
def test_x(visit: Visitor) -> None:
    for a in ["/tugas","/tugas?tampilan=kursi","/tugas?tampilan=keadaan","/tugas?tampilan=matriks","/tugas?tampilan=kendala","/tugas?tampilan=eskalasi","/tugas?kode=T-031","/tugas?kode=T-049","/tugas?baru=ya&asal=komitmen&komitmen=K-11","/tugas?baru=ya"]:
        screen = visit(a)
        print(a, screen.title)
