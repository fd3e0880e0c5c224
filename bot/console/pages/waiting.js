"use strict";
// 有人在等人工：每页的导航上显示几个，标题也带上，坐席不用一直盯着。
const queueLink = document.querySelector('nav a[href="/console/handovers"]');
const plainTitle = document.title;

async function countWaiting() {
  if (!queueLink) return;
  try {
    const response = await fetch("/console/handovers/count", { credentials: "same-origin" });
    if (!response.ok || response.redirected) return;
    const { waiting } = await response.json();
    queueLink.querySelector(".badge")?.remove();
    document.title = waiting ? `（${waiting} 人等）${plainTitle}` : plainTitle;
    if (!waiting) return;
    const badge = document.createElement("span");
    badge.className = "badge";
    badge.textContent = waiting;
    badge.title = "在等人工的对话";
    queueLink.append(" ", badge);
  } catch (error) {
    // 断网时不打扰，下次再看
  }
}
countWaiting();
setInterval(countWaiting, 20000);
