// The box on the page of a source: what a reader gives is taken, and what was found is shown.
(() => {
  "use strict";
  const SLICE = 8; // ms of work, between which the page answers its reader
  const AROUND = 70; // characters shown before and behind
  const LARGE = 20000; // characters, from which on a field of text makes its reader wait
  const said = sxChecked;
  const { make } = sx;

  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
  const format = new Intl.NumberFormat(document.documentElement.lang || undefined);
  const number = (value) => format.format(value);
  const pause = () => new Promise((done) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = done;
    port2.postMessage(0);
  });

  const open = (box) => {
    const quotations = JSON.parse(box.dataset.quotations).map(([id, exact, prefix, suffix, language]) => ({ id, exact, prefix, suffix, language }));
    let run = 0; // of which the results are shown

    const form = make("form", "sx-check-form");
    make("p", "", form, said.how);
    const label = make("label", "", form, said.label);
    const area = make("textarea", "", form);
    area.id = label.htmlFor = "sx-check-text";
    Object.assign(area, { rows: 6, dir: "auto", spellcheck: false, autocomplete: "off" });
    const tools = make("p", "sx-check-tools", form);
    const look = make("button", "sx-check-look", tools, said.look);
    const choose = make("label", "sx-check-choose", tools);
    const file = make("input", "", choose);
    Object.assign(file, { type: "file", accept: ".html,.htm,.xhtml,.txt,text/html,text/plain" });
    make("span", "", choose, said.choose);
    make("span", "sx-check-drop", tools, said.drop);
    const clear = make("button", "", tools, said.clear);
    clear.type = "reset";
    clear.hidden = true;
    const status = make("p", "sx-check-status", form);
    status.setAttribute("role", "status");
    const results = make("div", "sx-check-results", form);
    box.querySelector("summary").after(form);

    // Work in slices. Gives nothing if something else was asked for meanwhile.
    const worked = async (steps, own) => {
      let step, end = performance.now() + SLICE;
      do {
        step = steps.next();
        if (performance.now() > end) {
          await pause();
          end = performance.now() + SLICE;
        }
        if (own !== run) return null;
      } while (!step.done);
      return step.value;
    };

    const locateAll = function* (copy, wanted) {
      const found = new Map();
      for (const each of wanted) {
        found.set(each, { copy, ...sxCheck.locate(each.exact, copy, each.prefix, each.suffix, each.language) });
        yield;
      }
      return found;
    };

    const isLost = (each) => !each.pieces && each.reason !== "several";

    // Texts of PDF files have lines that end in hyphens, which may be none of the words’.
    const HYPHENS = /[-\u2010\u00ad][^\S\n]*\n[^\S\n]*/g;
    const joinedLines = (text) => text.replace(HYPHENS, (all, at) => {
      const isWithin = sxCheck.isAlpha(sxCheck.signBefore(text, at)) && sxCheck.isAlpha(sxCheck.signAt(text, at + all.length));
      return isWithin ? sxRules.lineEndHyphen : all;
    });

    const compare = function* (text) {
      const copy = yield* sxCheck.normalise(text);
      yield* sxCheck.index(copy);
      const found = yield* locateAll(copy, quotations);
      const joined = joinedLines(text);
      let lost = quotations.filter((each) => isLost(found.get(each)));
      if (lost.length && joined !== text) {
        const again = yield* locateAll(yield* sxCheck.normalise(joined), lost);
        for (const [each, other] of again) if (!isLost(other)) found.set(each, { ...other, isJoined: true });
        lost = quotations.filter((each) => isLost(found.get(each)));
      }
      const nearest = lost.length && (yield* sxCheck.nearest(lost.map((each) => each.exact), copy));
      lost.forEach((each, at) => { found.get(each).nearest = nearest[at]; });
      return found;
    };

    // ---- What is shown ----

    // A stretch of the given text on one line, from word to word.
    const excerpt = (parent, { copy, pieces, places }) => {
      const shown = pieces || places;
      const line = make("p", "sx-check-excerpt", parent);
      line.dir = "auto";
      const spans = shown.map(([start, end]) => sxCheck.span(copy, start, end));
      const first = spans[0][0], last = spans[spans.length - 1][1], { original } = copy;
      const plain = (text) => text.replaceAll(sxRules.lineEndHyphen, "-").replace(/\s+/g, " ");
      const before = original.slice(Math.max(0, first - AROUND), first), after = original.slice(last, last + AROUND);
      line.append(first > AROUND ? `…\u00a0${plain(before).replace(/^\S*\s/, "")}` : plain(before));
      let at = first;
      for (const [start, end] of spans) {
        if (start > at) {
          const between = plain(original.slice(at, start));
          line.append(between.length > 3 * AROUND ? `${between.slice(0, AROUND)} … ${between.slice(-AROUND)}` : between);
        }
        make("mark", "", line, plain(original.slice(start, end)));
        at = end;
      }
      line.append(last + AROUND < original.length ? `${plain(after).replace(/\s\S*$/, "")}\u00a0…` : plain(after));
    };

    const lineOf = ({ copy, pieces, places }) => {
      const [at] = sxCheck.span(copy, ...(pieces || places)[0]);
      copy.lines ??= [...copy.original.matchAll(/\n/g)].map((end) => end.index);
      return sxCheck.bisect(copy.lines, at) + 1;
    };

    const differences = (parent, { runs }) => {
      make("p", "sx-check-nearest", parent, said.nearest);
      const line = make("p", "sx-check-excerpt", parent);
      line.dir = "auto";
      const tags = { quotation: ["del", said.ours], text: ["ins", said.theirs] };
      runs.forEach(([kind, words], at) => {
        if (at) line.append(" ");
        if (!tags[kind]) return line.append(words);
        const part = make(tags[kind][0], "", line);
        make("span", "sx-hidden", part, `[${tags[kind][1]}] `);
        part.append(words);
      });
    };

    // What the two signs of differences mean, once.
    const key = () => {
      const line = make("p", "sx-check-key", results);
      make("del", "", line, said.ours);
      line.append(" · ");
      make("ins", "", line, said.theirs);
    };

    const row = (list, each, found, isPage) => {
      const item = make("li", isLost(found) ? "sx-check-lost" : "sx-check-found", list);
      const head = make("p", "sx-check-verdict", item);
      const verdict = found.pieces ? said.stands : found.reason === "several" ? said.several : said[found.reason] || said.marks;
      make("strong", "", head, fill(verdict, { n: number(found.count || 0) }));
      if (!isPage && (found.pieces || found.places.length)) head.append(` · ${fill(said.line, { n: number(lineOf(found)) })}`);
      head.append(" · ");
      const link = make("a", "", head, said.quotation);
      link.href = `#q.${each.id}`;
      // Where a comparison follows, the words stand in it.
      if (isLost(found) && (!found.nearest || each.exact.includes("["))) {
        const words = make("p", "sx-check-words", item);
        const quoted = make("q", "", words, each.exact);
        quoted.lang = each.language;
        quoted.dir = "auto";
      }
      if (found.isJoined) make("p", "sx-check-note", item, said.hyphen);
      if (found.pieces || found.places.length) excerpt(item, found);
      else if (found.nearest) differences(item, found.nearest);
      else make("p", "sx-check-note", item, said.nothing);
    };

    const aboutFile = ({ name, digest, isPage }) => {
      const rows = [isPage && said.page];
      if (box.dataset.digest) rows.push(!digest ? said.noDigest : digest === box.dataset.digest ? said.same : said.other);
      for (const text of rows.filter(Boolean)) make("p", "sx-check-note", results, text);
      if (box.dataset.digest && digest) {
        const line = make("p", "sx-check-note", results, `${name}: `);
        make("code", "sx-digest", line, digest);
      }
    };

    const show = (found, given) => {
      const lost = quotations.filter((each) => isLost(found.get(each)));
      const count = { n: number(quotations.length - lost.length), all: number(quotations.length) };
      status.textContent = fill(said.count, count);
      status.className = `sx-check-status ${lost.length ? "sx-check-some" : "sx-check-all"}`;
      results.replaceChildren();
      make("p", "sx-check-note", results, lost.length === quotations.length ? said.none : said.given);
      if (given.name) aboutFile(given);
      if (lost.some((each) => found.get(each).nearest)) key();
      const list = make("ol", "", results);
      for (const each of [...lost, ...quotations.filter((one) => !lost.includes(one))]) row(list, each, found.get(each), given.isPage);
    };

    const check = async (given) => {
      const own = ++run;
      results.replaceChildren();
      status.className = "sx-check-status";
      clear.hidden = false;
      if (given.problem || !given.text?.trim() || given.text.length > sxCheck.MOST_CHARACTERS) {
        status.textContent = said[given.problem] || (given.text?.trim() ? said.large : said.empty);
        if (given.name) aboutFile(given);
        return;
      }
      status.textContent = said.working;
      box.setAttribute("aria-busy", "true");
      const found = await worked(compare(given.text), own);
      if (own !== run) return;
      box.removeAttribute("aria-busy");
      show(found, given);
    };

    // A large text is kept aside; the field says so in its place.
    let aside = "";
    const put = (text) => {
      aside = text.length > LARGE ? text : "";
      area.value = aside ? "" : text;
      area.placeholder = aside && fill(said.aside, { n: number(text.length) });
      check({ text });
    };

    const take = async (one) => {
      area.value = aside = area.placeholder = "";
      const own = ++run;
      const given = await sxCheck.readFile(one).catch(() => ({ problem: "unread" }));
      if (own === run) check(given);
    };

    // ---- What a reader does ----

    form.addEventListener("submit", (event) => {
      event.preventDefault();
      check({ text: area.value || aside });
    });
    area.addEventListener("paste", (event) => {
      const text = event.clipboardData?.getData("text/plain");
      if (text?.length > LARGE && !area.value) {
        event.preventDefault();
        put(text);
      } else setTimeout(() => check({ text: area.value })); // it is there after the event
    });
    file.addEventListener("change", () => {
      if (file.files[0]) take(file.files[0]);
    });
    form.addEventListener("reset", () => {
      run++;
      aside = area.placeholder = "";
      results.replaceChildren();
      status.textContent = "";
      status.className = "sx-check-status";
      box.removeAttribute("aria-busy");
      clear.hidden = true;
      area.focus();
    });
    for (const name of ["dragenter", "dragover"]) {
      box.addEventListener(name, (event) => {
        event.preventDefault();
        box.classList.add("sx-check-over");
      });
    }
    for (const name of ["dragleave", "drop"]) box.addEventListener(name, () => box.classList.remove("sx-check-over"));
    box.addEventListener("drop", (event) => {
      event.preventDefault();
      const { files } = event.dataTransfer, text = event.dataTransfer.getData("text/plain");
      if (files.length) take(files[0]);
      else if (text) put(text);
    });
  };

  Object.assign(sxCheck, { open });
})();
