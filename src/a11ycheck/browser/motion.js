// What moves on a page by itself. Runs in the isolated world, before walker.js.
// Defines globalThis.a11ycheckMotion = {animations, pictures, watch, seen}. Changes nothing in the page.
(() => {
  "use strict";
  const MOST = 60, MOST_PICTURES = 12, SIDE = 12, BYTES = 3e6, LOAD_MS = 3000, TEXT = 2000;
  const MOST_CHANGES = 200, SLOT_MS = 100;

  // Animations without an end, running on elements that the walker saw.
  const animations = (doc, indexOf) => {
    const found = [];
    for (const animation of doc.getAnimations()) {
      if (found.length >= MOST) break;
      try {
        const { effect, playState } = animation;
        const { endTime, duration } = effect.getComputedTiming();
        const index = indexOf.get(effect.target);
        if (playState !== "running" || endTime !== Infinity || index === undefined || effect.pseudoElement) continue;
        const names = new Set(effect.getKeyframes().flatMap((frame) => Object.keys(frame)));
        for (const name of ["offset", "computedOffset", "easing", "composite"]) names.delete(name);
        found.push({ node: index, kind: "animation", seconds: -1, pace: duration > 0 ? 1000 / duration : 0, properties: [...names].slice(0, 10) });
      } catch { /* an effect of a kind that says nothing */ }
    }
    return found;
  };

  // A GIF's frames: [seconds of each, how often it plays (0: for ever)]; browsers show very short ones for 0.1 s.
  const gif = (bytes) => {
    const seconds = [];
    let loops = 1, delay = 0, at = 13 + (bytes[10] & 0x80 ? 3 << ((bytes[10] & 7) + 1) : 0);
    const skip = () => { while (at < bytes.length && bytes[at]) at += bytes[at] + 1; at += 1; };
    while (at < bytes.length) {
      const mark = bytes[at];
      if (mark === 0x21) {
        const label = bytes[at + 1];
        if (label === 0xf9) delay = bytes[at + 4] | (bytes[at + 5] << 8);
        if (label === 0xff && String.fromCharCode(...bytes.subarray(at + 3, at + 14)) === "NETSCAPE2.0") {
          const times = bytes[at + 16] | (bytes[at + 17] << 8);
          loops = times ? times + 1 : 0;
        }
        at += 2;
        skip();
      } else if (mark === 0x2c) {
        seconds.push(delay <= 1 ? 0.1 : delay / 100);
        at += 10 + (bytes[at + 9] & 0x80 ? 3 << ((bytes[at + 9] & 7) + 1) : 0) + 1;
        skip();
      } else {
        break;
      }
    }
    return [seconds, loops];
  };

  // The same of an animated PNG.
  const png = (bytes) => {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength), seconds = [];
    let loops = 1;
    for (let at = 8; at + 12 <= bytes.length;) {
      const size = view.getUint32(at), kind = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
      if (kind === "acTL" && size >= 8) loops = view.getUint32(at + 12);
      if (kind === "fcTL" && size >= 26) {
        const delay = view.getUint16(at + 28) / (view.getUint16(at + 30) || 100);
        seconds.push(delay <= 0.01 ? 0.1 : delay);
      }
      if (kind === "IEND") break;
      at += size + 12;
    }
    return [seconds, loops];
  };

  const frames = (bytes) => {
    if (bytes[0] === 0x47 && bytes[1] === 0x49) return gif(bytes);
    if (bytes[0] === 0x89 && bytes[1] === 0x50) return png(bytes);
    return [[], 1];
  };

  // The most frames that fall into one second, at most 60.
  const pace = (seconds, again) => {
    let most = 0;
    for (let first = 0; first < seconds.length && first < 2000 && most < 60; first += 1) {
      const last = again ? 60 : Math.min(60, seconds.length - first);
      let time = 0, count = 0;
      while (count < last && time < 0.999) { time += seconds[(first + count) % seconds.length]; count += 1; }
      most = Math.max(most, count);
    }
    return most;
  };

  const look = async (element, index, signal) => {
    const unknown = { node: index, kind: "picture", seconds: 0, pace: -1, properties: [] };
    try {
      const response = await fetch(element.currentSrc, { cache: "force-cache", credentials: "same-origin", signal });
      if (!response.ok || Number(response.headers.get("content-length") || 0) > BYTES) return unknown;
      const data = await response.arrayBuffer();
      if (data.byteLength > BYTES) return unknown;
      const [seconds, loops] = frames(new Uint8Array(data));
      if (seconds.length < 2) return null;
      const cycle = seconds.reduce((sum, value) => sum + value, 0);
      return { ...unknown, seconds: loops ? cycle * loops : -1, pace: pace(seconds, loops !== 1) };
    } catch {
      return unknown;
    }
  };

  const isOurs = (address) => {
    try {
      return ["data:", "blob:"].includes(new URL(address).protocol) || new URL(address).origin === location.origin;
    } catch {
      return false;
    }
  };

  // Moving pictures among images given as [{element, index}]: their frames are counted where the file is this site's.
  const pictures = async (images, fetched) => {
    const stop = new AbortController();
    const timer = setTimeout(() => stop.abort(), LOAD_MS);
    const chosen = images.filter(({ element }) => element.complete && element.naturalWidth > 0 &&
      element.width >= SIDE && element.height >= SIDE && /(\.(gif|apng)([?#]|$)|^data:image\/(gif|apng))/i.test(element.currentSrc));
    const found = [];
    for (const { element, index } of chosen.slice(0, MOST_PICTURES)) {
      if (isOurs(element.currentSrc)) fetched.push(element.currentSrc.slice(0, TEXT));
      const fact = isOurs(element.currentSrc) ? await look(element, index, stop.signal)
        : { node: index, kind: "picture", seconds: 0, pace: -1, properties: [] };
      if (fact) found.push(fact);
    }
    clearTimeout(timer);
    return found;
  };

  // Watching: which elements change their text or their looks, and when (in tenths of a second).
  let observer = null, started = 0;
  const texts = new Map(), moves = new Map();

  const note = (map, element) => {
    if (!element || (!map.has(element) && map.size >= MOST_CHANGES)) return;
    const slots = map.get(element) || new Set();
    map.set(element, slots.add(Math.floor((performance.now() - started) / SLOT_MS)));
  };

  const watch = () => {
    started = performance.now();
    const last = new Map();
    observer = new MutationObserver((records) => {
      for (const { type, target, oldValue, attributeName, addedNodes, removedNodes } of records) {
        if (type === "attributes") {
          if (target.getAttribute(attributeName) !== oldValue) note(moves, target);
          continue;
        }
        const element = target.nodeType === 1 ? target : target.parentElement;
        if (!element || ["SCRIPT", "STYLE", "HEAD", "TITLE"].includes(element.tagName.toUpperCase())) continue;
        if (type === "childList" && ![...addedNodes, ...removedNodes].some((node) => (node.textContent || "").trim())) continue;
        const text = (element.textContent || "").trim();
        if (last.get(element) !== text) note(texts, element);
        last.set(element, text);
      }
    });
    observer.observe(document, { subtree: true, childList: true, characterData: true, attributes: true, attributeOldValue: true,
      attributeFilter: ["style", "class", "hidden", "aria-hidden", "src", "transform"] });
    return "";
  };

  // What was seen, as JSON; elements by the index that `indexOf` gives, those that came later by their nearest known ancestor.
  const seen = (indexOf) => {
    if (observer) observer.disconnect();
    const listed = (map) => [...map].map(([element, slots]) => {
      let known = element;
      while (known && indexOf(known) < 0) known = known.parentElement;
      return { node: known ? indexOf(known) : -1, times: [...slots].sort((a, b) => a - b).slice(0, 100) };
    }).filter(({ node }) => node >= 0);
    return JSON.stringify({ tenths: Math.floor((performance.now() - started) / SLOT_MS), texts: listed(texts), moves: listed(moves) });
  };

  globalThis.a11ycheckMotion = { animations, pictures, watch, seen };
})();
