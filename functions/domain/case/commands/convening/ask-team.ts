import type { Draft } from 'immer';
import { openChasedTask } from '../../chased-tasks.ts';
import type { CaseContext } from '../../command.ts';
import { ACCEPT_TASK, deskFor, isOfTeam } from '../../convening-team.ts';
import { conveningLead, isExcluded } from '../../queries.ts';
import type { CaseState } from '../../state.ts';

/**
 * Have the convening team look at a call or referral that would otherwise pass it by: one of which no worker of the
 * team hears, or in which an agency outside the team has named its own to convene, chair or decide. The team gets
 * a mail of its own and a chased task. Whoever called leads the convening until a meeting names the lead (S1-03);
 * that counts as a part of the own making only where nobody of the team convenes.
 */
export function askTeam(draft: Draft<CaseState>, context: CaseContext): void {
  const { policy } = context;
  const { convenor, chair, region, triage } = draft.contacts;
  const caller = draft.referral.from.agencyId;
  const inTeam = [convenor, triage].find((worker) => worker !== undefined && isOfTeam(policy, worker));
  const convenes = convenor !== undefined && isOfTeam(policy, convenor);
  const named = [convenor, chair, region, triage, ...(convenes ? [] : [conveningLead(draft)])];
  const isOwn = !isOfTeam(policy, draft.referral.from) && named.some((worker) => worker?.agencyId === caller);
  const selfNamed = isOwn && policy.conveningTeam.agenciesConvene !== true;
  if (!isOwn && (inTeam || draft.referral.kind !== 'call')) return;
  const desk = deskFor(policy, draft.locality);
  const team = inTeam && !isExcluded(draft, inTeam) ? inTeam : desk;
  draft.convening = { at: context.now, selfNamed };
  context.event('convening.to_be_accepted', { agency: caller, selfNamed });
  const { dueAt } = openChasedTask(draft, context, { code: ACCEPT_TASK, for: { ...team }, key: 'urgent' });
  context.message({
    kind: 'meeting_called',
    cause: `${context.commandId}:convening-team`,
    to: [{ ...team }],
    params: { convening: selfNamed ? 'self_named' : 'outside', ...(dueAt === undefined ? {} : { dueAt }) },
  });
}
