"""Modules of ``static/`` in the browser that will run them, without the application around them."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Page, Route

from components.kit import static_files

ORIGIN = "http://modules.test"
"""Never resolved: whatever is asked for is answered from ``static/``."""


class Modules:
    """An empty page with storage of its own that can import any of our modules."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.complaints: list[str] = []
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.route(f"{ORIGIN}/**", self._answer)
        page.goto(f"{ORIGIN}/")

    @staticmethod
    def _answer(route: Route) -> None:
        name = urlsplit(route.request.url).path.removeprefix("/")
        if not name:
            route.fulfill(body="<!DOCTYPE html><title>modules</title>", content_type="text/html")
        else:
            route.fulfill(path=static_files.STATIC / name, content_type=static_files.media_type(name))

    def rule(self, file: str, name: str) -> Callable[..., Any]:
        """A function that a module exports, to be called with plain values."""

        def call(*given: Any) -> Any:
            return self.run(file, f"(module, ...given) => module.{name}(...given)", *given)

        return call

    def run(self, file: str, body: str, *given: Any) -> Any:
        """What a function of the module, and of what is given, returns or resolves to."""
        script = f"async ([file, given]) => ({body})(await import(file), ...given)"
        return self.page.evaluate(script, [f"{ORIGIN}/{file}", list(given)])
