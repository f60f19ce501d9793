import type { Draft } from 'immer';
import { endClocks, startClock } from '../../../clocks/manage.ts';
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
  context.message({ kind: 'triage_outcome', to: [draft.referral.from], params: { outcome, reason } });
  context.did(`triage.${outcome}`);
}
