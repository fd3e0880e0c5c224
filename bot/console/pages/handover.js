"use strict";
// 对话页：坐席写着字，群众的新消息自己出现；列表页：有人来排队，自己刷新。写着的字和光标都不动。
async function fetched() {
  if (document.hidden) return null;
  try {
    const response = await part(location.pathname);
    return response && response.ok ? new DOMParser().parseFromString(await response.text(), "text/html") : null;
  } catch (error) {
    return null; // 断网时不打扰，下次再看
  }
}

function replaced(page, id) {
  const fresh = page.getElementById(id);
  const shown = document.getElementById(id);
  if (!fresh || !shown || fresh.innerHTML === shown.innerHTML) return;
  const had = shown.contains(document.activeElement) ? document.activeElement : null;
  shown.replaceChildren(...fresh.childNodes);
  if (had && had.href) [...shown.querySelectorAll("a")].find((one) => one.href === had.href)?.focus();
}

// 读屏的人只听新添的，眼睛只看最后一句：旧的不动，新的接在后面。
const turns = document.getElementById("turns");
function toEnd() { turns.parentElement.scrollTop = turns.parentElement.scrollHeight; }
function grown(page) {
  const had = new Set([...turns.children].map((one) => one.dataset.at));
  const added = [...page.querySelectorAll("#turns > li")].filter((one) => !had.has(one.dataset.at));
  if (!added.length) return;
  turns.append(...added);
  toEnd();
}

async function refresh() {
  const page = await fetched();
  if (!page) return;
  grown(page);
  ["state", "known"].forEach((id) => replaced(page, id));
  // 正要按的按钮不在手底下换掉
  if (!document.getElementById("deeds").contains(document.activeElement)) replaced(page, "deeds");
}

if (turns) {
  toEnd();
  setInterval(refresh, 5000);
  document.getElementById("word")?.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.isComposing) return;
    event.preventDefault();
    event.target.form.requestSubmit(event.target.form.querySelector("button"));
  });
}
if (document.getElementById("waiting")) setInterval(async () => { const page = await fetched(); if (page) replaced(page, "waiting"); }, 10000);
