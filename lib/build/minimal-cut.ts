// A minimal cut, by augmenting paths. It finds the cheapest words, or pairs of words side by side, of which every match
// of a pattern has one.
import { at } from "./item-at.ts";

/** A vertex of the graph: which may follow it, and whether a way may begin or end here. */
export interface Vertex {
  readonly after: ReadonlySet<number>;
  readonly first: boolean;
  readonly last: boolean;
}

export interface Cut {
  readonly vertices: readonly number[];
  readonly edges: readonly (readonly [from: number, to: number])[];
}

/** Less than this is no room: costs are fractions. */
const nothing = 1e-9;

/**
 * A minimal cut of vertices and edges between "before the first word" and "after the last", by augmenting paths over
 * split vertices. The graphs have at most 250 vertices.
 */
export function minimalCut(
  vertices: readonly Vertex[],
  cost: (index: number) => number,
  edgeCost: (from: number, to: number) => number,
): Cut {
  const count = vertices.length;
  const source = 2 * count;
  const sink = source + 1;
  const room: Map<number, number>[] = Array.from(
    { length: sink + 1 },
    () => new Map<number, number>(),
  );
  const link = (from: number, to: number, capacity: number): void => {
    at(room, from).set(to, capacity);
    if (!at(room, to).has(from)) at(room, to).set(from, 0);
  };
  for (const [index, vertex] of vertices.entries()) {
    link(2 * index, 2 * index + 1, cost(index));
    if (vertex.first) link(source, 2 * index, Number.POSITIVE_INFINITY);
    if (vertex.last) link(2 * index + 1, sink, Number.POSITIVE_INFINITY);
    for (const next of vertex.after) link(2 * index + 1, 2 * next, edgeCost(index, next));
  }
  for (;;) {
    const came = reach(room, source);
    if (!came.has(sink)) return cutOf(vertices, came);
    const path: number[] = [sink];
    while (path[0] !== source) path.unshift(came.get(path[0] ?? source) ?? source);
    let flow = Number.POSITIVE_INFINITY;
    for (let step = 1; step < path.length; step += 1) {
      flow = Math.min(flow, at(room, at(path, step - 1)).get(at(path, step)) ?? 0);
    }
    if (flow === Number.POSITIVE_INFINITY) return { vertices: [], edges: [] };
    for (let step = 1; step < path.length; step += 1) {
      const [from, to] = [at(path, step - 1), at(path, step)];
      at(room, from).set(to, (at(room, from).get(to) ?? 0) - flow);
      at(room, to).set(from, (at(room, to).get(from) ?? 0) + flow);
    }
  }
}

/** What leads from where flow still comes to where it does not. */
function cutOf(vertices: readonly Vertex[], came: ReadonlyMap<number, number>): Cut {
  const cut: { vertices: number[]; edges: [number, number][] } = { vertices: [], edges: [] };
  for (const [index, vertex] of vertices.entries()) {
    const leaves = came.has(2 * index + 1);
    if (came.has(2 * index) && !leaves) cut.vertices.push(index);
    if (!leaves) continue;
    for (const next of vertex.after) if (!came.has(2 * next)) cut.edges.push([index, next]);
  }
  return cut;
}

/** Breadth first over what room is left: vertex → the vertex it was reached from. */
function reach(room: readonly Map<number, number>[], source: number): Map<number, number> {
  const came = new Map<number, number>([[source, source]]);
  const queue = [source];
  for (let head = 0; head < queue.length; head += 1) {
    const from = at(queue, head);
    for (const [to, left] of at(room, from)) {
      if (left > nothing && !came.has(to)) {
        came.set(to, from);
        queue.push(to);
      }
    }
  }
  return came;
}
