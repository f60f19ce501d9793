import type { Draft } from 'immer';
import type { Instant } from '../../../calendar/instants.ts';
import { endClocks, startClock } from '../../../clocks/manage.ts';
import { type ClockEnd, isLive } from '../../../clocks/schema.ts';
import { dueAfter } from '../../../clocks/spans.ts';
import type { CaseContext } from '../../command.ts';
import { currentMeeting } from '../../queries.ts';
import type { CaseState } from '../../state.ts';

/** Clocks that chase answers before the meeting, beside the written returns. */
const chaseRules = ['participation.chase', 'declaration.chase'] as const;

/** Give a clock its due instant: one that this very decision started is set, an older one is replaced. */
function time(draft: Draft<CaseState>, context: CaseContext, rule: string, dueAt: Instant): void {
  const fresh = draft.clocks.find((c) => c.rule === rule && isLive(c) && c.startedAt === context.now);
  if (fresh && fresh.fired.length === 0) fresh.dueAt = dueAt;
  else startClock(draft, context, rule, { dueAt });
}

/** Time everything that depends on when the meeting is: its start, the returns, the chasing of answers. */
export function timeMeeting(
  draft: Draft<CaseState>,
  context: CaseContext,
  { startsAt, returnsDueAt }: { startsAt: Instant; returnsDueAt: Instant },
): void {
  time(draft, context, 'meeting.start', startsAt);
  time(draft, context, 'info.return', returnsDueAt);
  for (const rule of chaseRules) startChase(draft, context, rule, startsAt);
}

/** Chase answers of a kind at the end of the rule's span; none is started that would fall after the start. */
export function startChase(
  draft: Draft<CaseState>,
  context: CaseContext,
  rule: (typeof chaseRules)[number],
  startsAt: Instant,
): void {
  endClocks(draft, context, { rule }, 'cancelled');
  const definition = context.policy.clocks[rule];
  if (!definition) return;
  const dueAt = dueAfter(definition, draft.urgency, context.now, context.calendar);
  if (dueAt < startsAt) startClock(draft, context, rule, { dueAt });
}

/** Nothing is chased any more: the meeting was held with answers still out, or will not be. */
export function endChases(draft: Draft<CaseState>, context: CaseContext, as: ClockEnd): void {
  for (const rule of chaseRules) endClocks(draft, context, { rule }, as);
}

/** The plan is due from the end of the meeting on, not from its start. */
export function timePlan(draft: Draft<CaseState>, context: CaseContext, endsAt: Instant | undefined): void {
  const rule = context.policy.clocks['plan.issue'];
  if (!rule || !draft.clocks.some((c) => c.rule === 'plan.issue' && isLive(c))) return;
  const from = endsAt !== undefined && endsAt > context.now ? endsAt : context.now;
  time(draft, context, 'plan.issue', dueAfter(rule, draft.urgency, from, context.calendar));
}

/** Tell the meeting that is to come something about this case. */
export function tellMeeting(
  draft: Draft<CaseState>,
  context: CaseContext,
  name: string,
  input: Record<string, unknown>,
): void {
  const meeting = currentMeeting(draft);
  if (!meeting) return;
  context.command({
    aggregate: 'meeting',
    id: meeting.meetingId,
    name,
    input: { caseId: draft.caseId, ...input },
  });
}

/**
 * The answers are still out when a chase falls due: the meeting reminds those who have not answered, from the
 * second time on the chair is told as well, and the chase runs again until the meeting begins (S0-18, S0-35).
 */
export const chaseAnswers =
  (rule: (typeof chaseRules)[number]) =>
  (draft: Draft<CaseState>, _clock: unknown, context: CaseContext): void => {
    const meeting = currentMeeting(draft);
    endClocks(draft, context, { rule }, 'unanswered');
    if (!meeting || draft.phase !== 'meeting_preparation') return;
    const times = draft.clocks.filter((c) => c.rule === rule && c.startedAt >= draft.phaseSince).length;
    const replies = rule === 'participation.chase';
    tellMeeting(draft, context, replies ? 'chaseReplies' : 'chaseDeclarations', { rung: `chase-${times}` });
    if (times > 1) tellMeeting(draft, context, 'notifyChair', { what: replies ? 'replies' : 'declarations' });
    context.did(`chase.${replies ? 'replies' : 'declarations'}`);
    startChase(draft, context, rule, meeting.startsAt);
  };
