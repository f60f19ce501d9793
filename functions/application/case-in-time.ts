import { type CaseState, caseSchema } from '../domain/case/state.ts';
import { advanceCase, nextAt } from '../domain/clocks/advance.ts';
import { overdueOf } from '../domain/views/ring.ts';
import type { AggregateInTime } from './aggregates.ts';

/**
 * A case as time alone changes it. It lives under the policy that it was opened under, on the calendar of its
 * own region.
 */
export const caseInTime: AggregateInTime<CaseState> = {
  type: 'case',
  schema: caseSchema,
  policy: (state, book) => (state ? book.get(state.policyVersion, state.region) : book.current()),
  received: ({ received }) => received,
  withReceived: (state, received) => ({ ...state, received: { ...received } }),
  advance: (state, now, { policy, calendar }) => advanceCase(state, now, policy, calendar),
  nextAt: (state, { policy, calendar }) => nextAt(state, policy, calendar),
  late: (state, now, context) => [
    ...new Set(overdueOf(state, context, now).map(({ ring }) => ring.agencyId)),
  ],
  workflow: { phase: ({ phase }) => phase, isTerminal: ({ phase }) => phase === 'closed' },
};
