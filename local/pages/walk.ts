import { addElapsed, type Instant } from '../../functions/domain/calendar/instants.ts';
import type { HistoryEvent } from './operations-data.ts';

/** How often an execution was in a state, and what went wrong there. */
export interface Visits {
  entered: number;
  retries: number;
  failures: number;
}

/** The way of an execution through its states, read from its history. */
export interface Walk {
  visits: ReadonlyMap<string, Visits>;
  /** Pairs of states that followed each other, as `edgeKey` writes them. */
  taken: ReadonlySet<string>;
  current?: CurrentState | undefined;
}

export interface CurrentState {
  state: string;
  since: Instant;
  /** When the running attempt times out. */
  until?: Instant | undefined;
  /** The attempt was given a task token and waits for it to come back. */
  forToken: boolean;
}

export const edgeKey = (from: string, to: string): string => JSON.stringify([from, to]);

/** Read a whole history, oldest first. Events of types that are not known change nothing. */
export function walkOf(history: readonly HistoryEvent[]): Walk {
  const visits = new Map<string, Visits>();
  const taken = new Set<string>();
  let last: string | undefined;
  let current: CurrentState | undefined;
  let attempts = 0;
  for (const event of history) {
    if (event.type.endsWith('StateEntered') && event.state !== undefined) {
      const { state } = event;
      visitsOf(visits, state).entered += 1;
      if (last !== undefined) taken.add(edgeKey(last, state));
      last = state;
      attempts = 0;
      current = { state, since: event.at, forToken: false };
      continue;
    }
    if (event.type.endsWith('StateExited') || event.type.startsWith('Execution')) current = undefined;
    if (current === undefined) continue;
    const here = visitsOf(visits, current.state);
    if (event.type === 'TaskScheduled') {
      attempts += 1;
      if (attempts > 1) here.retries += 1;
      const seconds = event.timeoutSeconds;
      const until = seconds === undefined ? undefined : addElapsed(event.at, { seconds });
      current = { ...current, until, forToken: false };
    }
    if (event.type === 'TaskSubmitted') current = { ...current, forToken: true };
    if (event.type === 'TaskFailed' || event.type === 'EvaluationFailed') here.failures += 1;
  }
  return { visits, taken, current };
}

function visitsOf(visits: Map<string, Visits>, state: string): Visits {
  const found = visits.get(state) ?? { entered: 0, retries: 0, failures: 0 };
  visits.set(state, found);
  return found;
}
