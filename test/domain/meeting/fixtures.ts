import { calendarFor } from '../../../functions/domain/calendar/calendar.ts';
import { addElapsed, type Elapsed, type Instant } from '../../../functions/domain/calendar/instants.ts';
import { decideMeeting } from '../../../functions/domain/meeting/decide.ts';
import { type MeetingState, meetingSchema } from '../../../functions/domain/meeting/state.ts';
import type { Policy } from '../../../functions/domain/policy/schema.ts';
import { system, type Worker } from '../../../functions/domain/shared/actor.ts';
import type { Accepted } from '../../../functions/domain/shared/decision.ts';
import type { CommandIntent, MessageIntent } from '../../../functions/domain/shared/intent.ts';
import type { Refusal } from '../../../functions/domain/shared/refusal.ts';
import { monday, workers } from '../case/fixtures.ts';
import { assertDistinctMails } from '../distinct-mails.ts';
import { testPolicy } from '../test-policy.ts';

export const housing: Worker = { agencyId: 'agy-housing', representativeId: 'rep-housing1' };

/** Ten days after the invented Monday, 10:00 in Perth. */
export const startsAt: Instant = '2026-03-12T02:00:00.000Z';

export const caseA = 'case-aaaa1';
export const caseB = 'case-bbbb1';
export const nextMeeting = 'mtg-next1';

/** A case as the application lists it. */
export const listed = (caseId: string, more: Record<string, unknown> = {}) => ({
  caseId,
  displayCode: 'K7QX-2MTR',
  riskLevel: 'high',
  urgency: 'standard',
  childrenInvolved: true,
  priorCycles: 0,
  persons: [`per-${caseId.slice(5)}v`, `per-${caseId.slice(5)}p`],
  lead: workers.specialist,
  invitees: [
    { ...workers.police, required: true },
    { ...workers.specialist, required: false },
    { ...housing, required: false },
  ],
  ...more,
});

export const scheduling = (more: Record<string, unknown> = {}) => ({
  kind: 'macm_on_demand',
  mode: 'virtual',
  startsAt,
  lengthMinutes: 60,
  chair: workers.chair,
  minuteTaker: workers.convenor,
  cases: [listed(caseA)],
  ...more,
});

/** A meeting under test: commands run on it one after another. */
export class MeetingUnderTest {
  state: MeetingState | undefined;
  now: Instant = monday;
  readonly policy: Policy;
  private count = 0;

  constructor(policy: Policy = testPolicy) {
    this.policy = policy;
  }

  get meeting(): MeetingState {
    if (!this.state) throw new Error('the meeting has not been made yet');
    return this.state;
  }

  decide(name: string, input: unknown, by: Worker | 'system', notes: readonly string[]) {
    this.count += 1;
    const envelope = {
      name,
      input,
      by: by === 'system' ? system('test') : ({ kind: 'worker', ...by } as const),
      commandId: `cmd-${this.count}`,
      notes: Object.fromEntries(
        notes.map((field, n) => [field, { noteId: `note-${n}000${this.count}`, identifying: false }]),
      ),
    };
    return decideMeeting(this.state, 'mtg-0001', envelope, this.now, this.policy, calendarFor('AU-WA'));
  }

  run(
    name: string,
    input: unknown = {},
    by: Worker | 'system' = workers.convenor,
    notes: readonly string[] = [],
  ): Accepted<MeetingState> {
    const decision = this.decide(name, input, by, notes);
    if (decision.kind === 'refused')
      throw new Error(`${name} was refused: ${decision.code}: ${decision.message}`);
    meetingSchema.parse(decision.state);
    assertDistinctMails(decision.intents);
    this.state = decision.state;
    return decision;
  }

  refused(
    name: string,
    input: unknown = {},
    by: Worker | 'system' = workers.convenor,
    notes: readonly string[] = [],
  ): Refusal {
    const decision = this.decide(name, input, by, notes);
    if (decision.kind !== 'refused') throw new Error(`${name} was accepted but should have been refused`);
    return decision;
  }

  later(elapsed: Elapsed): this {
    this.now = addElapsed(this.now, elapsed);
    return this;
  }

  /** The return of an agency for a case. */
  given(agencyId: string, caseId: string = caseA) {
    return this.meeting.returns.find((r) => r.agencyId === agencyId && r.caseId === caseId);
  }

  invitation(worker: Worker) {
    return this.meeting.invitations.find((i) => i.representativeId === worker.representativeId);
  }
}

/** A scheduled meeting on one case. */
export function scheduled(more: Record<string, unknown> = {}, policy?: Policy): MeetingUnderTest {
  const made = new MeetingUnderTest(policy);
  made.run('scheduleMeeting', scheduling(more));
  return made;
}

type Decided = Pick<Accepted<unknown>, 'intents'>;

export const mails = (decided: Decided, kind: string): MessageIntent[] =>
  decided.intents.filter((i): i is MessageIntent => i.intent === 'message' && i.kind === kind);

/** Who gets mails of a kind, sorted. */
export const mailed = (decided: Decided, kind: string): string[] =>
  mails(decided, kind)
    .flatMap((m) => m.to.map((to) => to.representativeId ?? `${to.agencyId}:${to.post}`))
    .toSorted();

export const commands = (decided: Decided, name: string): CommandIntent[] =>
  decided.intents.filter((i): i is CommandIntent => i.intent === 'command' && i.name === name);
