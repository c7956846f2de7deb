// The links to the page in other languages lead to the sentence that a reader is at.
document.addEventListener("click", (event) => {
  const link = event.target.closest(".sx-languages a");
  if (!link) return;
  const top = document.querySelector(".md-header")?.offsetHeight ?? 0;
  const here = scrollY > top
    && [...document.querySelectorAll(".sx-statement[id]")].find((each) => each.getBoundingClientRect().bottom > top);
  link.hash = here ? here.id : location.hash;
});
