"use strict";
// 对话页：坐席写着字，群众的新消息自己出现。
async function refresh() {
  if (document.hidden) return;
  try {
    const response = await part(location.pathname);
    if (!response || !response.ok) return;
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    for (const id of ["turns", "state", "known"]) {
      const fresh = page.getElementById(id);
      const shown = document.getElementById(id);
      if (fresh && shown && fresh.innerHTML !== shown.innerHTML) shown.replaceChildren(...fresh.childNodes);
    }
  } catch (error) {
    // 断网时不打扰，下次再看
  }
}
if (document.getElementById("turns")) setInterval(refresh, 5000);
// 列表页：有人来排队，自己刷新。
if (document.getElementById("queue")) setInterval(() => { if (!document.hidden) location.reload(); }, 20000);
