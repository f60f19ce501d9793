/** The one way from an answer of the API into the page; the page's policy allows no other. */
export interface Fragments {
  createHTML(text: string): string;
}

/**
 * Show a part of the view. With `again` it is the same part, newer: only what has changed is replaced, so that
 * whoever reads or has the focus stays where they are.
 */
export function show(view: Element, text: string, fragments: Fragments, again: boolean): void {
  const next = document.createElement('div');
  next.innerHTML = fragments.createHTML(text);
  const [before, after] = [[...view.children], [...next.children]];
  if (!again || !isAlike(before, after)) {
    view.replaceChildren(...after);
    return;
  }
  before.forEach((old, index) => {
    const now = after[index];
    if (now && old.outerHTML !== now.outerHTML) replaceKeepingFocus(old, now);
  });
}

const isAlike = (before: readonly Element[], after: readonly Element[]): boolean =>
  before.length === after.length &&
  before.every((old, index) => old.tagName === after[index]?.tagName && old.id === after[index].id);

const FOCUSABLE = 'a[href], button, summary, [tabindex]';

/** Focus goes to what leads to the same place, else to what replaced its part. */
function replaceKeepingFocus(old: Element, now: Element): void {
  const focused = document.activeElement;
  if (!focused || !old.contains(focused)) {
    old.replaceWith(now);
    return;
  }
  const alike = (within: Element) =>
    [...within.querySelectorAll(FOCUSABLE)].filter(
      (one) => one.getAttribute('href') === focused.getAttribute('href'),
    );
  const place = alike(old).indexOf(focused);
  old.replaceWith(now);
  const found = alike(now).at(Math.max(place, 0)) ?? alike(now)[0];
  focusOn(found ?? now);
}

/** Focus without a jump, also on what is no link. */
export function focusOn(element: Element): void {
  if (!(element instanceof HTMLElement)) return;
  if (element.tabIndex < 0) element.tabIndex = -1;
  element.focus({ preventScroll: true });
}

/** An element that the page is made with. Throws if somebody took it out. */
export function element(id: string): HTMLElement {
  const found = document.getElementById(id);
  if (!found) throw new TypeError(`the page has no ${id}`);
  return found;
}
