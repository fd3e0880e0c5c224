"use strict";
// 内容页：状态自己刷新；编辑页：检查、预览、跳到行。
const live = document.getElementById("live");
if (live) {
  setInterval(async () => {
    if (document.hidden) return;
    const response = await part(live.dataset.status);
    if (!response || !response.ok) return;
    const text = await response.text();
    if (text !== live.dataset.last) { live.innerHTML = text; live.dataset.last = text; }
  }, 1000);
}

// 正在试：进度自己刷新，做完了重新载入就看到结果。
const progress = document.getElementById("progress");
if (progress) {
  const timer = setInterval(async () => {
    const response = await part(progress.dataset.state);
    if (!response || !response.ok) return;
    if (response.status === 205) { clearInterval(timer); location.reload(); return; }
    progress.innerHTML = await response.text();
  }, 500);
}

const box = document.getElementById("text");
function jump(line) {
  const lines = box.value.split("\n");
  const start = lines.slice(0, line - 1).join("\n").length + (line > 1 ? 1 : 0);
  box.focus();
  box.setSelectionRange(start, start + (lines[line - 1] || "").length);
  box.scrollTop = Math.max(0, (line - 5) * parseFloat(getComputedStyle(box).lineHeight));
}

async function check() {
  const found = document.getElementById("found");
  found.textContent = "正在检查……";
  const body = new FormData(document.getElementById("editor"));
  const response = await part("/console/content/check", { method: "POST", body });
  if (!response) return;
  if (response.ok) found.innerHTML = await response.text(); else found.textContent = await response.text();
}

if (box) {
  document.getElementById("check").addEventListener("click", check);
  document.addEventListener("click", (event) => {
    const button = event.target.closest("button[data-line]");
    if (button) jump(Number(button.dataset.line));
  });
  box.addEventListener("keydown", (event) => {
    if (!event.ctrlKey && !event.metaKey) return;
    if (event.key === "Enter") { event.preventDefault(); check(); }
    if (event.key === "s") { event.preventDefault(); document.getElementById("editor").requestSubmit(); }
  });
  const tell = () => { document.getElementById("line").textContent = `第 ${box.value.slice(0, box.selectionStart).split("\n").length} 行`; };
  box.addEventListener("keyup", tell);
  box.addEventListener("click", tell);
  if (box.dataset.line) { jump(Number(box.dataset.line)); tell(); }
}

// 表单：快捷键与编辑文字一样；检查完把结果或头一处错误亮出来。
const form = document.getElementById("form");
if (form) {
  document.addEventListener("keydown", (event) => {
    if (!event.ctrlKey && !event.metaKey) return;
    const button = { Enter: "check", s: "save" }[event.key];
    if (button) { event.preventDefault(); form.requestSubmit(document.getElementById(button)); }
  });
  const bad = form.querySelector("[aria-invalid]");
  const found = document.getElementById("found");
  if (bad) bad.focus(); else if (found) found.focus();
}

// 改了没存就走开：先问一声。
const edited = document.getElementById("editor") || (document.querySelector("#form [name=base]") ? form : null);
if (edited) {
  const field = (name) => edited.querySelector(`[name=${name}]`);
  let dirty = field("base").value !== field("text").value;
  edited.addEventListener("input", () => { dirty = true; });
  edited.addEventListener("submit", () => { dirty = false; });
  window.addEventListener("beforeunload", (event) => { if (dirty) event.preventDefault(); });
}
