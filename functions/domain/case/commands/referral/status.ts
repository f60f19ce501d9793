import type { Draft } from 'immer';
import { endClocks, startClock } from '../../../clocks/manage.ts';
import { isLive } from '../../../clocks/schema.ts';
import { actingWorker } from '../../../shared/actor.ts';
import { noteId } from '../../../shared/notes.ts';
import type { CaseContext } from '../../command.ts';
import type { Referral } from '../../schema/referral.ts';
import type { CaseState } from '../../state.ts';
import { endTasks } from '../../tasks.ts';

/** What each waiting state of a referral waits by. None waits without a clock (guard f). */
const clockOf = {
  draft: 'draft.stale',
  awaiting_triage: 'triage.decision',
  more_information: 'information.requested',
  declined: 'triage.review',
  redirected: 'triage.review',
  not_escalated: 'not_escalated.recheck',
} as const;

/** Put a referral into a state of waiting: the clock of the old one ends, that of the new one starts. */
export function waitAs(draft: Draft<CaseState>, status: keyof typeof clockOf, context: CaseContext): void {
  endReferralClocks(draft, context);
  draft.referral.status = status;
  startClock(draft, context, clockOf[status]);
}

/** End whatever the referral waited by; the case goes on, or out. */
export function endReferralClocks(draft: Draft<CaseState>, context: CaseContext): void {
  for (const rule of new Set(Object.values(clockOf))) endClocks(draft, context, { rule }, 'met');
}

/** Record a triage decision and tell the referrer, who is never left to guess (S3-34). */
export function decideTriage(
  draft: Draft<CaseState>,
  outcome: Referral['decisions'][number]['outcome'],
  reason: string,
  context: CaseContext,
): void {
  const asked = draft.clocks.find((clock) => clock.rule === clockOf.more_information && isLive(clock));
  draft.referral.decisions.push({
    outcome,
    reason,
    by: actingWorker(context.by),
    at: context.now,
    ...noteId(context, 'explanation'),
  });
  endTasks(draft, context, { code: 'provide_information' }, 'cancelled', outcome);
  endTasks(draft, context, { code: 'decide_triage' }, 'done', outcome);
  context.event('triage.decided', { outcome, reason });
  // By when triage waits for its answer; a reason it gave has no day.
  const dueAt = outcome === 'more_information' ? asked?.dueAt : undefined;
  context.message({
    kind: 'triage_outcome',
    to: [draft.referral.from],
    params: { outcome, reason, ...(dueAt === undefined ? {} : { dueAt }) },
  });
  context.did(`triage.${outcome}`);
}
