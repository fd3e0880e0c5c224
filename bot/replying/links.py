"""Clickable choices in WeChat text: a link that sends a message when tapped."""

from __future__ import annotations

import re
from functools import lru_cache
from html import escape, unescape
from urllib.parse import quote

_LINK = re.compile(r'<a href="weixin://bizmsgmenu\?[^"]*">([^<]*)</a>')


@lru_cache(2048)
def menu_link(text: str, content: str, number: int) -> str:
    """A weixin://bizmsgmenu link; a tap arrives as a text message with this content. The same lists come often."""
    return f'<a href="weixin://bizmsgmenu?msgmenucontent={quote(content)}&msgmenuid={number}">{escape(text)}</a>'


def untapped(text: str) -> str:
    """The text with choices as they look on the phone, for whoever reads along and cannot tap."""
    return _LINK.sub(lambda found: unescape(found[1]), text)
