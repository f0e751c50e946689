/**
 * Where the band's list of pages is wider than a phone, brings the page that is open into sight, with a piece of its
 * neighbours, so that one sees that the list goes on.
 */
for (const open of document.querySelectorAll(".band-pages [aria-current=page]")) {
  const list = /** @type {HTMLElement} */ (open.parentElement);
  const from = list.getBoundingClientRect().left - list.scrollLeft;
  const { left, width } = open.getBoundingClientRect();
  list.scrollLeft = left - from - (list.clientWidth - width) / 2;
}
