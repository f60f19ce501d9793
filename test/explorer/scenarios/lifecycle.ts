import { addElapsed } from '../../../functions/domain/calendar/instants.ts';
import type { Bounds, FaultKind, Scenario } from '../model/scenario.ts';
import type { State } from '../model/state.ts';
import { FAR, START } from '../model/time.ts';
import { tinyOf } from '../tiny/aggregate.ts';

export const theCase = { type: 'case', id: 'case-one1' } as const;
export const theMeeting = { type: 'meeting', id: 'mtg-one1' } as const;

const FIRST_CLOCK = addElapsed(START, { minutes: 20 });

/** One of each of these kinds. */
export const oneOf = (...kinds: FaultKind[]): Bounds['of'] =>
  Object.fromEntries(kinds.map((kind) => [kind, 1]));

/** Every command was done, once. */
export const allDone =
  (ref: { type: string; id: string }, ...labels: string[]) =>
  (state: State): string[] => {
    const record = state.world.aggregates[`${ref.type}/${ref.id}`];
    const done = record ? tinyOf(record.data).done : [];
    return labels.filter((label) => !done.includes(label)).map((label) => `${ref.id} has not done ${label}`);
  };

/** A case is opened, changes while its execution begins to wait, and has a clock. */
export const wake: Scenario = {
  name: 'wake',
  bounds: { faults: 1, of: oneOf('crash', 'detach', 'fail', 'lost', 'again', 'drop', 'repeat', 'abort'), ticks: 2 },
  commands: [
    { label: 'open', request: { ref: theCase, name: 'open', input: { label: 'open', clocks: [FIRST_CLOCK, FAR] } } },
    { label: 'add', request: { ref: theCase, name: 'add', input: { label: 'add' } }, after: 'open' },
  ],
  settleMinutes: 60,
  expect: allDone(theCase, 'open', 'add', `fired:${FIRST_CLOCK}`),
};
