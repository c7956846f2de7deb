// The lens: what one source supports stays as it is, the rest steps back. Its state is in the address.
(() => {
  "use strict";
  const lens = document.querySelector(".sx-lens");
  if (!lens || !sx.notesOf) return;
  const status = lens.querySelector("[role=status]");
  const buttons = [...lens.querySelectorAll("[data-lens]")];
  const off = lens.querySelector(".sx-lens-off");

  const statements = () => [...document.querySelectorAll(".sx-statement[id]")];
  const holds = (choice, statement) => {
    const notes = sx.notesOf(statement);
    const sources = new Set(notes.map(sx.sourceOf));
    if (choice === "one-report") return sources.size === 1;
    if (choice === "two-voices") return statement.dataset.voices > 1;
    const page = buttons.find((button) => button.dataset.lens === choice)?.dataset.page;
    return sources.has(page);
  };

  const choose = (choice, remember) => {
    const known = buttons.some((button) => button.dataset.lens === choice);
    choice = known ? choice : "";
    for (const button of buttons) if (button !== off) button.setAttribute("aria-pressed", button.dataset.lens === choice);
    off.parentElement.hidden = !choice;
    let count = 0;
    const all = statements();
    for (const statement of all) {
      const held = !!choice && holds(choice, statement);
      statement.classList.toggle("sx-held", held);
      statement.classList.toggle("sx-dim", !!choice && !held);
      count += held;
    }
    for (const section of sx.sections()) {
      if (choice && section.querySelector(".sx-held")) sx.open(section);
      else sx.close(section);
    }
    status.textContent = choice ? lens.dataset.shown.replace("%1", buttons.find((each) => each.dataset.lens === choice).textContent).replace("%2", count).replace("%3", all.length) : "";
    if (!remember) return;
    const address = new URL(location.href);
    if (choice) address.searchParams.set("lens", choice);
    else address.searchParams.delete("lens");
    try {
      history.replaceState(null, "", address);
    } catch {
      // From the disk some browsers let no page change its address.
    }
  };

  lens.hidden = false;
  lens.addEventListener("click", (event) => {
    const button = event.target.closest("[data-lens]");
    if (!button) return;
    const chosen = button.getAttribute("aria-pressed") === "true" ? "" : button.dataset.lens;
    choose(chosen, true);
    if (button === off) lens.querySelector("button").focus();
  });
  const asked = new URLSearchParams(location.search).get("lens");
  if (asked) choose(asked, false);
})();
