import type { AgencyState } from '../../domain/agency/state.ts';
import { isExpired, type Link } from '../../domain/answers/link.ts';
import { openCases } from '../../domain/answers/standing.ts';
import type { Instant } from '../../domain/calendar/instants.ts';
import { toldTo } from '../../domain/calendar/zones.ts';
import { hasEndorsed as hasEndorsedCase } from '../../domain/case/queries.ts';
import type { CaseState } from '../../domain/case/state.ts';
import { hasEndorsed } from '../../domain/meeting/queries.ts';
import type { MeetingState } from '../../domain/meeting/state.ts';
import { endorsingMeetingIds } from '../../domain/message/disclosure.ts';
import type { Worker } from '../../domain/shared/actor.ts';
import type { App } from '../app.ts';
import { loadAgency, loadCase, loadMeeting } from '../load-states.ts';
import type { PolicyContext } from '../ports.ts';
import type { AggregateRef } from '../record.ts';
import { isProof } from './proof.ts';
import { readToken } from './token.ts';

/** A good link with everything that was read for its page. */
export interface OpenLink {
  kind: 'open';
  linkId: string;
  link: Link;
  now: Instant;
  agency: AgencyState;
  /** Whose link it is; nobody's yet if it went to a shared mailbox. */
  worker: Worker | undefined;
  meeting: MeetingState | undefined;
  /** Cases that it opens, one at least. */
  cases: CaseState[];
  context: PolicyContext;
  /** Endorsed for each of the cases. */
  endorsed: boolean;
  /** Where this worker endorses. */
  declareAt: AggregateRef;
  /** The code that was sent to the address of record has been typed here, or none is needed. */
  proven: boolean;
}

/**
 * A link that opens nothing. `wrong` is also one that was tampered with. `revoked`: what it was for has gone to
 * somebody else, has ended, or this person may not see it. `used`: it has done what it was for.
 */
export type ShutLink =
  | { kind: 'wrong' }
  | { kind: 'expired'; linkId: string; link: Link }
  | { kind: 'revoked' }
  | { kind: 'used' };

/** Read what a link opens, as things stand now. Changes nothing. */
export async function openLink(
  app: App,
  token: string,
  proofs: Readonly<Record<string, string>>,
): Promise<OpenLink | ShutLink> {
  const now = app.clock.now();
  const payload = await readToken(app.linkKeys, token, now);
  const link = payload && (await app.links.load(payload.linkId));
  if (!payload || !link || payload.purpose !== link.purpose) return { kind: 'wrong' };
  const { linkId } = payload;
  if (payload.exp <= now || isExpired(link, now)) return { kind: 'expired', linkId, link };
  const agency = await loadAgency(app, link.to.agencyId);
  const meeting = link.opens.meetingId ? await loadMeeting(app, link.opens.meetingId) : undefined;
  const cases = openCases(link, { agency, meeting, cases: await casesOf(app, link, meeting) });
  const [first] = cases;
  if (!first || !agency) return { kind: hasDone(link) ? 'used' : 'revoked' };
  const { agencyId, representativeId } = link.to;
  const worker = representativeId === undefined ? undefined : { agencyId, representativeId };
  const declaring = await declaration(app, worker, cases, meeting);
  return {
    kind: 'open',
    linkId,
    link,
    now,
    agency,
    worker,
    meeting,
    cases,
    context: toldToReader(app.policies.get(first.policyVersion, first.region), agency),
    ...declaring,
    proven: await isProof(app.linkKeys, linkId, proofs, now),
  };
}

/** Times on the page are those of the case, and of the agency where it has others (S2-22). */
const toldToReader = ({ policy, calendar }: PolicyContext, { localities }: AgencyState): PolicyContext => ({
  policy,
  calendar: toldTo(calendar, localities),
});

const hasDone = (link: Link): boolean => Object.values(link.used).some(({ done }) => done);

async function casesOf(app: App, link: Link, meeting: MeetingState | undefined): Promise<CaseState[]> {
  const { caseId } = link.opens;
  const ids = caseId === undefined ? (meeting?.cases ?? []).map((row) => row.caseId) : [caseId];
  const found: CaseState[] = [];
  for (const id of new Set(ids)) {
    const state = await loadCase(app, id);
    if (state) found.push(state);
  }
  return found;
}

/** Whether the worker has endorsed for these cases, at their meetings too, and where to do it if not. */
async function declaration(
  app: App,
  worker: Worker | undefined,
  cases: readonly CaseState[],
  meeting: MeetingState | undefined,
): Promise<Pick<OpenLink, 'endorsed' | 'declareAt'>> {
  const [first] = cases;
  let declareAt: AggregateRef = meeting
    ? { type: 'meeting', id: meeting.meetingId }
    : { type: 'case', id: first?.caseId ?? '' };
  let endorsed = worker !== undefined;
  for (const state of cases) {
    let here = worker !== undefined && hasEndorsedCase(state, worker, state.cycle);
    for (const id of endorsingMeetingIds(state)) {
      const at = id === meeting?.meetingId ? meeting : await loadMeeting(app, id);
      if (!at || !worker) continue;
      here ||= hasEndorsed(at, worker);
      if (!meeting && isAskedAt(at, worker)) declareAt = { type: 'meeting', id };
    }
    endorsed &&= here;
  }
  return { endorsed, declareAt };
}

const isAskedAt = (at: MeetingState, { agencyId }: Worker): boolean =>
  (at.status === 'scheduled' || at.status === 'held') &&
  at.invitations.some((i) => i.agencyId === agencyId && i.withdrawnAt === undefined);
