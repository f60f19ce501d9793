import type { Scenario, Variant } from '../model/scenario.ts';
import { type Line, Simulator } from '../model/simulator.ts';
import { copyOf, type State, sortActors, textOf } from '../model/state.ts';
import { FairWorld, keyOf, type Violation } from './fair.ts';
import { wrongs } from './safety.ts';

export interface Options {
  /** `depth` needs little memory; `breadth` finds the shortest way to a violation. */
  order: 'depth' | 'breadth';
  /** Give up after so many states. */
  mostStates: number;
}

export interface Report {
  states: number;
  transitions: number;
  depth: number;
  /** Points that handlers were at: how often real code ran. */
  points: number;
  /** Further states on the ways to rest. */
  fairStates: number;
  /** All within the bounds was seen. */
  complete: boolean;
  /** The way to it, as lines to read, of which so many are needed to make it unavoidable. */
  violation?: { faults: string[]; lines: string[]; steps: number };
}

/** From this line on nothing goes wrong any more. */
const FAIR = '-- from here on nothing goes wrong --';

/** A state that was found and not yet gone on from. */
interface Found {
  number: number;
  depth: number;
  state: State;
}

/** Go through every interleaving within the bounds of a scenario, until something is wrong. */
export async function explore(scenario: Scenario, options: Options, variant: Variant = {}): Promise<Report> {
  const simulator = new Simulator(scenario, variant);
  const fair = new FairWorld(simulator);
  const numbers = new Map<string, number>();
  /** How each state was first reached: from which, by which of its actions. */
  const from: number[] = [];
  const by: number[] = [];
  const report: Report = { states: 0, transitions: 0, depth: 0, points: 0, fairStates: 0, complete: false };
  const open: (Found | undefined)[] = [];
  let taken = 0;

  async function visit(
    state: State,
    depth: number,
    parent: number,
    action: number,
  ): Promise<Violation | undefined> {
    sortActors(state);
    const key = keyOf(textOf(state));
    if (numbers.has(key)) return undefined;
    const number = numbers.size;
    numbers.set(key, number);
    from.push(parent);
    by.push(action);
    report.depth = Math.max(report.depth, depth);
    open.push({ number, depth, state });
    const faults = wrongs(scenario, state);
    const violation = faults.length > 0 ? { faults, lines: [] } : await fair.endsWell(state);
    return violation && { faults: violation.faults, lines: [...(await wayTo(number)), ...after(violation)] };
  }

  const after = ({ lines }: Violation): Line[] => (lines.length === 0 ? [] : [() => FAIR, ...lines]);

  async function wayTo(number: number): Promise<Line[]> {
    const actions: number[] = [];
    for (let at = number; at > 0; at = from[at] ?? 0) actions.unshift(by[at] ?? 0);
    const state = simulator.initial();
    const lines: Line[] = [];
    for (const index of actions) {
      sortActors(state);
      lines.push(await applyNumber(simulator, state, index));
    }
    return lines;
  }

  let violation = await visit(simulator.initial(), 0, 0, 0);
  while (!violation && numbers.size < options.mostStates) {
    const next = options.order === 'depth' ? open.pop() : open[taken];
    if (!next) break;
    if (options.order === 'breadth') open[taken] = undefined;
    taken += 1;
    for (const [index, action] of simulator.actions(next.state).entries()) {
      const state = copyOf(next.state);
      await simulator.apply(state, action);
      report.transitions += 1;
      violation = await visit(state, next.depth + 1, next.number, index);
      if (violation) break;
    }
  }
  report.states = numbers.size;
  report.points = simulator.threads.size;
  report.fairStates = fair.size;
  report.complete = !violation && (options.order === 'depth' ? open.length === 0 : taken >= open.length);
  if (violation) {
    const lines = violation.lines.map((line) => line());
    const steps = lines.indexOf(FAIR);
    report.violation = { faults: violation.faults, lines, steps: steps < 0 ? lines.length : steps };
  }
  return report;
}

async function applyNumber(simulator: Simulator, state: State, index: number): Promise<Line> {
  const action = simulator.actions(state)[index];
  if (!action) throw new Error('there is no such action');
  return simulator.apply(state, action);
}
