import { addElapsed } from '../../../functions/domain/calendar/instants.ts';
import type { Scenario } from '../model/scenario.ts';
import { FAR, START } from '../model/time.ts';
import { hasDone, theCase, upTo, wish } from './support.ts';

const CLOCK_MINUTES = 20;
const CLOCK = addElapsed(START, { minutes: CLOCK_MINUTES });

const openAndAdd = [
  wish(theCase, 'open', { clocks: [FAR] }),
  wish(theCase, 'add', {}, 'open'),
] satisfies Scenario['commands'];

/** A case changes while its execution begins to wait; nothing goes wrong, and nobody needs the sweeper. */
export const quiet: Scenario = {
  name: 'a change while the execution begins to wait, nothing goes wrong',
  bounds: { faults: 0, of: {}, ticks: 0 },
  commands: openAndAdd,
  settleMinutes: 0.5,
  expect: hasDone(theCase, 'open', 'add'),
};

/** Two people change a case at once. */
export const together: Scenario = {
  ...quiet,
  name: 'two people change a case at once',
  commands: [...openAndAdd, wish(theCase, 'note', {}, 'open')],
  expect: hasDone(theCase, 'open', 'add', 'note'),
};

/** The same, while the sweeper comes by and time passes. */
export const swept: Scenario = {
  ...quiet,
  name: 'a change while the execution begins to wait and the sweeper comes by',
  bounds: { faults: 0, of: {}, ticks: 1 },
  settleMinutes: 2,
};

/** Handlers die, are given up, or lose an answer: those who wait for them try again at once. */
export const broken: Scenario = {
  ...quiet,
  name: 'a handler dies, is given up or is called twice',
  bounds: { faults: 1, of: upTo(1, 'crash', 'detach', 'again', 'repeat'), ticks: 0 },
  settleMinutes: 2,
};

/** Calls fail, answers and records are lost: the sweeper or the quarter of an hour in Quarantine mends it. */
export const lossy: Scenario = {
  ...quiet,
  name: 'a call fails, an answer or a stream record is lost',
  bounds: { faults: 1, of: upTo(1, 'fail', 'lost', 'drop'), ticks: 0 },
  settleMinutes: 20,
};

/** The stream delivers nothing: the sweeper starts, relays and wakes, a minute later. */
export const streamless: Scenario = {
  ...quiet,
  name: 'the stream delivers nothing',
  noStream: true,
  bounds: { faults: 1, of: upTo(1, 'crash', 'fail', 'lost'), ticks: 1 },
  settleMinutes: 20,
};

/** An operator aborts an execution, and nobody may hear of it. */
export const aborted: Scenario = {
  ...quiet,
  name: 'an operator aborts an execution, and the bus may lose the event',
  bounds: { faults: 2, of: upTo(1, 'abort', 'drop'), ticks: 0 },
  settleMinutes: 5,
  mayBeAlone: true,
};

/** The same at rest: the abort costs seconds. */
export const abortedInSight: Scenario = {
  ...quiet,
  name: 'an operator aborts an execution',
  bounds: { faults: 1, of: upTo(1, 'abort'), ticks: 0 },
  settleMinutes: 0.5,
};

/** A clock falls due: it fires at its instant, without the sweeper. */
export const clock: Scenario = {
  name: 'a clock falls due',
  bounds: { faults: 0, of: {}, ticks: 1 },
  commands: [wish(theCase, 'open', { clocks: [CLOCK, FAR] })],
  settleMinutes: CLOCK_MINUTES + 0.5,
  expect: hasDone(theCase, 'open', `fired:${CLOCK}`),
};

/** A clock falls due and something goes wrong. */
export const brokenClock: Scenario = {
  ...clock,
  name: 'a clock falls due and something goes wrong',
  bounds: { faults: 1, of: upTo(1, 'crash', 'fail', 'drop', 'abort'), ticks: 1 },
  settleMinutes: CLOCK_MINUTES + 20,
};

/** An execution's second look renews it: the successor takes over at once. */
export const renewed: Scenario = {
  ...quiet,
  name: 'an execution is renewed',
  renewAfter: 1,
};

export const brokenRenewal: Scenario = {
  ...renewed,
  name: 'an execution is renewed and a handler dies or is given up',
  bounds: { faults: 1, of: upTo(1, 'crash', 'detach', 'again'), ticks: 0 },
};

export const lossyRenewal: Scenario = {
  ...renewed,
  name: 'an execution is renewed and something goes wrong',
  bounds: { faults: 1, of: upTo(1, 'fail', 'lost', 'drop', 'abort'), ticks: 0 },
  settleMinutes: 20,
};

/** A case closes while its execution begins to wait, and while something goes wrong. */
export const closing: Scenario = {
  name: 'a case closes',
  bounds: { faults: 1, of: upTo(1, 'crash', 'detach', 'fail', 'lost', 'again', 'drop', 'abort'), ticks: 0 },
  commands: [wish(theCase, 'open', { clocks: [FAR] }), wish(theCase, 'close', {}, 'open')],
  settleMinutes: 20,
  expect: hasDone(theCase, 'open', 'close'),
};

/** A case closes, and the stream delivers nothing. */
export const streamlessClosing: Scenario = {
  ...closing,
  name: 'a case closes and the stream delivers nothing',
  noStream: true,
  bounds: { faults: 1, of: upTo(1, 'crash', 'fail', 'lost'), ticks: 1 },
};
