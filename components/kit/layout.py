"""The parts every screen shares: its head, its finding, sections, and the account box."""

import streamlit as st
from markupsafe import Markup
from streamlit.delta_generator import DeltaGenerator

from components.kit import markup, static_files
from components.kit.markup import Text
from domain import addresses
from domain.access.permissions import Actor
from domain.look import PRODUCT
from domain.time import formats
from domain.time.as_of import AsOf

NO_PAPER = Markup("")


def mark() -> None:
    """In the menu, once per page."""
    st.logo(static_files.data_address("logo.svg"), size="large", link=None)


def account_box(actor: Actor) -> None:
    """Who acts; in the menu, and above every page for whoever stands in for an office."""
    if actor.deputy is not None:
        until = formats.long_date(actor.deputy.until)
        said = f"Anda bertindak sebagai {actor.deputy.office} sampai {until}."
        way = markup.link("Kembali ke akun sendiri", addresses.Page.ACCOUNT)
        markup.show(markup.notice(markup.words(said, way), "supervisor_account", css="gb-deputy"))
    with st.sidebar, st.container(key="account"):
        markup.show(
            markup.render(
                "kit.account",
                name=actor.display_name,
                agency=actor.agency_name,
                way_out=markup.link("Keluar", addresses.Endpoint.SIGN_OUT),
            )
        )


_UNREAD = "unread_notices"


def note_unread(count: int | None) -> None:
    """Unread notices for the head of the page that follows; None for readers who never get any."""
    st.session_state[_UNREAD] = count


def name_tab(title: str) -> None:
    """So that tabs and steps back are told apart, and every one says whose they are."""
    st.set_page_config(page_title=f"{title} · {PRODUCT}")


def page_head(*crumbs: Text, as_of: AsOf | None, sample: bool) -> None:
    """Where we are on the left; on the right whether it is sample data, and of what moment.

    None where nothing but the reader's own settings stands on the page.
    """
    *before, here = crumbs
    title = here.striptags() if isinstance(here, Markup) else here
    name_tab(title)
    unread = st.session_state.get(_UNREAD)
    # The number opens the list that it counts.
    address = addresses.inbox(show=addresses.UNREAD if unread else "")
    way = "" if unread is None else markup.render("notices.way", address=address, unread=unread)
    markup.show(
        markup.render(
            "kit.page_head",
            before=before,
            here=here,
            sample=sample,
            as_of=as_of,
            search=addresses.Page.SEARCH,
            notices=way,
        )
    )


def headline(finding: str, *, kicker: str = "", detail: Text = "", paper: Markup = NO_PAPER) -> None:
    """What the screen has found; where it can be taken along on paper, the way there stands in the corner."""
    markup.show(markup.render("kit.headline", finding=finding, kicker=kicker, detail=detail, paper=paper))


def section(title: str, *, aside: Text = "", action: Text = "") -> Markup:
    return markup.render("kit.section", title=markup.breakable(title), aside=aside, action=action)


def at_work(name: str) -> DeltaGenerator:
    """The space of what one does on this screen, with its heading; paper is without it."""
    return st.container(key=f"at-work-{name}")


def beside(*, comes_first: bool) -> DeltaGenerator:
    """The content of a second column; where columns stand under each other, it may come before the first."""
    return st.container(key="comes-first" if comes_first else "comes-after")


def at_end() -> DeltaGenerator:
    """What one chooses and does, at the end of the headline's line; on a phone below it, from the left."""
    return st.container(
        horizontal=True, horizontal_alignment="right", vertical_alignment="bottom", key="at-end"
    )


def refused_parameters(sentences: list[str]) -> None:
    """Says which parameters of the address were refused."""
    if sentences:
        # Not st.warning: it reads Markdown, and what stands in an address could draw a link here.
        markup.show(markup.notice(" ".join(sentences), "link_off", css="gb-warning"))
