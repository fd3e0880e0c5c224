"use strict";
// 工作台各页共用：取页面片段；登录过期了先说，写的都留在页上。
async function part(path, options = {}) {
  const response = await fetch(path, { credentials: "same-origin", ...options });
  if (response.status === 401) { expired(); return null; }
  document.getElementById(EXPIRED)?.remove();
  return response;
}

// 手机上导航是横着滑的：让所在的这一页露出来。
const here = document.querySelector(".top nav [aria-current]");
if (here) here.parentElement.scrollLeft = here.offsetLeft - here.parentElement.offsetLeft - 40;

// 要想一想的先问一声；手快按了两下只发一次。
const EXPIRED = "expired";
function expired() {
  if (document.getElementById(EXPIRED)) return;
  const bar = document.createElement("p");
  bar.id = EXPIRED;
  bar.className = "fault";
  bar.setAttribute("role", "alert");
  const link = document.createElement("a");
  Object.assign(link, { href: "/console/sign-in?next=/console", target: "_blank", textContent: "在新的一页登录" });
  bar.append("登录过期了，没有办成。您写的都还在这一页：", link, "，再回到这里接着做。");
  document.getElementById("main").prepend(bar);
  bar.scrollIntoView({ block: "nearest" });
}

async function signedIn() {
  try {
    const response = await fetch("/console/handovers/count", { credentials: "same-origin" });
    if (response.status !== 401) document.getElementById(EXPIRED)?.remove();
    return response.status !== 401;
  } catch (error) {
    return true; // 断网由浏览器自己说
  }
}

// 有长文字的表单，发之前先看登录还在不在；别的照常发。
let going = null;
document.addEventListener("submit", async (event) => {
  const posted = event.target;
  if (event.defaultPrevented || posted.method !== "post" || going === posted) return;
  if (posted.dataset.sent || (posted.dataset.confirm && !window.confirm(posted.dataset.confirm))) { event.preventDefault(); return; }
  posted.dataset.sent = "1";
  setTimeout(() => delete posted.dataset.sent, 2000);
  if (!posted.querySelector("textarea")) return;
  event.preventDefault();
  const button = event.submitter;
  if (await signedIn()) {
    going = posted;
    posted.requestSubmit(button);
    going = null;
  } else {
    expired();
    delete posted.dataset.sent;
  }
});
window.addEventListener("pageshow", () => document.querySelectorAll("form[data-sent]").forEach((one) => delete one.dataset.sent));
