// Opens pages in frames, a few at a time, does with each what a reader may do, and gives the shapes
// of all that was ever in them.
async ([addresses, slow]) => {
  const pause = (time) => new Promise((done) => setTimeout(done, time));
  const soon = async (page, wanted) => {
    for (let left = slow; left > 0 && !wanted(); left -= 20) await pause(20);
    return wanted();
  };
  const fire = (view, element, type, more) =>
    element.dispatchEvent(new view[/^pointer/.test(type) ? "PointerEvent" : "MouseEvent"](type, { bubbles: true, cancelable: true, view, ...more }));
  // So many of them, spread over the page.
  const some = (found, most) => [...found].filter((_, at) => at % Math.ceil(found.length / most) === 0);
  const counts = { previews: 0, maps: 0, spots: 0 };

  const use = async (view) => {
    const page = view.document;
    const live = page.querySelector(".sx-map");
    // The story's own page has the same map in small; it comes alive only where it is asked for.
    if (live && /map\.html$/.test(view.location.pathname)) {
      page.querySelector(".sx-map-use").click();
      counts.maps += await soon(page, () => live.classList.contains("sx-map--live"));
      for (const spot of some(page.querySelectorAll(".sx-map-canvas path.sx-map-target"), 12)) {
        for (const type of ["mouseover", "mousedown", "mouseup", "click", "mouseout"]) fire(view, spot, type, {});
        counts.spots += 1;
      }
    }
    for (const mark of some(page.querySelectorAll(":is(.sx-says, .sx-term, .sx-differs)[href^='#']"), 16)) {
      fire(view, mark, "pointerover", { pointerType: "mouse" });
      fire(view, mark, "click", {});
      counts.previews += Boolean(page.querySelector(".sx-pop:not([hidden])"));
    }
    // What a vector may hang on: anything in the content, whatever is done to it.
    const types = ["mouseover", "mouseenter", "mousedown", "mouseup", "contextmenu", "dblclick", "pointerdown", "pointermove"];
    for (const element of some(page.querySelectorAll("main *"), 60)) {
      for (const type of types) fire(view, element, type, {});
      element.focus?.({ preventScroll: true });
    }
  };

  const open = async (address) => {
    const frame = document.createElement("iframe");
    frame.style = "position: fixed; inset: 0; width: 1200px; height: 900px";
    const loaded = new Promise((done) => frame.onload = done);
    frame.src = address;
    document.body.append(frame);
    await Promise.race([loaded, pause(slow)]);
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
