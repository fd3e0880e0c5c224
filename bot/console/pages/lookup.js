"use strict";
// 查政策：边打边查、全键盘、一键复制、条件表单随改随算。
const byId = (id) => document.getElementById(id);
const q = byId("q");
const list = byId("hits");
const WAIT = 8; // 毫秒；连着打字时只查最后一次
let hits = [];
let active = -1;
let policy = "";
let listed = ""; // 列表是按哪句话查的
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

function show({ elsewhere, topic, ask }) {
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
  const words = [];
  if (topic) words.push(`「${topic}」不归就业政策管，请群众去问：${ask}。`);
  else if (elsewhere) words.push(`没有${elsewhere}的文件${hits.length ? "，下面是别处的" : ""}。`);
  else if (q.value.trim() && !hits.length) words.push("没有查到。换个说法，或把地区改成全部。");
  byId("none").textContent = words.join("");
  // 读屏的人听到有几项、头一项是什么。
  byId("count").textContent = hits.length ? `${hits.length} 项，第一项：${hits[0].region}${hits[0].title}` : "";
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
  const words = q.value;
  try {
    const response = await part(`/console/find?q=${encodeURIComponent(words)}&${where()}`, { signal: mine.signal });
    if (!response || mine !== running) return;
    if (!response.ok) { byId("none").textContent = await response.text(); return; }
    const found = await response.json();
    hits = found.hits;
    listed = words;
    show(found);
    performance.measure("look-up", { start: lastKey });
  } catch (error) {
    if (error.name !== "AbortError") byId("none").textContent = "连不上服务，稍后再试。";
  }
}

// 打得快、结果还没回来就按了回车：等这句话的结果，不开上一句的头一项。
async function enter() {
  if (listed !== q.value) {
    clearTimeout(timer);
    await find();
  }
  if (listed === q.value && active >= 0) open(hits[active].id);
}

let lastKey = 0;
function later() {
  lastKey = performance.now();
  clearTimeout(timer);
  timer = setTimeout(find, WAIT);
}

async function open(id) {
  const response = await part(`/console/card?policy=${encodeURIComponent(id)}&q=${encodeURIComponent(q.value)}&${where()}`);
  if (!response) return;
  if (!response.ok) { byId("none").textContent = `打不开：${await response.text()}`; return; }
  byId("card").innerHTML = await response.text();
  policy = id;
  byId("card").scrollTop = 0;
  byId("card").focus();
  decide();
}

function scope() { return document.querySelector("input[name=scope]:checked").value; }

function first() { return document.querySelector("#form fieldset.first input:checked, #form fieldset.first input, #form fieldset.first select"); }

// 只认最后一次的结果：前一次的回来得晚，不能冲掉后来的回答。onward：答完了到下一个要问的。
let decided = 0;
let screening = "one";
async function decide(onward) {
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
  if (scope() !== screening) body.append("begun", "1");
  screening = scope();
  const inside = () => (document.activeElement && byId("form").contains(document.activeElement) ? document.activeElement.id : "");
  const focused = inside();
  const response = await part("/console/form", { method: "POST", body });
  if (!response || !response.ok || mine !== decided) return;
  const text = await response.text();
  if (mine !== decided) return;
  const now = inside() || focused;
  // 算的时候又打了字、还没回车的，换上新表以后照样留着。
  const unsent = [...new FormData(byId("form"))].filter(([name, value]) => body.get(name) !== value);
  byId("form").innerHTML = text;
  for (const [name, value] of unsent) {
    const field = byId("form").querySelector(`input[name="${name}"]:not([type=radio])`);
    if (field) field.value = value;
  }
  byId("heard").textContent = document.querySelector("#form .results").dataset.said;
  const again = onward === true && !unsent.length ? first() || byId("card") : now && byId(now);
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
  const field = first() || document.querySelector("#form input, #form select");
  if (field) field.focus();
}

function nextScope() {
  const all = [...document.querySelectorAll("input[name=scope]")];
  const next = all[(all.findIndex((one) => one.checked) + 1) % all.length];
  next.checked = true;
  toast(next.parentElement.textContent.trim());
  decide();
}

// 新来电：前一位说过的全部收起；按 u 可以叫回来。
let before = null;
function keep() {
  return { answers: [...new FormData(byId("form"))], query: q.value, policy, scope: scope() };
}
const EMPTY = { answers: [], query: "", policy: "", scope: "one" };
function become(caller) {
  q.value = caller.query;
  policy = "";
  byId("card").replaceChildren();
  byId("form").replaceChildren(...caller.answers.map(([name, value]) => {
    const made = el("input");
    Object.assign(made, { type: "hidden", name, value });
    return made;
  }));
  byId("heard").textContent = "";
  document.querySelector(`input[name=scope][value="${caller.scope}"]`).checked = true;
  find();
  if (caller.policy) open(caller.policy); else { decide(); q.focus(); }
}
function newCaller() {
  before = keep();
  become(EMPTY);
  toast("新来电。按 u 叫回上一位");
}
function lastCaller() {
  if (!before) return;
  const caller = before;
  before = keep();
  become(caller);
  toast("回到上一位");
}

const KEYS = {
  c: () => copy("written"), s: () => copy("spoken"), r: () => copy("result"), e: firstQuestion, p: nextScope, n: newCaller, u: lastCaller,
  g: () => byId("region").focus(), d: () => byId("on").focus(),
  "/": () => { q.focus(); q.select(); }, "?": () => byId("help").showModal(), "？": () => byId("help").showModal(),
};

// 数字键回答正在问的：1、2、3 选第几个，0 是不知道。
function pick(key) {
  const field = document.querySelector("#form fieldset.first");
  const option = field && field.querySelector(`input[type=radio][id$="-${key}"]`);
  if (!option) return false;
  option.checked = true;
  decide(true);
  return true;
}

document.addEventListener("keydown", (event) => {
  if (byId("help").open) return;
  const typing = event.target.matches("input:not([type=radio]), select, textarea");
  if (event.key === "Escape") { event.preventDefault(); q.focus(); q.select(); return; }
  const letter = event.code.startsWith("Key") ? event.code.slice(3).toLowerCase() : event.key;
  if (event.altKey && !event.ctrlKey && KEYS[letter] && /^[a-z]$/.test(letter)) { event.preventDefault(); KEYS[letter](); return; }
  if (event.altKey && /^[1-9]$/.test(event.key)) { event.preventDefault(); const hit = hits[Number(event.key) - 1]; if (hit) { choose(Number(event.key) - 1); open(hit.id); } return; }
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (!typing && /^[0-9]$/.test(event.key) && pick(event.key)) { event.preventDefault(); return; }
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
    enter();
  }
});
q.addEventListener("input", (event) => { if (!event.isComposing) later(); });
q.addEventListener("compositionend", later);
byId("region").addEventListener("change", () => { find(); decide(); });
byId("on").addEventListener("change", () => { find(); if (policy) open(policy); else decide(); });
byId("help-button").addEventListener("click", () => byId("help").showModal());
byId("new").addEventListener("click", newCaller);
document.querySelectorAll("input[name=scope]").forEach((one) => one.addEventListener("change", () => decide()));
// 打字的一项改完、或用鼠标点了一项，就到下一个要问的；方向键换选项时留在原处。
let arrow = false;
byId("form").addEventListener("keydown", (event) => { arrow = event.key.startsWith("Arrow"); });
byId("form").addEventListener("mousedown", () => { arrow = false; });
byId("form").addEventListener("change", (event) => {
  const asked = event.target.closest("fieldset.first");
  decide(Boolean(asked) && !arrow && event.target.tagName !== "SELECT" && document.activeElement === event.target);
});
byId("form").addEventListener("submit", (event) => { event.preventDefault(); });
document.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (!button) return;
  if (button.dataset.copy) copy(button.dataset.copy);
  if (button.dataset.open) open(button.dataset.open);
  if (button.dataset.unset) {
    document.querySelectorAll(`#form [name="${button.dataset.unset}"]`).forEach((one) => { if (one.type === "radio") one.checked = false; else one.value = ""; });
    decide();
  }
});
if (q.value) later();
