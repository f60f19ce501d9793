import type { PolicyContext } from '../../functions/application/ports.ts';
import type { Instant } from '../../functions/domain/calendar/instants.ts';
import { conveningLead, leadAt } from '../../functions/domain/case/queries.ts';
import type { CaseState } from '../../functions/domain/case/state.ts';
import { ownerOf, recipientFor } from '../../functions/domain/clocks/recipients.ts';
import { ladderOf, rungTimes } from '../../functions/domain/clocks/rungs.ts';
import type { Clock } from '../../functions/domain/clocks/schema.ts';
import type { CaseRole } from '../../functions/domain/policy/schema.ts';
import type { Recipient } from '../../functions/domain/shared/recipient.ts';
import { inWords, roleText } from './words.ts';

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

/** Who holds a role now, or who stands in when that one may not be told. */
export function ringForRole(
  state: CaseState,
  role: CaseRole,
  subject: string | undefined,
  now: Instant,
): Ring {
  const to = recipientFor(state, role, subject, now);
  if (to === undefined) return { role: 'triage', agencyId: state.contacts.triage.agencyId };
  const found = roleOf(state, to, role, subject, now);
  const post = to.post === undefined ? '' : `${inWords(to.post).toLowerCase()} of the `;
  return { role: post + roleText(found), agencyId: to.agencyId };
}

/** Which role of the case somebody has: the one that was asked for if it is theirs. */
function roleOf(
  state: CaseState,
  to: Recipient,
  asked: CaseRole,
  subject: string | undefined,
  now: Instant,
): CaseRole {
  const { convenor, triage, chair } = state.contacts;
  const others: [CaseRole, { agencyId: string; representativeId?: string | undefined } | undefined][] = [
    ['owner', ownerOf(state, subject)],
    ['lead', leadAt(state, now)],
    ['convening_lead', conveningLead(state)],
    ['convenor', convenor],
    ['triage', triage],
    ['chair', chair],
  ];
  const isTheirs = (holder: (typeof others)[number][1]) =>
    holder?.agencyId === to.agencyId &&
    (to.representativeId === undefined || holder.representativeId === to.representativeId);
  const direct = others.find(([role]) => role === asked);
  if (direct === undefined || isTheirs(direct[1])) return asked;
  return others.find(([, holder]) => isTheirs(holder))?.[0] ?? asked;
}
