// The box of the search. What is in the index, and how it is searched, is in search-index.js, which is
// loaded before.
(() => {
  "use strict";
  const PER_PAGE = 10;
  const PAUSE = 120; // ms
  const { search, shown: entriesOf, kindOf, folded, words, WORDS, UNSPACED } = window.sxSearch;
  let root, labels, everyKind;

  let box, input, kinds, status, list, more, note;
  let chosen = "all", latest = { hits: [], typed: [], like: [] }, shown = 0, turn = 0, timer = 0;

  const make = (tag, name, parent, text) => {
    const element = document.createElement(tag);
    if (name) element.className = name;
    if (text) element.textContent = text;
    parent?.append(element);
    return element;
  };

  const inLanguage = (element, lang) => {
    if (lang) element.lang = lang;
    element.dir = "auto";
  };

  const NUMBER = /\p{Nd}{1,3}(?:[\s,.'’٬،]\p{Nd}{2,3})+/gu;

  // The parts of a text that are words looked for, as [start, end].
  const marksIn = (text, { typed, like }) => {
    const marks = [];
    const last = typed.at(-1);
    for (const { 0: number, index } of text.matchAll(NUMBER)) {
      if (typed.includes(words(number, "one")[0])) marks.push([index, index + number.length]);
    }
    for (const { 0: word, index } of text.matchAll(WORDS)) {
      const bare = folded(word);
      const own = UNSPACED.test(bare) ? bare : words(word).at(0);
      if (typed.includes(own) || like.includes(own) || (last && own?.startsWith(last))) {
        marks.push([index, index + word.length]);
      } else if (UNSPACED.test(bare) && bare.length === word.length) {
        for (const each of typed) {
          for (let at = bare.indexOf(each); at >= 0; at = bare.indexOf(each, at + 1)) marks.push([index + at, index + at + each.length]);
        }
      }
    }
    return marks.sort((a, b) => a[0] - b[0]);
  };

  const LONG = 320, BEFORE = 80;

  const marked = (element, text, looked) => {
    let marks = looked ? marksIn(text, looked) : [];
    if (text.length > LONG) {
      // A long text is shown from a little before the first word looked for.
      const first = marks[0]?.[0] ?? 0;
      const from = first > BEFORE ? text.indexOf(" ", first - BEFORE) + 1 : 0;
      const to = text.lastIndexOf(" ", from + LONG);
      const cut = text.slice(from, to > from ? to : from + LONG);
      marks = marks.filter(([at, end]) => at >= from && end <= from + cut.length).map(([at, end]) => [at - from, end - from]);
      if (from) element.append("… ");
      text = from + cut.length < text.length ? `${cut} …` : cut;
    }
    let at = 0;
    for (const [begin, end] of marks) {
      if (end <= at) continue;
      element.append(text.slice(at, Math.max(begin, at)));
      make("mark", "", element, text.slice(Math.max(begin, at), end));
      at = end;
    }
    element.append(text.slice(at));
  };

  const inNumbers = (number) => number.toLocaleString(document.documentElement.lang || undefined);
  const hitsOf = (kind) => kind === "all" ? latest.hits : latest.hits.filter((number) => kindOf(number) === kind);

  const say = (text) => {
    if (status.textContent !== text) status.textContent = text;
  };

  const showMore = async (mine, focus) => {
    const hits = hitsOf(chosen);
    const page = hits.slice(shown, shown + PER_PAGE);
    const entries = await entriesOf(page, latest);
    if (mine !== turn) return;
    if (!shown) list.replaceChildren();
    for (const each of entries) {
      const link = make("a", "sx-search-hit", make("li", "", list));
      link.href = new URL(`../${each.href}`, root);
      link.classList.toggle("sx-search-hit--title", each.title);
      make("span", "sx-search-kind", link, labels[each.kind]);
      const text = make("span", `sx-search-text sx-search-text--${each.kind}`, link);
      inLanguage(text, each.lang);
      marked(text, each.text, latest);
      if (!each.below.text) continue;
      const below = make("span", "sx-search-note", link);
      inLanguage(below, each.below.lang);
      marked(below, each.below.text, each.below.own && latest);
    }
    if (focus) list.children[shown]?.firstChild.focus();
    shown += page.length;
    more.hidden = shown >= hits.length;
    list.hidden = !shown;
  };

  const showKinds = () => {
    const found = everyKind.filter((kind) => hitsOf(kind).length);
    if (chosen !== "all" && !found.includes(chosen)) chosen = "all";
    const had = kinds.contains(document.activeElement);
    kinds.replaceChildren();
    kinds.hidden = found.length < 2;
    for (const kind of ["all", ...found]) {
      const button = make("button", "", kinds);
      button.type = "button";
      button.append(labels[kind], " ");
      make("span", "", button, inNumbers(hitsOf(kind).length));
      button.setAttribute("aria-pressed", kind === chosen);
      button.addEventListener("click", () => {
        chosen = kind;
        show();
      });
      if (had && kind === chosen) button.focus();
    }
  };

  const failed = (mine) => (error) => {
    if (mine !== turn) return;
    say(labels?.failed || "");
    if (!labels) throw error;
  };

  const show = () => {
    const mine = ++turn;
    shown = 0;
    showKinds();
    const { hits, typed, short, common, left, like, only } = latest;
    const told = hits.length ? labels.hits.replace("{n}", inNumbers(hitsOf(chosen).length)) : short ? labels.short : labels.none;
    // Words in any script, each kept from turning its neighbours.
    const listed = (label, each) => each.length ? `\n${label.replace("{words}", () => each.map((word) => `\u2068${word}\u2069`).join(" · "))}` : "";
    const notes = listed(labels.common, common) + listed(labels.left, left) + listed(only ? labels.like : labels.also, like);
    if (!hits.length) {
      list.replaceChildren();
      list.hidden = more.hidden = true;
    }
    note.hidden = Boolean(typed.length);
    say(typed.length ? told + notes : "");
    return hits.length ? showMore(mine).catch(failed(mine)) : undefined;
  };

  const ask = () => {
    clearTimeout(timer);
    timer = 0;
    const mine = ++turn;
    const slow = setTimeout(() => mine === turn && say(labels.loading), 400);
    return search(input.value).then((found) => {
      if (mine !== turn) return undefined;
      latest = found;
      return show();
    }).catch(failed(mine)).finally(() => clearTimeout(slow));
  };

  const stops = () => [input, ...list.querySelectorAll("a"), ...(more.hidden ? [] : [more])];

  const keys = (event) => {
    const at = stops().indexOf(document.activeElement);
    if (event.altKey || event.ctrlKey || event.metaKey || event.isComposing) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (at < 0) return;
      event.preventDefault();
      stops().at(Math.max(0, Math.min(stops().length - 1, at + (event.key === "ArrowDown" ? 1 : -1)))).focus();
    } else if (event.key === "Home" && at > 0) {
      event.preventDefault();
      stops()[1].focus();
    } else if (event.key.length === 1 && event.key !== " " && at > 0) {
      input.focus(); // who types on goes on typing there
    }
  };

  const build = () => {
    box = make("dialog", "sx-search", document.body);
    box.setAttribute("aria-label", labels.title);
    const form = make("form", "sx-search-form", box);
    form.setAttribute("role", "search");
    input = make("input", "sx-search-input", form);
    input.type = "text";
    input.setAttribute("aria-label", labels.input);
    input.placeholder = labels.input;
    Object.assign(input, { autocomplete: "off", spellcheck: false, enterKeyHint: "search", maxLength: 200 });
    input.setAttribute("autocapitalize", "none");
    input.dir = "auto";
    const close = make("button", "sx-search-close", form, "×");
    close.type = "button";
    close.setAttribute("aria-label", labels.close);
    close.addEventListener("click", () => box.close());
    kinds = make("div", "sx-search-kinds", box);
    kinds.setAttribute("role", "group");
    kinds.setAttribute("aria-label", labels.kinds);
    kinds.hidden = true;
    status = make("p", "sx-search-status", box);
    status.setAttribute("role", "status");
    note = make("p", "sx-search-help", box, labels.help);
    const found = make("div", "sx-search-found", box);
    list = make("ol", "sx-search-list", found);
    list.setAttribute("role", "list");
    more = make("button", "sx-search-more", found, labels.more);
    list.hidden = more.hidden = true;
    more.type = "button";
    more.addEventListener("click", () => {
      const mine = ++turn;
      showMore(mine, true).catch(failed(mine));
    });
    input.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(ask, PAUSE);
    });
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      if (timer) await ask();
      list.querySelector("a")?.click();
    });
    box.addEventListener("keydown", keys);
    box.addEventListener("click", (event) => {
      const outside = event.target === box && event.detail;
      const plain = !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);
      if (outside || (plain && event.target.closest("a"))) box.close();
    });
  };

  const open = async (where) => {
    root = where;
    ({ labels, kinds: everyKind } = await window.sxSearch.openAt(root));
    if (!box) build();
    if (!box.open) box.showModal();
    input.focus();
    input.select();
  };

  window.sxSearch.open = open;
})();
