import type { Scenario } from '../model/scenario.ts';
import { FAR } from '../model/time.ts';
import { commanding, hasDone, isBuried, otherMeeting, theCase, theMeeting, upTo, wish } from './support.ts';

/** One aggregate commands another, twice in one write and once in the next. */
export const between: Scenario = {
  name: 'one aggregate commands another',
  bounds: { faults: 1, of: upTo(1, 'crash', 'lost', 'drop'), ticks: 0 },
  commands: [
    wish(theMeeting, 'plan', {
      intents: [commanding(otherMeeting, 'hear', 'one'), commanding(otherMeeting, 'hear', 'two')],
    }),
    wish(theMeeting, 'move', { intents: [commanding(otherMeeting, 'hear', 'three')] }, 'plan'),
  ],
  settleMinutes: 5,
  expect: hasDone(otherMeeting, 'one', 'two', 'three'),
};

/** The same while the sweeper relays beside the stream. */
export const betweenSwept: Scenario = {
  ...between,
  name: 'one aggregate commands another while the sweeper relays',
  bounds: { faults: 0, of: {}, ticks: 1 },
};

/** A refusal comes back as an answer. */
export const refusing: Scenario = {
  name: 'a command to another aggregate is refused',
  bounds: { faults: 1, of: upTo(1, 'crash', 'detach', 'fail', 'lost', 'again', 'drop', 'repeat'), ticks: 0 },
  commands: [wish(theMeeting, 'plan', { intents: [commanding(otherMeeting, 'unwelcome', 'one')] })],
  settleMinutes: 5,
  expect: hasDone(theMeeting, 'plan', 'commandRefused:unwelcome'),
};

/** A meeting tells a case, whose execution must look again. */
export const telling: Scenario = {
  name: 'a meeting tells a case that waits',
  bounds: { faults: 1, of: upTo(1, 'crash'), ticks: 0 },
  commands: [
    wish(theCase, 'open', { clocks: [FAR] }),
    wish(theMeeting, 'plan', { intents: [commanding(theCase, 'hear', 'planned')] }, 'open'),
  ],
  settleMinutes: 20,
  expect: hasDone(theCase, 'open', 'planned'),
};

/** The stream delivers nothing: the sweeper relays. */
export const streamlessBetween: Scenario = {
  ...between,
  name: 'one aggregate commands another and the stream delivers nothing',
  noStream: true,
  bounds: { faults: 1, of: upTo(1, 'crash', 'fail'), ticks: 1 },
};

/** A command that can never be done is put aside after ten failures, and what comes after it goes on. */
export const burying: Scenario = {
  name: 'an entry that can never be relayed',
  bounds: { faults: 1, of: upTo(1, 'crash', 'detach', 'lost', 'drop', 'repeat'), ticks: 0 },
  commands: [
    wish(theMeeting, 'plan', { intents: [commanding(otherMeeting, 'impossible', 'never')] }),
    wish(theMeeting, 'move', { intents: [commanding(otherMeeting, 'hear', 'later')] }, 'plan'),
  ],
  settleMinutes: 20,
  expect: (state) => [...hasDone(otherMeeting, 'later')(state), ...isBuried('never')(state)],
};
