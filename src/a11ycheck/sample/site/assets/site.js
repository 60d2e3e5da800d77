// メニューの開閉
for (const button of document.querySelectorAll(".gnav button[aria-controls]")) {
  const menu = document.getElementById(button.getAttribute("aria-controls"));
  const set = (open) => {
    button.setAttribute("aria-expanded", String(open));
    menu.hidden = !open;
  };
  button.addEventListener("click", () => set(menu.hidden));
  button.parentElement.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || menu.hidden) return;
    set(false);
    button.focus();
  });
}

// 写真の切り替え：止めるボタンがあり、動きを減らす設定では動かさない
for (const carousel of document.querySelectorAll(".carousel")) {
  const slides = [...carousel.querySelectorAll(".slide")];
  const pause = carousel.querySelector(".pause");
  let at = 0;
  let timer = 0;
  const show = (next) => {
    at = (next + slides.length) % slides.length;
    slides.forEach((slide, i) => { slide.hidden = i !== at; });
  };
  const stop = () => { clearInterval(timer); timer = 0; pause.textContent = "再生"; };
  const start = () => { timer = setInterval(() => show(at + 1), 6000); pause.textContent = "一時停止"; };
  pause.addEventListener("click", () => (timer ? stop() : start()));
  carousel.querySelector(".next").addEventListener("click", () => { stop(); show(at + 1); });
  if (matchMedia("(prefers-reduced-motion: reduce)").matches) stop(); else start();
}

// 別の画面（ダイアログ）
for (const opener of document.querySelectorAll("[data-dialog]")) {
  const dialog = document.getElementById(opener.dataset.dialog);
  opener.addEventListener("click", () => dialog.showModal());
  dialog.querySelector(".close").addEventListener("click", () => dialog.close());
}
