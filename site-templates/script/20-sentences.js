// Who says each sentence: the names of its sources beside it, and a panel with their words.
(() => {
  "use strict";
  const list = document.querySelector(".sx-footnotes");
  if (!list) return;
  const told = sxSpoken;
  const MOST = 3; // names beside a sentence; the panel has all
  sx.marks.push(".sx-says");

  const notesOf = (statement) => [...new Set([...statement.querySelectorAll(".sx-refs a")].map((ref) => sx.at(ref.getAttribute("href"))))].filter(Boolean);
  sx.sourceOf = (note) => note.querySelector("a").getAttribute("href").split("#")[0];
  const reports = new Map([...list.querySelectorAll(".sx-note-sources dt a")].map((link) => [link.getAttribute("href"), link.textContent]));
  const nameOf = (note) => reports.get(sx.sourceOf(note));
  sx.notesOf = notesOf;

  const labels = (statement) => [...statement.querySelectorAll(".sx-editor")].map((each) => told[each.dataset.kind] || each.textContent);

  // In words where it is told first.
  let explained = false;
  const alone = () => {
    const words = explained ? "①" : `① ${told.alone}`;
    explained = true;
    return words;
  };

  const columns = [];
  const tell = (statement) => {
    const names = [...new Set(notesOf(statement).map(nameOf))];
    const tags = labels(statement);
    if (!names.length && !tags.length) return;
    const says = sx.make("a", "sx-says");
    says.href = statement.querySelector(".sx-refs a")?.getAttribute("href") || "#" + statement.id;
    says.setAttribute("role", "button");
    const spoken = names.length === 1 ? [...names, told.alone, ...tags] : [...names, ...tags];
    says.setAttribute("aria-label", `${told.says} ${spoken.join(told.comma)}`);
    for (const name of names.slice(0, MOST)) sx.make("bdi", "sx-badge", says, name);
    if (names.length > MOST) sx.make("span", "sx-badge", says, `+${names.length - MOST}`);
    if (names.length === 1) sx.make("span", "sx-badge sx-badge--alone", says, alone()).title = told.alone;
    for (const tag of tags) sx.make("span", "sx-badge sx-badge--tag", says, tag);
    statement.append(says);
    if (statement.closest(".sx-standfirst, .sx-key-points, .sx-prose")) columns.push(says);
  };

  // In the margin, each stands beside the line in which its sentence ends, and below the one before.
  const wide = matchMedia("(min-width: 76.25em)");
  let free; // below the last one
  const align = (from = 0) => {
    const shown = columns.slice(from);
    if (!from) {
      free = -Infinity;
      for (const says of shown) says.style.marginBlockStart = "";
    }
    if (!wide.matches) return;
    const boxes = shown.map((says) => says.getBoundingClientRect());
    boxes.forEach((box, at) => {
      // Measured from the top of the page: the reader may scroll between two slices.
      const down = Math.max(0, free - scrollY - box.top);
      if (down) shown[at].style.marginBlockStart = `${down}px`;
      free = box.bottom + scrollY + down + 2;
    });
  };

  // In slices, between which the page answers its reader; on a slow phone all at once would block it.
  const SLICE = 5; // ms
  const statements = document.querySelectorAll(".sx-statement[id]");
  let next = 0;
  const slice = () => {
    const end = performance.now() + SLICE;
    const from = columns.length;
    do sx.whenOpen(statements[next++], tell);
    while (next < statements.length && performance.now() < end);
    align(from);
    if (next < statements.length) setTimeout(slice);
  };
  if (statements.length) slice();
  // Not `ready`, which would have the page laid out at once.
  document.fonts?.addEventListener?.("loadingdone", () => align());
  let waiting = 0;
  addEventListener("resize", () => {
    cancelAnimationFrame(waiting);
    waiting = requestAnimationFrame(() => align());
  });

  // The address of the words in the live page, as `text_fragment` in generator/render/links.py makes
  // it for words without brackets.
  const encode = (words) => encodeURIComponent(words.join(" ")).replace(/[-!'()*]/g, (sign) => "%" + sign.charCodeAt(0).toString(16).toUpperCase());
  const liveOf = (note, page) => {
    if (note.dataset.live) return note.dataset.live;
    const words = wordsOf(note);
    const named = words.length <= 8 ? [words] : [words.slice(0, 4), words.slice(-4)];
    return `${page.split("#")[0]}#:~:text=${named.map(encode).join(",")}`;
  };
  // Without the marks that stand around every quotation.
  const exactOf = (note) => note.querySelector("blockquote p").textContent.trim().slice(1, -1).trim();
  const wordsOf = (note) => exactOf(note).split(/\s+/);

  // Which of the words stand in the other too, in the same order; all, where comparing them would
  // take long.
  const shared = (one, other) => {
    const fold = (word) => word.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
    const a = one.map(fold), b = other.map(fold);
    if (a.length * b.length > 1e6) return new Set(a.keys());
    const length = Array.from({ length: a.length + 1 }, () => new Uint16Array(b.length + 1));
    for (let i = a.length - 1; i >= 0; i--) {
      for (let j = b.length - 1; j >= 0; j--) {
        length[i][j] = a[i] === b[j] ? length[i + 1][j + 1] + 1 : Math.max(length[i + 1][j], length[i][j + 1]);
      }
    }
    const found = new Set();
    for (let i = 0, j = 0; i < a.length && j < b.length;) {
      if (a[i] === b[j]) { found.add(i); i++; j++; } else if (length[i + 1][j] >= length[i][j + 1]) i++; else j++;
    }
    return found;
  };

  // Of several reports of one utterance, the words that do not stand in all are marked.
  const markDifferences = (note, others, quote) => {
    const words = wordsOf(note);
    const held = others.map((other) => shared(words, wordsOf(other)));
    const text = quote.querySelector("p");
    const around = text.textContent.trim();
    const exact = around.indexOf(exactOf(note));
    text.replaceChildren(around.slice(0, exact));
    words.forEach((word, at) => {
      if (at) text.append(" ");
      if (held.every((each) => each.has(at))) text.append(word);
      else sx.make("mark", "", text, word);
    });
    text.append(around.slice(exact + exactOf(note).length));
  };

  const rowOf = (note) => [...list.querySelectorAll(".sx-note-sources div")].find((row) => row.querySelector("a").getAttribute("href") === sx.sourceOf(note));

  const outside = (href, text) => {
    const link = sx.make("a", "", null, text);
    link.href = href;
    link.rel = "noopener noreferrer";
    return link;
  };

  // A report: what it is, then its words.
  const card = (notes, all) => {
    const figure = sx.make("div", "sx-panel-source");
    const row = rowOf(notes[0]);
    const [own, report, archived] = row.querySelectorAll("a");
    const about = sx.copy(row.querySelector("dd"));
    for (const link of about.querySelectorAll("a")) {
      link.previousSibling.data = link.previousSibling.data.replace(/ · $/, "");
      link.remove();
    }
    sx.make("p", "sx-panel-name", figure).append(sx.copy(own));
    sx.make("p", "sx-outlet", figure).append(...about.childNodes);
    for (const note of notes) {
      const copy = sx.copy(note);
      const quote = copy.querySelector("blockquote");
      const others = all.filter((other) => other !== note && note.dataset.same && other.dataset.same === note.dataset.same && other.querySelector("blockquote").lang === quote.lang);
      if (others.length) markDifferences(note, others, quote);
      for (const part of copy.querySelectorAll(":scope > :first-child, .sx-verified")) part.remove();
      if (!copy.querySelector(".sx-speaker")) quote.after(sx.make("p", "sx-speaker", null, told.words));
      figure.append(...copy.childNodes);
      const where = sx.make("p", "sx-where", figure);
      where.append(sx.copy(note.querySelector("a")), " · ", outside(liveOf(note, report.getAttribute("href")), told.report));
      if (archived) where.append(" · ", outside(archived.href, told.archived));
      if (note !== notes[notes.length - 1]) continue;
      const check = sx.make("a", "", null, told.check); // once for a report
      check.href = sx.sourceOf(note) + "#check";
      where.append(" · ", check);
    }
    return figure;
  };

  const plain = (statement) => {
    const copy = sx.copy(statement);
    for (const each of copy.querySelectorAll(".sx-refs, .sx-editor, .sx-sign")) each.remove();
    return copy.textContent.replace(/\s+/g, " ").trim();
  };

  // What a sentence said in earlier versions of the story: they stand on a page of their own, which
  // is asked for once. Where it does not come, such as from the disk, there is the link.
  const versions = document.querySelector(".sx-versions");
  let history;
  const earlier = (statement) => {
    const box = sx.make("div", "sx-panel-earlier");
    history ||= fetch(versions.href)
      .then((answer) => (answer.ok ? answer.text() : Promise.reject(answer)))
      .then((text) => new DOMParser().parseFromString(text, "text/html"));
    history.then((page) => {
      const forms = [...page.querySelectorAll("[data-of]")].filter((each) => each.dataset.of === statement.id);
      if (!forms.length) return;
      sx.make("p", "sx-panel-name", box, told.earlier);
      for (const form of forms) {
        const copy = document.importNode(sx.copy(form), true);
        copy.querySelector(".sx-where")?.remove();
        for (const link of copy.querySelectorAll("a")) link.href = new URL(link.getAttribute("href"), versions.href).href;
        box.append(...copy.childNodes);
      }
    }).catch(() => { history = null; });
    return box;
  };

  const copyTool = (statement, notes) => sx.copyButton(told.copy, told.copied, () => {
    const lines = notes.map((note) => `${nameOf(note)}: ${note.querySelector("blockquote").textContent.trim()}`);
    return [plain(statement), ...lines, location.href.split("#")[0] + (statement.id && "#" + statement.id)].join("\n");
  });

  sx.shows.push((from) => {
    if (!from.matches(".sx-says")) return null;
    const statement = from.parentElement;
    const notes = notesOf(statement);
    const nodes = [];
    const line = (name, ...content) => {
      const p = sx.make("p", name);
      p.append(...content);
      nodes.push(p);
    };
    // A question that this page only names is a link to where it is answered.
    const toQuestion = (href) => {
      const question = sx.at(href)?.querySelector("h4, a");
      const link = sx.make("a", "", null, question ? question.textContent : told.question);
      link.href = question?.href || href;
      return link;
    };
    for (const sign of statement.querySelectorAll(".sx-differs")) {
      line("sx-panel-mark", `${sign.textContent.trim()} ${sign.getAttribute("aria-label") || ""}: `.replace(/\s+:/, ":"), toQuestion(sign.getAttribute("href")));
    }
    if (statement.dataset.differs) line("sx-panel-mark", `${told.differs}: `, toQuestion(statement.dataset.differs));
    for (const tag of statement.querySelectorAll(".sx-editor")) line("sx-panel-tag", ...sx.copy(tag).childNodes);
    if (notes.length) {
      const words = sx.make("div", "sx-panel-words");
      const bySource = new Map();
      for (const note of notes) bySource.set(sx.sourceOf(note), [...(bySource.get(sx.sourceOf(note)) || []), note]);
      words.append(...[...bySource.values()].map((each) => card(each, notes)));
      nodes.push(words);
    }
    const support = [...new Set([...statement.querySelectorAll(".sx-refs")].map((refs) => refs.title).filter(Boolean))];
    for (const each of support) line("sx-panel-about", each);
    // When they were compared, and which, where there are several.
    const compared = new Map();
    for (const note of notes) {
      const when = note.querySelector(".sx-verified")?.textContent || list.dataset.compared;
      compared.set(when, (compared.get(when) || new Set()).add(nameOf(note)));
    }
    const several = new Set(notes.map(nameOf)).size > 1;
    for (const [when, names] of compared) if (when) line("sx-panel-about", `${several ? `${[...names].join(told.comma)} · ` : ""}${when}`);
    const read = statement.dataset.read ?? list.dataset.read;
    if (notes.length && read) line("sx-panel-about", read);
    const had = versions && statement.id && "was" in statement.dataset;
    if (had) nodes.push(earlier(statement));
    // One that was copied from its place has no address.
    const links = statement.id ? [["#" + statement.id, told.link]] : [];
    if (had) links.push([`${versions.href}#${statement.id}`, told.earlier]);
    const embed = document.querySelector("[data-embed]");
    if (embed && statement.closest(".sx-standfirst, .sx-key-points, .sx-prose") && notes.length) {
      links.push([embed.dataset.embed.replace("%1", statement.id), embed.dataset.text]);
    }
    return { title: told.title, nodes, wide: true, links, tools: [copyTool(statement, notes)] };
  });
})();
