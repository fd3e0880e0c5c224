"""A callback as a message, and what is to be done with it."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from enum import StrEnum

from bot.wechat.reading import Fields

_LONGEST_ID = 64
_LONGEST_PERSON = 128


@dataclass(frozen=True, slots=True)
class Message:
    """What the platform sent. person: openid; account: the receiving account; made: epoch seconds, 0 if unreadable.

    type: MsgType in lower case; event: Event in lower case, "" for messages.
    """

    person: str
    account: str
    made: int
    type: str
    event: str
    fields: Fields

    @property
    def identity(self) -> str:
        """What a retry shares with the first try, next to the person; at most 64 characters.

        MsgId where there is one, else time and event with its key, as events of one second differ only in those.
        """
        number = self.fields.get("MsgId", "").strip()
        if number and number != "0" and self.type != "event":
            return number if len(number) <= _LONGEST_ID else _digest(number)
        if self.type == "event":
            about = [self.event, self.fields.get("EventKey", "")]
        else:
            about = [f"{name}={value}" for name, value in sorted(self.fields.items())]
        return f"{self.made}.{_digest(chr(0).join(about))}"


def _digest(text: str) -> str:
    return hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=16).hexdigest()


def to_message(fields: Fields) -> Message | None:
    """The message, or None when nobody sent it or it is of no kind: authentic, but nothing to answer."""
    person = fields.get("FromUserName", "").strip()
    kind = fields.get("MsgType", "").strip().lower()
    if not person or not kind or len(person) > _LONGEST_PERSON:
        return None
    made = fields.get("CreateTime", "").strip()
    return Message(
        person,
        fields.get("ToUserName", "").strip(),
        int(made) if made.isascii() and made.isdigit() and len(made) <= 11 else 0,
        kind,
        fields.get("Event", "").strip().lower() if kind == "event" else "",
        fields,
    )


_EVENTS = ("subscribe", "unsubscribe", "scan", "click")
_POSITION = re.compile(r"\s*(\d{1,2}\.\d+)[\s,，]+(\d{1,3}\.\d+)\s*")


def pretended(kind: str, text: str) -> Message:
    """The message a phone would send: a text, a voice message as the platform recognised it, a picture, an event …

    text: the address or the position of a location, the key of a click or a scan, the title of a link.
    """
    event = kind if kind in _EVENTS else ""
    fields = {"Content": text, "Recognition": text, "Label": text, "Title": text, "EventKey": text}
    if (found := _POSITION.fullmatch(text)) is not None:
        fields |= {"Label": "", "Location_X": found[1], "Location_Y": found[2]}
    return Message("", "", 0, "event" if event else kind, event, fields)


class Deed(StrEnum):
    """What a message calls for. PLACE: the county of a position. ACCEPTED, ENDED: what the platform's agents did."""

    ASK = "ask"
    PLACE = "place"
    ACCEPTED = "accepted"
    ENDED = "ended"
    CANNED = "canned"
    ERASE = "erase"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Plan:
    """The deed, and the text to ask or the names of the prepared replies, the first known one being taken.

    spot: latitude and longitude in degrees, where the message holds them.
    """

    deed: Deed
    text: str = ""
    canned: tuple[str, ...] = ()
    spot: tuple[float, float] | None = None


_SHOWN = {
    "image": "［图片］",
    "voice": "［语音］",
    "video": "［视频］",
    "shortvideo": "［视频］",
    "location": "［位置］",
    "link": "［链接］",
    "file": "［文件］",
}
_NOTHING = Plan(Deed.NOTHING)
_DEEDS = {"unsubscribe": Deed.ERASE, "kf_create_session": Deed.ACCEPTED, "kf_close_session": Deed.ENDED}


def plan(message: Message) -> Plan:
    """What to do with the message: pure, and something sensible for every kind, known or not."""
    if message.type == "event":
        return _plan_event(message)
    if message.type == "text":
        # A click on a choice brings its text; where that was lost on the way, the number of the choice still tells.
        clicked = message.fields.get("bizmsgmenuid", "")
        return _ask_or(message.fields.get("Content", "").strip() or clicked, "text_empty")
    if message.type == "voice":  # the platform is withdrawing recognition: often empty
        return _ask_or(message.fields.get("Recognition", ""), "voice_empty")
    if message.type == "location":
        label, spot = message.fields.get("Label", "").strip(), _spot(message, "Location_X", "Location_Y")
        return Plan(Deed.PLACE, text=label, canned=("location",), spot=spot)
    if message.type in {"video", "shortvideo"}:
        return Plan(Deed.CANNED, canned=(message.type, "video"))
    return Plan(Deed.CANNED, canned=(message.type, "unknown"))


def shown(message: Message) -> str:
    """What stands in the record for a message without text: its kind, and what little it says in words."""
    said = message.fields.get("Label", "") or message.fields.get("Title", "")
    return f"{_SHOWN.get(message.type, '［消息］')}{said.strip()}"


def _ask_or(text: str, canned: str) -> Plan:
    """Ask the text; a prepared reply when there is none."""
    text = text.strip()
    return Plan(Deed.ASK, text=text) if text else Plan(Deed.CANNED, canned=(canned,))


def _spot(message: Message, north: str, east: str) -> tuple[float, float] | None:
    """The position in these fields, if it is one on earth."""
    try:
        latitude, longitude = float(message.fields[north]), float(message.fields[east])
    except (KeyError, ValueError):
        return None
    return (latitude, longitude) if abs(latitude) <= 90 and abs(longitude) <= 180 else None


def _plan_event(message: Message) -> Plan:
    """Events: a few call for an answer; VIEW and whatever comes in future do not."""
    key = message.fields.get("EventKey", "").strip()
    if message.event in _DEEDS:
        return Plan(_DEEDS[message.event])
    if message.event == "subscribe":
        scene = key.removeprefix("qrscene_")
        return Plan(Deed.CANNED, canned=(f"scene:{scene}", "subscribe") if scene else ("subscribe",))
    if message.event == "location":
        spot = _spot(message, "Latitude", "Longitude")
        return Plan(Deed.PLACE, spot=spot) if spot else _NOTHING
    if message.event == "scan":
        return Plan(Deed.CANNED, canned=(f"scene:{key}", "scan"))
    if message.event == "click" and key:
        return Plan(Deed.ASK, text=key)
    return _NOTHING
