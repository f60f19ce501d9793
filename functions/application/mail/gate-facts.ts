import type { AgencyState } from '../../domain/agency/state.ts';
import { toldTo } from '../../domain/calendar/zones.ts';
import type { CaseState } from '../../domain/case/state.ts';
import type { MeetingState } from '../../domain/meeting/state.ts';
import { hashAddress } from '../../domain/message/address.ts';
import type { MessageRecord } from '../../domain/message/record.ts';
import type { GateFacts } from '../../domain/message/views.ts';
import { identitiesIn, type KnownPeople } from '../identifying-scan.ts';
import { loadAgency, loadCase, loadMeeting } from '../load-states.ts';
import type { PolicyContext, Ports } from '../ports.ts';
import { gateAgency, gateMeeting } from './gate-views.ts';

/** Everything that was read for one message, just before sending. */
export interface MailFacts {
  gate: GateFacts;
  /** The recipient's. */
  agency: AgencyState | undefined;
  cases: ReadonlyMap<string, CaseState>;
  meetings: ReadonlyMap<string, MeetingState>;
  /** Of everybody in these cases: to keep them out of the mail, and their addresses out of its recipients. */
  people: KnownPeople;
  context: PolicyContext;
}

/** Read the recipient's agency, and the cases and meetings that a message is about, each consistently. */
export async function readMailFacts(
  ports: Pick<Ports, 'aggregates' | 'policies' | 'clock'>,
  message: MessageRecord,
): Promise<MailFacts> {
  const meetings = new Map<string, MeetingState>();
  const cases = new Map<string, CaseState>();
  const readMeeting = async (id: string) => {
    const state = meetings.get(id) ?? (await loadMeeting(ports, id));
    if (state) meetings.set(id, state);
    return state;
  };
  const readCase = async (id: string) => {
    const state = cases.get(id) ?? (await loadCase(ports, id));
    if (state) cases.set(id, state);
    return state;
  };
  for (const id of message.about.filter((one) => one.startsWith('mtg-'))) {
    for (const { caseId } of (await readMeeting(id))?.cases ?? []) await readCase(caseId);
  }
  for (const id of message.about.filter((one) => one.startsWith('case-'))) {
    // Endorsements of the case's own meetings count for what it says.
    for (const { meetingId } of (await readCase(id))?.meetings ?? []) await readMeeting(meetingId);
  }
  const people = await identitiesIn(
    ports,
    [...cases.values()].map((state) => state.members),
  );
  const agency = await loadAgency(ports, message.to.agencyId);
  const { policy, calendar } = contextOf(ports, [...cases.values()], [...meetings.values()]);
  const context = { policy, calendar: toldTo(calendar, agency?.localities) };
  const gate: GateFacts = {
    agency: agency && gateAgency(agency),
    cases,
    meetings: new Map([...meetings].map(([id, state]) => [id, gateMeeting(state)])),
    familyAddresses: new Set(people.identities.flatMap(({ emails }) => emails.map(hashAddress))),
    agreements: context.policy.agreements.map(({ code }) => code),
    now: ports.clock.now(),
  };
  return { gate, agency, cases, meetings, people, context };
}

/** A mail speaks the words of the policy of what it is about. */
function contextOf(
  { policies }: Pick<Ports, 'policies'>,
  [first]: readonly CaseState[],
  [meeting]: readonly MeetingState[],
): PolicyContext {
  if (first) return policies.get(first.policyVersion, first.region);
  return meeting ? policies.get(meeting.policyVersion) : policies.current();
}
