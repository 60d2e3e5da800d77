// What the browser knows of a page's audio and video. Runs in the isolated world, before walker.js.
// Defines globalThis.a11ycheckMedia = {look}. Plays nothing and changes nothing in the page.
(() => {
  "use strict";
  const MOST = 40, LOAD_MS = 2000, TEXT = 2000;
  // Where the sound itself has to be listened to: so many files a page, of so many bytes and seconds, for so long.
  const MOST_HEARD = 3, HEARD_BYTES = 8e6, HEARD_SECONDS = 120, HEAR_MS = 5000, RATE = 16000;
  const SILENCE = 0.002, WINDOW = 0.05;
  // Less than this, decoded before a video starts, is what a silent track comes to.
  const SPARSE_BYTES = 600;
  const LOADING = 2, HAVE_METADATA = 1;

  const within = (promise, ms) => Promise.race([promise, new Promise((resolve) => setTimeout(resolve, ms))]);

  // Until the browser knows how long it is, or has given it up; one that waits to be played is not waited for.
  const loaded = (element) => new Promise((resolve) => {
    if (element.readyState >= HAVE_METADATA || element.networkState !== LOADING) { resolve(); return; }
    for (const event of ["loadeddata", "error", "abort", "emptied", "suspend"]) element.addEventListener(event, resolve, { once: true });
  });

  // [sound tracks, picture tracks] of what has been loaded; null where it cannot be asked (another origin).
  const tracksOf = (element) => {
    try {
      const stream = element.captureStream();
      const counts = [stream.getAudioTracks().length, stream.getVideoTracks().length];
      for (const track of stream.getTracks()) track.stop();
      return counts;
    } catch {
      return null;
    }
  };

  // Seconds between which an address asks to play: “#t=8,10”.
  const span = (address, duration) => {
    const match = /(?:^|&)t=(?:npt:)?([\d.]*)(?:,([\d.]+))?/.exec(address.split("#")[1] || "");
    const from = match ? Number(match[1]) || 0 : 0, to = match && match[2] ? Number(match[2]) : duration;
    return [Math.min(from, duration), Math.min(to, duration)];
  };

  // Files of other sites are not fetched a second time.
  const isOurs = (address) => {
    try {
      const { origin, protocol } = new URL(address);
      return origin === location.origin || protocol === "data:" || protocol === "blob:";
    } catch {
      return false;
    }
  };

  const load = async (address, signal) => {
    const response = await fetch(address, { cache: "force-cache", credentials: "same-origin", signal });
    if (!response.ok || Number(response.headers.get("content-length") || 0) > HEARD_BYTES) throw new Error("too large");
    const parts = [];
    let size = 0;
    for (const reader = response.body.getReader(); ;) {
      const { done, value } = await reader.read();
      if (done) break;
      size += value.length;
      if (size > HEARD_BYTES) throw new Error("too large");
      parts.push(value);
    }
    return new Blob(parts).arrayBuffer();
  };

  // Seconds from the first to the last thing to be heard between two moments; -1 where it cannot be found out.
  const heard = async (address, from, to) => {
    const stop = new AbortController();
    const work = (async () => {
      const data = await load(address, stop.signal);
      const sound = await new OfflineAudioContext(1, 1, RATE).decodeAudioData(data);
      let first = -1, last = -1;
      for (let channel = 0; channel < sound.numberOfChannels; channel += 1) {
        const samples = sound.getChannelData(channel);
        const end = Math.min(samples.length, Math.round(to * RATE));
        for (let i = Math.round(from * RATE); i < end; i += 1) {
          if (Math.abs(samples[i]) <= SILENCE) continue;
          if (first < 0 || i < first) first = i;
          if (i > last) last = i;
        }
      }
      return first < 0 || (last - first) / RATE < WINDOW ? 0 : (last - first) / RATE;
    })().catch(() => -1);
    const found = await within(work, HEAR_MS);
    if (found === undefined) stop.abort();
    return found === undefined ? -1 : found;
  };

  const describe = (element, index) => {
    const known = element.readyState >= HAVE_METADATA;
    const duration = known && !Number.isNaN(element.duration) ? element.duration : -1;
    const tracks = known ? tracksOf(element) : null;
    const bytes = element.webkitAudioDecodedByteCount || 0;
    const [from, to] = duration > 0 && Number.isFinite(duration) ? span(element.currentSrc, duration) : [0, -1];
    return {
      node: index,
      known,
      broken: element.error !== null || element.networkState === 3,
      live: duration === Infinity,
      seconds: to < 0 ? -1 : Math.round((to - from) * 1000) / 1000,
      starts: element.autoplay,
      muted: element.muted,
      controls: element.controls,
      loops: element.loop,
      picture: element.videoWidth > 0 ? 1 : tracks ? Number(tracks[1] > 0) : -1,
      sound: tracks && tracks[0] + tracks[1] > 0 ? Number(tracks[0] > 0) : bytes > 0 ? 1 : -1,
      heard: -1,
      // For us alone:
      sparse: element.localName === "video" && bytes < SPARSE_BYTES && element.webkitVideoDecodedByteCount > 0,
      address: element.currentSrc.split("#")[0], from, to,
    };
  };

  // The facts about elements, given as [{element, index}], and the addresses that were fetched for them.
  const look = async (places, fetched) => {
    const chosen = places.slice(0, MOST);
    if (!chosen.length) return [];
    await within(Promise.all(chosen.map(({ element }) => loaded(element))), LOAD_MS);
    const facts = [];
    for (const { element, index } of chosen) {
      const { sparse, address, from, to, ...fact } = describe(element, index);
      if (fact.sound === 0) fact.heard = 0;
      // The sound decides where it starts by itself, and where a video seems to be silent.
      const matters = (fact.starts && !fact.muted) || (sparse && !fact.muted);
      if (fact.sound === 1 && matters && to > 0 && to <= HEARD_SECONDS && fetched.length < MOST_HEARD &&
          isOurs(address)) {
        fetched.push(address.slice(0, TEXT));
        fact.heard = await heard(address, from, to);
      }
      facts.push(fact);
    }
    return facts;
  };

  globalThis.a11ycheckMedia = { look };
})();
