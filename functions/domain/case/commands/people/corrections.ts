import type { Draft } from 'immer';
import * as z from 'zod/mini';
import { endClocks, startClock } from '../../../clocks/manage.ts';
import { isLive } from '../../../clocks/schema.ts';
import type { Recipient } from '../../../shared/recipient.ts';
import { refuse } from '../../../shared/refusal.ts';
import { type CaseContext, defineCaseCommand } from '../../command.ts';
import { livePhases } from '../../phases.ts';
import { agencyRecipient, isExcluded } from '../../queries.ts';
import { requireWorker } from '../../roles.ts';
import type { CaseState } from '../../state.ts';
import { endTasks, openTask } from '../../tasks.ts';
import { responsible } from './responsible.ts';

/**
 * Tell everybody who had a plan copy or a meeting mail that a role was wrong, and wait for each agency to
 * confirm (S2-19). An excluded one gets no mail: telling it is a task for whoever is responsible.
 */
export function sendCorrections(draft: Draft<CaseState>, context: CaseContext): void {
  for (const [agencyId, recipients] of earlierRecipients(draft)) {
    const open = recipients.filter((to) => !isExcluded(draft, to));
    if (open.length === 0) {
      const to = responsible(draft, context);
      openTask(draft, context, { code: 'correct_excluded_agency', for: to, subject: agencyId });
      continue;
    }
    const holder = open[0] ?? agencyRecipient(draft, agencyId);
    openTask(draft, context, { code: 'confirm_correction', for: holder, subject: agencyId });
    startClock(draft, context, 'correction.confirm', { subject: agencyId });
    const dueAt = draft.clocks.find(
      (clock) => clock.rule === 'correction.confirm' && clock.subject === agencyId && isLive(clock),
    )?.dueAt;
    context.message({ kind: 'correction_notice', to: open, params: dueAt === undefined ? {} : { dueAt } });
    context.event('correction.sent', { agency: agencyId });
  }
}

/** Recipients of plan copies and of meeting mails, by agency, each once. */
function earlierRecipients(draft: Draft<CaseState>): Map<string, Recipient[]> {
  const found = new Map<string, Recipient[]>();
  const add = (agencyId: string, representativeId: string | undefined): void => {
    const to: Recipient =
      representativeId === undefined ? agencyRecipient(draft, agencyId) : { agencyId, representativeId };
    const others = found.get(agencyId) ?? [];
    if (!others.some((o) => o.representativeId === to.representativeId && o.post === to.post))
      others.push(to);
    found.set(agencyId, others);
  };
  for (const { to, status } of draft.planCopies)
    if (status === 'sending' || status === 'delivered') add(to.agencyId, to.representativeId);
  if (draft.meetings.length > 0) {
    for (const meeting of draft.meetings)
      for (const { agencyId, representativeId } of meeting.attendance) add(agencyId, representativeId);
    for (const agency of draft.agencies)
      if (agency.participation !== 'not_appropriate' && !found.has(agency.agencyId))
        add(agency.agencyId, agency.representativeId);
  }
  return found;
}

/** An agency confirms that it has taken the correction into its own records. */
export const confirmCorrection = defineCaseCommand({
  name: 'confirmCorrection',
  title: 'Confirm that the correction was made',
  duty: ['S2-19'],
  phases: livePhases,
  by: 'worker',
  input: z.strictObject({}),
  decide(draft, _input, context) {
    const by = requireWorker(context);
    if ('kind' in by) return by;
    const asked = draft.tasks.some(
      (t) => t.status === 'open' && t.code === 'confirm_correction' && t.subject === by.agencyId,
    );
    if (!asked) return refuse('nothing-to-confirm', 'no correction waits for this agency', { duty: 'S2-19' });
    endClocks(draft, context, { rule: 'correction.confirm', subject: by.agencyId }, 'met');
    endTasks(draft, context, { code: 'confirm_correction', subject: by.agencyId }, 'done');
    context.event('correction.confirmed', { agency: by.agencyId });
    context.did('correction.confirmed');
    return undefined;
  },
});
