// The button that puts a drawing to zoom into and move in the place of the picture: the same weights as the table below it.
// Without WebGL, or where anything goes wrong, the picture stays.
import type { Weight } from "./drawing";

/** Show the button that the page keeps for us, and draw when it is pressed. */
export function start(element: HTMLElement): void {
  const button = element.querySelector<HTMLButtonElement>("button");
  if (!button || !document.createElement("canvas").getContext("webgl2")) return;
  button.hidden = false;
  button.addEventListener("click", () => void enlarge(element, button));
}

async function enlarge(element: HTMLElement, button: HTMLButtonElement): Promise<void> {
  const [answer, { draw, graphOf }] = await Promise.all([fetch(element.dataset["edges"] ?? ""), import("./drawing")]);
  if (!answer.ok) return;
  const graph = graphOf((await answer.json()) as Weight[], element.dataset["against"] === "yes");
  const stage = document.createElement("div");
  stage.className = "stage";
  element.append(stage);
  draw(graph, stage);
  element.dataset["drawn"] = String(graph.order);
  element.querySelector("img")?.remove();
  button.remove();
}
