// Opens pages in frames, a few at a time, does with each what a reader may do, and gives the shapes
// of all that was ever in them.
async ([addresses, slow]) => {
  "use strict";
  const pause = (time) => new Promise((done) => setTimeout(done, time));
  const soon = async (page, wanted) => {
    for (let left = slow; left > 0 && !wanted(); left -= 20) await pause(20);
    return wanted();
  };
  const fire = (view, element, type, more) =>
    element.dispatchEvent(new view[/^pointer/.test(type) ? "PointerEvent" : "MouseEvent"](type, { bubbles: true, cancelable: true, view, ...more }));
  const counts = { previews: 0, maps: 0, spots: 0 };

  const use = async (view) => {
    const page = view.document;
    const live = page.querySelector(".sx-map");
    if (live) {
      page.querySelector(".sx-map-stage").scrollIntoView();
      counts.maps += await soon(page, () => live.classList.contains("sx-map--live"));
      for (const spot of page.querySelectorAll(".sx-map-canvas path.sx-map-target")) {
        for (const type of ["mouseover", "mousemove", "click", "mouseout"]) fire(view, spot, type, {});
        counts.spots += 1;
      }
      for (const button of page.querySelectorAll(".sx-map button")) button.click();
    }
    // Of the marks that open a preview, so many spread over the page.
    const marks = [...page.querySelectorAll(":is(.sx-ref, .sx-term, .sx-differs)[href^='#']")];
    for (let at = 0; at < marks.length; at += Math.max(1, Math.floor(marks.length / 24))) {
      fire(view, marks[at], "pointerover", { pointerType: "mouse" });
      fire(view, marks[at], "click", {});
      counts.previews += Boolean(page.querySelector(".sx-pop:not([hidden])"));
    }
    // What a vector may hang on: anything in the content, whatever is done to it.
    const types = ["mouseover", "mouseenter", "mousedown", "mouseup", "contextmenu", "dblclick", "pointerdown", "pointermove"];
    const all = [...page.querySelectorAll("main *")];
    for (let at = 0; at < all.length; at += Math.max(1, Math.floor(all.length / 200))) {
      for (const type of types) fire(view, all[at], type, {});
      all[at].focus?.();
    }
  };

  const open = async (address) => {
    const frame = document.createElement("iframe");
    frame.style = "position: fixed; inset: 0; width: 1200px; height: 900px";
    const loaded = new Promise((done) => frame.onload = done);
    frame.src = address;
    document.body.append(frame);
    await Promise.race([loaded, pause(20_000)]);
    const view = frame.contentWindow;
    let shapes = ["went elsewhere"];
    try {
      if (view.document instanceof view.HTMLDocument) await use(view);
      await pause(0);
      if (view.location.pathname === new URL(address, location).pathname) shapes = view.sxShapes();
    } catch (error) {
      shapes.push(String(error));
    }
    frame.remove();
    return { address, shapes };
  };

  const told = [];
  const left = [...addresses];
  const work = async () => {
    while (left.length) told.push(await open(left.shift()));
  };
  await Promise.all([work(), work(), work(), work()]);
  return { told, counts };
}
