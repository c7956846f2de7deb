// The search. Its index lies in small scripts, because a page that is opened from the disk may load
// nothing else; those that a query needs are loaded when it is typed. Each calls sxSearch, and hands
// over data. generator/render/search/ writes them and says how they are laid out.
(() => {
  "use strict";
  const PER_PAGE = 10;
  const WIDEST = 3; // chunks of words that a beginning may ask for
  const PAUSE = 120; // ms

  // ---- Files ----

  const arrived = new Map(); // name → value
  const asked = new Map(); // name → promise
  let root, version;

  const load = (name) => {
    if (!asked.has(name)) {
      asked.set(name, new Promise((done, failed) => {
        const script = document.createElement("script");
        const file = new URL(`search/${name}.js`, root);
        if (version) file.search = `v=${version}`; // not an old copy
        script.src = file;
        script.onload = () => {
          script.remove();
          if (arrived.has(name)) done(arrived.get(name));
          else script.onerror();
        };
        script.onerror = () => {
          script.remove();
          asked.delete(name);
          failed(new Error(name));
        };
        document.head.append(script);
      }));
    }
    return asked.get(name);
  };

  // ---- Words; the same as in generator/render/search/words.py ----

  const UNTYPED = /[\u00AD\u0300-\u036F\u0591-\u05BD\u05BF\u05C1\u05C2\u05C4\u05C5\u05C7\u0610-\u061A\u061C\u0640\u064B-\u065F\u0670\u06D6-\u06DC\u06DF-\u06E8\u06EA-\u06ED\u180E\u200B-\u200F\u202A-\u202E\u2060-\u2064\u2066-\u2069\uFE00-\uFE0F\uFEFF\u{E0100}-\u{E01EF}]/gu;
  const SPELT = { æ: "ae", ð: "d", đ: "d", ħ: "h", ı: "i", ł: "l", ŋ: "n", ø: "o", œ: "oe", þ: "th", ŧ: "t" };
  const RUNS = /[\u0E00-\u0EFF\u1000-\u109F\u1780-\u17FF\u3005-\u3007\u3040-\u30FF\u3400-\u4DBF\u4E00-\u9FFF\u{20000}-\u{3FFFF}]+|[^\u0E00-\u0EFF\u1000-\u109F\u1780-\u17FF\u3005-\u3007\u3040-\u30FF\u3400-\u4DBF\u4E00-\u9FFF\u{20000}-\u{3FFFF}]+/gu;
  const UNSPACED = /^[\u0E00-\u0EFF\u1000-\u109F\u1780-\u17FF\u3005-\u3007\u3040-\u30FF\u3400-\u4DBF\u4E00-\u9FFF\u{20000}-\u{3FFFF}]/u;
  const WORDS = /[\p{L}\p{M}\p{N}]+/gu;

  const folded = (text) => {
    const apart = text.normalize("NFKD").toUpperCase().toLowerCase().replaceAll("ς", "σ");
    const bare = apart.normalize("NFKD").replace(UNTYPED, "").normalize("NFKC");
    return bare.replace(/[æðđħıłŋøœþŧ]/gu, (letter) => SPELT[letter]);
  };

  const runs = (text) => (folded(text).match(WORDS) || []).flatMap((word) => word.match(RUNS));

  const words = (text) => runs(text).flatMap((run) => {
    if (!UNSPACED.test(run)) return [run];
    const each = Array.from(run);
    return each.map((character, at) => character + (each[at + 1] || ""));
  });

  // What a reader types: its words, of which the last may be the beginning of one. Of a run
  // without spaces the last character alone says less than the pairs do.
  const query = (text) => {
    const found = runs(text).flatMap((run) => {
      const made = words(run);
      return UNSPACED.test(run) && made.length > 1 ? made.slice(0, -1) : made;
    });
    return [...new Set(found.slice(0, -1)), ...found.slice(-1)];
  };

  // ---- The index ----

  const COMMON = "!";
  const DIGITS = Array.from({ length: 92 }, (_, at) => String.fromCharCode(0x23 + at)).filter((digit) => !"<\\".includes(digit));
  const HALF = DIGITS.length / 2;
  const VALUE = new Map(DIGITS.map((digit, at) => [digit, at]));
  let rows, labels, beginnings, ends;

  const numbersIn = (text) => {
    const numbers = [];
    let number = 0;
    for (const digit of text) {
      const value = VALUE.get(digit);
      number = number * HALF + (value % HALF);
      if (value >= HALF) continue;
      numbers.push(number);
      number = 0;
    }
    return numbers;
  };

  const sums = (numbers, start = 0) => numbers.map((number) => start += number);

  // How many of some rising numbers are not above one.
  const countTo = (numbers, limit) => {
    let low = 0, high = numbers.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (numbers[middle] <= limit) low = middle + 1;
      else high = middle;
    }
    return low;
  };

  const start = async () => {
    const made = await load("start");
    version ||= made.version;
    labels = made.value.labels;
    beginnings = made.value.words ? made.value.words.split(" ") : [];
    ends = sums(numbersIn(made.value.texts));
    let first = 0;
    rows = made.value.rows.map(([kind, count, weight, of, counts]) => {
      const row = { kind, first, end: first + count, weight, of, ends: counts && sums(numbersIn(counts)) };
      first += count;
      return row;
    });
  };

  const rowOf = (number) => rows.find((row) => number < row.end);

  // The number of the title that an entry belongs to.
  const headOf = (number) => {
    const row = rowOf(number);
    return row.ends ? rows[row.of].first + countTo(row.ends, number - row.first) : number;
  };

  const value = async (name) => {
    const made = await load(name);
    if (made.version !== version) throw new Error("another version");
    return made.value;
  };

  // Whole words, and whether they stand nearly everywhere; or all words with a beginning.
  const lookUp = async (word, beginning) => {
    const chunk = (text) => Math.max(0, countTo(beginnings, text) - 1);
    let [from, to] = [chunk(word), chunk(word)];
    let short = false;
    if (beginning) {
      to = Math.max(from, chunk(word + "\uFFFF"));
      short = to - from >= WIDEST;
      if (short) to = from;
    }
    const exact = new Set(), begun = new Set();
    let common = false;
    if (!beginnings.length) return { exact, begun, common, short };
    const names = Array.from({ length: to - from + 1 }, (_, at) => `words/${from + at}`);
    for (const [listed, numbers] of await Promise.all(names.map(value))) {
      const each = listed.split(" ");
      const written = numbers.split(" ");
      for (let at = countTo(each, word) - 1; at < each.length; at++) {
        if (at < 0) continue;
        const same = each[at] === word;
        if (!same && !each[at].startsWith(word)) {
          if (each[at] > word) break;
          continue;
        }
        if (!same && (!beginning || short)) break;
        const most = written[at].startsWith(COMMON);
        if (same) common = most;
        const into = same ? exact : begun;
        for (const number of sums(numbersIn(written[at].slice(most ? 1 : 0)))) into.add(number);
      }
    }
    return { exact, begun, common, short };
  };

  const PENALTY = 1.5; // for a word that only begins as typed
  const APART = 1; // the weight of a title whose words stand apart in what belongs to it

  // All entries that have all words, the best first, each once.
  const search = async (text) => {
    const typed = query(text);
    const whole = /[\s\p{P}]$/u.test(text);
    const looked = await Promise.all(typed.map((word, at) => lookUp(word, at === typed.length - 1 && !whole)));
    const result = { hits: [], common: [], short: false, typed };
    if (!typed.length) return result;
    const rare = looked.filter((word) => !word.common);
    // Words that stand nearly everywhere say little, unless there are no others.
    const told = rare.length ? rare : looked;
    if (rare.length) result.common = typed.filter((_, at) => looked[at].common);
    const sets = told.map(({ exact, begun }) => ({ exact, all: begun.size ? new Set([...exact, ...begun]) : exact }));
    sets.sort((a, b) => a.all.size - b.all.size);
    const rank = new Map();
    for (const number of sets[0].all) {
      if (!sets.every(({ all }) => all.has(number))) continue;
      const exact = sets.every((set) => set.exact.has(number));
      rank.set(number, rowOf(number).weight - (exact ? 0 : PENALTY));
    }
    const seen = new Set();
    for (const number of rank.keys()) seen.add(headOf(number));
    if (sets.length > 1) {
      const units = sets.map(({ all }) => new Set(Array.from(all, headOf)));
      for (const head of units[0]) {
        if (!seen.has(head) && units.every((unit) => unit.has(head))) rank.set(head, APART);
      }
    }
    // A title stands for its own text: a term for its definition, a page for what it says.
    for (const number of rank.keys()) {
      const row = rowOf(number);
      if (row.of !== undefined && rows[row.of].kind === row.kind && rank.has(headOf(number))) rank.delete(number);
    }
    result.hits = [...rank.keys()].sort((a, b) => rank.get(b) - rank.get(a) || a - b);
    result.short = !result.hits.length && looked.some((word) => word.short);
    return result;
  };

  const entry = async (number) => {
    const at = countTo(ends, number);
    const [places, entries] = await value(`texts/${at}`);
    const [place, anchor = "", text = "", note = "", lang = ""] = entries[number - (at ? ends[at - 1] : 0)];
    const [href, title = "", titleLang = ""] = places[place];
    const below = note ? { text: note, own: true } : title === text ? { text: "" } : { text: title, lang: titleLang };
    const { kind, of } = rowOf(number);
    return { kind, title: of === undefined, href: href + (anchor && `#${anchor}`), text, lang, below };
  };

  // ---- The box ----

  let box, input, kinds, status, list, more, note;
  let chosen = "all", latest = { hits: [], typed: [] }, shown = 0, turn = 0, timer = 0;

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

  // The parts of a text that are words looked for, as [start, end].
  const marksIn = (text, typed) => {
    const marks = [];
    const last = typed.at(-1);
    for (const { 0: word, index } of text.matchAll(WORDS)) {
      const bare = folded(word);
      if (typed.includes(bare) || (last && bare.startsWith(last))) {
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

  const marked = (element, text, typed) => {
    let marks = marksIn(text, typed);
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
  const hitsOf = (kind) => kind === "all" ? latest.hits : latest.hits.filter((number) => rowOf(number).kind === kind);

  const say = (text) => {
    if (status.textContent !== text) status.textContent = text;
  };

  const showMore = async (mine, focus) => {
    const hits = hitsOf(chosen);
    const page = hits.slice(shown, shown + PER_PAGE);
    const entries = await Promise.all(page.map(entry));
    if (mine !== turn) return;
    if (!shown) list.replaceChildren();
    for (const each of entries) {
      const link = make("a", "sx-search-hit", make("li", "", list));
      link.href = new URL(`../${each.href}`, root);
      link.classList.toggle("sx-search-hit--title", each.title);
      make("span", "sx-search-kind", link, labels[each.kind]);
      const text = make("span", `sx-search-text sx-search-text--${each.kind}`, link);
      inLanguage(text, each.lang);
      marked(text, each.text, latest.typed);
      if (!each.below.text) continue;
      const below = make("span", "sx-search-note", link);
      inLanguage(below, each.below.lang);
      marked(below, each.below.text, each.below.own ? latest.typed : []);
    }
    if (focus) list.children[shown]?.firstChild.focus();
    shown += page.length;
    more.hidden = shown >= hits.length;
    list.hidden = !shown;
  };

  const showKinds = () => {
    const found = [...new Set(rows.map((row) => row.kind))].filter((kind) => hitsOf(kind).length);
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
    const { hits, typed, short, common } = latest;
    const told = hits.length ? labels.hits.replace("{n}", inNumbers(hitsOf(chosen).length)) : short ? labels.short : labels.none;
    const left = common?.length ? ` ${labels.common.replace("{words}", common.join(" · "))}` : "";
    if (!hits.length) {
      list.replaceChildren();
      list.hidden = more.hidden = true;
    }
    note.hidden = Boolean(typed.length);
    say(typed.length ? told + left : "");
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
    await start();
    if (!box) build();
    if (!box.open) box.showModal();
    input.focus();
    input.select();
  };

  window.sxSearch = (name, made, data) => arrived.set(name, { version: made, value: data });
  Object.assign(window.sxSearch, { open, words });
})();
