// Keeps the tasks fresh while one of them is open: asks for the part of the page that changes and puts it in place.
const EVERY = 1000;

/** Ask once a second; stop where nothing waits or runs any more. */
export function start(element: HTMLElement): void {
  async function refresh(): Promise<void> {
    const answer = await fetch("/tasks/now").catch(() => undefined);
    if (answer?.ok) replace(await answer.text());
    schedule();
  }
  /** Put the part in place; whoever was on a button stays on it. */
  function replace(html: string): void {
    const within = document.activeElement?.closest("section")?.id;
    const place = [...element.querySelectorAll("button, a")].filter((one) => one.closest("section")?.id === within).indexOf(document.activeElement as Element);
    element.innerHTML = html;
    if (within && place >= 0) document.getElementById(within)?.querySelectorAll<HTMLElement>("button, a")[place]?.focus();
  }
  function schedule(): void {
    if (element.querySelector('[data-open="yes"]')) setTimeout(() => void refresh(), EVERY);
  }
  schedule();
}
