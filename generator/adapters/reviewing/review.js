// The review: shows one sentence after the other without loading the page again, and takes keys.
(() => {
  "use strict";
  document.documentElement.classList.add("js");
  const AHEAD = 6;
  const DRAFTS = "explainer-review-notes";
  const KEYS_OFF = "explainer-review-keys-off";
  const DOUBLE_TAP = 400; // ms
  const FINGER = 40; // px

  const { kept, keep } = sxKept;

  const start = () => {
    const byId = (id) => document.getElementById(`rv-${id}`);
    const walk = byId("walk");
    const form = byId("form");
    const card = byId("card");
    const note = byId("note");
    const text = byId("text");
    const alert = byId("alert");
    const change = byId("change");
    const help = byId("help");
    const { address } = walk.dataset;
    const verdicts = [...form.querySelectorAll(".rv-verdicts button")];

    // ---- What is known

    // The sentences of this walk: digest, address, verdict, note, place in words.
    let items = [];
    let stamp = "";
    let at = -1;
    let current = {
      of: form.elements.of.value,
      at: form.elements.at.value,
      said: verdicts.find((each) => each.getAttribute("aria-pressed") === "true")?.value || "",
      note: text.value,
      place: byId("place").textContent,
    };
    const cards = new Map([[current.of, card.innerHTML]]);
    const asked = new Map();
    const failed = new Map();
    const drafts = new Map(JSON.parse(kept("sessionStorage", DRAFTS) || "[]"));
    const queue = [];

    const draft = (of, value) => {
      if (value) drafts.set(of, value);
      else drafts.delete(of);
      keep("sessionStorage", DRAFTS, JSON.stringify([...drafts]));
    };

    const tell = (words) => {
      byId("said").textContent = words;
    };

    // ---- Cards, fetched before they are needed

    const fetched = (of) => {
      if (cards.has(of)) return Promise.resolve(cards.get(of));
      if (!asked.has(of)) {
        const answer = fetch(`${address}/card?of=${of}`, { cache: "no-store" }).then(async (got) => {
          if (!got.ok) throw new Error(String(got.status));
          cards.set(of, await got.text());
          return cards.get(of);
        });
        asked.set(of, answer);
        answer.catch(() => {}).finally(() => asked.delete(of));
      }
      return asked.get(of);
    };

    const lookAhead = async () => {
      for (const each of items.slice(Math.max(at, 0), at + 1 + AHEAD)) {
        try {
          await fetched(each.of);
        } catch {
          return;
        }
      }
    };

    // ---- What is shown

    const warn = (message, label, act) => {
      alert.replaceChildren();
      if (!message) return;
      const words = document.createElement("p");
      words.textContent = message;
      alert.append(words);
      if (label) {
        const button = document.createElement("button");
        button.type = "button";
        button.textContent = label;
        button.addEventListener("click", act);
        alert.append(button);
      }
    };

    const openNote = (isOpen) => {
      note.classList.toggle("rv-note--open", isOpen);
      change.setAttribute("aria-expanded", String(isOpen));
    };

    // Where the focus was in the note it goes to the button that opened it.
    const closeNote = () => {
      const hadFocus = note.contains(document.activeElement);
      openNote(false);
      if (hadFocus) change.focus();
    };

    const frame = () => {
      byId("place").textContent = current.place;
      byId("progress").max = Math.max(items.length, 1);
      byId("progress").value = at + 1;
      const next = items[at + 1];
      byId("onward").href = next ? `${address}?of=${next.of}` : `${address}?end=1`;
      if (at > 0) byId("back").href = `${address}?of=${items[at - 1].of}`;
      else byId("back").removeAttribute("href");
      for (const each of verdicts) each.setAttribute("aria-pressed", String(each.value === current.said));
    };

    const complain = () => {
      const wrong = failed.get(current.of);
      if (current.isGone) {
        const others = items.filter((each) => each !== current);
        const now = others.find((each) => each.at === current.at) || others[Math.min(at, others.length - 1)];
        warn(walk.dataset.changed, now && walk.dataset.now, () => {
          const typed = text.value;
          if (typed && !drafts.has(now.of)) draft(now.of, typed);
          show(items.indexOf(now));
        });
      } else {
        warn(wrong);
      }
      openNote(Boolean((wrong || current.isGone) && text.value));
    };

    const show = async (to) => {
      const wanted = items[to];
      if (current.isGone && current !== wanted) items = items.filter((each) => each !== current);
      at = items.indexOf(wanted);
      current = wanted;
      form.elements.of.value = wanted.of;
      form.elements.at.value = wanted.at;
      if (!cards.has(wanted.of)) {
        card.setAttribute("aria-busy", "true");
        try {
          await fetched(wanted.of);
        } catch (error) {
          if (error.message === "404") wanted.isGone = true;
        }
        if (current !== wanted) return;
        card.removeAttribute("aria-busy");
      }
      if (cards.has(wanted.of)) card.innerHTML = cards.get(wanted.of);
      else if (!wanted.isGone) return warn(walk.dataset.silent, walk.dataset.here, () => show(to));
      text.value = drafts.get(wanted.of) ?? wanted.note;
      complain();
      frame();
      scrollTo({ top: 0, behavior: "instant" });
      history.replaceState(null, "", `${address}?of=${wanted.of}`);
      tell(`${wanted.place}. ${card.querySelector(".rv-sentence").textContent}`);
      lookAhead();
    };

    // ---- Verdicts, sent one after the other while the next sentence is read

    const state = () => {
      byId("state").textContent = queue.length ? walk.dataset.saving : "";
    };

    const send = async (sent) => {
      const fields = new URLSearchParams({
        by: form.elements.by.value,
        of: sent.of,
        at: sent.at,
        verdict: sent.said,
        note: sent.said === "change" ? sent.note : "",
      });
      try {
        const answer = await fetch(address, {
          method: "POST",
          body: fields,
          cache: "no-store",
          headers: { Accept: "application/json", "X-Review-Token": form.elements.token.value },
        });
        if (answer.ok) return { message: "" };
        const told = await answer.text();
        const isJson = answer.headers.get("Content-Type") === "application/json";
        return { message: isJson ? JSON.parse(told).message : told, isGone: answer.status === 409 };
      } catch {
        return { message: walk.dataset.silent };
      }
    };

    const work = async () => {
      while (queue.length) {
        state();
        const sent = queue[0];
        const { message, isGone } = await send(sent);
        queue.shift();
        if (message) refused(sent, message, isGone);
        else if (drafts.get(sent.of) === sent.note) draft(sent.of, "");
      }
      state();
      if (at >= items.length && !failed.size) location.assign(`${address}?end=1`);
    };

    const refused = (sent, message, isGone) => {
      failed.set(sent.of, message);
      let to = items.findIndex((each) => each.of === sent.of);
      if (to < 0) {
        to = Math.min(sent.place, items.length);
        items.splice(to, 0, sent.item);
        if (at >= to) at += 1;
      }
      Object.assign(items[to], { said: sent.before, isGone });
      const isTyping = note.classList.contains("rv-note--open") && current.of !== sent.of;
      const goThere = () => show(items.findIndex((each) => each.of === sent.of));
      if (isTyping) warn(message, walk.dataset.here, goThere);
      else goThere();
    };

    const judge = (verdict) => {
      if (at < 0 || at >= items.length || current.isGone) return;
      const typed = text.value.trim();
      if (verdict === "change" && (!typed || !note.classList.contains("rv-note--open"))) {
        openNote(true);
        text.focus({ preventScroll: true });
        return;
      }
      if (verdict === "change") draft(current.of, typed);
      failed.delete(current.of);
      const sent = { item: current, of: current.of, at: current.at, said: verdict, note: typed };
      queue.push({ ...sent, before: current.said, place: at });
      current.said = verdict;
      current.note = verdict === "change" ? typed : "";
      closeNote();
      onward();
      if (queue.length === 1) work();
    };

    const onward = () => {
      if (at + 1 < items.length) show(at + 1);
      else if (queue.length) at = items.length;
      else location.assign(`${address}?end=1`);
    };

    const back = () => {
      if (at > 0) show(Math.min(at, items.length) - 1);
      else tell(walk.dataset.first);
    };

    // ---- News: sentences that have changed, and new ones

    const take = async (found) => {
      for (const each of found) {
        const waiting = queue.findLast((sent) => sent.of === each.of);
        if (waiting) Object.assign(each, { said: waiting.said, note: waiting.note });
        const wrong = failed.has(each.of) && items.find((known) => known.of === each.of);
        if (wrong) each.isGone = wrong.isGone;
      }
      const here = found.findIndex((each) => each.of === current.of);
      if (here >= 0) {
        const isAtEnd = at >= items.length && at > 0;
        items = found;
        at = isAtEnd ? found.length : here;
        if (!isAtEnd) current = found[here];
      } else {
        // It stays in view: nothing that somebody reads or writes about goes away under their eyes.
        const place = Math.min(Math.max(at, 0), found.length);
        items = [...found.slice(0, place), current, ...found.slice(place)];
        at = place;
        const answer = await fetch(`${address}/card?of=${current.of}`, { cache: "no-store" });
        if (answer.status === 404) {
          current.isGone = true;
          complain();
        }
      }
      frame();
      walk.dataset.ready = "";
      lookAhead();
    };

    let listening = null;
    const listen = async () => {
      if (listening || document.hidden) return;
      const mine = new AbortController();
      listening = mine;
      let wait = 0;
      try {
        const news = `${address}/list?known=${stamp}`;
        const answer = await fetch(news, { cache: "no-store", signal: mine.signal });
        if (answer.status === 200) {
          const told = await answer.json();
          stamp = told.stamp;
          await take(told.items);
        } else if (!answer.ok) wait = 1000;
      } catch {
        wait = 1000; // The server was stopped; it may come back.
      }
      if (listening === mine) listening = null;
      if (!mine.signal.aborted) setTimeout(listen, wait);
    };
    const pause = () => {
      listening?.abort();
      listening = null;
    };
    document.addEventListener("visibilitychange", () => (document.hidden ? pause() : listen()));
    addEventListener("pagehide", pause);
    addEventListener("pageshow", (event) => event.persisted && listen());
    addEventListener("beforeunload", (event) => {
      if (queue.length) event.preventDefault();
    });

    // ---- Mouse, touch and keys

    // The second tap of a double tap is meant for what the first has taken away: by then another
    // sentence is there, which nobody has read. Keys have no place, and no such second stroke.
    let last = null;
    form.addEventListener("click", (event) => {
      if (!event.detail) return;
      const isSecond = last && event.timeStamp - last.timeStamp < DOUBLE_TAP
        && Math.hypot(event.clientX - last.clientX, event.clientY - last.clientY) < FINGER;
      last = event;
      if (isSecond && event.target.closest("button")) event.preventDefault();
    });
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      judge(event.submitter?.value || "change");
    });
    byId("cancel").addEventListener("click", closeNote);
    byId("back").addEventListener("click", (event) => {
      event.preventDefault();
      back();
    });
    byId("onward").addEventListener("click", (event) => {
      if (at < 0) return;
      event.preventDefault();
      onward();
    });
    text.addEventListener("input", () => draft(current.of, text.value));
    text.addEventListener("keydown", (event) => {
      if (event.isComposing) return;
      if (event.key === "Enter" && !event.shiftKey) {
        event.preventDefault();
        if (!event.repeat) judge("change");
      } else if (event.key === "Escape") {
        event.preventDefault();
        closeNote();
      }
    });

    const switcher = byId("keys");
    switcher.checked = kept("localStorage", KEYS_OFF) !== "yes";
    switcher.addEventListener("change", () => keep("localStorage", KEYS_OFF, switcher.checked ? "no" : "yes"));
    byId("help-open").hidden = false;
    byId("help-open").addEventListener("click", () => help.showModal());

    const acts = {
      s: () => judge("supported"),
      c: () => judge("change"),
      l: () => judge("later"),
      b: back,
      "?": () => help.showModal(),
    };
    // The same in the digits of any script, as in the terminal.
    const byNumber = { 1: "s", 2: "c", 3: "l", 4: "b" };
    const keyOf = (event) => {
      if (/^\p{Nd}$/u.test(event.key)) return byNumber[event.code.replace(/^(Digit|Numpad)/, "")];
      if (/^[\x20-\x7e]$/.test(event.key)) return event.key.toLowerCase();
      // A keyboard of another script has no such letters: there the place of the key counts.
      return /^Key[SCLB]$/.test(event.code) ? event.code.slice(3).toLowerCase() : "";
    };
    document.addEventListener("keydown", (event) => {
      if (!switcher.checked || event.repeat || event.isComposing || help.open) return;
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.target.closest?.("input, select, textarea")) return;
      const key = keyOf(event);
      if (!Object.hasOwn(acts, key)) return;
      event.preventDefault();
      acts[key]();
    });

    openNote(Boolean(alert.textContent.trim() && text.value));
    if (drafts.has(current.of)) text.value = drafts.get(current.of);
    listen();
  };

  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start, { once: true });
  else start();
})();
