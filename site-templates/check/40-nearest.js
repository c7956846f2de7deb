// What in a text is most like words that do not stand in it. It is shown, and never passes for them.
// As in generator/verify/near_miss.py, short runs of words say where to look, and only there both are
// compared word by word; capitals count as small letters while looking.
(() => {
  "use strict";
  const { pattern, normalised, parts } = sxCheck;
  const WORD = pattern("compared", "g"), LETTER = pattern("letter"), LETTERS = pattern("letters", "g");
  const MOST_WORDS = 400, MOST_HITS = 40, MOST_PLACES = 3, BUCKET = 40, STEP = 2000, LOWEST = 0.5, SURE = 0.8;
  const SIZES = [3, 2, 1];

  const tokens = (text, from = 0) => [...text.matchAll(WORD)].map(({ 0: word, index }) => ({ word, start: from + index, end: from + index + word.length }));

  // Of a quotation with omissions, the longest piece that does not stand there.
  const compared = (exact, text) => {
    const pieces = parts(normalised(exact)).pieces.map((piece) => piece.text);
    if (pieces.length === 1) return pieces[0];
    const missing = pieces.filter((piece) => !text.includes(piece));
    return (missing.length ? missing : pieces).reduce((best, each) => (each.length > best.length ? each : best), "");
  };

  const kinds = new Uint8Array(0x10000); // of a unit: 1 in a word, 2 in none, 0 not asked yet
  const isInWord = (text, at) => {
    const unit = text.charCodeAt(at);
    if (unit >= 0xd800 && unit < 0xe000) return LETTER.test(text.slice(unit < 0xdc00 ? at : at - 1).slice(0, 2));
    kinds[unit] ||= LETTER.test(String.fromCharCode(unit)) ? 1 : 2;
    return kinds[unit] === 1;
  };
  const hashed = (hash, unit) => (Math.imul(hash, 31) + unit) & 0xffff;

  // Those words of a text that are wanted, in small letters: [word, where, its number among all].
  // No string is made for most of the others. Yields now and then.
  const wordsOf = function* (text, wanted) {
    const found = [], lower = text.toLowerCase(), isInStep = lower.length === text.length; // some letters become two
    const scanned = isInStep ? lower : text, sought = new Uint8Array(0x10000).fill(isInStep ? 0 : 1);
    for (const word of wanted.keys()) sought[[...Array(word.length).keys()].reduce((hash, at) => hashed(hash, word.charCodeAt(at)), 0)] = 1;
    let number = 0, start = -1, hash = 0;
    for (let at = 0; at <= scanned.length; at++) {
      if (at < scanned.length && isInWord(scanned, at)) {
        if (start < 0) [start, hash] = [at, 0];
        hash = hashed(hash, scanned.charCodeAt(at));
      } else if (start >= 0) {
        const word = sought[hash] && scanned.slice(start, at).toLowerCase();
        if (word && wanted.has(word)) found.push([word, start, number]);
        start = -1;
        if (++number % STEP === 0) yield;
      }
    }
    return found;
  };
  const runAt = (words, at, size) => words.slice(at, at + size).map((each) => each[0]).join(" ");

  // For each of several quotations, what is most like it; null where nothing is.
  const nearest = function* (quotations, copy) {
    const { text } = copy;
    const wanted = quotations.map((exact) => {
      const all = tokens(compared(exact, text)).slice(0, MOST_WORDS);
      const words = all.flatMap((each) => [...each.word.toLowerCase().matchAll(LETTERS)].map((one) => [one[0], each.start + one.index]));
      return { all, words };
    });
    const hits = new Map();
    for (const { words } of wanted) {
      for (const size of SIZES) for (let at = 0; at + size <= words.length; at++) hits.set(runAt(words, at, size), []);
    }
    const seen = yield* wordsOf(text, hits);
    for (let at = 0; at < seen.length; at++) {
      let run = "";
      for (let size = 0; size < 3 && seen[at + size]?.[2] === seen[at][2] + size; size++) {
        run += (run && " ") + seen[at + size][0];
        const found = hits.get(run);
        if (!found) break; // nor does any longer one begin so
        if (found.length < MOST_HITS) found.push(seen[at][1]);
      }
      if (at % STEP === 0) yield;
    }
    const found = [];
    for (const each of wanted) {
      let best = null;
      for (const at of placesOf(each.words, hits)) {
        const passage = compare(each.all, text, at);
        if (passage && (!best || passage.likeness > best.likeness)) best = passage;
        if (best?.likeness > SURE) break;
      }
      found.push(best);
      yield;
    }
    return found;
  };

  // Where a quotation would begin, by votes of its runs: one that is everywhere says nothing.
  const placesOf = (words, hits) => {
    const votes = new Map();
    for (const size of SIZES) {
      for (let at = 0; at + size <= words.length; at++) {
        const found = hits.get(runAt(words, at, size));
        if (size === 1 && words[at][0].length < 4) continue;
        for (const hit of found) {
          const bucket = Math.floor((hit - words[at][1]) / BUCKET);
          votes.set(bucket, (votes.get(bucket) || 0) + 1 / found.length);
        }
      }
      if (votes.size) break;
    }
    const weight = (place) => [place - 1, place, place + 1].reduce((sum, each) => sum + (votes.get(each) || 0), 0);
    const chosen = [];
    for (const [place] of [...votes].map(([each]) => [each, weight(each)]).sort((a, b) => b[1] - a[1] || a[0] - b[0])) {
      if (chosen.every((other) => Math.abs(other - place) > 1)) chosen.push(place);
      if (chosen.length === MOST_PLACES) break;
    }
    return chosen.map((place) => place * BUCKET + BUCKET / 2);
  };

  // The longest row of words that both have in the same order, as pairs of places.
  const common = (ours, theirs) => {
    const length = Array.from({ length: ours.length + 1 }, () => new Uint16Array(theirs.length + 1));
    for (let i = ours.length - 1; i >= 0; i--) {
      for (let j = theirs.length - 1; j >= 0; j--) {
        length[i][j] = ours[i] === theirs[j] ? length[i + 1][j + 1] + 1 : Math.max(length[i + 1][j], length[i][j + 1]);
      }
    }
    const pairs = [];
    for (let i = 0, j = 0; i < ours.length && j < theirs.length;) {
      if (ours[i] === theirs[j]) pairs.push([i++, j++]);
      else if (length[i + 1][j] >= length[i][j + 1]) i++;
      else j++;
    }
    return pairs;
  };

  // Where both lie further apart in the text than in the quotation, the larger part counts.
  const withoutStrays = (pairs) => {
    const gap = pairs.findIndex(([i, j], at) => at && j - pairs[at - 1][1] > i - pairs[at - 1][0] + 3);
    if (gap < 0) return pairs;
    return withoutStrays(gap < pairs.length - gap ? pairs.slice(gap) : pairs.slice(0, gap));
  };

  // The words near a place, compared with the quotation's: {likeness, start, end, runs of [kind, words]}.
  const compare = (ours, text, at) => {
    const size = ours.length ? ours[ours.length - 1].end : 0, slack = Math.floor(size / 3) + 80;
    const low = text.lastIndexOf(" ", Math.max(0, at - slack)) + 1;
    const high = text.indexOf(" ", Math.min(text.length, at + size + slack));
    const theirs = tokens(text.slice(low, high < 0 ? text.length : high), low);
    const lower = (all) => all.map((each) => each.word.toLowerCase());
    const looked = withoutStrays(common(lower(ours), lower(theirs)));
    if (!looked.length) return null;
    const [first, last] = [looked[0], looked[looked.length - 1]];
    const from = Math.max(0, first[1] - first[0]), to = Math.min(theirs.length, last[1] + ours.length - last[0]);
    const passage = theirs.slice(from, to);
    const pairs = common(ours.map((each) => each.word), passage.map((each) => each.word));
    const likeness = looked.length / Math.max(ours.length, passage.length);
    if (likeness < LOWEST) return null;
    return { likeness, start: passage[0].start, end: passage[passage.length - 1].end, runs: runsOf(ours, passage, pairs) };
  };

  const runsOf = (ours, theirs, pairs) => {
    const runs = [];
    const add = (kind, words) => {
      if (!words.length) return;
      if (runs.length && runs[runs.length - 1][0] === kind) runs[runs.length - 1][1].push(...words);
      else runs.push([kind, words]);
    };
    let i = 0, j = 0;
    for (const [k, l] of [...pairs, [ours.length, theirs.length]]) {
      add("quotation", ours.slice(i, k));
      add("text", theirs.slice(j, l));
      if (k < ours.length) add("both", [theirs[l]]);
      [i, j] = [k + 1, l + 1];
    }
    return runs.map(([kind, words]) => [kind, spelt(words)]);
  };

  // Words with the spaces that stood between them.
  const spelt = (words) => words.map((each, at) => (at && each.start > words[at - 1].end ? " " : "") + each.word).join("");

  Object.assign(sxCheck, { nearest });
})();
