"""What can go wrong with an answer, one function a fault: see `fault_server`."""

import gzip
import json
import time
import zlib
from email.utils import formatdate

from tests.sdk.fault_server import ANSWERS, JSON, Fault, Turn

OTHER_ANSWER = b"HTTP/1.1 201 Created\r\nContent-Length: 2\r\n\r\n{}"


def none(turn: Turn) -> bool:
    """As it should be."""
    turn.answer()
    return True


def closes_unasked(turn: Turn) -> bool:
    """An answer, and an end of the connection that was not told."""
    turn.answer()
    return False


def no_answer(_: Turn) -> bool:
    """An end of the connection in place of an answer."""
    return False


def reset_before(turn: Turn) -> bool:
    """A reset in place of an answer."""
    turn.reset()
    return False


def reset_amid(turn: Turn) -> bool:
    """A reset amid the body."""
    turn.head("200 OK", JSON, "Content-Length: 1000")
    turn.socket.sendall(b'{"total')
    time.sleep(0.02)
    turn.reset()
    return False


def short_body(turn: Turn) -> bool:
    """An end of the connection before the length that was told."""
    turn.head("200 OK", JSON, "Content-Length: 1000")
    turn.socket.sendall(b'{"total')
    return False


def short_chunks(turn: Turn) -> bool:
    """An end of the connection before the last chunk."""
    turn.head("200 OK", JSON, "Transfer-Encoding: chunked")
    turn.socket.sendall(b'7\r\n{"total\r\n')
    return False


def silent(turn: Turn) -> bool:
    """Nothing at all."""
    turn.wait()
    return False


def silent_at_first(turn: Turn) -> bool:
    """Nothing at all, and an answer to the next."""
    if turn.number:
        turn.answer()
    else:
        turn.wait()
    return bool(turn.number)


def silent_amid(turn: Turn) -> bool:
    """A beginning of a body, and nothing after it."""
    turn.head("200 OK", JSON, "Content-Length: 1000")
    turn.socket.sendall(b'{"total')
    turn.wait()
    return False


def dripping_headers(turn: Turn) -> bool:
    """Header after header, without an end."""
    turn.socket.sendall(b"HTTP/1.1 200 OK\r\n")
    turn.drip(b"X-Drop: 1\r\n")
    return False


def dripping_body(turn: Turn) -> bool:
    """A body of which a byte comes now and then."""
    turn.head("200 OK", JSON, "Content-Length: 100000")
    turn.drip(b" ")
    return False


def bad_gateway(turn: Turn) -> bool:
    """A proxy's page in place of the API's answer."""
    turn.send("502 Bad Gateway", "Content-Type: text/html", body=b"<h1>Bad gateway</h1>")
    return True


def no_http(turn: Turn) -> bool:
    """Another protocol."""
    turn.socket.sendall(b"SSH-2.0-OpenSSH_10.0\r\n\r\n")
    return False


def html(turn: Turn) -> bool:
    """A page that says it is a success."""
    turn.send("200 OK", "Content-Type: text/html", body=b"<h1>Welcome</h1>")
    return True


def broken_json(turn: Turn) -> bool:
    """JSON without its end."""
    turn.send("200 OK", JSON, body=b'{"total_students": 1')
    return True


def invalid_utf8(turn: Turn) -> bool:
    """JSON whose bytes are no text."""
    turn.send("200 OK", JSON, body=b'{"total_students": "\xff\xfe"}')
    return True


def broken_gzip(turn: Turn) -> bool:
    """A body that is not compressed as it says."""
    turn.send("200 OK", JSON, "Content-Encoding: gzip", body=b"no gzip at all")
    return True


def too_large(turn: Turn) -> bool:
    """A refusal that ends the connection."""
    turn.send("413 Content Too Large", JSON, "Connection: close", body=b'{"detail": "Too large."}')
    return False


def throttled(turn: Turn) -> bool:
    """One refusal with a time to wait in seconds, then an answer."""
    return _at_second(turn, "429 Too Many Requests", "Retry-After: 0")


def throttled_till(turn: Turn) -> bool:
    """The same with the instant to wait for."""
    return _at_second(turn, "429 Too Many Requests", f"Retry-After: {formatdate(usegmt=True)}")


def throttled_long(turn: Turn) -> bool:
    """A refusal for longer than anybody waits."""
    turn.send("429 Too Many Requests", JSON, "Retry-After: 3600", body=b'{"detail": "Later."}')
    return True


def unavailable_twice(turn: Turn) -> bool:
    """Two failures, then an answer."""
    if turn.number < 2:
        turn.send("503 Service Unavailable", JSON, body=b'{"detail": "Busy."}')
    else:
        turn.answer()
    return True


def stale(turn: Turn) -> bool:
    """An idle connection that closes just as the next request comes."""
    if turn.on_connection:
        return False
    turn.answer()
    return True


def stale_reset(turn: Turn) -> bool:
    """The same with a reset."""
    if turn.on_connection:
        turn.reset()
        return False
    turn.answer()
    return True


def gzipped(turn: Turn) -> bool:
    """A compressed body."""
    turn.answer("Content-Encoding: gzip", encode=gzip.compress)
    return True


def deflated(turn: Turn) -> bool:
    """A body compressed in the other way."""
    turn.answer("Content-Encoding: deflate", encode=zlib.compress)
    return True


def chunked(turn: Turn) -> bool:
    """A body in chunks of 7 bytes."""
    status, document = ANSWERS[turn.request.method, turn.request.path]
    body = json.dumps(document).encode()
    turn.head(status, JSON, "Transfer-Encoding: chunked")
    for start in range(0, len(body), 7):
        piece = body[start : start + 7]
        turn.socket.sendall(f"{len(piece):x}\r\n".encode() + piece + b"\r\n")
    turn.socket.sendall(b"0\r\n\r\n")
    return True


def hinted(turn: Turn) -> bool:
    """A word in advance (103), then the answer."""
    turn.head("103 Early Hints", "Link: </style.css>; rel=preload")
    turn.answer()
    return True


def until_closed(turn: Turn) -> bool:
    """A body that ends with the connection, as of HTTP/1.0."""
    status, document = ANSWERS[turn.request.method, turn.request.path]
    turn.head(status, JSON, "Connection: close")
    turn.socket.sendall(json.dumps(document).encode())
    return False


def redirect_to(url: str, status: str) -> Fault:
    """A redirect, such as to another origin."""

    def fault(turn: Turn) -> bool:
        turn.send(status, f"Location: {url}/elsewhere/")
        return True

    return fault


def _at_second(turn: Turn, status: str, *headers: str) -> bool:
    if turn.number:
        turn.answer()
    else:
        turn.send(status, JSON, *headers, body=b'{"detail": "Later."}')
    return True


def body_after_204(turn: Turn) -> bool:
    """A 204 with a body, which by the standard it can't have; everything else as it should be."""
    if turn.request.method != "DELETE":
        turn.answer()
    else:
        turn.send("204 No Content", JSON, body=OTHER_ANSWER)
    return True


def chunks_after_204(turn: Turn) -> bool:
    """The same in chunks, of which the first is an answer of its own."""
    if turn.request.method != "DELETE":
        turn.answer()
    else:
        turn.head("204 No Content", "Transfer-Encoding: chunked")
        turn.socket.sendall(OTHER_ANSWER)
    return True


def no_status(turn: Turn) -> bool:
    """A status line that is none, with somebody's data in it."""
    turn.socket.sendall(b"HTTP/1.1 2OO OK 0100-secret\r\nX: 0100-secret\r\n\r\n")
    return False


def large_head(turn: Turn) -> bool:
    """Headers as long and as many as httpx takes."""
    turn.answer(f"X-Long: {'x' * 50_000}", *(f"X-{number}: 1" for number in range(200)))
    return True
