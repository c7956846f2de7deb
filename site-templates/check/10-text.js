// Texts as they are compared, with the way back to the original: the same as generator/folding/.
// Offsets count as JavaScript does; where Python counts characters, whole code points are stepped over.
const sxCheck = {};
(() => {
  "use strict";
  const PART = 2048; // of a text that is normalised at once
  const pattern = (name, flags = "") => new RegExp(sxRules.patterns[name], `u${flags}`);
  // Ranges of code points, as tools/browser_rules.py writes them.
  const signs = (written) => {
    const found = new Set();
    let at = 0;
    for (const each of written.split(" ")) {
      const [gap, more = "0"] = each.split(".");
      at += parseInt(gap, 36);
      for (const end = at + parseInt(more, 36); at <= end; at++) found.add(String.fromCodePoint(at));
    }
    return found;
  };
  const DROPPED = signs(sxRules.dropped);
  const COMBINING = signs(sxRules.combining);
  const FOLDS = new Map([...DROPPED].map((sign) => [sign, ""]));
  for (const sign of signs(sxRules.compatible)) FOLDS.set(sign, sign.normalize("NFKC"));
  for (const [first, ...others] of sxRules.folds.split(" ")) FOLDS.set(first, others.join(""));
  // Without the flag `u`, in which browsers look up big classes slowly: a pair of surrogates is two signs.
  const escaped = (unit) => `\\u${unit.charCodeAt().toString(16).padStart(4, "0")}`;
  const classes = {};
  for (const sign of FOLDS.keys()) {
    const high = sign.length > 1 ? escaped(sign[0]) : "";
    classes[high] = (classes[high] || "") + escaped(sign[sign.length - 1]);
  }
  const FOLDED = new RegExp(Object.entries(classes).map(([high, low]) => `${high}[${low}]`).join("|"), "g");
  const SPACES = new RegExp(`(?! [^${sxRules.space}])[${sxRules.space}]+`, "g"); // that are not one plain space already
  const SPACE = new RegExp(`^[${sxRules.space}]+$`);
  const MAY_BE_IDEOGRAPHIC = /[\u2e80-\uffff]/;
  const [SIGN, LINE_END, MAY_CHANGE, WORD_OR_SPACE] = [pattern("sign"), pattern("lineEnd", "g"), new RegExp(sxRules.patterns.mayChange, "g"), pattern("wordOrSpace", "g")];

  // ---- Steps over whole characters ----

  const signAt = (text, at) => (at < text.length ? String.fromCodePoint(text.codePointAt(at)) : "");
  const isLow = (unit) => unit >= 0xdc00 && unit < 0xe000;
  const signBefore = (text, at) => text.slice(back(text, at, 1), at);
  const back = (text, at, many) => {
    for (; many && at > 0; many--) at -= isLow(text.charCodeAt(at - 1)) && at > 1 ? 2 : 1;
    return at;
  };
  const ahead = (text, at, many) => {
    for (; many && at < text.length; many--) at += signAt(text, at).length;
    return at;
  };

  // ---- The rules ----

  const folded = (text) => {
    const composed = text.replace(FOLDED, (sign) => FOLDS.get(sign)).normalize();
    return (MAY_BE_IDEOGRAPHIC.test(composed) ? composed.replace(LINE_END, "") : composed).replace(SPACES, " ");
  };
  const normalised = (text) => folded(text).replace(/^ | $/g, "");

  // A text in parts that do not change each other: each ends with white space, and the next begins
  // with a plain letter. Yields after each.
  const normalise = function* (given) {
    const original = given.replace(/\p{Cs}/gu, "\ufffd"); // halves of characters, which Python's texts never hold
    const parts = [], ends = /[ \n][A-Za-z0-9]/g;
    let text = "";
    for (let at = 0; at < original.length || !parts.length;) {
      ends.lastIndex = at + PART;
      const end = (ends.exec(original)?.index ?? original.length - 1) + 1;
      const own = original.slice(at, end);
      const isFirst = !text, isLast = end === original.length;
      let becomes = folded(own);
      if (isFirst) becomes = becomes.replace(/^ /, "");
      if (isLast) becomes = becomes.replace(/ $/, "");
      parts.push({ at, start: text.length, own, isFirst, isLast });
      text += becomes;
      at = end;
      yield;
      if (!original) break;
    }
    return { text, original, parts };
  };

  // ---- The way back ----

  const endsNothing = (before, after, space) => /[\n\r]/.test(space) && SIGN.test(before) && SIGN.test(after);

  const around = (run, start, end) => [
    [...run.slice(0, start)].reverse().find((sign) => !DROPPED.has(sign)) || "",
    [...run.slice(end)].find((sign) => !DROPPED.has(sign)) || "",
  ].map(normalised);

  const dropsIntoMark = (all, at) => {
    while (at < all.length && DROPPED.has(all[at])) if (COMBINING.has(all[++at])) return true;
    return false;
  };

  // A word letter by letter, each with its marks; as a whole where letters grow together.
  const letters = (word, start) => {
    const all = [...word];
    const taken = [];
    all.forEach((sign, at) => {
      if (at && (COMBINING.has(sign) || dropsIntoMark(all, at))) taken[taken.length - 1] += sign;
      else taken.push(sign);
    });
    const after = taken.map(normalised), whole = normalised(word);
    if (after.join("") !== whole) return [[start, start + word.length, whole]];
    const found = [];
    taken.forEach((letter, number) => {
      if (letter !== after[number]) found.push([start, start + letter.length, after[number]]);
      start += letter.length;
    });
    return found;
  };

  const known = new Map(); // stretch → what changes in it
  const inside = (run) => {
    const found = [];
    for (const { 0: part, index: start } of run.matchAll(WORD_OR_SPACE)) {
      const end = start + part.length;
      if (SPACE.test(part)) found.push([start, end, endsNothing(...around(run, start, end), part) ? "" : " "]);
      else if (normalised(part) !== part) found.push(...letters(part, start));
    }
    return found;
  };

  const piecesOf = function* (original) {
    for (const { 0: run, index } of original.matchAll(MAY_CHANGE)) {
      let found = known.get(run);
      if (!found) known.set(run, found = inside(run));
      for (const [start, end, text] of found) yield [index + start, index + end, text];
    }
  };

  // Spaces that come together are one, and none is left at the two ends of the whole text.
  const tidy = function* ({ own, isFirst, isLast }) {
    const isSpace = (text) => text === "" || text === " ";
    let held = null, isAtStart = isFirst, last = 0;
    for (const [start, end, text] of piecesOf(own)) {
      isAtStart = isAtStart && start === last;
      if (held && start === held[1] && isSpace(text) && isSpace(held[2])) held = [held[0], end, held[2] || text];
      else {
        if (held) yield held;
        held = [start, end, text];
      }
      if (isAtStart && held[2] === " ") held = [held[0], held[1], ""];
      isAtStart = isAtStart && !held[2];
      last = end;
    }
    if (held && isLast && held[1] === own.length && held[2] === " ") held = [held[0], held[1], ""];
    if (held) yield held;
  };

  const changesOf = (part) => {
    if (!part.changes) {
      part.changes = [[0, 0, 0, 0]];
      let at = 0, done = 0;
      for (const [start, end, text] of tidy(part)) {
        at += start - done;
        part.changes.push([at, at + text.length, start, end]);
        at += text.length;
        done = end;
      }
    }
    return part.changes;
  };

  // The last of some rows that does not begin behind an offset.
  const lastUpTo = (rows, at, start) => {
    let low = 0, high = rows.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (start(rows[middle]) <= at) low = middle + 1;
      else high = middle;
    }
    return rows[low - 1];
  };

  const original = (copy, at) => {
    const part = lastUpTo(copy.parts, at, (each) => each.start);
    const inside = at - part.start;
    const row = lastUpTo(changesOf(part), inside, (each) => each[0]);
    if (inside < row[1]) return [part.at + row[2], part.at + row[3]];
    const start = part.at + row[3] + inside - row[1];
    return [start, start + 1];
  };

  // Where in the original the characters from `start` to `end` came from.
  const span = (copy, start, end) => [original(copy, start)[0], end > start ? original(copy, end - 1)[1] : original(copy, start)[0]];

  // Where a word may have a hyphen that the text has not: its two parts → the places.
  const lineEndHyphens = (copy) => {
    if (copy.hyphens) return copy.hyphens;
    const places = copy.hyphens = new Map();
    if (!copy.original.includes(sxRules.lineEndHyphen)) return places;
    const word = pattern("word", "y"), one = pattern("letter");
    let at = 0;
    copy.original.split(sxRules.lineEndHyphen).map(normalised).slice(0, -1).forEach((part) => {
      at += part.length;
      let start = at;
      while (start > 0 && one.test(signBefore(copy.text, start))) start = back(copy.text, start, 1);
      word.lastIndex = at;
      const after = at <= copy.text.length && word.exec(copy.text);
      if (start === at || !after) return;
      const key = `${copy.text.slice(start, at)}-${after[0]}`;
      places.set(key, [...(places.get(key) || []), at]);
    });
    return places;
  };

  Object.assign(sxCheck, { pattern, signs, signAt, signBefore, back, ahead, normalised, normalise, span, lineEndHyphens });
})();
