"""Which encoding a text file is in: proof first, then plausibility, the statistical guess last."""

from __future__ import annotations

import codecs
import re
from pathlib import Path

CHUNK = 1 << 20
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Letters and signs that really stand in Western lists; what cp1252 has besides is a sign of error.
_WESTERN = set("ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÕÖØÙÚÛÜßàáâãäåæçèéêëìíîïñòóôõöøùúûüÿŒœŠšŽžÝýÐðÞþ") | set(
    "\u00a0€‚„…‘’“”•–—™£§©«»®°²³´·ºª½¼¾µ¿¡¢¥\u00ad†‹›±×"
)
_INSIDE_A_WORD = re.compile(r"[A-Za-z][¹³£¿¥¢§®©±º°½¼¾¡¶¨¯¸][a-z]")
_FOREIGN_RUN = re.compile(r"[À-ÖØ-öø-ÿ]{3,}")
_OTHERS = [
    "cp1250", "cp1251", "cp1253", "cp1254", "cp1257", "cp437", "cp850", "cp932",
    "euc_jp", "gb18030", "big5", "euc_kr", "koi8_r", "mac_roman", "iso8859_2",
]  # fmt: skip


def encoding_of(path: Path) -> tuple[str, str]:
    """(encoding, error handler) to open the file with; reads it once, a megabyte at a time."""
    with path.open("rb") as file:
        start = file.read(CHUNK)
    for mark, encoding in _BOMS:
        if start.startswith(mark):
            return encoding, "replace"
    wide = _wide_without_mark(start)
    if wide:
        return wide, "replace"
    good, bad = _utf8_letters(path)
    if not bad:
        return "utf-8", "strict"
    if good > 20 * bad:  # a few broken bytes in a file that is UTF-8 otherwise
        return "utf-8", "replace"
    return _one_byte_or_eastern(_odd_lines(path)), "replace"


def _wide_without_mark(start: bytes) -> str | None:
    """UTF-16 without its mark: in Western text every other byte is NUL."""
    half = len(start[:4000]) // 2
    if half < 4:
        return None
    even, odd = start[:4000:2].count(0), start[1:4000:2].count(0)
    if odd > 0.4 * half and even < 0.1 * half:
        return "utf-16-le"
    if even > 0.4 * half and odd < 0.1 * half:
        return "utf-16-be"
    return None


def _utf8_letters(path: Path) -> tuple[int, int]:
    """How many letters beyond ASCII are sound UTF-8, and how many bytes are not."""
    decoder = codecs.getincrementaldecoder("utf-8")("strict")
    with path.open("rb") as file:
        try:
            while chunk := file.read(CHUNK):
                decoder.decode(chunk)
            decoder.decode(b"", final=True)
            return 1, 0
        except UnicodeDecodeError:
            text = _odd_lines(path).decode("utf-8", "replace")
    bad = text.count("\ufffd")
    return sum(letter > "\x7f" for letter in text) - bad, bad


def _odd_lines(path: Path, limit: int = CHUNK) -> bytes:
    """Lines that hold anything beyond ASCII, up to `limit` bytes: they tell encodings apart."""
    lines: list[bytes] = []
    size = 0
    with path.open("rb") as file:
        for line in file:
            if not line.isascii():
                lines.append(line[:CHUNK])
                size += len(line)
                if size > limit:
                    break
    return b"".join(lines)


def _one_byte_or_eastern(sample: bytes) -> str:
    if _is_plausible_western(sample):
        return "cp1252"
    from charset_normalizer import from_bytes  # slow to import and seldom needed

    best = from_bytes(sample[:200_000], cp_isolation=_OTHERS).best()
    return best.encoding if best else "cp1252"


def _is_plausible_western(sample: bytes) -> bool:
    """Every letter is one of Western Europe's, where such letters stand."""
    try:
        text = sample.decode("cp1252")
    except UnicodeDecodeError:
        return False
    odd = [letter for letter in text if letter > "\x7f"]
    if not odd or not set(odd) <= _WESTERN or _INSIDE_A_WORD.search(text):
        return False
    in_runs = sum(len(run) for run in _FOREIGN_RUN.findall(text))
    return in_runs <= 0.1 * len(odd)
