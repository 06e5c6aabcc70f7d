// A minimal vertex cut, by augmenting paths. It finds the cheapest words of which every match of a pattern has one.
import { at } from "./item-at.ts";

/** A vertex of the graph: which may follow it, and whether a way may begin or end here. */
export interface Vertex {
  readonly after: ReadonlySet<number>;
  readonly first: boolean;
  readonly last: boolean;
}

/**
 * A minimal vertex cut between "before the first word" and "after the last", by augmenting paths over split
 * vertices. The graphs have at most 250 vertices.
 */
export function minimalCut(vertices: readonly Vertex[], cost: (index: number) => number): number[] {
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
    for (const next of vertex.after) link(2 * index + 1, 2 * next, Number.POSITIVE_INFINITY);
  }
  for (;;) {
    const came = reach(room, source);
    if (!came.has(sink)) {
      const cut: number[] = [];
      for (let index = 0; index < count; index += 1) {
        if (came.has(2 * index) && !came.has(2 * index + 1)) cut.push(index);
      }
      return cut;
    }
    const path: number[] = [sink];
    while (path[0] !== source) path.unshift(came.get(path[0] ?? source) ?? source);
    let flow = Number.POSITIVE_INFINITY;
    for (let step = 1; step < path.length; step += 1) {
      flow = Math.min(flow, at(room, at(path, step - 1)).get(at(path, step)) ?? 0);
    }
    if (flow === Number.POSITIVE_INFINITY) return [];
    for (let step = 1; step < path.length; step += 1) {
      const [from, to] = [at(path, step - 1), at(path, step)];
      at(room, from).set(to, (at(room, from).get(to) ?? 0) - flow);
      at(room, to).set(from, (at(room, to).get(from) ?? 0) + flow);
    }
  }
}

/** Breadth first over what room is left: vertex → the vertex it was reached from. */
function reach(room: readonly Map<number, number>[], source: number): Map<number, number> {
  const came = new Map<number, number>([[source, source]]);
  const queue = [source];
  for (let head = 0; head < queue.length; head += 1) {
    const from = at(queue, head);
    for (const [to, left] of at(room, from)) {
      if (left > 0 && !came.has(to)) {
        came.set(to, from);
        queue.push(to);
      }
    }
  }
  return came;
}
