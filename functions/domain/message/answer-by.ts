import type { Instant } from '../calendar/instants.ts';
import type { CaseState } from '../case/state.ts';
import { dueAfter } from '../clocks/spans.ts';
import type { MessageKind } from './kinds.ts';
import { clockOf, type StepContext } from './next-step.ts';

/** The clock that waits for the answer to a kind of mail, where the mail itself brings no day. */
const waitsFor: Partial<Record<MessageKind, string>> = {
  invitation: 'participation.chase',
  meeting_changed: 'participation.chase',
  declaration_request: 'declaration.chase',
};

/**
 * The day by which a mail about a meeting is to be answered: the earliest of its cases, and the meeting itself at
 * the latest. The clock of a case begins with the meeting, so that the first mail may be ahead of it. Undefined
 * when the day has gone by: nobody is asked to act by a time that is over.
 */
export function answerBy(
  kind: MessageKind,
  cases: readonly CaseState[],
  meetsAt: Instant | undefined,
  context: StepContext,
): Instant | undefined {
  const rule = waitsFor[kind];
  const definition = rule === undefined ? undefined : context.policy.clocks[rule];
  if (rule === undefined || !definition) return undefined;
  const { calendar, now } = context;
  const days = cases.map(
    (state) => clockOf(state, rule)?.dueAt ?? dueAfter(definition, state.urgency, now, calendar),
  );
  const [by] = [...days, ...(meetsAt === undefined ? [] : [meetsAt])].toSorted();
  return by !== undefined && by > now && cases.length > 0 ? by : undefined;
}
