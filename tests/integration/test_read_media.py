"""read_media: the pictures and files that leads send, as Twilio keeps them."""

import base64
import json
import re
from typing import Any

import pytest

from leadline.services.texting.media import PART_BYTES, PARTS
from tests.integration.conftest import ACCOUNT, LEAD, Answer, Functions, Person, Tables, Twilio, open_firm
from tests.integration.test_receive_message import form, receive

PNG = b"\x89PNG\r\n\x1a\n the rest of a picture"
PDF = b"%PDF-1.7 the rest of a document"


def text_with(functions: Functions, twilio: Twilio, person: Person, *files: tuple[str, bytes]) -> dict[str, Any]:
    """A text with these files has come in; it, as the conversation shows it."""
    pictures = [{"contentType": kind, "base64": base64.b64encode(content).decode()} for kind, content in files]
    sid = twilio.text("Here they are", pictures=pictures)["sid"]
    resource = f"/2010-04-01/Accounts/{ACCOUNT.sid}/Messages/{sid}/Media"
    kept = twilio.http.get(f"{resource}.json").json()["media_list"]
    media = {
        name: value
        for place, one in enumerate(kept)
        for name, value in (
            (f"MediaUrl{place}", f"https://api.twilio.com{resource}/{one['sid']}"),
            (f"MediaContentType{place}", one["content_type"]),
        )
    }
    receive(functions, form("Here they are", MessageSid=sid, NumMedia=str(len(files)), **media))
    thread = functions.call("list_threads", person=person).json["threads"][0]["id"]
    message: dict[str, Any] = functions.call("read_thread", person=person, path={"threadId": thread}).json["messages"][
        0
    ]
    return message


def read(functions: Functions, person: Person, message: dict[str, Any], index: str = "0", **query: str) -> Answer:
    """A file of a message."""
    path = {"threadId": message["threadId"], "messageId": message["id"], "index": index}
    return functions.call("read_media", person=person, path=path, query=query)


def content(answer: Answer) -> bytes:
    assert answer.status == 200, answer.text
    return answer.text.encode("latin-1")


def test_a_picture_is_shown_and_a_document_is_saved(functions: Functions, twilio: Twilio, dana: Person):
    message = text_with(functions, twilio, dana, ("image/png", PNG), ("application/pdf", PDF))

    picture, document = (read(functions, dana, message, index) for index in "01")

    assert (content(picture), content(document)) == (PNG, PDF)
    assert picture.headers["content-type"] == "image/png"
    assert re.fullmatch(r'inline; filename="picture-\d{4}-\d\d-\d\d-1\.png"', picture.headers["content-disposition"])
    assert document.headers["content-type"] == "application/octet-stream"
    assert re.fullmatch(r'attachment; filename="file-\d{4}-\d\d-\d\d-2\.pdf"', document.headers["content-disposition"])
    for answer in (picture, document):
        assert "next-part" not in answer.headers
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["content-security-policy"] == "sandbox; default-src 'none'"
        assert answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize("claimed", ["image/png", "image/svg+xml", "text/html", "application/xhtml+xml", "a\tb"])
@pytest.mark.parametrize(
    "sent", [b"<script>alert(1)</script>", b"<svg onload='alert(1)'/>", b"\xef\xbb\xbf<!doctype html>"]
)
def test_what_would_run_is_only_saved(functions: Functions, twilio: Twilio, dana: Person, claimed: str, sent: bytes):
    answer = read(functions, dana, text_with(functions, twilio, dana, (claimed, sent)))

    assert content(answer) == sent
    assert answer.headers["content-type"] == "application/octet-stream"
    assert answer.headers["content-disposition"].startswith("attachment; ")
    assert answer.headers["content-disposition"].endswith('.bin"')


@pytest.mark.parametrize("size", [0, PART_BYTES - 1, PART_BYTES, PART_BYTES + 1, PARTS * PART_BYTES], ids=str)
def test_the_parts_of_a_file_make_it_whole(functions: Functions, twilio: Twilio, dana: Person, size: int):
    sent = (PNG + bytes(range(256)) * (size // 256 + 1))[:size]
    message = text_with(functions, twilio, dana, ("image/png", sent))

    parts = [read(functions, dana, message)]
    while "next-part" in parts[-1].headers:
        parts.append(read(functions, dana, message, part=parts[-1].headers["next-part"]))

    assert b"".join(map(content, parts)) == sent
    assert len({answer.headers["content-type"] for answer in parts}) == 1
    assert all(len(base64.b64encode(content(answer))) < 5_800_000 for answer in parts), (
        "Lambda answers with 6 MB at most"
    )
    assert read(functions, dana, message, part=str(len(parts) + 1)).status == (404 if len(parts) < PARTS else 400)


def test_a_larger_file_than_that_is_refused(functions: Functions, twilio: Twilio, dana: Person):
    message = text_with(functions, twilio, dana, ("video/mp4", b"x" * (PARTS * PART_BYTES + 1)))

    answer = read(functions, dana, message, part=str(PARTS))

    assert (answer.status, answer.code) == (413, "too_large")
    assert "16 MB" in answer.json["detail"]


def test_a_deleted_file_is_told_as_gone(functions: Functions, twilio: Twilio, dana: Person):
    message = text_with(functions, twilio, dana, ("image/png", PNG))
    twilio.http.post("/control/reset", json={})

    answer = read(functions, dana, message)

    assert (answer.status, answer.code) == (410, "media_gone")
    assert answer.json["detail"] == "This file is no longer available. Ask the sender to text it again."


@pytest.mark.parametrize("status", [401, 429, 500, 503])
def test_trouble_at_the_provider_is_told_as_passing(functions: Functions, twilio: Twilio, dana: Person, status: int):
    message = text_with(functions, twilio, dana, ("image/png", PNG))
    twilio.fault("media_down", value=status, times=1)

    answer, after = read(functions, dana, message), read(functions, dana, message)

    assert (answer.status, answer.code) == (503, "media_unavailable")
    assert int(answer.headers["retry-after"]) > 0
    assert content(after) == PNG


def test_a_changed_token_is_used_from_then_on(functions: Functions, twilio: Twilio, dana: Person):
    message = text_with(functions, twilio, dana, ("image/png", PNG))

    functions.rotate(**{ACCOUNT.sid: ["a token that Twilio doesn't know"]})
    refused = read(functions, dana, message)
    functions.rotate(**{ACCOUNT.sid: [ACCOUNT.token]})

    assert (refused.status, refused.code) == (503, "media_unavailable")
    assert content(read(functions, dana, message)) == PNG


@pytest.mark.parametrize("index", ["1", "-1", "00", "+0", "0.0", "٠", "", " 0", "x", "9" * 400, "%00"])
def test_a_place_where_nothing_is_is_not_found(functions: Functions, twilio: Twilio, dana: Person, index: str):
    message = text_with(functions, twilio, dana, ("image/png", PNG))

    answer = read(functions, dana, message, index)

    assert (answer.status, answer.code) == (404, "not_found")


@pytest.mark.parametrize("part", ["0", "5", "-1", "x", "", "1" * 20])
def test_a_part_that_cannot_be_is_named(functions: Functions, twilio: Twilio, dana: Person, part: str):
    answer = read(functions, dana, text_with(functions, twilio, dana, ("image/png", PNG)), part=part)

    assert (answer.status, answer.json["errors"][0]["field"]) == (400, "part")


def test_another_firms_file_is_as_good_as_missing(functions: Functions, twilio: Twilio, dana: Person):
    message = text_with(functions, twilio, dana, ("image/png", PNG))
    lee = Person(open_firm("Other & Co", "+14155550101"))

    foreign = read(functions, lee, message)
    missing = read(functions, lee, message | {"id": "missing"})
    without_files = read(functions, dana, message, "7")

    assert (
        (foreign.status, foreign.text) == (missing.status, missing.text) == (without_files.status, without_files.text)
    )


@pytest.mark.parametrize("message_id", ["x", "x" * 5000, "é", "#", "../..", "thread", " "])
def test_an_id_that_was_never_ours_is_not_found(functions: Functions, twilio: Twilio, dana: Person, message_id: str):
    message = text_with(functions, twilio, dana, ("image/png", PNG))

    assert read(functions, dana, message | {"id": message_id}).status == 404


@pytest.mark.parametrize(
    "url",
    [
        "http://169.254.169.254/latest/meta-data/",
        "https://api.twilio.com/2010-04-01/Accounts.json",
        f"https://evil.example/2010-04-01/Accounts/{ACCOUNT.sid}/Messages/MM1/Media/ME1",
        f"https://api.twilio.com/2010-04-01/Accounts/AC{'b' * 32}/Messages/MM1/Media/ME1",
    ],
)
def test_an_address_that_is_no_file_of_the_accounts_own_is_never_asked(
    functions: Functions, twilio: Twilio, dana: Person, tables: Tables, url: str
):
    message = text_with(functions, twilio, dana, ("image/png", PNG))
    (row,) = tables.messages()
    tables.change("threads", row, media=json.dumps([{"url": url, "type": "image/png"}]))

    answer = read(functions, dana, message)

    assert (answer.status, answer.code) == (410, "media_gone")


def test_it_takes_one_read_and_writes_nothing(functions: Functions, twilio: Twilio, dana: Person, tables: Tables):
    message = text_with(functions, twilio, dana, ("image/png", PNG))
    before, start = tables.everything(), len(functions.wire.calls)

    read(functions, dana, message)

    assert functions.wire.since(start) == ["GetItem"]
    assert tables.everything() == before


def test_nothing_of_a_file_is_logged(
    functions: Functions, twilio: Twilio, dana: Person, capsys: pytest.CaptureFixture[str]
):
    read(functions, dana, text_with(functions, twilio, dana, ("image/png", PNG)))

    logged = capsys.readouterr().out
    assert "media_read" in logged
    for secret in ("twilio.com", "delivery", "Signature", "PNG", LEAD):
        assert secret not in logged
