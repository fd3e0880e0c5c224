"use strict";
// 对话模拟：和微信走同一个服务台、同样的切分和点选，不需要公众号。
const byId = (id) => document.getElementById(id);
const talk = byId("talk");
const LINK = /<a href="weixin:\/\/bizmsgmenu\?msgmenucontent=([^&"]*)&msgmenuid=\d+">([^<]*)<\/a>/g;
const ENTITIES = { "&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"', "&#x27;": "'" };
const citizens = {}; // 每个测试群众各有自己的会话、说过的话和记录

function mine() {
  const who = byId("who").value;
  citizens[who] = citizens[who] || { key: `${who}-${Date.now()}-${Math.random().toString(36).slice(2)}`, said: [], items: [], trace: [] };
  return citizens[who];
}

function el(name, text, kind) {
  const made = document.createElement(name);
  if (text) made.textContent = text;
  if (kind) made.className = kind;
  return made;
}

function add(item) {
  mine().items.push(item);
  talk.append(item);
  talk.scrollTop = talk.scrollHeight;
  return item;
}

function plain(text) { return text.replace(/&(?:amp|lt|gt|quot|#x27);/g, (found) => ENTITIES[found]); }

// 一条回答：文字照样显示，微信的点选链接变成能点的按钮。
function bubble(text) {
  const item = el("li");
  let from = 0;
  for (const found of text.matchAll(LINK)) {
    item.append(text.slice(from, found.index));
    const button = el("button", plain(found[2]), "choice");
    button.type = "button";
    const content = decodeURIComponent(found[1]);
    button.addEventListener("click", () => send(content, "text"));
    item.append(button);
    from = found.index + found[0].length;
  }
  item.append(text.slice(from));
  add(item);
}

const HANDED = {
  asked: "已转人工：这个对话在工作台的「转人工」里等人接。",
  lost: "几次没听懂，已请人工：这个对话在工作台的「转人工」里等人接。",
  topic: "这件事要人工看，已放进工作台的「转人工」。",
  transferred: "已转给微信的人工客服。",
  held: "人工正在接，机器人不说话，只记下。",
  returned: "人工已交回，机器人接着答。",
};

function note(text, link) {
  const item = el("li", text, "note");
  if (link) {
    const away = el("a", "去看");
    away.href = "/console/handovers";
    item.append(" ", away);
  }
  add(item);
}

function show(sections) {
  const parts = [];
  for (const section of sections) {
    const list = el("dl");
    for (const [label, text] of section.lines) list.append(el("dt", label), el("dd", text));
    parts.push(el("h3", section.title), list);
  }
  byId("trace").replaceChildren(...parts);
}

const SAID = { text: "", voice: "语音：", image: "［图片］", video: "［视频］", location: "［位置］", link: "［链接］", file: "［文件］", subscribe: "［关注公众号］", scan: "［扫码］", click: "［点菜单］", unsubscribe: "［取消关注］" };
const SILENT = { image: 1, video: 1, file: 1, unsubscribe: 1 }; // 打的字不跟着发
const PREPARED = [{ title: "备好的话", lines: [["为什么", "这样的消息不经过问答；有话要回的，回 replies/_system 里 canned- 开头的模板。"]] }];

async function send(text, kind) {
  if (kind === "text" && !text.trim()) return;
  const one = mine();
  const shown = el("li", "", "mine");
  const tap = el("button", SAID[kind] + text || " ");
  tap.type = "button";
  tap.title = "看这一句的判断过程";
  shown.append(tap);
  add(shown);
  byId("text").value = "";
  const body = { user: one.key, text, kind, on: byId("on").value, channel: "simulator" };
  try {
    const response = await fetch("/api/chat", { method: "POST", body: JSON.stringify(body), headers: { "Content-Type": "application/json" } });
    const found = await response.json();
    if (!response.ok) { add(el("li", found.error || "服务出错了", "fault")); return; }
    if (found.left) { one.said = []; note("已取消关注：这个人说过的、听到的都删了。"); }
    if (found.act) one.said.push(found.heard);
    byId("save").disabled = !one.said.length;
    found.reply.forEach(bubble);
    if (found.handover && found.handover !== "returned") one.waits = true;
    if (HANDED[found.handover]) note(HANDED[found.handover], !["held", "returned"].includes(found.handover));
    one.trace = found.sections.length ? found.sections : PREPARED;
    const trace = one.trace;
    tap.addEventListener("click", () => show(trace));
    show(trace);
  } catch (error) {
    add(el("li", "连不上服务，稍后再试。", "fault"));
  }
  byId("text").focus();
}

// 转人工以后，坐席在工作台写的话也要到手机上来。
async function fetchNews() {
  const one = mine();
  if (!one.waits || document.hidden) return;
  try {
    const response = await fetch("/api/news", { method: "POST", body: JSON.stringify({ user: one.key }), headers: { "Content-Type": "application/json" } });
    if (response.ok && one === mine()) (await response.json()).reply.forEach(bubble);
  } catch (error) {
    one.waits = false;
  }
}
setInterval(fetchNews, 2000);

// 平台的规矩：对方 48 小时没来消息，坐席的话就发不出去，留到对方下次来消息时。
async function pass() {
  const response = await fetch("/api/away", { method: "POST", body: JSON.stringify({ user: mine().key }), headers: { "Content-Type": "application/json" } });
  note(response.ok ? "两天过去了：坐席现在发不了话，写的话留着，等这个人再来消息时先给他看。" : "没有设成，稍后再试。");
}

async function save() {
  const body = { said: mine().said, on: byId("on").value, name: `模拟：${byId("who").value}，${mine().said[0]}` };
  const response = await fetch("/api/transcript", { method: "POST", body: JSON.stringify(body) });
  if (!response.ok) { note("没有存成，稍后再试。"); return; }
  const link = el("a");
  link.href = URL.createObjectURL(new Blob([await response.text()], { type: "text/yaml" }));
  link.download = `${byId("on").value}-${byId("who").value}.yaml`;
  link.click();
  note("存好了。放进 tests/transcripts 文件夹，以后每次检查都会照这样回放一遍。");
}

function today() {
  const now = new Date(Date.now() + 8 * 3600 * 1000);
  return now.toISOString().slice(0, 10);
}

function switched() {
  const one = mine();
  talk.replaceChildren(...one.items);
  talk.scrollTop = talk.scrollHeight;
  show(one.trace);
  byId("title").textContent = `就业政策通 · ${byId("who").value}`;
  byId("save").disabled = !one.said.length;
  byId("text").focus();
}

function fresh() {
  delete citizens[byId("who").value];
  switched();
}

byId("on").value = new URLSearchParams(location.search).get("on") || today();
byId("form").addEventListener("submit", (event) => { event.preventDefault(); send(byId("text").value, "text"); });
byId("speak").addEventListener("click", () => send(byId("text").value, "voice"));
byId("other").addEventListener("change", (event) => {
  const kind = event.target.value;
  event.target.value = "";
  if (kind === "away") pass();
  else if (kind) send(SILENT[kind] ? "" : byId("text").value, kind);
});
byId("fresh").addEventListener("click", fresh);
byId("who").addEventListener("change", switched);
// 换了日期，前面说的就不算数了：一段对话只按一天答。
byId("on").addEventListener("change", () => { for (const who of Object.keys(citizens)) delete citizens[who]; switched(); note(`从头开始，按 ${byId("on").value} 答。`); });
byId("save").addEventListener("click", save);
switched();
