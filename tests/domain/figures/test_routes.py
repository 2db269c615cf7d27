"""Routes on a map that ends at NTT: nothing is lost between the table and the lines."""

from domain.figures.routes import EXIT_LATITUDE, MOST_EXITS, NO_EXIT, OTHERS, Route, Stop, drawn

MALAKA = Stop("Malaka", -9.6, 124.9, is_inside=True)
EL_TARI = Stop("El Tari", -10.17, 123.67, is_inside=True)
NUNUKAN = Stop("Nunukan", 4.1, 117.7, is_inside=False)
MALAYSIA = Stop("Malaysia", 4.0, 102.0, is_inside=False)


def test_a_way_through_ntt_has_two_legs_and_its_country_stands_at_the_edge() -> None:
    flows, exits = drawn([Route(MALAKA, EL_TARI, MALAYSIA, 7)], "laporan")
    assert [flow.name for flow in flows] == ["Malaka → El Tari", "El Tari → ke Malaysia"]
    assert flows[0].end == EL_TARI.place
    assert flows[1].end == (exits[0].lat, exits[0].lon)
    assert exits[0].lat == EXIT_LATITUDE
    assert exits[0].text == "ke Malaysia 7"


def test_a_way_out_of_ntt_ends_at_the_name_of_its_exit() -> None:
    flows, exits = drawn([Route(MALAKA, NUNUKAN, MALAYSIA, 3)], "laporan")
    assert [flow.name for flow in flows] == ["Malaka → Nunukan"]
    assert [exit.text for exit in exits] == ["Nunukan 3"]


def test_what_is_not_named_is_drawn_no_further_than_it_is_known() -> None:
    flows, exits = drawn([Route(None, NUNUKAN, MALAYSIA, 3), Route(MALAKA, None, None, 2)], "laporan")
    assert flows == ()
    assert exits == ()
    assert Route(MALAKA, None, MALAYSIA, 1).exit_name == NO_EXIT


def test_reports_on_a_shared_leg_are_added_up_and_the_busiest_is_the_thickest() -> None:
    belu = Stop("Belu", -9.1, 124.9, is_inside=True)
    flows, _ = drawn(
        [Route(MALAKA, EL_TARI, MALAYSIA, 4), Route(MALAKA, EL_TARI, None, 5), Route(belu, EL_TARI, None, 1)],
        "laporan",
    )
    by_name = {flow.name: flow for flow in flows}
    assert by_name["Malaka → El Tari"].text == "9 laporan"
    assert by_name["Malaka → El Tari"].weight == max(flow.weight for flow in flows)


def test_more_exits_than_have_room_become_one() -> None:
    away = [Stop(f"Kota {i}", 0.0, 100.0 + i, is_inside=False) for i in range(8)]
    flows, exits = drawn([Route(MALAKA, stop, None, 20 - i) for i, stop in enumerate(away)], "laporan")
    assert len(exits) == MOST_EXITS
    assert exits[-1].text == f"{OTHERS} {16 + 15 + 14 + 13}"
    assert len(flows) == MOST_EXITS
    assert [exit.lon for exit in exits] == sorted(exit.lon for exit in exits)


def test_no_route_draws_nothing() -> None:
    assert drawn([], "laporan") == ((), ())


def test_a_route_from_outside_ntt_says_so_and_is_not_drawn() -> None:
    route = Route(None, NUNUKAN, None, 4, is_from_outside=True)
    assert route.origin_name == "luar NTT"
    assert drawn([route], "laporan") == ((), ())
