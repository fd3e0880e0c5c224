"use strict";
// 查政策：边打边查、全键盘、一键复制、条件表单随改随算。
const byId = (id) => document.getElementById(id);
const q = byId("q");
const list = byId("hits");
const WAIT = 8; // 毫秒；连着打字时只查最后一次
let hits = [];
let active = -1;
let policy = "";
let running = null;
let timer = 0;

function where() {
  return `region=${encodeURIComponent(byId("region").value)}&on=${encodeURIComponent(byId("on").value)}`;
}

function el(name, text, kind) {
  const made = document.createElement(name);
  if (text) made.textContent = text;
  if (kind) made.className = kind;
  return made;
}

function show() {
  list.replaceChildren(...hits.map((hit, at) => {
    const item = el("li");
    item.id = `hit-${at}`;
    item.setAttribute("role", "option");
    item.setAttribute("aria-selected", "false");
    const head = el("p", hit.title, "sum");
    const states = { expired: "已到期", not_yet: "未开始" };
    if (hit.report || states[hit.state]) head.append(" ", el("span", hit.report ? "报道" : states[hit.state], "state past"));
    item.append(head, el("p", hit.summary), el("p", `${hit.region} · ${hit.cite} · ${hit.why}`, "note"));
    item.addEventListener("click", () => { choose(at); open(hit.id); });
    return item;
  }));
  q.setAttribute("aria-expanded", String(hits.length > 0));
  byId("none").textContent = q.value.trim() && !hits.length ? "没有查到。换个说法，或把地区改成全部。" : "";
  choose(hits.length ? 0 : -1);
}

function choose(at) {
  active = at;
  [...list.children].forEach((item, number) => item.setAttribute("aria-selected", String(number === at)));
  if (at < 0) { q.removeAttribute("aria-activedescendant"); return; }
  q.setAttribute("aria-activedescendant", `hit-${at}`);
  list.children[at].scrollIntoView({ block: "nearest" });
}

async function find() {
  if (running) running.abort();
  running = new AbortController();
  const mine = running;
  try {
    const response = await part(`/console/find?q=${encodeURIComponent(q.value)}&${where()}`, { signal: mine.signal });
    if (!response || mine !== running) return;
    hits = (await response.json()).hits;
    show();
    performance.measure("look-up", { start: lastKey });
  } catch (error) {
    if (error.name !== "AbortError") byId("none").textContent = "连不上服务，稍后再试。";
  }
}

let lastKey = 0;
function later() {
  lastKey = performance.now();
  clearTimeout(timer);
  timer = setTimeout(find, WAIT);
}

async function open(id) {
  const response = await part(`/console/card?policy=${encodeURIComponent(id)}&q=${encodeURIComponent(q.value)}&${where()}`);
  if (!response || !response.ok) return;
  byId("card").innerHTML = await response.text();
  policy = id;
  byId("card").scrollTop = 0;
  byId("card").focus();
  if (scope() === "one") { byId("form").replaceChildren(); }
  decide();
}

function scope() { return document.querySelector("input[name=scope]:checked").value; }

// 只认最后一次的结果：前一次的回来得晚，不能冲掉后来的回答。
let decided = 0;
async function decide() {
  const mine = ++decided;
  const one = scope() === "one";
  if (one && !policy) return;
  const body = new FormData(byId("form"));
  const article = document.querySelector("#card article");
  const region = byId("region").value || (article ? article.dataset.region : byId("region").options[1].value);
  body.append("policy", one ? policy : "");
  body.append("region", region);
  body.append("audience", one ? "" : scope());
  body.append("on", byId("on").value);
  const focused = document.activeElement && byId("form").contains(document.activeElement) ? document.activeElement.id : "";
  const response = await part("/console/form", { method: "POST", body });
  if (!response || !response.ok || mine !== decided) return;
  const text = await response.text();
  if (mine !== decided) return;
  const now = document.activeElement && byId("form").contains(document.activeElement) ? document.activeElement.id : focused;
  byId("form").innerHTML = text;
  const again = now && byId(now);
  if (again) again.focus();
}

let toastTimer = 0;
function toast(text) {
  byId("toast").textContent = text;
  clearTimeout(toastTimer);
  toastTimer = setTimeout(() => { byId("toast").textContent = ""; }, 2500);
}

async function copy(id) {
  const from = byId(id);
  if (!from) return;
  try {
    await navigator.clipboard.writeText(from.textContent);
  } catch (error) {
    // 不是 https 的内网地址没有剪贴板接口，用老办法。
    const box = el("textarea");
    box.value = from.textContent;
    document.body.append(box);
    const had = document.activeElement;
    box.select();
    document.execCommand("copy");
    box.remove();
    if (had) had.focus();
  }
  toast({ spoken: "口头的话复制好了", written: "书面文字复制好了", result: "判断结果复制好了" }[id]);
}

function firstQuestion() {
  const field = document.querySelector("#form fieldset.first input, #form fieldset.first select") || document.querySelector("#form input, #form select");
  if (field) field.focus();
}

function nextScope() {
  const all = [...document.querySelectorAll("input[name=scope]")];
  const next = all[(all.findIndex((one) => one.checked) + 1) % all.length];
  next.checked = true;
  decide();
}

const KEYS = {
  c: () => copy("written"), s: () => copy("spoken"), r: () => copy("result"), e: firstQuestion, p: nextScope,
  "/": () => { q.focus(); q.select(); }, "?": () => byId("help").showModal(), "？": () => byId("help").showModal(),
};

document.addEventListener("keydown", (event) => {
  if (byId("help").open) return;
  const typing = event.target.matches("input:not([type=radio]), select, textarea");
  if (event.key === "Escape") { event.preventDefault(); q.focus(); q.select(); return; }
  if (event.altKey && "csr".includes(event.key)) { event.preventDefault(); KEYS[event.key](); return; }
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  const help = "?？".includes(event.key) && event.target === q && !q.value;
  if ((!typing || help) && KEYS[event.key]) { event.preventDefault(); KEYS[event.key](); }
});

q.addEventListener("keydown", (event) => {
  if (event.isComposing) return;
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    if (hits.length) choose((active + (event.key === "ArrowDown" ? 1 : hits.length - 1)) % hits.length);
  } else if (event.key === "Enter") {
    event.preventDefault();
    if (active >= 0) open(hits[active].id); else find();
  }
});
q.addEventListener("input", (event) => { if (!event.isComposing) later(); });
q.addEventListener("compositionend", later);
byId("region").addEventListener("change", () => { find(); decide(); });
byId("on").addEventListener("change", () => { find(); if (policy) open(policy); });
byId("help-button").addEventListener("click", () => byId("help").showModal());
byId("clear").addEventListener("click", () => { byId("form").replaceChildren(); decide(); });
document.querySelectorAll("input[name=scope]").forEach((one) => one.addEventListener("change", decide));
byId("form").addEventListener("change", decide);
byId("form").addEventListener("submit", (event) => { event.preventDefault(); });
document.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (!button) return;
  if (button.dataset.copy) copy(button.dataset.copy);
  if (button.dataset.open) open(button.dataset.open);
  if (button.dataset.unset) {
    document.querySelectorAll(`input[name="${button.dataset.unset}"]`).forEach((one) => { one.checked = false; });
    decide();
  }
});
if (q.value) later();
