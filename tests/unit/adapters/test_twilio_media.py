"""Fetching a file from Twilio: whom the password is told, where an answer may send on to, and what bounds it."""

import ssl
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address
from pathlib import Path
from types import SimpleNamespace
from typing import Any, Self

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from hypothesis import given
from hypothesis import strategies as st

from leadline.adapters.twilio.deadline import Deadline
from leadline.adapters.twilio.media import TwilioMedia
from leadline.domain.texting.message import Media
from leadline.domain.texting.provider import Busy, Gone, Unknown

SID, OTHER = "AC" + "1" * 32, "AC" + "2" * 32
PATH = f"/2010-04-01/Accounts/{SID}/Messages/MM{'3' * 32}/Media/ME{'4' * 32}"
PICTURE = Media(f"https://api.twilio.com{PATH}", "image/png")
SIGNED = "https://mms.twiliocdn.com/AC1/abc?Expires=1&Signature=x~y-z_&Key-Pair-Id=K"
SIMULATOR = "http://127.0.0.1:8010"


class Web:
    """Where all requests of a fetch go: each is noted, and answered with the next of a script."""

    is_over = False

    def __init__(self, *script: tuple[int, Any]) -> None:
        self.asked: list[tuple[str, Mapping[str, str]]] = []
        self._script = list(script)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def get(self, url: str, headers: Mapping[str, str]) -> Any:
        self.asked.append((url, headers))
        status, given = self._script.pop(0) if self._script else (200, b"")
        rest = [given] if isinstance(given, bytes) else []
        location = {} if isinstance(given, bytes) else {"location": given}
        return SimpleNamespace(status=status, headers=location, read=lambda *_, **__: rest.pop() if rest else b"")


def fetch(web: Web, *, media: Media = PICTURE, account: str = SID, base: str = "") -> bytes:
    """A file, by way of a played web."""
    files = TwilioMedia({SID: "token"}, base=base, deadline=lambda: web)  # type: ignore[arg-type, return-value]  # as far as it is used
    return files.beginning(media, account=account, longest=100)


def test_the_password_goes_to_the_api_and_to_nobody_else():
    web = Web((307, SIGNED), (302, SIGNED.replace("mms.", "media.")), (200, b"a picture"))

    assert fetch(web) == b"a picture"

    assert [url for url, _ in web.asked] == [PICTURE.url, SIGNED, SIGNED.replace("mms.", "media.")]
    assert [bool(headers) for _, headers in web.asked] == [True, False, False]
    assert web.asked[0][1] == {"authorization": "Basic " + "QUMxMTExMTExMTExMTExMTExMTExMTExMTExMTExMTExMTp0b2tlbg=="}


@pytest.mark.parametrize(
    "location",
    [
        "https://s3-external-1.amazonaws.com/media.twiliocdn.com/AC1/abc",
        "https://media.twiliocdn.com.s3-external-1.amazonaws.com/AC1/abc",
    ],
)
def test_a_file_without_a_password_is_sent_on_to_amazon(location: str):
    assert fetch(Web((302, location), (200, b"a picture"))) == b"a picture"


@pytest.mark.parametrize(
    "location",
    [
        "",
        "http://mms.twiliocdn.com/AC1/abc",
        "https://mms.twiliocdn.com:8443/AC1/abc",
        "https://mms.twiliocdn.com@evil.example/AC1/abc",
        "https://user:x@mms.twiliocdn.com/AC1/abc",
        "https://mms.twiliocdn.com.evil.example/AC1/abc",
        "https://mms.twiliocdn.com\\@evil.example/",
        "https://evil.example/https://mms.twiliocdn.com/",
        "https://s3-external-1.amazonaws.com/another-bucket/abc",
        "https://s3-external-1.amazonaws.com/media.twiliocdn.com/../another-bucket/abc",
        "https://s3-external-1.amazonaws.com/media.twiliocdn.com/%2e%2e/another-bucket/abc",
        "https://api.twilio.com/2010-04-01/Accounts.json",
        "https://169.254.169.254/latest/meta-data/",
        "http://127.0.0.1:9001/2018-06-01/runtime/invocation/next",
        "https://[::1]/",
        "https://[",
        "file:///etc/passwd",
        "//evil.example/abc",
        "/2010-04-01/Accounts.json",
        "https://mms.twiliocdn.com/a b",
        "https://mms.twiliocdn.com/a\r\nhost: evil.example",
    ],
)
def test_an_answer_sends_on_to_nobody_but_twilio(location: str):
    web = Web((307, location), (200, b"secrets"))

    with pytest.raises(Unknown):
        fetch(web)

    assert len(web.asked) == 1


@given(
    st.text(alphabet=":/\\@.?#%[]mstwiliocdn.comevil-x 09\n", max_size=40),
    st.sampled_from(["https://mms.twiliocdn.com", ""]),
)
def test_wherever_it_sends_on_to_the_host_is_twilios(rest: str, beginning: str):
    web = Web((307, beginning + rest), (200, b""))

    with suppress(Unknown):
        fetch(web)

    assert all(url.startswith(("https://mms.twiliocdn.com/", PICTURE.url)) for url, _ in web.asked)


def test_a_circle_ends():
    web = Web(*[(307, SIGNED)] * 20)

    with pytest.raises(Unknown):
        fetch(web)

    assert len(web.asked) == 4


@pytest.mark.parametrize(
    "url",
    [
        "",
        "https://[",
        f"http://api.twilio.com{PATH}",
        f"https://evil.example{PATH}",
        f"https://api.twilio.com.evil.example{PATH}",
        f"https://api.twilio.com@evil.example{PATH}",
        PICTURE.url.replace(SID, OTHER),
        PICTURE.url + ".json",
        PICTURE.url + "/../../../../Messages.json",
        f"https://api.twilio.com/2010-04-01/Accounts/{SID}.json",
        f"https://api.twilio.com/2010-04-01/Accounts/{SID}/Messages.json",
        f"{SIMULATOR}{PATH}",
    ],
)
def test_nothing_but_a_file_of_the_accounts_own_is_asked_for(url: str):
    web = Web()

    with pytest.raises(Gone):
        fetch(web, media=Media(url, "image/png"))

    assert web.asked == []


def test_an_account_whose_token_we_have_not_is_asked_for_nothing():
    web = Web()

    with pytest.raises(Unknown):
        fetch(web, media=Media(PICTURE.url.replace(SID, OTHER), "image/png"), account=OTHER)

    assert web.asked == []


@pytest.mark.parametrize("base", [SIMULATOR, f"{SIMULATOR}/twilio/", "https://twilio.example.com"])
@pytest.mark.parametrize("location", [SIGNED, "{base}/delivery/abc?Signature=x", "/twilio/delivery/abc"])
@pytest.mark.parametrize("told", ["{base}", "https://api.twilio.com", "http://localhost:9999"])
def test_what_stands_in_for_twilio_stands_in_for_all_its_hosts(base: str, location: str, told: str):
    place = base.rstrip("/")
    web = Web((307, location.replace("{base}", place)), (200, b"a picture"))

    with suppress(Unknown):
        fetch(web, media=Media(told.replace("{base}", place) + PATH, "image/png"), base=base)

    assert web.asked[0][0] == place + PATH
    assert all(url.startswith(f"{place}/") for url, _ in web.asked)
    assert [bool(headers) for _, headers in web.asked] == [True, *[False] * (len(web.asked) - 1)]


def test_what_stands_in_for_twilio_may_keep_its_files_at_another_port_and_sees_no_password_there():
    files = "http://127.0.0.1:9100/files/1"
    web = Web((307, files), (200, b"a picture"))

    assert (
        fetch(web, media=Media(f"http://127.0.0.1:9000{PATH}", "image/png"), base="http://127.0.0.1:9000")
        == b"a picture"
    )

    assert [(url, bool(headers)) for url, headers in web.asked][1:] == [(files, False)]


@pytest.mark.parametrize(
    ("status", "wanted"),
    [
        (404, Gone),
        (410, Gone),
        (429, Busy),
        (401, Unknown),
        (403, Unknown),
        (206, Unknown),
        (500, Unknown),
        (503, Unknown),
    ],
)
def test_an_answer_that_is_no_file_is_told_apart(status: int, wanted: type[Exception]):
    for script in ([(status, b"<html>")], [(307, SIGNED), (status, b"<html>")]):
        with pytest.raises(wanted):
            fetch(Web(*script))


# ---- With a server on this machine --------------------------------------------------------------------------------


@contextmanager
def serving(
    answer: Callable[[BaseHTTPRequestHandler, threading.Event], None], *, tls: ssl.SSLContext | None = None
) -> Iterator[str]:
    """An address at which every request is answered so; the event is set at the end."""
    ended = threading.Event()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            try:
                answer(self, ended)
            except OSError:
                self.close_connection = True

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    if tls:
        server.socket = tls.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield f"{'https' if tls else 'http'}://127.0.0.1:{server.server_port}"
    finally:
        ended.set()
        server.shutdown()
        server.server_close()
        thread.join(10)


def fetch_from(url: str, *, longest: int = 1000, seconds: float = 20) -> bytes:
    """A file from a server that stands in for Twilio."""
    files = TwilioMedia({SID: "token"}, base=url, deadline=lambda: Deadline(seconds))
    return files.beginning(PICTURE, account=SID, longest=longest)


def whole(content: bytes, *, announced: int | None = None) -> Callable[[BaseHTTPRequestHandler, threading.Event], None]:
    def answer(handler: BaseHTTPRequestHandler, _: threading.Event) -> None:
        handler.send_response(200)
        handler.send_header("Content-Length", str(len(content) if announced is None else announced))
        handler.end_headers()
        handler.wfile.write(content)

    return answer


def test_no_more_is_read_than_wanted():
    with serving(whole(b"x" * 3_000_000)) as url:
        assert fetch_from(url, longest=200_001) == b"x" * 200_001
        assert fetch_from(url, longest=3_000_001) == b"x" * 3_000_000


def test_half_a_file_is_no_file():
    with serving(whole(b"half", announced=8)) as url, pytest.raises(Unknown):
        fetch_from(url)


def drip(handler: BaseHTTPRequestHandler, ended: threading.Event, head: bytes, drops: bytes) -> None:
    """A few bytes at a time, each in time for a reader who counts from the last one; after five seconds it is all there."""
    handler.wfile.write(head)
    for drop in drops:
        handler.wfile.write(bytes([drop]))
        if ended.wait(0.05):
            return


@pytest.mark.parametrize(
    ("head", "drops"),
    [
        (b"HTTP/1.0 200 OK\r\nContent-Length: 100\r\n\r\n", b"x" * 100),
        (b"HTTP/1.0 200 OK\r\n\r\n", b"x" * 100),
        (b"HTTP/1.0 200 OK\r\nX: ", b"x" * 100 + b"\r\n\r\n"),
    ],
    ids=["of a length", "to its end", "before it begins"],
)
def test_an_answer_that_drips_is_given_up_as_a_whole(head: bytes, drops: bytes):
    with serving(lambda handler, ended: drip(handler, ended, head, drops)) as url, pytest.raises(Unknown):
        fetch_from(url, seconds=0.2)


def self_signed(folder: Path) -> ssl.SSLContext:
    """A server that vouches for itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    name, now = x509.Name([]), datetime.now(UTC)
    here = x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))])
    signed = (
        x509.CertificateBuilder(name, name, key.public_key(), 1, now - timedelta(days=1), now + timedelta(days=1))
        .add_extension(here, critical=True)
        .sign(key, hashes.SHA256())
    )
    file = folder / "server.pem"
    plain = (serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    file.write_bytes(key.private_bytes(*plain) + signed.public_bytes(serialization.Encoding.PEM))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file)
    return context


def test_who_only_vouches_for_itself_hears_no_password(tmp_path: Path):
    asked: list[str] = []

    with (
        serving(lambda handler, _: asked.append(handler.path), tls=self_signed(tmp_path)) as url,
        pytest.raises(Unknown),
    ):
        fetch_from(url)

    assert asked == []


def test_nobody_there_is_not_known():
    with pytest.raises(Unknown):
        fetch_from("http://127.0.0.1:1")
