// The only entry: finds what a page asks for and loads just that. Every page and form works without it.
import { listenForKeys } from "./keys";

const islands: Record<string, () => Promise<{ start: (element: HTMLElement) => void }>> = {
  network: () => import("./network"),
  selection: () => import("./selection"),
  tasks: () => import("./tasks"),
};

listenForKeys(document);
for (const element of document.querySelectorAll<HTMLElement>("[data-island]")) {
  const load = islands[element.dataset["island"] ?? ""];
  if (load) void load().then((island) => island.start(element));
}
