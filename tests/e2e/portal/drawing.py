"""A picture that a lead could send."""

import struct
import zlib


def drawn(red: int = 60, *, width: int = 640, height: int = 400, padding: int = 0) -> bytes:
    """A PNG that fades from one colour to another; `padding` bytes make it as large as a photo."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        check = zlib.crc32(kind + content)
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", check)

    rows = b"".join(b"\0" + bytes((red, 90 + y * 120 // height, 200)) * width for y in range(height))
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = [
        chunk(b"IHDR", header),
        chunk(b"IDAT", zlib.compress(rows)),
        chunk(b"teXt", bytes(padding)),
        chunk(b"IEND", b""),
    ]
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)
