"""What a file is: by its bytes, whatever its sender calls it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadline.domain.texting.media_kind import kind_of

PICTURES = {"image/jpeg": "jpg", "image/png": "png", "image/gif": "gif", "image/webp": "webp"}
HARMLESS = (
    "jpg png gif webp pdf bmp tif amr ogg mp3 webm rtf vcf ics wav avi heic avif mov m4a 3gp mp4 docx xlsx pptx zip txt csv bin"
).split()
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@pytest.mark.parametrize(
    ("content", "content_type", "extension"),
    [
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "image/jpeg", "jpg"),
        (b"\xff\xd8\xff\xe1Exif", "image/jpeg", "jpg"),
        (b"\x89PNG\r\n\x1a\n\0\0", "image/png", "png"),
        (b"GIF89a\1\0", "image/gif", "gif"),
        (b"GIF87a\1\0", "image/gif", "gif"),
        (b"RIFF\x24\0\0\0WEBPVP8 ", "image/webp", "webp"),
    ],
)
@pytest.mark.parametrize("claimed", ["image/png", "application/pdf", "text/html", ""])
def test_a_picture_is_shown_whatever_it_is_called(content: bytes, content_type: str, extension: str, claimed: str):
    kind = kind_of(content, claimed=claimed)

    assert (kind.content_type, kind.extension, kind.is_picture) == (content_type, extension, True)


@pytest.mark.parametrize(
    ("content", "claimed", "extension"),
    [
        (b"%PDF-1.7\n", "image/jpeg", "pdf"),
        (b"\0\0\0\x18ftypheic\0\0", "image/jpeg", "heic"),
        (b"\0\0\0\x18ftypmif1\0\0", "image/heif", "heic"),
        (b"\0\0\0\x18ftypavif\0\0", "image/avif", "avif"),
        (b"\0\0\0\x14ftypqt  \0\0", "video/quicktime", "mov"),
        (b"\0\0\0\x18ftypmp42\0\0", "video/mp4", "mp4"),
        (b"\0\0\0\x18ftyp3gp4\0\0", "video/3gpp", "3gp"),
        (b"\0\0\0\x18ftypM4A \0\0", "audio/mp4", "m4a"),
        (b"#!AMR\n", "audio/amr", "amr"),
        (b"RIFF\x24\0\0\0WAVEfmt ", "audio/wav", "wav"),
        (b"RIFF\x24\0\0\0????", "image/webp", "bin"),
        (b"BEGIN:VCARD\r\nVERSION:3.0", "text/html", "vcf"),
        (b"\xef\xbb\xbfBEGIN:VCARD\n", "text/x-vcard", "vcf"),
        (b"BEGIN:VCALENDAR\r\n", "text/calendar", "ics"),
        (b"II*\0", "image/tiff", "tif"),
        (b"PK\3\4\x14\0", WORD, "docx"),
        (b"PK\3\4\x14\0", "image/png", "zip"),
        (b"Name,Phone\n", "text/csv; charset=utf-8", "csv"),
        (b"Meet at 5", "TEXT/PLAIN", "txt"),
        (b"Meet\0at 5", "text/plain", "bin"),
        (b"Meet at 5", WORD, "bin"),
        (b"", "image/png", "bin"),
        # Nothing of this may run, whatever it is called.
        (b"<!doctype html><script>alert(1)</script>", "image/png", "bin"),
        (b"<html><script>alert(1)</script>", "text/html", "bin"),
        (b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "image/svg+xml", "bin"),
        (b"<?xml version='1.0'?><svg/>", "image/svg+xml", "bin"),
        (b"alert(1)", "text/javascript", "bin"),
        (b"MZ\x90\0", "image/jpeg", "bin"),
        (b"#!/bin/sh\n", "application/x-sh", "bin"),
        (b" \x89PNG\r\n\x1a\n", "image/png", "bin"),
    ],
)
def test_everything_else_is_a_file_to_save(content: bytes, claimed: str, extension: str):
    kind = kind_of(content, claimed=claimed)

    assert (kind.content_type, kind.extension, kind.is_picture) == ("application/octet-stream", extension, False)


@given(st.binary(max_size=64), st.text(max_size=40))
def test_no_bytes_are_anything_that_runs(content: bytes, claimed: str):
    kind = kind_of(content, claimed=claimed)

    assert kind.extension in HARMLESS
    assert kind.content_type == {v: k for k, v in PICTURES.items()}.get(kind.extension, "application/octet-stream")
