// Keys press what is on the page: a button or link with data-key="a" is pressed by the letter a. So a key never does
// anything that the page does not show, and works the same as the mouse.

const TYPING = "input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable]";
const OFF = "keys-off";

/** The sign of a key as the page names it: Ctrl+z, Backspace, a, J, Alt+Shift+ArrowLeft. */
export function nameOf(event: Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "altKey" | "shiftKey">): string {
  const key = event.key === " " ? "Space" : event.key;
  const shifted = event.shiftKey && key.length > 1; // a letter tells it by itself
  const held = [event.ctrlKey || event.metaKey ? "Ctrl" : "", event.altKey ? "Alt" : "", shifted ? "Shift" : ""].filter(Boolean);
  return [...held, key].join("+");
}

/** Start listening; keys are silent inside fields, and altogether where the reader switched them off. */
export function listenForKeys(page: Document): void {
  let before = "";
  page.addEventListener("keydown", (event) => {
    const field = event.target instanceof Element ? event.target.closest<HTMLElement>(TYPING) : null;
    if (event.defaultPrevented || page.documentElement.dataset["keys"] === OFF) return;
    if (event.key === "Escape") leave(page, field);
    if (field) return;
    const name = nameOf(event);
    const pair = before ? `${before} ${name}` : "";
    before = name.length === 1 ? name : "";
    const wanted = (pair && find(page, pair)) || find(page, name);
    if (!wanted) return;
    event.preventDefault();
    before = "";
    if (wanted.matches(TYPING)) wanted.focus();
    else press(wanted);
  });
}

// What a key opens may lie below the fold; and where it opens something to write in, the letters that follow are no keys.
function press(wanted: HTMLElement): void {
  wanted.click();
  const opened = wanted.closest("details[open]");
  opened?.scrollIntoView({ block: "nearest" });
  const first = opened?.querySelector<HTMLElement>("button, textarea, select, input:not([type=hidden])");
  if (wanted.matches("summary") && first?.matches("textarea")) first.focus();
}

// Escape gives the letters back to the keys, and then closes what a key opened.
function leave(page: Document, field: HTMLElement | null): void {
  if (field) field.blur();
  else for (const opened of page.querySelectorAll("details[open] > summary[data-key]")) opened.parentElement?.removeAttribute("open");
}

// What is inside a closed <details> has a size in some browsers, but is not visible.
function find(page: Document, name: string): HTMLElement | undefined {
  const found = page.querySelectorAll<HTMLElement>(`[data-key~="${CSS.escape(name.replace(" ", "_"))}"]`);
  return [...found].find((element) => !element.matches(":disabled") && element.checkVisibility());
}
