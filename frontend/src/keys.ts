// Keys press what is on the page: a button or link with data-key="a" is pressed by the letter a. So a key never does
// anything that the page does not show, and works the same as the mouse.

const TYPING = "input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable]";
const PRESSED: Record<string, string> = { " ": "button, summary, input", Enter: "a, button, summary, input" }; // by the browser itself
const HELD = ["Shift", "Control", "Alt", "AltGraph", "Meta"];
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
    const target = event.target instanceof Element ? event.target : null;
    const field = target?.closest<HTMLElement>(TYPING) ?? null;
    if (event.defaultPrevented || HELD.includes(event.key) || page.documentElement.dataset["keys"] === OFF) return;
    if (field) {
      if (event.key === "Escape") field.blur(); // gives the letters back to the keys
      return;
    }
    if (target?.closest(PRESSED[event.key] ?? ":not(*)")) return;
    // A key that is held down must not decide one statement after the other; arrows may go on.
    if (event.repeat && !event.key.startsWith("Arrow")) return;
    const name = nameOf(event);
    const pair = before ? `${before} ${name}` : "";
    before = name.length === 1 ? name : "";
    const wanted = (pair && find(page, pair)) || find(page, name);
    if (wanted) {
      event.preventDefault();
      before = "";
      if (wanted.matches(TYPING)) wanted.focus();
      else press(wanted);
    } else if (name === "Escape") close(page);
    else if (name.length === 1) openFor(page, name);
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

function close(page: Document): void {
  for (const opened of page.querySelectorAll("details[open] > summary[data-key]")) opened.parentElement?.removeAttribute("open");
}

// The first key of a pair brings up the form that the second one presses a button of.
function openFor(page: Document, first: string): void {
  const form = page.querySelector(`[data-key^="${CSS.escape(first)}_"]`)?.closest("details");
  if (!form) return;
  form.setAttribute("open", "");
  form.scrollIntoView({ block: "nearest" });
}

// What is inside a closed <details> has a size in some browsers, but is not visible; what is inside an open one was opened for the next key.
function find(page: Document, name: string): HTMLElement | undefined {
  const found = page.querySelectorAll<HTMLElement>(`[data-key~="${CSS.escape(name.replace(" ", "_"))}"]`);
  const seen = [...found].filter((element) => !element.matches(":disabled") && element.checkVisibility());
  return seen.find((element) => element.closest("details[open]")) ?? seen[0];
}
