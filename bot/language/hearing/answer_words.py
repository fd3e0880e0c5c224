"""Words that decide how an answer to a yes-or-no question is read."""

from __future__ import annotations

import re

ASKS_LACK = re.compile(r"是[^，]{0,12}没有[^，]{0,4}？$")
UNAWARE = re.compile(
    r"(?:我|俺)?(?:都|也)?(?:还)?(?:不知道|没人.{0,3}说(?:过)?|没听说(?:过)?)(?:还)?(?:要|得|需要|能|该|去哪|怎么|在哪|有)"
)
"""不知道还要登记: who does not know that one must has not."""
NEEDED = re.compile(r"登记|认定|办")
DENIED_LAST = re.compile(r"[^不没，](?:的|也|都|可)*(?:不是|不算|算不上)(?:的|了|啊|吧|呢)*$")
"""返乡的不是 takes the option up and denies it."""
HAVING = re.compile(r"(?:我|现在|目前|还|都|真)*(?:没有|没|有)(?:的|呢|啊|呀|哦|了)*")
"""Asked 您现在是没有工作吗, 没有 may mean no job or no lack of one."""
TO_BEGIN = re.compile(
    r"(?:想|打算|准备|计划|考虑|寻思)(?:着|要|去|在.{1,4})*(?:自己)?(?:也)?[开办弄搞做](?!过|的是|着)"
)
"""我想开店 does not say that one has a shop."""
SO_WHAT = re.compile(r"(?<=.)[，啊呀]*(?:又)?怎么了？?$")
"""是啊怎么了 asks nothing."""
HAS = re.compile(r"没|有|在|着")
HAS_NOT = re.compile("[没不未无]")
