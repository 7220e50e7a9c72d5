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
    const target = event.target instanceof Element ? event.target : null;
    if (event.defaultPrevented || target?.closest(TYPING) || page.documentElement.dataset["keys"] === OFF) return;
    const name = nameOf(event);
    const pair = before ? `${before} ${name}` : "";
    before = name.length === 1 ? name : "";
    const wanted = (pair && find(page, pair)) || find(page, name);
    if (!wanted) return;
    event.preventDefault();
    before = "";
    if (wanted.matches(TYPING)) wanted.focus();
    else wanted.click();
  });
}

// What is inside a closed <details> has a size in some browsers, but is not visible.
function find(page: Document, name: string): HTMLElement | undefined {
  const found = page.querySelectorAll<HTMLElement>(`[data-key~="${CSS.escape(name.replace(" ", "_"))}"]`);
  return [...found].find((element) => !element.matches(":disabled") && element.checkVisibility());
}
