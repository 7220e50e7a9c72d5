// Fills a form with what is selected in the article: the words, and where they stand in code points.
// Lines of the article say where they start; what stands between two of them is not part of any line.

/** Where a point of the page stands in the article's text, in code points; null outside of its lines. */
export function placeOf(node: Node, offset: number): number | null {
  const line = (node instanceof Element ? node : node.parentElement)?.closest<HTMLElement>("article > [data-start]");
  if (!line) return null;
  const before = line.ownerDocument.createRange();
  before.setStart(line, 0);
  before.setEnd(node, offset);
  return Number(line.dataset["start"]) + [...before.toString()].length;
}

/** Keep the form in step with the selection, open or not. */
export function start(form: HTMLElement): void {
  const field = (name: string) => form.querySelector<HTMLInputElement | HTMLTextAreaElement>(`[name="${name}"]`);
  function fill(): void {
    const selection = document.getSelection();
    if (!selection?.rangeCount || selection.isCollapsed) return;
    const range = selection.getRangeAt(0);
    const from = placeOf(range.startContainer, range.startOffset);
    const to = placeOf(range.endContainer, range.endOffset);
    const [words, first, last] = [field("words"), field("start"), field("end")];
    if (from === null || to === null || !words || !first || !last) return;
    words.value = selection.toString().trim();
    first.value = String(from);
    last.value = String(to);
  }
  document.addEventListener("selectionchange", fill);
  // A key that opens the form may move the focus, and the selection with it, before that event comes.
  form.closest("details")?.querySelector("summary")?.addEventListener("click", fill);
}
