// Keeps the tasks fresh while one of them is open: asks for the part of the page that changes and puts it in place.
const EVERY = 1000;

/** Ask once a second; stop where nothing waits or runs any more. */
export function start(element: HTMLElement): void {
  async function refresh(): Promise<void> {
    const answer = await fetch("/tasks/now").catch(() => undefined);
    if (answer?.ok) element.innerHTML = await answer.text();
    schedule();
  }
  function schedule(): void {
    if (element.querySelector('[data-open="yes"]')) setTimeout(() => void refresh(), EVERY);
  }
  schedule();
}
