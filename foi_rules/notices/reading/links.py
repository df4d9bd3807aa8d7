"""A link as a reader on paper needs it: its words, and its address if the words do not say it."""

import re

_ADDRESS = re.compile(r"(?:https?://|mailto:)\S", re.I)
_LONGEST = 2000


def with_address(text: str, address: str) -> str:
    """Return the words of a link followed by its address in brackets; the words alone if they are the address."""
    address = address.strip()
    if not _ADDRESS.match(address) or len(address) > _LONGEST:
        return text
    is_email = address.lower().startswith("mailto:")
    said = address[len("mailto:") :].partition("?")[0] if is_email else address
    if _bare(said) in ("".join(text.lower().split()), _bare(text)) or not text.strip():
        return text if text.strip() else text + said
    return f"{text} ({said})"


def _bare(address: str) -> str:
    """Return an address as people write it: without scheme, "www." and the last slash."""
    bare = re.sub(r"^(?:https?://|mailto:)", "", "".join(address.lower().split()))
    return bare.removeprefix("www.").rstrip("/")
