import { askedVictims, urgentBasisStands, withoutBasis } from '../case/legal-basis.ts';
import { currentAgencies, hasEndorsed, isExcluded } from '../case/queries.ts';
import { isActionOpen } from '../case/schema/actions.ts';
import type { CaseState } from '../case/state.ts';
import type { Recipient } from '../shared/recipient.ts';
import { hashAddress } from './address.ts';
import { findPlan, isWorker } from './grounds.ts';
import type { Message } from './messages.ts';
import type { StopReason } from './reasons.ts';
import type { Resolved } from './recipient.ts';
import type { GateAddress, GateAgency, GateFacts, GateMeeting } from './views.ts';

/** Why nothing at all may go to this recipient about the case: exclusions and the victim's own conditions. */
export function exclusionReasons(
  state: CaseState,
  to: Recipient,
  resolved: Resolved,
  agency: GateAgency | undefined,
): StopReason[] {
  const people: Recipient[] = [to, resolved, ...(resolved.named ? [resolved.named] : [])];
  const reasons: StopReason[] = [];
  // A shared mailbox is read by everybody there, so one excluded worker closes it.
  const sharedWithExcluded =
    resolved.representativeId === undefined &&
    state.exclusions.some((e) => e.liftedAt === undefined && e.agencyId === to.agencyId);
  const isReadByExcluded = agency !== undefined && readsAsWell(state, resolved, agency);
  if (sharedWithExcluded || isReadByExcluded || people.some((p) => isExcluded(state, p)))
    reasons.push('excluded');
  const conditions = standingConditions(state);
  const isExcludedBy = (c: Recipient) =>
    c.agencyId === to.agencyId &&
    (c.representativeId === undefined ||
      resolved.representativeId === undefined ||
      people.some((p) => isWorker(p, c)));
  if (conditions.some((c) => isExcludedBy(c.exclude))) reasons.push('consent_condition');
  return reasons;
}

/**
 * Whether somebody excluded reads what comes to this address: the directory has it as theirs too, or as that of
 * a post which the recipient does not hold, such as the team's mailbox.
 */
function readsAsWell(state: CaseState, resolved: Resolved, agency: GateAgency): boolean {
  const { agencyId } = agency;
  const { representativeId } = resolved;
  const isSame = (other: GateAddress | undefined): boolean => isAddressOf(resolved, other);
  if (!state.exclusions.some((e) => e.liftedAt === undefined && e.agencyId === agencyId)) return false;
  return (
    agency.representatives.some(
      (r) => isSame(r.address) && isExcluded(state, { agencyId, representativeId: r.representativeId }),
    ) || agency.posts.some((post) => isSame(post.address) && post.representativeId !== representativeId)
  );
}

const isAddressOf = ({ address }: Resolved, other: GateAddress | undefined): boolean =>
  other !== undefined && address !== '' && hashAddress(other.address) === hashAddress(address);

/**
 * Who else reads what comes to an address (guard d): representatives of whom the directory has it too, and the
 * holder of a post that shares it. A post that nobody holds is a team's mailbox, which endorses nothing.
 */
function otherReaders(resolved: Resolved, { agency, now }: Pick<GateFacts, 'agency' | 'now'>): Recipient[] {
  if (!agency) return [];
  const { agencyId } = agency;
  const people = agency.representatives.filter(
    (r) => isAddressOf(resolved, r.address) && !(r.removedAt !== undefined && r.removedAt <= now),
  );
  const posts = agency.posts.filter((post) => isAddressOf(resolved, post.address));
  return [...people, ...posts]
    .filter(({ representativeId }) => representativeId !== resolved.representativeId)
    .map(({ representativeId }) =>
      representativeId === undefined ? { agencyId } : { agencyId, representativeId },
    );
}

/** The conditions of each adult victim's last answer; a later answer replaces them. */
function standingConditions(state: CaseState) {
  const answers = new Map<string, CaseState['consent']['attempts'][number]>();
  for (const attempt of state.consent.attempts) {
    const answered = attempt.outcome !== 'no_contact' && attempt.outcome !== 'not_safe_to_ask';
    if (answered) answers.set(attempt.personId, attempt);
  }
  return [...answers.values()].flatMap((a) => (a.outcome === 'given_with_conditions' ? a.conditions : []));
}

/**
 * On what the agency may be given case content: an agreement in force, or an explicit basis on the case. That a
 * case names an agreement as its basis helps no longer once the directory says that it has ended (S0-44).
 */
export function agencyBasis(
  state: CaseState,
  agency: Pick<GateAgency, 'agencyId' | 'agreements'>,
  { agreements, now }: Pick<GateFacts, 'agreements' | 'now'>,
): string | undefined {
  const inForce = agency.agreements.filter(
    (a) => agreements.includes(a.code) && a.signedAt <= now && (a.endedAt === undefined || now < a.endedAt),
  );
  const explicit = currentAgencies(state).find((a) => a.agencyId === agency.agencyId)?.basis?.code;
  const isOver =
    agency.agreements.some((a) => a.code === explicit && a.endedAt !== undefined && a.endedAt <= now) &&
    !inForce.some((a) => a.code === explicit);
  return isOver ? inForce[0]?.code : (explicit ?? inForce[0]?.code);
}

/**
 * Guard (a), as the plan was issued by it: informed consent that stands, or a decision that no withdrawal has
 * ended, covers each adult victim. Of the dead nobody asks again; what was decided before holds for the others.
 */
export const hasCaseBasis = (state: CaseState): boolean =>
  askedVictims(state).length > 0 ? withoutBasis(state).length === 0 : state.consent.decisions.length > 0;

/** The same at one of the case's meetings, of which the case may not have been told yet. */
const hasEndorsedAtMeeting = (
  state: CaseState,
  who: Recipient,
  cycle: number,
  meetings: ReadonlyMap<string, GateMeeting>,
): boolean =>
  endorsingMeetingIds(state, cycle).some((id) =>
    meetings.get(id)?.endorsed.some((e) => isWorker(who, e.worker)),
  );

/** Meetings whose endorsements count for content of a cycle: read them before asking the gate. */
export const endorsingMeetingIds = (state: CaseState, cycle = state.cycle): string[] =>
  state.meetings.filter((m) => m.cycle >= cycle).map((m) => m.meetingId);

/** Urgent disclosures go on while a withdrawal is undecided, on the basis that stood before. */
function isUrgent(state: CaseState, message: Message): boolean {
  if (state.urgency !== 'standard') return true;
  const actionId = actionOf(message);
  const action = state.actions.find((a) => a.actionId === actionId);
  if (action) return isActionOpen(action) && action.priority !== 'standard';
  const priority = 'priority' in message.params ? message.params.priority : undefined;
  return priority === 'immediate' || priority === 'urgent';
}

/** The action that a message is about, if any. */
export function actionOf(message: Message): string | undefined {
  if (message.kind === 'action_assigned' || message.kind === 'feedback_received')
    return message.params.actionId;
  if (message.kind === 'reminder' || message.kind === 'escalation') return message.params.subject;
  return undefined;
}

/** What stands in the way of giving case content to this recipient; empty when nothing does. */
export function contentFaults(
  state: CaseState,
  message: Message,
  resolved: Resolved,
  facts: GateFacts,
): StopReason[] {
  const plan = message.kind === 'plan_copy' ? findPlan(state, message.params) : undefined;
  const cycle = plan?.cycle ?? state.cycle;
  const reasons: StopReason[] = [];
  if (!facts.agency || agencyBasis(state, facts.agency, facts) === undefined) reasons.push('no_agency_basis');
  const undecided = state.consent.withdrawnUndecidedSince !== undefined;
  const urgent = isUrgent(state, message);
  const stands = hasCaseBasis(state) || (undecided && urgent && urgentBasisStands(state));
  if (!stands) reasons.push('no_case_basis');
  const endorsed = (who: Recipient) =>
    hasEndorsed(state, who, cycle) || hasEndorsedAtMeeting(state, who, cycle, facts.meetings);
  if (![resolved, ...otherReaders(resolved, facts)].every(endorsed)) reasons.push('not_endorsed');
  if (undecided && !urgent) reasons.push('withdrawal_undecided');
  return reasons;
}
