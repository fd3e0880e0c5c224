"use strict";
// 工作台各页共用：取页面片段、登录过期时回登录页、慢的提交给个说明。
async function part(path, options = {}) {
  const response = await fetch(path, { credentials: "same-origin", ...options });
  if (response.status === 401) {
    location.href = `/console/sign-in?next=${encodeURIComponent(location.pathname + location.search)}`;
    return null;
  }
  return response;
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.dataset || !form.dataset.slow || !event.submitter) return;
  if (["dismissed", "new"].includes(event.submitter.value)) return;
  const word = form.querySelector(".working");
  if (word) word.textContent = form.dataset.slow;
  // 提交之后再停用，免得按钮的值没带上。
  setTimeout(() => form.querySelectorAll("button").forEach((button) => { button.disabled = true; }), 0);
});
