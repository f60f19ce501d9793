import type { Draft } from 'immer';
import * as z from 'zod/mini';
import type { Worker } from '../../../shared/actor.ts';
import { refuse } from '../../../shared/refusal.ts';
import { type CaseContext, defineCaseCommand } from '../../command.ts';
import { ACCEPT_TASK, isOfTeam } from '../../convening-team.ts';
import { livePhases } from '../../phases.ts';
import { leadAt } from '../../queries.ts';
import { requireWorker } from '../../roles.ts';
import type { CaseState } from '../../state.ts';
import { endTasks, openTask } from '../../tasks.ts';
import { changeLead } from '../lead/change-lead.ts';

/**
 * The convening team says of a call from outside that those who named themselves run it, or takes it over (S1-02,
 * S1-05). Until then they have no right over content by that.
 */
export const acceptConvening = defineCaseCommand({
  name: 'acceptConvening',
  title: 'Accept who convenes a call, or take it over',
  duty: ['S1-02', 'S1-05', 'judgement'],
  phases: livePhases,
  by: 'worker',
  input: z.strictObject({ outcome: z.enum(['accepted', 'taken_over']) }),
  decide(draft, { outcome }, context) {
    const by = requireWorker(context);
    if ('kind' in by) return by;
    const { convening } = draft;
    if (!convening || convening.answer)
      return refuse('nothing-to-accept', 'nothing waits for the convening team here');
    if (!isOfTeam(context.policy, by))
      return refuse('not-for-this-worker', 'this is for the convening team', { duty: 'S1-02' });
    convening.answer = { outcome, by, at: context.now };
    context.event('convening.answered', { outcome, agency: by.agencyId });
    endTasks(draft, context, { code: ACCEPT_TASK }, 'done', outcome);
    if (outcome === 'taken_over') takeOver(draft, by, context);
    return undefined;
  },
});

/** Whoever answers convenes and decides from now on; the caller's agency keeps what is a caller's. */
function takeOver(draft: Draft<CaseState>, by: Worker, context: CaseContext): void {
  const { contacts, referral } = draft;
  const isCallers = (worker: Worker | undefined): boolean => worker?.agencyId === referral.from.agencyId;
  contacts.convenor = by;
  if (isCallers(contacts.triage)) contacts.triage = by;
  if (isCallers(contacts.chair)) delete contacts.chair;
  if (isCallers(contacts.region)) delete contacts.region;
  for (const code of ['find_meeting', 'decide_triage'])
    if (draft.tasks.some((task) => task.code === code && task.status === 'open'))
      openTask(draft, context, { code, for: by });
  const lead = leadAt(draft, context.now);
  if (lead?.kind === 'convening' && isCallers(lead))
    changeLead(draft, context, { to: by, kind: 'convening', reason: 'taken_over' });
}
