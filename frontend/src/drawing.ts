// Draws a network with WebGL: agreement solid, disagreement dashed, those who agree close together. Loaded when somebody asks for it.
import Graph from "graphology";
import forceAtlas2 from "graphology-layout-forceatlas2";
import Sigma from "sigma";
import { layerDashed } from "sigma/rendering";

export interface Weight {
  row: string;
  column: string;
  weight: number;
}

const AGREE = "#1f5fa8";
const DISAGREE = "#b5541c";
const ROUNDS = 300;
const LONGEST = 32;
// In pixels: a line whose dash is longer than any line is solid.
const DASH = 8;
const GAP = 6;
const WHOLE = 100_000;

/** The graph of some weights: nodes in a circle by name, so that the same network is the same drawing; disagreement pulls nobody together. */
export function graphOf(weights: readonly Weight[], against: boolean): Graph {
  const graph = new Graph({ type: "undirected" });
  const labels = [...new Set(weights.flatMap(({ row, column }) => [row, column]))].sort();
  const strongest = Math.max(...weights.map(({ weight }) => Math.abs(weight)), 1e-9);
  labels.forEach((label, place) => {
    const angle = (2 * Math.PI * place) / labels.length;
    graph.addNode(label, { label: label.length > LONGEST ? `${label.slice(0, LONGEST - 1)}…` : label, x: Math.cos(angle), y: Math.sin(angle), size: 6, color: "#444444" });
  });
  for (const { row, column, weight } of weights) {
    if (row === column || graph.hasEdge(row, column)) continue;
    const apart = against || weight < 0;
    const share = Math.abs(weight) / strongest;
    graph.addEdge(row, column, { size: 1 + 4 * share, color: apart ? DISAGREE : AGREE, dash: apart ? DASH : WHOLE, pull: apart ? 0 : share });
  }
  if (graph.order > 1) forceAtlas2.assign(graph, { iterations: ROUNDS, getEdgeWeight: "pull", settings: forceAtlas2.inferSettings(graph) });
  for (const label of labels) graph.setNodeAttribute(label, "size", 5 + Math.sqrt(graph.degree(label)));
  return graph;
}

/** Put the drawing into an element. */
export function draw(graph: Graph, stage: HTMLElement): void {
  const dashes = layerDashed({ dashColor: { attribute: "color" }, dashSize: { attribute: "dash", default: WHOLE, mode: "pixels" }, gapSize: { value: GAP, mode: "pixels" }, align: 0 });
  new Sigma(graph, stage, {
    settings: { itemSizesReference: "screen" },
    primitives: { edges: { layers: [dashes], variables: { dash: { type: "number", default: WHOLE } } } },
  });
}
