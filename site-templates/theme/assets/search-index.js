// Finds what a reader looks for. The index lies in small scripts, because a page that is opened from
// the disk may load nothing else; those that a query needs are loaded when it is typed. Each calls
// sxSearch, and hands over data. generator/render/search/ writes them and says how they are laid out.
(() => {
  "use strict";
  const WIDEST = 3; // chunks of words that a beginning or an end may ask for

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

  // ---- Words; the same as in generator/folding/words.py ----

  const UNTYPED = /[\u00AD\u0300-\u036F\u0591-\u05BD\u05BF\u05C1\u05C2\u05C4\u05C5\u05C7\u0610-\u061A\u061C\u0640\u064B-\u065F\u0670\u06D6-\u06DC\u06DF-\u06E8\u06EA-\u06ED\u180E\u200B-\u200F\u202A-\u202E\u2060-\u2064\u2066-\u2069\uFE00-\uFE0F\uFEFF\u{E0100}-\u{E01EF}]/gu;
  const SPELT = { æ: "ae", ð: "d", đ: "d", ħ: "h", ı: "i", ł: "l", ŋ: "n", ø: "o", œ: "oe", þ: "th", ŧ: "t" };
  const RUNS = /[\u0E00-\u0EFF\u1000-\u109F\u1780-\u17FF\u3005-\u3007\u3040-\u30FF\u3400-\u4DBF\u4E00-\u9FFF\u{20000}-\u{3FFFF}]+|[^\u0E00-\u0EFF\u1000-\u109F\u1780-\u17FF\u3005-\u3007\u3040-\u30FF\u3400-\u4DBF\u4E00-\u9FFF\u{20000}-\u{3FFFF}]+/gu;
  const UNSPACED = /^[\u0E00-\u0EFF\u1000-\u109F\u1780-\u17FF\u3005-\u3007\u3040-\u30FF\u3400-\u4DBF\u4E00-\u9FFF\u{20000}-\u{3FFFF}]/u;
  const WORDS = /[\p{L}\p{M}\p{N}]+/gu;

  const DIGIT = /(?![0-9])\p{Nd}/gu;
  const GROUPED = /[0-9]{1,3}(?:([ ,.'’٬،])[0-9]{3}(?:\1[0-9]{3})*|(?:,[0-9]{2})+,[0-9]{3})(?![0-9])/g;
  const ARTICLE = /^(?:[وف]?[بك]?ال(?=.{4})|ال(?=.{3})|و?لل(?=.{3}))/u;
  const CLITICS = /^(?:[وف]?[بلك]?|ו?(?:כש|ש)?[הבלכמ]?)$/u;

  // The digits of a script stand in a row, from 0 on.
  const digit = (character) => {
    const code = character.codePointAt();
    let zero = code;
    while (/\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero -= 1;
    return code - zero;
  };

  const folded = (text) => {
    const apart = text.normalize("NFKD").toUpperCase().toLowerCase().replaceAll("ς", "σ");
    const bare = apart.normalize("NFKD").replace(UNTYPED, "").normalize("NFKC");
    return bare.replace(/[æðđħıłŋøœþŧ]/gu, (letter) => SPELT[letter]).replace(DIGIT, digit);
  };

  // The text with the digits of each number together. Those that spaces group may be several
  // numbers: they become "one", stay "many", or are given as "both".
  const joined = (text, spaced) => {
    let made = "", at = 0, found;
    GROUPED.lastIndex = 0;
    while ((found = GROUPED.exec(text))) {
      const [all, sign] = found;
      if (/[\p{L}\p{N}]$/u.test(text.slice(0, found.index))) {
        GROUPED.lastIndex = found.index + 1;
        continue;
      }
      const one = all.replace(/[^0-9]/g, "");
      made += text.slice(at, found.index) + (sign !== " " || spaced === "one" ? one : spaced === "many" ? all : `${one} ${all}`);
      at = found.index + all.length;
    }
    return made + text.slice(at);
  };

  const withoutArticle = (word) => word.replace(ARTICLE, "");

  // What a word may be without the little words that Arabic and Hebrew write onto it.
  const withoutClitics = (word) => [1, 2, 3, 4]
    .filter((length) => Array.from(word).length - length >= 3 && CLITICS.test(word.slice(0, length)))
    .map((length) => withoutArticle(word.slice(length)));

  const runs = (text, spaced) => (joined(folded(text), spaced).match(WORDS) || []).flatMap((word) => word.match(RUNS));

  const wordsOf = (run) => {
    if (!UNSPACED.test(run)) return [withoutArticle(run)];
    const each = Array.from(run);
    return each.map((character, at) => character + (each[at + 1] || ""));
  };

  const words = (text, spaced = "both") => runs(text, spaced).flatMap(wordsOf);

  // What a reader types: its words, of which the last may be the beginning of one. Of a run
  // without spaces the last character alone says less than the pairs do.
  const query = (text, spaced) => {
    const found = runs(text, spaced).flatMap((run) => {
      const made = wordsOf(run);
      return UNSPACED.test(run) && made.length > 1 ? made.slice(0, -1) : made;
    });
    return [...new Set(found.slice(0, -1)), ...found.slice(-1)];
  };

  // ---- The index ----

  const COMMON = "!";
  const DIGITS = Array.from({ length: 92 }, (_, at) => String.fromCharCode(0x23 + at)).filter((digit) => !"<\\".includes(digit));
  const HALF = DIGITS.length / 2;
  const VALUE = new Map(DIGITS.map((digit, at) => [digit, at]));
  let rows, labels, beginnings, spelling, endings, ends;

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
    [beginnings, spelling, endings] = ["words", "spelling", "endings"].map((name) => made.value[name] ? made.value[name].split(" ") : []);
    ends = sums(numbersIn(made.value.texts));
    let first = 0;
    rows = made.value.rows.map(([kind, count, weight, of, counts]) => {
      const row = { kind, first, end: first + count, weight, of, ends: counts && sums(numbersIn(counts)) };
      first += count;
      return row;
    });
    return { labels, kinds: [...new Set(rows.map((row) => row.kind))] };
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

  // The first and the last chunk in which a word may stand, or all words with a beginning.
  const chunksOf = (marks, word, beginning = true) => {
    const chunk = (text) => Math.max(0, countTo(marks, text) - 1);
    return [chunk(word), beginning ? Math.max(chunk(word), chunk(word + "\uFFFF")) : chunk(word)];
  };

  // Whole words, and whether they stand nearly everywhere; or all words with a beginning.
  const lookUp = async (word, beginning) => {
    let [from, to] = chunksOf(beginnings, word, beginning);
    const short = to - from >= WIDEST;
    if (short) to = from;
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

  const entry = async (number) => {
    const at = countTo(ends, number);
    const [places, entries] = await value(`texts/${at}`);
    const [place, anchor = "", text = "", note = "", lang = ""] = entries[number - (at ? ends[at - 1] : 0)];
    const [href, title = "", titleLang = ""] = places[place];
    const below = note ? { text: note, own: true } : title === text ? { text: "" } : { text: title, lang: titleLang };
    const { kind, of } = rowOf(number);
    return { kind, title: of === undefined, href: href + (anchor && `#${anchor}`), text, lang, below };
  };

  // ---- Words that are misspelt ----

  // The words of a piece: of each, how many letters it shares with the one before, and the rest.
  const unfolded = (listed) => {
    let last = "";
    return (listed.match(/[#-P][^#-P]*/g) || []).map((written) => last = last.slice(0, VALUE.get(written[0])) + written.slice(1));
  };

  const backwards = (word) => Array.from(word).reverse().join("");

  // The words of the pieces that hold those with the same beginning; of a long list, no more than
  // a few pieces, so that a longer beginning must be the same.
  const beginningAs = async (name, marks, word, length) => {
    let [from, to] = chunksOf(marks, word.slice(0, length));
    while (to - from >= WIDEST && length < word.length) [from, to] = chunksOf(marks, word.slice(0, ++length));
    const names = Array.from({ length: to - from + 1 }, (_, at) => `${name}/${from + at}`);
    return (await Promise.all(names.map(value))).flatMap(unfolded);
  };

  // How many letters must be added, left out, changed, or swapped with a neighbour to make one word
  // of the other; more than `most` if it is that many.
  const distance = (one, other, most) => {
    if (Math.abs(one.length - other.length) > most) return most + 1;
    let before = [], last = Array.from({ length: other.length + 1 }, (_, at) => at);
    for (let i = 1; i <= one.length; i++) {
      const row = [i];
      for (let j = 1; j <= other.length; j++) {
        const same = one[i - 1] === other[j - 1];
        row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (same ? 0 : 1));
        if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) row[j] = Math.min(row[j], before[j - 2] + 1);
      }
      if (Math.min(...row) > most) return most + 1;
      [before, last] = [last, row];
    }
    return last[other.length];
  };

  const LONG = 8; // letters from which on two mistakes are forgiven
  const ALIKE = 5; // words that are taken for what was meant

  // The site's words that are most like one, the likeliest first.
  const alike = async (word) => {
    if (!/^(?:(?!\p{N})[\p{L}\p{M}]){4,}$/u.test(word) || UNSPACED.test(word) || !spelling.length) return [];
    const most = word.length < LONG ? 1 : 2;
    const length = word.length < LONG ? 2 : 3;
    // Without a second list the first is so short that all of it is loaded.
    const lists = endings.length
      ? [await beginningAs("spelling", spelling, word, length), (await beginningAs("endings", endings, backwards(word), length)).map(backwards)]
      : [(await Promise.all(spelling.map((_, at) => value(`spelling/${at}`)))).flatMap(unfolded)];
    const found = [...new Set(lists.flat())].map((each) => [each, distance(word, each, most)]).filter(([each, far]) => far <= most && each !== word);
    const nearest = Math.min(...found.map(([, far]) => far));
    const elsewhere = (each) => each[0] !== word[0];
    return found.filter(([, far]) => far === nearest).map(([each]) => each).sort((a, b) => elsewhere(a) - elsewhere(b) || (a < b ? -1 : 1)).slice(0, ALIKE);
  };

  // ---- Ranking ----

  const PENALTY = 1.5; // for a word that only begins as typed
  const APART = 1; // the weight of a title whose words stand apart in what belongs to it
  const UNLIKE = 20; // below all that has the words as typed
  const LITTLE = 3; // so many hits are enough
  const MOST_WORDS = 4; // that are taken for misspelt

  const union = (...sets) => new Set(sets.flatMap((set) => [...set]));

  // All entries that have all words, with their ranks, each once; and how many of them have them
  // in themselves. A word is the sets of entries that have it exactly, and in any way.
  const ranked = (looked) => {
    const sets = [...looked].sort((a, b) => a.all.size - b.all.size);
    const rank = new Map();
    if (!sets.length) return { rank, direct: 0 };
    for (const number of sets[0].all) {
      if (!sets.every(({ all }) => all.has(number))) continue;
      const exact = sets.every((set) => set.exact.has(number));
      rank.set(number, rowOf(number).weight - (exact ? 0 : PENALTY));
    }
    const direct = rank.size;
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
    return { rank, direct };
  };

  // What has all words; where that is little, also what has words that are spelt much like them.
  const attempt = async (looked) => {
    const found = { ...ranked(looked), like: [], only: false };
    if (found.direct >= LITTLE) return found;
    const few = looked.filter(({ all }) => all.size < LITTLE);
    const doubted = (few.length || found.rank.size ? few : [...looked].sort((a, b) => a.all.size - b.all.size)).slice(0, MOST_WORDS);
    const likes = new Map(await Promise.all(doubted.map(async (word) => {
      const like = [...new Set([...withoutClitics(word.word), ...await alike(word.word)])];
      return [word, await Promise.all(like.map(async (each) => ({ word: each, ...await lookUp(each, false) })))];
    })));
    const wider = looked.map((word) => ({ ...word, all: union(word.all, ...(likes.get(word) || []).map(({ exact }) => exact)) }));
    const more = [...ranked(wider).rank].filter(([number]) => !found.rank.has(number));
    const added = new Set(more.map(([number]) => number));
    found.only = !found.direct;
    for (const [number, rank] of more) {
      found.rank.set(number, rank - UNLIKE);
      if (rank !== APART) found.direct += 1;
    }
    const heads = union([...added].map(headOf));
    const has = (number) => added.has(number) || heads.has(headOf(number));
    found.like = [...likes.values()].flat().filter(({ exact }) => [...exact].some(has)).map(({ word }) => word);
    return found;
  };

  // The entries for what a reader types, the best first. Words that stand nearly everywhere are
  // left out, unless there are no others; small words only where nothing has them beside the rest.
  const search = async (text, spaced = "one") => {
    const typed = query(text, spaced);
    const result = { hits: [], common: [], left: [], like: [], only: false, short: false, typed, rank: new Map() };
    if (!typed.length) return result;
    const whole = /[\s\p{P}]$/u.test(text);
    const looked = await Promise.all(typed.map(async (word, at) => {
      const found = await lookUp(word, at === typed.length - 1 && !whole);
      return { word, ...found, all: union(found.exact, found.begun) };
    }));
    const rare = looked.filter((word) => !word.common);
    const told = rare.length ? rare : looked;
    if (rare.length) result.common = looked.filter((word) => word.common).map(({ word }) => word);
    let found = await attempt(told);
    const small = new Set(words(labels.small));
    const rest = told.filter(({ word }) => !small.has(word));
    if (!found.direct && rest.length && rest.length < told.length) {
      const without = await attempt(rest);
      if (without.direct) {
        found = { ...without, rank: new Map([...found.rank, ...without.rank]) };
        result.left = told.filter(({ word }) => small.has(word)).map(({ word }) => word);
      }
    }
    const apart = query(text, "many");
    if (!found.rank.size && apart.length !== typed.length && spaced === "one") return search(text, "many");
    const { rank, like, only } = found;
    result.hits = [...rank.keys()].sort((a, b) => rank.get(b) - rank.get(a) || a - b);
    result.short = !result.hits.length && looked.some((word) => word.short);
    result.typed = typed.filter((word) => !result.left.includes(word));
    return Object.assign(result, { rank, like, only });
  };

  // How close a text comes to what was typed: the same words, the same words in a row, or neither.
  const closeness = (text, typed) => {
    const [own, looked] = [words(text, "one").join(" "), typed.join(" ")];
    return own === looked ? 2 : ` ${own}`.includes(` ${looked}`) ? 1 : 0;
  };

  // Some hits as they are shown; of those with one rank the closest come first.
  const shown = async (numbers, { rank, typed }) => {
    const entries = await Promise.all(numbers.map(entry));
    const order = entries.map((each, at) => ({ each, rank: rank.get(numbers[at]), close: closeness(each.text, typed) }));
    return order.sort((a, b) => b.rank - a.rank || b.close - a.close).map(({ each }) => each);
  };

  const kindOf = (number) => rowOf(number).kind;
  const openAt = (where) => {
    root = where;
    return start();
  };

  window.sxSearch = (name, made, data) => arrived.set(name, { version: made, value: data });
  Object.assign(window.sxSearch, { openAt, search, shown, kindOf, folded, words, withoutClitics, WORDS, UNSPACED });
})();
