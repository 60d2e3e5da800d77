// Closer looks than the walker's. Runs before walker.js in the isolated world; defines globalThis.a11ycheckLooks.
// What a look changes for a moment (letters hidden for a photograph) it takes back.
(() => {
  "use strict";
  const MAX_RULES = 20000, MAX_MATCHES = 20, MAX_TURNS = 20, MAX_SPACED = 300, MAX_SCROLLERS = 500;

  // ---- scrolling

  // `elements`: pairs of element and index; `overflowing`: whether the walker saw an overflow on it.
  const scrollers = (elements, overflowing) => {
    const found = [];
    for (const [element, index] of elements) {
      if (!overflowing(index) || found.length >= MAX_SCROLLERS) continue;
      const across = element.scrollWidth - element.clientWidth, down = element.scrollHeight - element.clientHeight;
      if (across <= 0 && down <= 0) continue;
      const style = getComputedStyle(element);
      const sum = (one, other) => Math.round((parseFloat(style[one]) || 0) + (parseFloat(style[other]) || 0));
      found.push([index, across, down, sum("paddingLeft", "paddingRight"), sum("paddingTop", "paddingBottom")]);
    }
    return found;
  };

  // ---- spacing that a style attribute forces

  const SPACINGS = ["line-height", "letter-spacing", "word-spacing"];
  const LEFT_ALONE = new Set(["inherit", "unset", "revert", "revert-layer"]);

  const lineTops = (text) => {
    const range = document.createRange();
    range.selectNodeContents(text);
    const tops = [];
    for (const rect of range.getClientRects()) {
      if (rect.width && !tops.some((top) => Math.abs(top - rect.top) < rect.height / 2)) tops.push(rect.top);
      if (tops.length > 200) break;
    }
    return tops.sort((a, b) => a - b);
  };

  const ratioOf = (property, style, tops) => {
    const size = parseFloat(style.fontSize);
    if (!size) return null;
    const value = parseFloat(style.getPropertyValue(property));
    if (!Number.isNaN(value)) return value / size;
    if (property !== "line-height") return 0;  // normal
    return tops.length > 1 ? (tops[tops.length - 1] - tops[0]) / (tops.length - 1) / size : null;
  };

  const isForced = (element, property) => Boolean(element.style) &&
    element.style.getPropertyPriority(property) === "important" &&
    !LEFT_ALONE.has(element.style.getPropertyValue(property).trim().toLowerCase());

  // Whether a text under `parent` has this spacing from `owner`: what stands between them sets no other.
  const comesFrom = (owner, parent, property) => {
    const above = getComputedStyle(owner), here = getComputedStyle(parent);
    if (above.getPropertyValue(property) === here.getPropertyValue(property)) return true;
    const declared = owner.style.getPropertyValue(property).trim();
    if (property !== "line-height" || !/^[\d.]+$/.test(declared)) return false;
    return Math.abs(parseFloat(here.lineHeight) / parseFloat(here.fontSize) - parseFloat(declared)) < 0.01;
  };

  const spacings = (elements, indexOf) => {
    const found = [];
    for (const [owner] of elements) {
      const style = owner.getAttribute("style");
      if (!style || !/important/i.test(style)) continue;
      for (const property of SPACINGS) {
        if (!isForced(owner, property)) continue;
        const texts = document.createTreeWalker(owner, NodeFilter.SHOW_TEXT);
        for (let text = texts.nextNode(); text && found.length < MAX_SPACED; text = texts.nextNode()) {
          const parent = text.parentElement;
          if (!text.data.trim() || !indexOf.has(parent)) continue;
          // An inner style attribute that forces the same property answers for itself.
          let between = parent;
          while (between !== owner && !isForced(between, property)) between = between.parentElement;
          if (between !== owner || !comesFrom(owner, parent, property)) continue;
          const tops = lineTops(text);
          const ratio = ratioOf(property, getComputedStyle(parent), tops);
          if (ratio !== null) found.push([indexOf.get(parent), indexOf.get(owner), property, ratio, tops.length]);
        }
      }
    }
    return found;
  };

  // ---- what turns with the screen

  const ORIENTATION = /\borientation\s*:\s*(portrait|landscape)\b/i;

  // Degrees that a transform and a rotate property turn the plane by; null where that cannot be read.
  const degreesOf = (transform, rotate) => {
    let degrees = 0;
    if (transform && transform !== "none") {
      try {
        const plain = transform.replace(/\b(?:translate(?:3d|[xyz])?|perspective)\([^()]*(?:\([^()]*\)[^()]*)*\)/gi, "").trim();
        const matrix = new DOMMatrix(plain || "none");
        degrees += Math.atan2(matrix.m12, matrix.m11) * 180 / Math.PI;
      } catch { return null; }
    }
    if (rotate && rotate !== "none") {
      const match = /^(?:z\s+|0\s+0\s+[\d.]+\s+)?(-?[\d.]+(?:e-?\d+)?)(deg|rad|turn|grad)(?:\s+z)?$/i.exec(rotate.trim());
      if (!match) return null;
      degrees += Number(match[1]) * { deg: 1, rad: 180 / Math.PI, turn: 360, grad: 0.9 }[match[2].toLowerCase()];
    }
    return degrees;
  };

  const turningRules = () => {
    const turning = [], plain = [];
    let read = 0;
    const visit = (rules, orientation) => {
      for (const rule of rules) {
        if (++read > MAX_RULES) return;
        const media = rule.media ? rule.media.mediaText : "";
        const match = ORIENTATION.exec(media);
        const within = match && !/\bnot\b|\bprint\b/i.test(media) ? match[1].toLowerCase() : orientation;
        if (rule.style && rule.selectorText) {
          const { transform, rotate } = rule.style;
          if (transform || rotate) (within ? turning : plain).push({ selector: rule.selectorText, transform, rotate, orientation: within });
        }
        try {
          if (rule.cssRules && rule.cssRules.length) visit(rule.cssRules, within);
          else if (rule.styleSheet) visit(rule.styleSheet.cssRules, within);
        } catch { /* an imported style sheet of another origin */ }
      }
    };
    for (const sheet of [...document.styleSheets, ...document.adoptedStyleSheets]) {
      if (sheet.disabled) continue;
      const match = ORIENTATION.exec(sheet.media ? sheet.media.mediaText : "");
      try { visit(sheet.cssRules, match ? match[1].toLowerCase() : ""); } catch { /* of another origin */ }
    }
    return { turning, plain };
  };

  const turns = (indexOf) => {
    const { turning, plain } = turningRules();
    const found = [];
    for (const rule of turning) {
      const degrees = degreesOf(rule.transform, rule.rotate);
      if (degrees === null) continue;
      let matched = [];
      try { matched = [...document.querySelectorAll(rule.selector)].slice(0, MAX_MATCHES); } catch { continue; }
      for (const element of matched) {
        if (!indexOf.has(element) || found.length >= MAX_TURNS) continue;
        const others = [...plain, ...turning.filter((other) => other !== rule && other.orientation === rule.orientation)]
          .filter((other) => { try { return element.matches(other.selector); } catch { return false; } });
        const base = others.filter((other) => !other.orientation)
          .map((other) => degreesOf(other.transform, other.rotate)).at(-1) ?? 0;
        // Where the other orientation turns it too, the two are compared with each other.
        const opposite = turning.filter((other) => other.orientation !== rule.orientation)
          .filter((other) => { try { return element.matches(other.selector); } catch { return false; } })
          .map((other) => degreesOf(other.transform, other.rotate)).at(-1);
        const turned = (((degrees - (opposite ?? base)) % 360) + 360) % 360;
        found.push([indexOf.get(element), rule.orientation, turned, others.length < 2]);
      }
    }
    return found;
  };

  // ---- text in front of something that no style sheet computes

  const letters = new CSSStyleSheet();
  letters.replaceSync("*, ::before, ::after { color: transparent !important; -webkit-text-fill-color: transparent !important;" +
    " text-shadow: none !important; text-decoration-color: transparent !important; transition: none !important; }");
  const hideLetters = () => { document.adoptedStyleSheets.push(letters); return ""; };
  const showLetters = () => {
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((sheet) => sheet !== letters);
    return "";
  };

  const channels = (color) => {
    const match = /^rgba?\(([\d.]+), ([\d.]+), ([\d.]+)(?:, ([\d.]+))?\)$/.exec(color);
    return match ? [Number(match[1]), Number(match[2]), Number(match[3]), match[4] === undefined ? 1 : Number(match[4])] : null;
  };

  // How the letters of an element are painted; null where more is at work than a colour.
  const ink = (element) => {
    const style = getComputedStyle(element);
    const color = channels(style.webkitTextFillColor || style.color);
    if (!color || style.textShadow !== "none" || style.backgroundClip.includes("text") ||
        parseFloat(style.webkitTextStrokeWidth) > 0) return null;
    for (let up = element; up; up = up.parentElement) {
      const own = getComputedStyle(up);
      if (own.mixBlendMode !== "normal" || own.filter !== "none" || own.maskImage !== "none" ||
          own.position === "fixed" || own.position === "sticky") return null;
      color[3] *= parseFloat(own.opacity);
    }
    return color;
  };

  // Where the element's own text is painted: box on the page, ink, and whether that is in the window; null where there is none.
  const place = (element) => {
    const color = ink(element);
    if (!color) return null;
    let box = null;
    for (const child of element.childNodes) {
      if (child.nodeType !== 3 || !child.data.trim()) continue;
      const range = document.createRange();
      range.selectNodeContents(child);
      for (const rect of range.getClientRects()) {
        if (rect.width < 2 || rect.height < 2) continue;
        box ??= [Infinity, Infinity, -Infinity, -Infinity];
        box = [Math.min(box[0], rect.left), Math.min(box[1], rect.top), Math.max(box[2], rect.right), Math.max(box[3], rect.bottom)];
      }
    }
    if (!box) return null;
    const x = Math.max(0, Math.floor(box[0] + scrollX)), y = Math.max(0, Math.floor(box[1] + scrollY));
    const width = Math.ceil(box[2] + scrollX) - x, height = Math.ceil(box[3] + scrollY) - y;
    const area = document.documentElement;
    if (width < 2 || height < 2 || x + width > area.scrollWidth || y + height > area.scrollHeight) return null;
    // What lies outside of the window can be photographed too, but the page then hears a resize.
    const inside = !scrollX && !scrollY && x + width <= innerWidth && y + height <= innerHeight;
    return { box: [x, y, width, height], color, inside };
  };

  const pixels = async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
    const bitmap = await createImageBitmap(new Blob([bytes], { type: "image/png" }));
    const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
    const context = canvas.getContext("2d", { willReadFrequently: true });
    context.drawImage(bitmap, 0, 0);
    return context.getImageData(0, 0, bitmap.width, bitmap.height);
  };

  const linear = Float64Array.from({ length: 256 }, (_, i) => {
    const c = i / 255;
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  });
  const luminance = (r, g, b) => 0.2126 * linear[r] + 0.7152 * linear[g] + 0.0722 * linear[b];

  // Compares a photograph with letters and one without: [low, high] contrast of the ink against what is around the
  // letters; null where the letters do not show in their colour (covered, or painted over by something else).
  const contrasts = async (shown, hidden, color) => {
    const [front, back] = [await pixels(shown), await pixels(hidden)];
    const { width, height } = front;
    if (back.width !== width || back.height !== height) return null;
    const [r, g, b, alpha] = color;
    const near = new Uint8Array(width * height);
    let best = 255;
    for (let i = 0, p = 0; p < width * height; i += 4, p += 1) {
      const change = Math.max(Math.abs(front.data[i] - back.data[i]), Math.abs(front.data[i + 1] - back.data[i + 1]),
        Math.abs(front.data[i + 2] - back.data[i + 2]));
      if (change < 8) continue;
      const distance = Math.max(...[r, g, b].map((c, k) => Math.abs(front.data[i + k] - (alpha * c + (1 - alpha) * back.data[i + k]))));
      if (distance < best) best = distance;
      const x = p % width, y = (p - x) / width;
      for (let v = Math.max(0, y - 1); v <= Math.min(height - 1, y + 1); v += 1) {
        near.fill(1, v * width + Math.max(0, x - 1), v * width + Math.min(width, x + 2));
      }
    }
    if (best > 24) return null;
    let low = Infinity, high = 0;
    for (let i = 0, p = 0; p < width * height; i += 4, p += 1) {
      if (!near[p]) continue;
      const under = [back.data[i], back.data[i + 1], back.data[i + 2]];
      const over = [r, g, b].map((c, k) => Math.round(alpha * c + (1 - alpha) * under[k]));
      const one = luminance(...under), other = luminance(...over);
      const ratio = (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
      if (ratio < low) low = ratio;
      if (ratio > high) high = ratio;
    }
    return high ? [low, high] : null;
  };

  // ---- the mark of the focus

  const MARKS = ["outline-style", "outline-width", "outline-color", "outline-offset", "border-top", "border-right",
    "border-bottom", "border-left", "background-color", "background-image", "background-position", "background-size",
    "box-shadow", "color", "-webkit-text-fill-color", "text-shadow", "text-decoration", "font-weight", "font-size",
    "font-style", "transform", "translate", "scale", "rotate", "opacity", "visibility", "display", "filter", "clip-path",
    "top", "left", "width", "height", "fill", "stroke", "stroke-width", "content", "letter-spacing", "padding", "margin"];
  const MAX_INSIDE = 10, MAX_BESIDE = 6;

  const marks = (element) => {
    const inside = (each) => [...each.querySelectorAll("*")].slice(0, MAX_INSIDE);
    const watched = [element, ...inside(element)];
    if (element.previousElementSibling) watched.push(element.previousElementSibling);
    if (element.parentElement) watched.push(element.parentElement);
    for (let i = 0, next = element.nextElementSibling; next && i < MAX_BESIDE; i += 1, next = next.nextElementSibling) {
      watched.push(next, ...(i ? [] : inside(next)));
    }
    if (element.labels) watched.push(...element.labels);
    const values = [];
    for (const each of watched) {
      for (const pseudo of [null, "::before", "::after"]) {
        const style = getComputedStyle(each, pseudo);
        if (pseudo && (style.content === "none" || style.content === "normal")) { values.push(""); continue; }
        // An outline that is not drawn differs in name only.
        const drawn = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0;
        values.push(MARKS.map((name) => (name.startsWith("outline") && !drawn ? "" : style.getPropertyValue(name))).join("|"));
      }
      if (each.getAnimations().some((animation) => animation instanceof CSSTransition)) values.push("moving");
    }
    return values.join("\n");
  };

  // Every style rule that can be read, with its selector; `blind` is called for a style sheet that cannot,
  // with its address if that is known.
  const eachRule = (visit, blind) => {
    let read = 0;
    const go = (rules) => {
      for (const rule of rules) {
        if (++read > MAX_RULES) { blind(); return; }
        if (rule.selectorText) visit(rule);
        if (rule.cssRules && rule.cssRules.length) go(rule.cssRules);
        else if (rule.styleSheet) { try { go(rule.styleSheet.cssRules); } catch { blind(); } }
      }
    };
    for (const sheet of [...document.styleSheets, ...document.adoptedStyleSheets]) {
      if (!sheet.disabled) { try { go(sheet.cssRules); } catch { blind(sheet.href); } }
    }
  };

  // Which of some elements may have lost the ring that the browser draws: a rule, or their own style, sets an outline.
  // `afar`: whether a style sheet marks the focus from further away, or cannot be read.
  // `sheets`: equal for pages with the same rules on focus and outlines; empty where that is not known.
  const ringless = (candidates) => {
    const selectors = new Set();
    let blind = false, afar = false, hash = 0, known = true;
    const add = (text) => { for (let i = 0; i < text.length; i++) hash = (Math.imul(hash, 31) + text.charCodeAt(i)) | 0; };
    eachRule((rule) => {
      if (/:focus/i.test(rule.selectorText)) add(rule.cssText);
      if (/:focus-within|:has\(/i.test(rule.selectorText)) afar ||= /:focus/i.test(rule.selectorText);
      const { style } = rule;
      if (style.outlineStyle || style.outlineWidth || style.outline || style.all) {
        add(rule.selectorText + rule.style.outline);
        selectors.add(rule.selectorText.replace(/:focus(?:-visible|-within)?\b/gi, "").trim() || "*");
      }
    }, (href) => { blind = true; if (href) add(href); else known = false; });
    const touches = (element, selector) => { try { return element.matches(selector); } catch { return true; } };
    const touched = candidates.filter(([element]) => blind || element.style.outline || element.style.outlineStyle ||
      element.style.outlineWidth || [...selectors].some((selector) => touches(element, selector)));
    return { afar: afar || blind, sheets: known ? String(hash) : "", touched: touched.map(([, index]) => index) };
  };

  globalThis.a11ycheckLooks = {
    scrollers, spacings, turns, hideLetters, showLetters, place, contrasts, marks, ringless,
  };
})();
