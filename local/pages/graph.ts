import { definitionSchema, type State, successors } from '../stepfunctions/definition.ts';

/** One arrow of a state graph; `onError` if only a Catch leads there. */
export interface Edge {
  from: string;
  to: string;
  onError: boolean;
}

export interface StateGraph {
  startAt: string;
  /** In the order of the definition. */
  states: readonly { name: string; type: State['Type']; comment?: string | undefined; seconds?: number }[];
  edges: readonly Edge[];
}

/** Read a definition in the Amazon States Language. Throws if it is not one that the local cloud runs. */
export function graphOf(definition: string): StateGraph {
  const { StartAt, States } = definitionSchema.parse(JSON.parse(definition));
  const entries = Object.entries(States);
  return {
    startAt: StartAt,
    states: entries.map(([name, state]) => ({
      name,
      type: state.Type,
      comment: state.Comment,
      ...(state.Type === 'Wait' && typeof state.Seconds === 'number' ? { seconds: state.Seconds } : {}),
    })),
    edges: entries.flatMap(([name, state]) => edgesOf(name, state)),
  };
}

function edgesOf(from: string, state: State): Edge[] {
  const normal = new Set(successors(state.Type === 'Task' ? { ...state, Catch: [] } : state));
  const all = new Set([...normal, ...successors(state)]);
  return [...all].map((to) => ({ from, to, onError: !normal.has(to) }));
}

/** Where a state stands, in pixels; x and y are its upper left corner. */
export interface Placed {
  name: string;
  x: number;
  y: number;
}

export interface Layout {
  width: number;
  height: number;
  nodes: readonly Placed[];
  /** Paths in SVG's own language, arrowless, in the order of the graph's edges. */
  paths: readonly { edge: Edge; d: string }[];
}

export const BOX = { width: 178, height: 46 };
const GAP = { x: 56, y: 12 };
const MARGIN = 16;
/** Arrows that lead back run along the top, a lane for each state that they lead to. */
const LANE = 10;
/** What a long arrow takes up in each column that it crosses. */
const THROUGH = 10;

/** A box, or the place in a column where a long arrow passes. */
interface Slot {
  key: string;
  column: number;
  height: number;
  y: number;
}

/**
 * Place the states in columns from left to right, each after all that lead to it, and draw the arrows: forward
 * ones straight, through free places in the columns they cross; those that lead back along the top.
 */
export function layoutOf(graph: StateGraph): Layout {
  const back = backEdges(graph);
  const forward = graph.edges.filter((edge) => !back.has(edge));
  const column = columnsOf(graph, forward);
  const { slots, chains } = slotsOf(graph, forward, column);
  const lanes = [...new Set([...back].map((edge) => edge.to))];
  const top = MARGIN + (lanes.length > 0 ? (lanes.length + 1) * LANE : 0);
  placeSlots(slots, chains, top);
  const at = (key: string) => slots.get(key) ?? { key, column: 0, height: 0, y: top };
  const x = (of: number) => MARGIN + of * (BOX.width + GAP.x);
  const all = [...slots.values()];
  const columns = 1 + Math.max(...all.map((slot) => slot.column));
  const paths = graph.edges.map((edge) => {
    const chain = chains.get(edge)?.map(at);
    return { edge, d: chain ? forwardPath(chain, x) : backPath(edge) };
  });

  function backPath({ from, to }: Edge): string {
    const [source, target] = [at(from), at(to)];
    const place = lanes.indexOf(to);
    const right = x(source.column) + BOX.width;
    const rail = right + GAP.x / 3 + place * 5;
    const lane = MARGIN + place * LANE;
    const down = x(target.column) + BOX.width / 2;
    return `M${right} ${middle(source)}H${rail}V${lane}H${down}V${target.y}`;
  }

  return {
    width: x(columns) - GAP.x + MARGIN + (back.size > 0 ? GAP.x / 2 : 0),
    height: Math.max(...all.map((slot) => slot.y + slot.height)) + MARGIN,
    nodes: graph.states.map(({ name }) => ({ name, x: x(at(name).column), y: at(name).y })),
    paths,
  };
}

const middle = ({ y, height }: Slot): number => Math.round(y + height / 2);

/** Curves from place to place, straight across each column between. */
function forwardPath(chain: readonly Slot[], x: (column: number) => number): string {
  let path = '';
  for (const [index, slot] of chain.entries()) {
    const next = chain[index + 1];
    if (next === undefined) break;
    const [x1, y1] = [x(slot.column) + BOX.width, middle(slot)];
    const [x2, y2] = [x(next.column), middle(next)];
    const bend = (x2 - x1) / 2;
    path += index === 0 ? `M${x1} ${y1}` : `L${x1} ${y1}`;
    path += `C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2} ${y2}`;
  }
  return path;
}

/** Arrows to a state that the way from the start is still in: they close a circle. */
function backEdges({ startAt, states, edges }: StateGraph): ReadonlySet<Edge> {
  const back = new Set<Edge>();
  const seen = new Set<string>();
  const visit = (name: string, path: ReadonlySet<string>): void => {
    seen.add(name);
    const here = new Set([...path, name]);
    // Errors last, so that the usual way decides what is forward.
    const out = edges.filter((edge) => edge.from === name);
    for (const edge of out.toSorted((a, b) => Number(a.onError) - Number(b.onError))) {
      if (here.has(edge.to)) back.add(edge);
      else if (!seen.has(edge.to)) visit(edge.to, here);
    }
  };
  for (const name of [startAt, ...states.map((state) => state.name)])
    if (!seen.has(name)) visit(name, new Set());
  return back;
}

/** The longest way to each state. */
function columnsOf({ states }: StateGraph, forward: readonly Edge[]): ReadonlyMap<string, number> {
  const columns = new Map<string, number>();
  const columnOf = (name: string): number => {
    const known = columns.get(name);
    if (known !== undefined) return known;
    const before = forward.filter((edge) => edge.to === name).map((edge) => columnOf(edge.from) + 1);
    const column = Math.max(0, ...before);
    columns.set(name, column);
    return column;
  };
  for (const { name } of states) columnOf(name);
  return columns;
}

/** Boxes and passages, and for each forward arrow the slots that it goes through. Arrows to one state share passages. */
function slotsOf({ states }: StateGraph, forward: readonly Edge[], columns: ReadonlyMap<string, number>) {
  const slots = new Map<string, Slot>();
  const column = (name: string): number => columns.get(name) ?? 0;
  for (const { name } of states)
    slots.set(name, { key: name, column: column(name), height: BOX.height, y: 0 });
  const chains = new Map<Edge, string[]>();
  for (const edge of forward) {
    const through: string[] = [];
    for (let crossed = column(edge.from) + 1; crossed < column(edge.to); crossed += 1) {
      const key = `${crossed} > ${edge.to}`;
      slots.set(key, { key, column: crossed, height: THROUGH, y: 0 });
      through.push(key);
    }
    chains.set(edge, [edge.from, ...through, edge.to]);
  }
  return { slots, chains };
}

/** The fullest column as it is written; every other one beside what its slots are joined to. */
function placeSlots(
  slots: ReadonlyMap<string, Slot>,
  chains: ReadonlyMap<Edge, string[]>,
  top: number,
): void {
  const columns = Map.groupBy(slots.values(), (slot) => slot.column);
  const neighbours = new Map<string, Slot[]>();
  for (const chain of chains.values())
    for (const [index, key] of chain.entries()) {
      const around = [chain[index - 1], chain[index + 1]].flatMap((one) => slots.get(one ?? '') ?? []);
      neighbours.set(key, [...(neighbours.get(key) ?? []), ...around]);
    }
  const tall = (column: readonly Slot[]) => column.reduce((sum, slot) => sum + slot.height + GAP.y, 0);
  const numbers = [...columns.keys()].sort((a, b) => tall(columns.get(b) ?? []) - tall(columns.get(a) ?? []));
  const fullest = numbers[0] ?? 0;
  const outwards = numbers.toSorted((a, b) => Math.abs(a - fullest) - Math.abs(b - fullest));
  const bottom = top + tall(columns.get(fullest) ?? []) - GAP.y;
  for (const number of outwards) {
    const side = Math.sign(fullest - number);
    const wish = (slot: Slot): number => {
      const near = (neighbours.get(slot.key) ?? []).filter(
        (one) => Math.sign(one.column - slot.column) === side,
      );
      if (number === fullest || near.length === 0) return Number.NaN;
      const boxes = near.filter((one) => one.height === BOX.height);
      const beside = boxes.length > 0 ? boxes : near;
      return beside.reduce((sum, one) => sum + middle(one), 0) / beside.length - slot.height / 2;
    };
    stack(columns.get(number) ?? [], wish, top, bottom);
  }
}

/** Put the slots of a column one under the other, each as near to its wish as the others allow. */
function stack(column: readonly Slot[], wish: (slot: Slot) => number, top: number, bottom: number): void {
  const wished = column.map((slot) => ({ slot, y: wish(slot) }));
  if (wished.every(({ y }) => !Number.isNaN(y))) wished.sort((a, b) => a.y - b.y);
  let free = top;
  for (const { slot, y } of wished) {
    slot.y = Number.isNaN(y) ? free : Math.max(free, Math.round(y));
    free = slot.y + slot.height + GAP.y;
  }
  let limit = bottom;
  for (const { slot } of wished.toReversed()) {
    slot.y = Math.max(top, Math.min(slot.y, limit - slot.height));
    limit = slot.y - GAP.y;
  }
}
