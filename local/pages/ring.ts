import { inWords, roleText } from '../../functions/application/operations/pages/words.ts';
import type { PolicyContext } from '../../functions/application/ports.ts';
import type { Instant } from '../../functions/domain/calendar/instants.ts';
import { conveningLead, leadAt } from '../../functions/domain/case/queries.ts';
import type { Task } from '../../functions/domain/case/schema/ending.ts';
import type { CaseState } from '../../functions/domain/case/state.ts';
import { ownerOf, recipientFor } from '../../functions/domain/clocks/recipients.ts';
import { ladderOf, rungTimes } from '../../functions/domain/clocks/rungs.ts';
import type { Clock } from '../../functions/domain/clocks/schema.ts';
import type { CaseRole } from '../../functions/domain/policy/schema.ts';
import type { Recipient } from '../../functions/domain/shared/recipient.ts';

/** Whom to ring: a role and its agency, never a worker. Without an agency it is the staff of this system. */
export interface Ring {
  role: string;
  agencyId?: string | undefined;
}

/** Something is wrong with the machinery itself. */
export const operations: Ring = { role: 'operations on call' };

/** Who has to act on a clock that has come due: the one whom its ladder reminds first. */
export function ringForClock(
  state: CaseState,
  clock: Clock,
  { policy, calendar }: PolicyContext,
  now: Instant,
): Ring {
  const ladder = ladderOf(clock, rungTimes(state.caseId, policy, calendar));
  const atDue = ladder.find((rung) => rung.to.length > 0 && !rung.code.startsWith('T-'));
  const role = (atDue ?? ladder.find((rung) => rung.to.length > 0))?.to[0] ?? 'convenor';
  return ringForRole(state, role, clock.subject, now);
}

/** Who has a task. */
export const ringForTask = (state: CaseState, task: Pick<Task, 'taskId'>, now: Instant): Ring =>
  ringForRole(state, 'owner', task.taskId, now);

/** Who holds a role now, or who stands in when that one may not be told. */
export function ringForRole(
  state: CaseState,
  role: CaseRole,
  subject: string | undefined,
  now: Instant,
): Ring {
  const to = recipientFor(state, role, subject, now);
  if (to === undefined) return { role: roleText('triage'), agencyId: state.contacts.triage.agencyId };
  const post = to.post === undefined ? '' : `${inWords(to.post).toLowerCase()} of the `;
  return { role: post + titleOf(state, to, role, subject, now), agencyId: to.agencyId };
}

type Holder = { agencyId: string; representativeId?: string | undefined } | undefined;

/** What somebody is in the case: what was asked for if it is theirs, else what else they are. */
function titleOf(
  state: CaseState,
  to: Recipient,
  asked: CaseRole,
  subject: string | undefined,
  now: Instant,
): string {
  const isTheirs = (holder: Holder) =>
    holder?.agencyId === to.agencyId &&
    (to.representativeId === undefined || holder.representativeId === to.representativeId);
  if (asked === 'owner' && state.actions.some((action) => action.actionId === subject))
    if (isTheirs(ownerOf(state, subject))) return 'owner of the action';
  const { convenor, triage, chair, region } = state.contacts;
  const holders: [CaseRole, Holder][] = [
    ['lead', leadAt(state, now)],
    ['convening_lead', conveningLead(state)],
    ['convenor', convenor],
    ['triage', triage],
    ['chair', chair],
    ['region', region],
  ];
  const direct = holders.find(([role]) => role === asked);
  if (direct === undefined ? asked !== 'owner' : isTheirs(direct[1])) return roleText(asked);
  const other = holders.find(([, holder]) => isTheirs(holder))?.[0];
  return other === undefined ? 'representative' : roleText(other);
}
