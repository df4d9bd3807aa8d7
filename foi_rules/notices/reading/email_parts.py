"""The parts of an e-mail that are read. This runs in a process of its own (see apart.py)."""

import base64
import re
from email.feedparser import BytesFeedParser
from email.message import EmailMessage
from email.policy import default
from pathlib import PurePath
from typing import Any

from foi_rules.notices.reading.page import Fault, cleaned, require_short, shown
from foi_rules.notices.reading.plain import decoded
from foi_rules.notices.reading.safety import MOST_BYTES

READ_SUFFIXES = (".docx", ".pdf", ".html", ".htm", ".txt", ".text", ".md", ".markdown")
_HEADS = ("From", "To", "Subject", "Date")
_MOST_PARTS, _MOST_NESTED, _MOST_LINES = 500, 50, 1_000_000
_LONGEST_HEAD = 2_000
_MOST_SHOWN = 2_000
_MANY = "holds more parts than a letter can, so it was left; save the letter on its own."
_BOUNDARY = re.compile(rb"boundary\s*(?:\*\d{0,3}\*?)?\s*=", re.I)
_LONG_HEAD = re.compile(rb"^[!-9;-~]+:[^\n]*(?:\n[ \t][^\n]*){1000}|^[Cc]ontent-[A-Za-z-]+:[^\n]{20000}", re.M)
_LOCKED = "is encrypted or sealed, so its text cannot be seen; open it and save the letter as .docx or .txt."
_SEALED = ("application/pkcs7-mime", "application/x-pkcs7-mime", "multipart/encrypted")


def extracted(data: bytes) -> dict[str, Any]:
    """Return the headers, the body, and the names of the attachments, with the bytes of the one that may be read."""
    _require_simple(data)
    message = _parsed(data)
    bodies, attached = _sorted(message)
    plain, html = bodies
    if plain is None and html is None and message.get_content_type() in _SEALED:
        raise Fault(_LOCKED)
    body = plain if plain is not None and (html is None or _text(plain).strip()) else html
    readable = [part for part in attached if PurePath(_name(part)).suffix.lower() in READ_SUFFIXES]
    return {
        "head": [[name, line] for name in _HEADS for line in [_head(message, name)] if line],
        "body": "" if body is None else _text(body),
        "is_html": body is not None and body is html,
        "attached": [_name(part) for part in attached],
        "readable": [_name(readable[0]), base64.b64encode(_bytes(readable[0])).decode()]
        if len(readable) == 1
        else None,
    }


def _require_simple(data: bytes) -> None:
    """Raise Fault for what would keep the parser busy: far too many parts or lines, or headers without end."""
    nested, dashes = len(_BOUNDARY.findall(data)), len(re.findall(rb"^--", data, re.M))
    if nested > _MOST_NESTED or dashes > 10 * _MOST_PARTS or data.count(b"\n") > _MOST_LINES:
        raise Fault(_MANY)
    if _LONG_HEAD.search(data):
        raise Fault("has a header that is too long to be read; save the letter as .docx or .txt.")


def _parsed(data: bytes) -> EmailMessage:
    parser = BytesFeedParser(policy=default)
    parser.feed(re.sub(rb"^\s+", b"", data))
    message = parser.close()
    assert isinstance(message, EmailMessage)
    return message


def _sorted(message: EmailMessage) -> tuple[tuple[EmailMessage | None, EmailMessage | None], list[EmailMessage]]:
    """Return the first plain and the first HTML body, and all that is attached, without calling itself."""
    plain, html, attached, waiting, seen = None, None, list[EmailMessage](), [message], 0
    while waiting:
        part = waiting.pop()
        seen += 1
        if seen > _MOST_PARTS:
            raise Fault(_MANY)
        kind = part.get_content_type()
        named = part.get_filename() or part.get_content_disposition() == "attachment"
        if part.is_multipart() and part.get_content_maintype() != "message":
            waiting += [each for each in part.iter_parts() if isinstance(each, EmailMessage)][::-1]
        elif (kind == "text/plain" or part.get_content_maintype() == "multipart") and not named and plain is None:
            plain = part
        elif kind == "text/html" and not named and html is None:
            html = part
        elif kind not in ("application/pkcs7-signature", "application/x-pkcs7-signature", "application/pgp-signature"):
            attached.append(part)
    return (plain, html), attached


def _name(part: EmailMessage) -> str:
    try:
        name = part.get_filename() or ""
    except (LookupError, ValueError, TypeError):
        name = ""
    kind = "message" if part.get_content_maintype() == "message" else part.get_content_type()
    return shown(PurePath(name.replace("\\", "/")).name) or kind


def _head(message: EmailMessage, name: str) -> str:
    """Return a header in words; one that is too long, or broken, as it stands."""
    raw = next((str(said) for key, said in message.raw_items() if key.lower() == name.lower()), "")
    said = raw
    if raw and len(raw) <= _LONGEST_HEAD:
        try:
            said = str(message[name])
        except (LookupError, ValueError, TypeError, IndexError, AttributeError):
            said = raw
    return cleaned(said)[:_MOST_SHOWN]


def _bytes(part: EmailMessage) -> bytes:
    payload = part.get_payload(decode=True)
    return payload[: MOST_BYTES + 1] if isinstance(payload, bytes) else b""


def _text(part: EmailMessage) -> str:
    data = _bytes(part)
    charset = part.get_content_charset("")
    try:
        text = data.decode(charset) if charset and charset != "us-ascii" else decoded(data)
    except (LookupError, ValueError):
        text = decoded(data)
    if part.get_content_type() != "text/html":
        require_short(len(text))
    return text
