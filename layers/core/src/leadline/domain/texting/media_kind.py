"""What a file is, by its bytes: which ones are shown as pictures, and what the others are called when they are saved."""

from __future__ import annotations

import msgspec

UNKNOWN_TYPE = "application/octet-stream"


class Kind(msgspec.Struct, frozen=True):
    """How a file is handed out; only pictures have a content type that a browser shows."""

    extension: str
    content_type: str = UNKNOWN_TYPE

    @property
    def is_picture(self) -> bool:
        return self.content_type != UNKNOWN_TYPE


PNG, GIF, WEBP = (Kind(each, f"image/{each}") for each in ("png", "gif", "webp"))
# What a file begins with: www.iana.org/assignments/media-types, and each format's own description.
_BEGINNINGS: tuple[tuple[bytes, Kind], ...] = (
    (b"\xff\xd8\xff", Kind("jpg", "image/jpeg")),
    (b"\x89PNG\r\n\x1a\n", PNG),
    (b"GIF87a", GIF),
    (b"GIF89a", GIF),
    (b"%PDF-", Kind("pdf")),
    (b"BM", Kind("bmp")),
    (b"II*\x00", Kind("tif")),
    (b"MM\x00*", Kind("tif")),
    (b"#!AMR", Kind("amr")),
    (b"OggS", Kind("ogg")),
    (b"ID3", Kind("mp3")),
    (b"\xff\xfb", Kind("mp3")),
    (b"\xff\xf3", Kind("mp3")),
    (b"\x1aE\xdf\xa3", Kind("webm")),
    (b"{\\rtf", Kind("rtf")),
    (b"BEGIN:VCARD", Kind("vcf")),
    (b"BEGIN:VCALENDAR", Kind("ics")),
)
_IN_RIFF = {b"WEBP": WEBP, b"WAVE": Kind("wav"), b"AVI ": Kind("avi")}
# ISO base media files say at byte 8 whose they are.
_BRANDS = {
    "heic": "heic heix heim heis hevc mif1 msf1",
    "avif": "avif avis",
    "mov": "qt",
    "m4a": "M4A M4B",
    "3gp": "3gp4 3gp5 3gp6 3gp7 3g2a 3ge6 3gg6",
}
_BRANDED = {
    brand.ljust(4).encode(): Kind(extension) for extension, brands in _BRANDS.items() for brand in brands.split()
}
# Only where the bytes don't contradict: the sender's word decides between harmless names, never whether it is shown.
_OFFICE = "application/vnd.openxmlformats-officedocument."
_ZIPPED = {
    f"{_OFFICE}wordprocessingml.document": Kind("docx"),
    f"{_OFFICE}spreadsheetml.sheet": Kind("xlsx"),
    f"{_OFFICE}presentationml.presentation": Kind("pptx"),
}
_WRITTEN = {"text/plain": Kind("txt"), "text/csv": Kind("csv"), "text/vcard": Kind("vcf"), "text/x-vcard": Kind("vcf")}
_SEEN = 4096


def kind_of(content: bytes, *, claimed: str) -> Kind:
    """Return what a file is; `claimed` is the sender's content type."""
    head = content[:_SEEN]
    claimed = claimed.partition(";")[0].strip().lower()
    if head[:4] == b"RIFF":
        return _IN_RIFF.get(head[8:12], Kind("bin"))
    if head[4:8] == b"ftyp":
        return _BRANDED.get(head[8:12], Kind("mp4"))
    if head[:4] == b"PK\x03\x04":
        return _ZIPPED.get(claimed, Kind("zip"))
    text = head.removeprefix(b"\xef\xbb\xbf")
    for beginning, kind in _BEGINNINGS:
        if text.startswith(beginning):
            return kind
    return _WRITTEN.get(claimed, Kind("bin")) if b"\0" not in head else Kind("bin")
