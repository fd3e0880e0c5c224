"use strict";
// 工作台各页共用：取页面片段、登录过期时回登录页。
async function part(path, options = {}) {
  const response = await fetch(path, { credentials: "same-origin", ...options });
  if (response.status === 401) {
    location.href = `/console/sign-in?next=${encodeURIComponent(location.pathname + location.search)}`;
    return null;
  }
  return response;
}

// 手机上导航是横着滑的：让所在的这一页露出来。
const here = document.querySelector(".top nav [aria-current]");
if (here) here.parentElement.scrollLeft = here.offsetLeft - here.parentElement.offsetLeft - 40;
