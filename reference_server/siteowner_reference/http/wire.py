"""How requests are read off the wire: by uvicorn, within bounds."""

from typing_extensions import override
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

MAX_HEAD_BYTES = 128 * 1024
"""More than query and headers may have together, see limits.py."""


class BoundedProtocol(HttpToolsProtocol):
    """Refuses a request line and headers without end, which the parser would wait for."""

    _head_bytes = 0
    _in_body = False

    @override
    def data_received(self, data: bytes) -> None:
        """Takes what came over a connection."""
        if not self._in_body:
            self._head_bytes += len(data)
        super().data_received(data)
        endless = not self._in_body and self._head_bytes > MAX_HEAD_BYTES
        if endless and not self.transport.is_closing():
            self.send_400_response("The head of the request is too large.")

    @override
    def on_headers_complete(self) -> None:
        """Begins with the body."""
        self._in_body = True
        super().on_headers_complete()

    @override
    def on_message_complete(self) -> None:
        """Begins with the next request of the connection."""
        self._in_body, self._head_bytes = False, 0
        super().on_message_complete()
