import { hash } from 'node:crypto';
import { fromInstant } from '../../../functions/domain/calendar/instants.ts';
import type { Line, Simulator } from '../model/simulator.ts';
import { copyOf, type State, textOf } from '../model/state.ts';
import { nextInstant } from '../model/time.ts';
import { wrongs } from './safety.ts';
import { unrest } from './settled.ts';

/** A world without faults must come to rest within so many steps. */
const MOST_STEPS = 3_000;

export const keyOf = (text: string): string => hash('sha1', text, 'base64url').slice(0, 16);

/** What went wrong, and the way there. */
export interface Violation {
  faults: string[];
  lines: Line[];
}

/**
 * From a state on let nothing go wrong any more: whoever can go on does, in turn. All must come to rest, and
 * in time. What was found to end well is remembered, so that each state is gone through once.
 */
export class FairWorld {
  readonly #good = new Set<string>();
  readonly #simulator: Simulator;

  constructor(simulator: Simulator) {
    this.#simulator = simulator;
  }

  get size(): number {
    return this.#good.size;
  }

  /** The faults of the way from here to rest, or undefined if all ends well. */
  async endsWell(from: State): Promise<Violation | undefined> {
    const simulator = this.#simulator;
    const path: string[] = [];
    const lines: Line[] = [];
    const state = copyOf(from);
    const until = fromInstant(state.now) + simulator.scenario.settleMinutes * 60_000;
    for (let step = 0; step < MOST_STEPS; step += 1) {
      const key = keyOf(comparable(state));
      if (this.#good.has(key)) return this.#remember(path);
      path.push(key);
      const bad = wrongs(simulator.scenario, state);
      if (bad.length > 0) return { faults: bad, lines };
      const action = simulator.fairAction(state);
      if (action.do === 'tick') {
        const open = unrest(simulator.scenario, state);
        if (open.length === 0) {
          const missing = simulator.scenario.expect(state);
          return missing.length > 0 ? { faults: missing, lines } : this.#remember(path);
        }
        const next = nextInstant(state);
        if (next === undefined) return { faults: ['nothing will ever happen again', ...open], lines };
        if (fromInstant(next) > until)
          return { faults: [`it takes too long, until ${next}`, ...open], lines };
      }
      lines.push(await simulator.apply(state, action));
    }
    return { faults: [`it never comes to rest`, ...unrest(simulator.scenario, state)], lines };
  }

  #remember(path: string[]): undefined {
    for (const key of path) this.#good.add(key);
    return undefined;
  }
}

/** What is left of the budget makes no difference in a world without faults. */
const comparable = (state: State): string => textOf({ ...state, left: {} });
