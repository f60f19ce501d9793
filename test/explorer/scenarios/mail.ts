import type { Scenario } from '../model/scenario.ts';
import { fatesAreTold, mailing, theMeeting, upTo, wish } from './support.ts';

const base: Omit<Scenario, 'name' | 'bounds'> = {
  commands: [wish(theMeeting, 'plan', { intents: [mailing('cause-one')] })],
  settleMinutes: 8 * 60,
  expect: (state) => [
    ...(Object.keys(state.world.messages).length === 1 ? [] : ['there is not one message']),
    ...fatesAreTold(state),
  ],
};

/** Nothing goes wrong: the mail is sent, and SES says what came of it, before or after its answer is stored. */
export const delivered: Scenario = {
  ...base,
  name: 'a mail is delivered or comes back',
  bounds: { faults: 1, of: upTo(1, 'bounce'), ticks: 0 },
  settleMinutes: 2,
};

/** Handlers die, calls fail. */
export const brokenMail: Scenario = {
  ...base,
  name: 'a mail is sent and something goes wrong',
  bounds: {
    faults: 1,
    of: upTo(1, 'crash', 'detach', 'fail', 'lost', 'again', 'drop', 'repeat', 'abort'),
    ticks: 0,
  },
};

/** SES is slow, out, refuses, or breaks off. */
export const troubledMail: Scenario = {
  ...base,
  name: 'SES asks for patience, rejects, or breaks off',
  bounds: { faults: 2, of: upTo(2, 'refused', 'rejected', 'unknown', 'bounce', 'drop'), ticks: 1 },
};

/** Two things at once go wrong with one mail. */
export const unluckyMail: Scenario = {
  ...base,
  name: 'two things go wrong with a mail',
  bounds: { faults: 2, of: upTo(1, 'crash', 'unknown', 'drop', 'abort', 'bounce'), ticks: 0 },
};

/** SES speaks too late, twice or never, or whoever should hear it dies. */
export const lostWord: Scenario = {
  ...base,
  name: 'a mail comes back or is never heard of, and a handler dies',
  bounds: { faults: 2, of: upTo(1, 'drop', 'crash', 'bounce'), ticks: 0 },
};

/** A handler dies. If it had called SES, ten minutes pass before that is known. */
export const diedMail: Scenario = {
  ...base,
  name: 'a handler dies while a mail is sent',
  bounds: { faults: 1, of: upTo(1, 'crash'), ticks: 0 },
  settleMinutes: 30,
};

/** The answers of SES are lost, one after the other. */
export const unansweredMail: Scenario = {
  ...base,
  name: 'SES breaks off twice',
  bounds: { faults: 2, of: upTo(2, 'unknown'), ticks: 2 },
};
