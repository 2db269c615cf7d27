"""Requests to another server, limited in size and time whatever it sends."""

import io
import time
from typing import Any

import requests
from requests.adapters import HTTPAdapter
from urllib3.exceptions import HTTPError

_PIECE = 16_384


class Bounded(HTTPAdapter):
    """Reads each response completely, and refuses one that is too large or too slow."""

    def __init__(self, largest: int, seconds: float) -> None:
        super().__init__()
        self._largest, self._seconds = largest, seconds

    def send(self, request: requests.PreparedRequest, *given: Any, **named: Any) -> requests.Response:
        until = time.monotonic() + self._seconds
        answer = super().send(request, *given, **(named | {"stream": True}))
        body, line = bytearray(), answer.raw
        try:
            # As much as is there: who asks for so many bytes waits for them, however slowly they come.
            while piece := line.read1(_PIECE, decode_content=True):
                body += piece
                if len(body) > self._largest:
                    raise requests.RequestException("more than an answer holds")
                if time.monotonic() > until:
                    raise requests.Timeout("slower than an answer comes")
        except HTTPError as error:
            raise requests.ConnectionError("the answer broke off") from error
        finally:
            line.close()
        answer.raw = io.BytesIO(body)
        return answer
