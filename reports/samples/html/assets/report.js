// Adds search to long lists and copy buttons to code. Without it the report says the same.
"use strict";

(() => {
  const words = document.body.dataset;

  function addFilter(table, index) {
    const rows = [...table.tBodies[0].rows];
    if (rows.length < 8) return;
    const bar = document.createElement("div");
    bar.className = "tools-row";
    const label = document.createElement("label");
    label.textContent = words.filter;
    const input = document.createElement("input");
    input.type = "search";
    input.id = `filter-${index}`;
    label.append(input);
    const count = document.createElement("output");
    count.htmlFor.add(input.id);
    bar.append(label, count);
    table.closest(".scroll").before(bar);
    const texts = rows.map((row) => row.textContent.normalize("NFKC").toLowerCase());
    input.addEventListener("input", () => {
      const wanted = input.value.normalize("NFKC").toLowerCase().split(/\s+/u).filter(Boolean);
      let shown = 0;
      rows.forEach((row, i) => {
        const fits = wanted.every((word) => texts[i].includes(word));
        row.hidden = !fits;
        shown += fits;
      });
      count.textContent = words.filterCount.replace("{n}", shown.toLocaleString());
    });
  }

  function addCopy(code) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "copy";
    button.textContent = words.copy;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(code.textContent);
      button.textContent = words.copied;
      setTimeout(() => { button.textContent = words.copy; }, 2000);
    });
    code.after(button);
  }

  document.querySelectorAll("table[data-filter]").forEach(addFilter);
  if (navigator.clipboard) document.querySelectorAll("code.snippet, code.selector, pre > code").forEach(addCopy);

  // Printed reports show what is folded away on the screen.
  let folded = [];
  addEventListener("beforeprint", () => {
    folded = [...document.querySelectorAll("details:not([open])")];
    folded.forEach((item) => { item.open = true; });
  });
  addEventListener("afterprint", () => folded.forEach((item) => { item.open = false; }));
})();
