import type { Draft } from 'immer';
import { liveClock } from '../../../clocks/clock-tasks.ts';
import type { CaseContext } from '../../command.ts';
import type { CaseState } from '../../state.ts';
import { openTask } from '../../tasks.ts';
import { askTeam } from '../convening/ask-team.ts';
import { followRepeat } from '../ending/link-case.ts';
import { waitAs } from './status.ts';

/** Hand a referral to triage: the decision clock starts and a named person is asked to decide. */
export function submit(draft: Draft<CaseState>, context: CaseContext): void {
  draft.referral.submittedAt = context.now;
  awaitTriage(draft, context);
  askTeam(draft, context);
  followRepeat(draft, context);
  context.event('referral.submitted', { kind: draft.referral.kind, urgency: draft.urgency });
  context.did('referral.submitted');
}

/** Ask triage to decide, for the first time or again. */
export function awaitTriage(draft: Draft<CaseState>, context: CaseContext): void {
  waitAs(draft, 'awaiting_triage', context);
  openTask(draft, context, { code: 'decide_triage', for: draft.contacts.triage });
  const dueAt = liveClock(draft, 'triage.decision')?.dueAt;
  context.message({
    kind: 'referral_received',
    to: [draft.contacts.triage],
    params: {
      urgency: draft.urgency,
      from: draft.referral.from.agencyId,
      ...(dueAt === undefined ? {} : { dueAt }),
    },
  });
}
