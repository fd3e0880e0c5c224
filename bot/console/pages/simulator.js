"use strict";
// 对话模拟：和微信走同一个服务台，不需要公众号。
const byId = (id) => document.getElementById(id);
const talk = byId("talk");
const runs = {};
let said = [];

function userKey() {
  const who = byId("who").value;
  runs[who] = runs[who] || `${who}-${Date.now()}`;
  return runs[who];
}

function bubble(text, kind) {
  const item = document.createElement("li");
  item.textContent = text;
  if (kind) item.className = kind;
  talk.append(item);
  talk.scrollTop = talk.scrollHeight;
  return item;
}

// 末尾的「1. 选项」改成能点的，和微信里一样。
function answer(found) {
  const whole = found.reply.join("\n\n");
  const lines = found.choices.map((text, at) => `${at + 1}. ${text}`).join("\n");
  const clickable = found.choices.length > 0 && whole.endsWith(lines);
  const item = bubble(clickable ? whole.slice(0, whole.length - lines.length).trim() : whole);
  if (!clickable) return;
  const box = document.createElement("div");
  box.className = "choices";
  found.choices.forEach((text, at) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = `${at + 1}. ${text}`;
    button.addEventListener("click", () => send(text));
    box.append(button);
  });
  item.append(box);
  talk.scrollTop = talk.scrollHeight;
}

function row(list, name, value) {
  if (value === null || value === undefined || value === "" || (Array.isArray(value) && !value.length)) return;
  const dt = document.createElement("dt");
  const dd = document.createElement("dd");
  dt.textContent = name;
  dd.textContent = typeof value === "string" ? value : JSON.stringify(value);
  list.append(dt, dd);
}

function explain(found) {
  const list = document.createElement("dl");
  row(list, "动作", found.act);
  row(list, "事项", found.measures.join("、"));
  row(list, "方面", found.aspect);
  row(list, "地区", found.region);
  for (const [name, value] of Object.entries(found.slots)) row(list, name, value);
  const decided = document.createElement("dl");
  for (const policy of found.policies) {
    const amount = policy.amount ? ` ${policy.amount.min}–${policy.amount.max}${policy.amount.unit}` : "";
    row(decided, policy.id, policy.verdict + amount);
    for (const reason of policy.because) row(decided, "", `${{ true: "✓", false: "✗", null: "?" }[reason.holds]} ${reason.text}（${reason.cite}）`);
  }
  const steps = document.createElement("dl");
  for (const step of found.trace || []) row(steps, step.stage, `${step.seen} → ${step.result}`);
  byId("trace").replaceChildren(list, decided, steps);
}

async function send(text) {
  if (!text.trim()) return;
  bubble(text, "mine");
  byId("text").value = "";
  const body = { user: userKey(), text, on: byId("on").value };
  try {
    const response = await fetch("/api/chat", { method: "POST", body: JSON.stringify(body), headers: { "Content-Type": "application/json" } });
    const found = await response.json();
    if (!response.ok) { bubble(found.error || "服务出错了", "fault"); return; }
    said.push({ text, found });
    answer(found);
    explain(found);
  } catch (error) {
    bubble("连不上服务，稍后再试。", "fault");
  }
  byId("text").focus();
}

function quoted(text) { return JSON.stringify(text); }

function save() {
  if (!said.length) return;
  const words = { answer: "回答", ask: "追问", choose: "选择", verdict: "结论", screen: "筛查", chitchat: "寒暄", command: "命令", handoff: "人工", fallback: "不懂" };
  const lines = [`- 名称: ${quoted("模拟：" + said[0].text)}`, `  日期: ${byId("on").value}`, "  对话:"];
  for (const { text, found } of said) {
    lines.push(`    - 说: ${quoted(text)}`, `      动作: ${words[found.act]}`);
    if (found.measures.length) lines.push(`      事项: [${found.measures.join(", ")}]`);
    if (found.region) lines.push(`      地区: ${found.region}`);
    if (found.asks) lines.push(`      问: ${found.asks.fact}`);
  }
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([lines.join("\n") + "\n"], { type: "text/yaml" }));
  link.download = "transcript.yaml";
  link.click();
}

function today() {
  const now = new Date(Date.now() + 8 * 3600 * 1000);
  return now.toISOString().slice(0, 10);
}

function fresh() {
  delete runs[byId("who").value];
  said = [];
  talk.replaceChildren();
  byId("text").focus();
}

byId("on").value = new URLSearchParams(location.search).get("on") || today();
byId("form").addEventListener("submit", (event) => { event.preventDefault(); send(byId("text").value); });
byId("fresh").addEventListener("click", fresh);
byId("who").addEventListener("change", () => { said = []; talk.replaceChildren(); });
byId("save").addEventListener("click", save);
