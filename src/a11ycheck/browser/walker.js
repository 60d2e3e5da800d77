// Runs in an isolated world of every frame: page scripts cannot see or change it.
// Defines globalThis.a11ycheck = {settle, gather, indexOf, elementAt}. Changes nothing in the page but this:
// gather() lets finite animations jump to their end, since a text that is still fading in has no contrast yet.
(() => {
  "use strict";
  const RENDERED = 1, EXPOSED = 2, FOCUSABLE = 4, TABBABLE = 8, BLOCK = 16, SHADOW = 32;
  const DISABLED = 128, REQUIRED = 256, OFFSCREEN = 512;
  const MAX_NODES = 60000, MAX_ATTR = 2000, MAX_TEXT = 200000;
  const MAX_FRAMES = 30, MAX_FRAME_DEPTH = 4;

  const NO_ROLE = new Set(("html head meta link script style base template noscript br wbr div span source track param " +
    "font b i u s small big center tt").split(" "));
  const NAMED_TAGS = new Set("a area button input select textarea img svg iframe summary table object video audio meter progress".split(" "));
  const NAMED_ROLES = new Set(("link button checkbox radio textbox searchbox combobox listbox slider spinbutton switch tab " +
    "menuitem menuitemcheckbox menuitemradio option treeitem img heading dialog alertdialog banner navigation main " +
    "complementary contentinfo region search form table grid group radiogroup tablist menu menubar toolbar").split(" "));
  const PHRASING = new Set("a span b i em strong small abbr code label u s sub sup time mark q cite font".split(" "));
  const PSEUDO = new Set("label legend dt th a span em strong i b button".split(" "));
  const URL_ATTRS = ["href", "src", "action", "data", "formaction"];

  // Resolves when the document is complete and has not changed for `quiet` ms, at the latest after `max` ms.
  const settle = (quiet, max) => new Promise((resolve) => {
    const start = performance.now();
    let last = start;
    const observer = new MutationObserver(() => { last = performance.now(); });
    observer.observe(document, { subtree: true, childList: true, characterData: true });
    const look = () => {
      const now = performance.now();
      if ((document.readyState === "complete" && now - last >= quiet) || now - start >= max) {
        observer.disconnect();
        resolve(document.readyState);
      } else {
        setTimeout(look, 20);
      }
    };
    setTimeout(look, quiet);
  });

  const finishAnimations = (doc) => {
    for (const animation of doc.getAnimations()) {
      try {
        const { endTime } = animation.effect.getComputedTiming();
        if (Number.isFinite(endTime)) animation.finish();
      } catch { /* an animation without an end, or of a kind that cannot be finished */ }
    }
  };

  // The tree of one document. `outer`: what the frame that it stands in hands down; `limit`: how many nodes it may have.
  const walk = (doc, withAxe, outer, limit) => {
    const nodes = [], styles = [], styleIndex = new Map(), urls = {}, indexOf = new Map(), iframes = [], media = [], images = [];
    const base = doc.baseURI;
    const { scrollX, scrollY } = doc.defaultView;
    const modal = doc.querySelector("dialog:modal");
    let cut = false;
    const clean = (text, max) => (text.length > max ? text.slice(0, max) : text).toWellFormed();

    const styleOf = (element, computed, tag) => {
      let before = "", after = "";
      if (PSEUDO.has(tag)) {
        before = generated(getComputedStyle(element, "::before").content);
        after = generated(getComputedStyle(element, "::after").content);
      }
      const overflow = computed.overflowX === "visible" && computed.overflowY === "visible" ? ""
        : computed.overflowX + " " + computed.overflowY;
      const record = [
        computed.color, computed.backgroundColor,
        computed.backgroundImage === "none" ? "" : computed.backgroundImage.slice(0, 300),
        parseFloat(computed.fontSize) || 0, parseInt(computed.fontWeight, 10) || 400,
        computed.textDecorationLine === "none" ? "" : computed.textDecorationLine,
        computed.display, computed.position === "static" ? "" : computed.position, overflow,
        computed.cursor === "auto" ? "" : computed.cursor, before, after,
      ];
      const key = record.join("\u0001");
      let index = styleIndex.get(key);
      if (index === undefined) {
        index = styles.push(record) - 1;
        styleIndex.set(key, index);
      }
      return index;
    };

    const addText = (node, parent, state) => {
      if (nodes.length >= limit) { cut = true; return; }
      nodes.push([parent, nodes.length + 1, "#text", clean(node.data, MAX_TEXT), {}, state]);
    };

    const visit = (element, parent, inherited, inShadow) => {
      if (nodes.length >= limit) { cut = true; return; }
      const tag = element.localName, attrs = {};
      for (const { name, value } of element.attributes) attrs[name] = clean(value, MAX_ATTR);
      const index = nodes.length;
      const node = [parent, 0, tag, "", attrs, 0, null, -1, "", ""];
      nodes.push(node);
      indexOf.set(element, index);
      for (const name of URL_ATTRS) {
        if (name in attrs) {
          try { urls[index] = new URL(attrs[name].trim(), base).href.slice(0, MAX_ATTR).toWellFormed(); } catch { urls[index] = ""; }
          break;
        }
      }
      // While a modal dialog is open, all that is not in it is inert (its ancestors too, which it escapes from).
      const inert = element === modal ? outer.inert : inherited.inert || "inert" in attrs;
      const hidden = element === modal ? outer.hidden : inherited.hidden || attrs["aria-hidden"] === "true" || "inert" in attrs;
      let state = inShadow ? SHADOW : 0;
      let off = inherited.off, opaque = inherited.opaque;
      const laidOut = typeof element.checkVisibility === "function" && element.checkVisibility();
      // Without a box of its own, but its content is laid out as if it stood in the parent.
      const boxless = !laidOut && inherited.shown && getComputedStyle(element).display === "contents";
      if (boxless) {
        const visible = getComputedStyle(element).visibility === "visible";
        if (visible && !hidden) state |= EXPOSED;
        if (visible && opaque) state |= RENDERED;
        if (off) state |= OFFSCREEN;
      } else if (laidOut) {
        const computed = getComputedStyle(element);
        const visible = computed.visibility === "visible";
        if (visible && !hidden) state |= EXPOSED;
        opaque = element.checkVisibility({ opacityProperty: true });
        if (visible && opaque) state |= RENDERED;
        const display = computed.display;
        if (!display.startsWith("ruby") && display !== "inline" && display !== "contents" &&
            !(display.startsWith("inline") && PHRASING.has(tag))) state |= BLOCK;
        const rect = element.getBoundingClientRect();
        const x = Math.round(rect.x + scrollX), y = Math.round(rect.y + scrollY);
        const width = Math.round(rect.width), height = Math.round(rect.height);
        node[6] = [x, y, width, height];
        if (!off && computed.position !== "static" && display !== "contents") {
          off = (width <= 1 && height <= 1 && computed.overflowX !== "visible") ||
            (computed.clip !== "auto" && /^rect\((0px|1px)?,? ?(0px|1px),? ?(0px|1px),? ?(0px|1px)\)$/.test(computed.clip)) ||
            /^inset\((50%|100%)/.test(computed.clipPath) || x + width <= 0 || y + height <= 0;
        }
        if (off) state |= OFFSCREEN;
        node[7] = styleOf(element, computed, tag);
        const disabled = element.disabled === true || (element.matches && element.matches(":disabled"));
        if (disabled) state |= DISABLED;
        // A link that leads nowhere has a tabIndex of 0 too, and yet takes no focus.
        const nowhere = (tag === "a" || tag === "area") && !("href" in attrs || "xlink:href" in attrs || element.isContentEditable);
        if ((element.tabIndex >= 0 && !nowhere) || "tabindex" in attrs) {
          if (visible && !disabled && !inert) {
            state |= FOCUSABLE;
            if (element.tabIndex >= 0) state |= TABBABLE;
          }
        }
      }
      if (element.required === true || attrs["aria-required"] === "true") state |= REQUIRED;
      node[5] = state;
      if (withAxe && (state & EXPOSED) && ("role" in attrs || !NO_ROLE.has(tag))) name(element, node, tag);
      const down = { hidden, off, inert, shown: laidOut || boxless, opaque };
      if (tag === "audio" || tag === "video") media.push({ element, index });
      if (tag === "img" && (state & RENDERED)) images.push({ element, index });
      if (tag === "iframe" && (state & RENDERED) && node[6] && node[6][2] > 1 && node[6][3] > 1) iframes.push({ element, index, down });
      descend(element, index, down, inShadow, tag, attrs, state);
      node[1] = nodes.length;
    };

    const name = (element, node, tag) => {
      const virtual = axe.utils.getNodeFromTree(element);
      if (!virtual) return;
      try {
        node[8] = axe.commons.aria.getRole(virtual) || "";
        if (NAMED_TAGS.has(tag) || NAMED_ROLES.has(node[8])) {
          node[9] = clean(axe.commons.text.accessibleTextVirtual(virtual) || "", MAX_ATTR);
        }
      } catch { /* a node that axe cannot name stays without one */ }
    };

    const descend = (element, index, down, inShadow, tag, attrs, state) => {
      if (tag === "style" || tag === "iframe" || tag === "template") return;
      if (tag === "script") {
        if (attrs.type === "application/ld+json") addText({ data: element.textContent || "" }, index, 0);
        return;
      }
      if (tag === "svg" && !element.querySelector("text, a, title")) return;
      if (tag === "textarea") return;
      const textState = state & (RENDERED | EXPOSED | OFFSCREEN | SHADOW);
      const children = element.shadowRoot ? element.shadowRoot.childNodes
        : tag === "slot" && element.assignedNodes().length ? element.assignedNodes() : element.childNodes;
      const shadow = inShadow || Boolean(element.shadowRoot);
      for (const child of children) {
        if (cut) return;
        if (child.nodeType === 3) addText(child, index, textState);
        else if (child.nodeType === 1) visit(child, index, down, shadow);
      }
    };

    const down = { hidden: modal !== null || outer.hidden, off: outer.off, inert: modal !== null || outer.inert, shown: true, opaque: true };
    visit(doc.documentElement, -1, down, false);
    return { tree: { nodes, styles, urls, cut, ...pageFacts(doc) }, indexOf, iframes, media, images };
  };

  const pageFacts = (doc) => ({
    url: doc.URL.slice(0, MAX_ATTR).toWellFormed(),
    title: doc.title.slice(0, MAX_ATTR).toWellFormed(),
    charset: doc.characterSet,
    doctype: doc.compatMode !== "BackCompat",
    height: doc.documentElement.scrollHeight,
  });

  // axe names elements of one document at a time, also of a frame's.
  const withNames = (doc, work) => {
    let problem = "";
    try {
      axe.setup(doc);
    } catch (error) {
      problem = String(error).slice(0, 300);
    }
    try {
      return { ...work(!problem), problem };
    } finally {
      if (!problem) axe.teardown();
    }
  };

  // The document in a frame of this origin (srcdoc and about:blank too) if it is a page; null otherwise.
  const documentIn = (frame) => {
    let doc = null;
    try { doc = frame.contentDocument; } catch { /* another origin */ }
    const isPage = doc && doc.defaultView && doc.body && /^(text\/html|application\/xhtml\+xml)$/.test(doc.contentType);
    return isPage && doc.body.firstChild ? doc : null;
  };

  // The visible frames below a document, outer ones first; together with the page they have at most MAX_NODES nodes.
  const walkFrames = (page) => {
    const frames = [], walkedFrames = [];
    let rest = MAX_NODES - page.tree.nodes.length;
    let level = page.iframes.map((iframe) => ({ ...iframe, parent: -1 }));
    for (let depth = 0; depth < MAX_FRAME_DEPTH && level.length; depth += 1) {
      const next = [];
      for (const { element, index, down, parent } of level) {
        if (rest <= 0 || frames.length >= MAX_FRAMES) return { frames, walkedFrames };
        const doc = documentIn(element);
        if (!doc) continue;
        finishAnimations(doc);
        const walked = withNames(doc, (withAxe) => walk(doc, withAxe, down, rest));
        walked.animations = a11ycheckMotion.animations(doc, walked.indexOf);
        rest -= walked.tree.nodes.length;
        const viewport = [element.clientWidth, element.clientHeight];
        next.push(...walked.iframes.map((iframe) => ({ ...iframe, parent: frames.length })));
        frames.push({ ...walked.tree, node: index, parent, viewport });
        walkedFrames.push(walked);
      }
      level = next;
    }
    return { frames, walkedFrames };
  };

  const generated = (content) => {
    if (!content || content === "none" || content === "normal") return "";
    const texts = content.match(/"((?:[^"\\]|\\.)*)"/g);
    return texts ? texts.map((t) => t.slice(1, -1)).join("").slice(0, 100).toWellFormed() : "";
  };

  const axeNode = (node, indexOf) => {
    const check = [...node.any, ...node.all, ...node.none][0];
    const data = {};
    if (check && check.data && typeof check.data === "object" && !Array.isArray(check.data)) {
      for (const [key, value] of Object.entries(check.data)) {
        if (["number", "boolean"].includes(typeof value)) data[key] = value;
        else if (typeof value === "string") data[key] = value.slice(0, 300).toWellFormed();
      }
    } else if (check && typeof check.data === "string") {
      data.value = check.data.slice(0, 300).toWellFormed();
    } else if (check && Array.isArray(check.data)) {
      data.value = check.data.filter((v) => typeof v === "string").join(", ").slice(0, 300).toWellFormed();
    }
    const index = node.element ? indexOf.get(node.element) : undefined;
    return {
      target: node.target.flat().map((part) => String(part).toWellFormed()),
      html: String(node.html || "").slice(0, 1000).toWellFormed(),
      node: index === undefined ? -1 : index,
      check: check ? check.id : "",
      data,
      related: check ? check.relatedNodes.flatMap((r) => r.target.flat()).slice(0, 5).map((t) => String(t).toWellFormed()) : [],
    };
  };

  const preloadOf = (rules) => {
    // Without the style sheets css-orientation-lock would ask for a review of every page. Media are waited for only where
    // axe judges them: one that waits to be played would cost the whole time.
    const assets = [["css-orientation-lock", "cssom"], ["no-autoplay-audio", "media"]]
      .filter(([rule]) => rules.includes(rule)).map(([, asset]) => asset);
    return assets.length ? { assets, timeout: 5000 } : false;
  };

  // Contrast is half of axe's work, and the two rules on it differ in their limits alone: the stricter limits are asked
  // for once, and the elements shared out by their measured ratio as each rule would have done. Large text that would
  // be too pale if it were not large goes to a list of its own: how large Japanese text must be is a question.
  const MINIMUM = "color-contrast", ENHANCED = "color-contrast-enhanced", LARGE_ONLY = "large-text-contrast";
  const NEVER_MEASURED = new Set(["nonBmp", "complexTextShadows", "pseudoContent"]);

  const contrastLimits = (both) => ({
    [MINIMUM]: { options: { contrastRatio: { normal: { expected: both ? 7 : 4.5 }, large: { expected: 4.5 } } } },
  });

  const isLarge = ({ fontSize, fontWeight }) => {
    const px = parseFloat((/\(([\d.]+)px\)/.exec(fontSize || "") || [])[1]);
    return Math.ceil(72 * px) / 96 >= (fontWeight === "bold" ? 14 : 18); // as axe rounds it
  };

  const shareContrast = (found, both) => {
    const measured = found.get(MINIMUM);
    if (!measured) return;
    const ids = both ? [MINIMUM, ENHANCED, LARGE_ONLY] : [MINIMUM, LARGE_ONLY];
    const shares = new Map(ids.map((id) => [id, { id, violations: [], incomplete: [], passed: measured.passed }]));
    const pass = (id) => { if (shares.has(id)) shares.get(id).passed = true; };
    const give = (id, kind, node, least) => {
      if (!shares.has(id)) return;
      const data = id === MINIMUM && node.data.expectedContrastRatio
        ? { ...node.data, expectedContrastRatio: `${least}:1` } : node.data;
      shares.get(id)[kind].push({ ...node, check: node.check === MINIMUM ? id : node.check, data });
    };
    for (const kind of ["violations", "incomplete"]) {
      for (const node of measured[kind]) {
        const { contrastRatio, messageKey } = node.data;
        const large = isLarge(node.data), least = large ? 3 : 4.5;
        if (kind === "incomplete" && messageKey !== "shortTextContent") {
          give(MINIMUM, kind, node, least);
          if (NEVER_MEASURED.has(messageKey)) give(ENHANCED, kind, node);
          else pass(ENHANCED);
        } else if (contrastRatio < least) {
          give(MINIMUM, kind, node, least);
          pass(ENHANCED);
        } else {
          pass(MINIMUM);
          give(ENHANCED, kind, node);
          if (large && contrastRatio < 4.5) give(LARGE_ONLY, kind, node);
        }
      }
    }
    if (!shares.get(LARGE_ONLY).violations.length) shares.delete(LARGE_ONLY);
    for (const [id, share] of shares) found.set(id, share);
  };

  const runAxe = async (rules, indexOf) => {
    const both = rules.includes(MINIMUM) && rules.includes(ENHANCED);
    const results = await axe.run(document, {
      runOnly: { type: "rule", values: both ? rules.filter((id) => id !== ENHANCED) : rules },
      ...(rules.includes(MINIMUM) ? { checks: contrastLimits(both) } : {}),
      resultTypes: ["violations", "incomplete"],
      reporter: "v2",
      elementRef: true,
      frameWaitTime: 20000,
      preload: preloadOf(rules),
    });
    const found = new Map();
    const of = (id) => {
      if (!found.has(id)) found.set(id, { id, violations: [], incomplete: [], passed: false });
      return found.get(id);
    };
    for (const rule of results.violations) of(rule.id).violations = rule.nodes.map((n) => axeNode(n, indexOf));
    for (const rule of results.incomplete) of(rule.id).incomplete = rule.nodes.map((n) => axeNode(n, indexOf));
    for (const rule of results.passes) of(rule.id).passed = true;
    if (rules.includes(MINIMUM)) shareContrast(found, both);
    return [...found.values()];
  };

  // The media of the page and of each frame, and what moves there. They load while axe works.
  const lookAtMedia = async (walked, fetched) => {
    const found = [];
    for (const { media, images, animations } of walked) {
      const facts = await a11ycheckMedia.look(media, fetched);
      found.push({ media: facts, motion: [...animations, ...await a11ycheckMotion.pictures(images, fetched)] });
    }
    return found;
  };

  // The index that the last gather() gave an element, -1 if it did not see it; and the element with an index.
  let known = new Map(), elements = [];
  const indexOf = (element) => known.get(element) ?? -1;
  const elementAt = (index) => elements[index];

  const look = ({ nodes, styles }, names) => {
    const overflows = styles.map((style) => /auto|scroll/.test(style[8]));
    return {
      scrollers: a11ycheckLooks.scrollers(known, (index) => overflows[nodes[index][7]] === true),
      spacings: a11ycheckLooks.spacings(known, known),
      turns: names.includes("sheets") ? a11ycheckLooks.turns(known) : null,
    };
  };

  // Everything about this document as one JSON text. `rules`: the axe rules to run, none for no axe; `looks`: names.
  const gather = async (rules, looks) => {
    finishAnimations(document);
    const page = withNames(document, (withAxe) => walk(document, withAxe, { hidden: false, off: false, inert: false }, MAX_NODES));
    page.animations = a11ycheckMotion.animations(document, page.indexOf);
    known = page.indexOf;
    elements = [];
    for (const [element, index] of known) elements[index] = element;
    const { frames, walkedFrames } = walkFrames(page);
    const fetched = [];
    const media = lookAtMedia([page, ...walkedFrames], fetched);
    let results = [], problem = page.problem;
    if (rules.length) {
      try {
        results = await runAxe(rules, page.indexOf);
      } catch (error) {
        problem = String(error).slice(0, 300);
      }
    }
    const [mediaOfPage, ...mediaOfFrames] = await media;
    return JSON.stringify({
      ...page.tree,
      ...mediaOfPage,
      frames: frames.map((frame, i) => ({ ...frame, ...mediaOfFrames[i] })),
      fetched,
      axe: results,
      axe_problem: problem.toWellFormed(),
      looks: look(page.tree, looks),
      sizes: performance.getEntriesByType("resource").slice(0, 2000)
        .map((e) => [e.name.slice(0, MAX_ATTR).toWellFormed(), Math.round(e.encodedBodySize || e.transferSize || 0)]),
      bytes: Math.round((performance.getEntriesByType("navigation")[0] || {}).encodedBodySize || 0),
    });
  };

  // Frames of other origins are part of the page too. Their answers are data to us, never code.
  // A sandboxed frame would answer but never finish (its timers stand still): it stays silent, and axe says “untested”.
  const sandboxed = window !== top && self.origin === "null" && location.protocol !== "file:";
  if (!sandboxed) axe.configure({ allowedOrigins: ["<unsafe_all_origins>"] });

  globalThis.a11ycheck = { settle, gather, indexOf, elementAt };
})();
