"""Clickable choices in WeChat text: a link that sends a message when tapped."""

from __future__ import annotations

from functools import lru_cache
from html import escape
from urllib.parse import quote


@lru_cache(2048)
def menu_link(text: str, content: str, number: int) -> str:
    """A weixin://bizmsgmenu link; a tap arrives as a text message with this content. The same lists come often."""
    return f'<a href="weixin://bizmsgmenu?msgmenucontent={quote(content)}&msgmenuid={number}">{escape(text)}</a>'
