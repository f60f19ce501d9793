import { calendarFor } from '../../../functions/domain/calendar/calendar.ts';
import { addElapsed, type Elapsed, type Instant } from '../../../functions/domain/calendar/instants.ts';
import { decideCase } from '../../../functions/domain/case/decide.ts';
import { type CaseState, caseSchema } from '../../../functions/domain/case/state.ts';
import type { Policy } from '../../../functions/domain/policy/schema.ts';
import { type Actor, system, type Worker } from '../../../functions/domain/shared/actor.ts';
import type { Directory } from '../../../functions/domain/shared/command.ts';
import type { Accepted } from '../../../functions/domain/shared/decision.ts';
import type { Refusal } from '../../../functions/domain/shared/refusal.ts';
import { assertDistinctMails } from '../distinct-mails.ts';
import { testPolicy } from '../test-policy.ts';

/** Monday 2 March 2026, 09:00 in Perth; a holiday there, so that working days begin on Tuesday. */
export const monday: Instant = '2026-03-02T01:00:00.000Z';

const worker = (agencyId: string, representativeId: string): Worker => ({ agencyId, representativeId });

/** Plainly invented agencies with one worker each; `police2` is a colleague of `police`. */
export const workers = {
  police: worker('agy-police', 'rep-police1'),
  police2: worker('agy-police', 'rep-police2'),
  specialist: worker('agy-specialist', 'rep-specialist1'),
  hospital: worker('agy-hospital', 'rep-hospital1'),
  childProtection: worker('agy-childprot', 'rep-childprot1'),
  triage: worker('agy-coord', 'rep-triage1'),
  convenor: worker('agy-coord', 'rep-convenor1'),
  chair: worker('agy-coord', 'rep-chair1'),
  region: worker('agy-coord', 'rep-region1'),
} as const;

/** Persons of the invented family group: an adult victim, her child, the man who uses violence. */
export const persons = { victim: 'per-aaaa1', child: 'per-bbbb1', personUsingViolence: 'per-cccc1' } as const;

export const asActor = (by: Worker): Actor => ({ kind: 'worker', ...by });

/** What `callMeeting` and `refer` share, complete enough to be accepted. */
export const opening = () => ({
  members: [
    { personId: persons.victim, role: 'adult_victim' },
    { personId: persons.child, role: 'child_victim', relationshipToVictim: 'child' },
    { personId: persons.personUsingViolence, role: 'person_using_violence', relationshipToVictim: 'partner' },
  ],
  criteria: ['visible_high_risk'],
  sourceCategory: 'police',
  finding: { basis: 'tool', tool: 'invented_tool', score: 14 },
  contacts: {
    triage: workers.triage,
    convenor: workers.convenor,
    chair: workers.chair,
    region: workers.region,
  },
  agencies: [
    { ...workers.specialist, kind: 'specialist_fdv', basis: 'invented_mou' },
    { ...workers.childProtection, kind: 'child_protection', basis: 'invented_mou' },
    { ...workers.police, kind: 'police', basis: 'invented_mou' },
  ],
});

export interface RunOptions {
  by?: Worker | 'system' | Actor;
  /** Names of the narrative texts given. Each becomes a note. */
  notes?: readonly string[];
  /** What the directory says of agencies; without it, nothing was asked. */
  directory?: Directory;
  /** The same id makes the same ids; by default each command has its own. */
  commandId?: string;
  /** Another policy than the case's own, as when it moves to it. */
  policy?: Policy;
}

/** A case under test: commands run on it one after another, time moves only when told. */
export class CaseUnderTest {
  state: CaseState | undefined;
  now: Instant = monday;
  readonly caseId: string;
  readonly policy: Policy;
  private count = 0;

  constructor({ caseId = 'case-0000a', policy = testPolicy }: { caseId?: string; policy?: Policy } = {}) {
    this.caseId = caseId;
    this.policy = policy;
  }

  /** The state, once the case is made. */
  get case(): CaseState {
    if (!this.state) throw new Error('the case has not been made yet');
    return this.state;
  }

  /** Decide a command without keeping the result. */
  decide(
    name: string,
    input: unknown,
    { by = workers.police, notes = [], commandId, directory, policy = this.policy }: RunOptions = {},
  ) {
    this.count += 1;
    const envelope = {
      name,
      input,
      by: by === 'system' ? system('test') : 'kind' in by ? by : asActor(by),
      commandId: commandId ?? `cmd-${this.count}`,
      ...(directory && { directory }),
      notes: Object.fromEntries(
        notes.map((field) => [
          field,
          { noteId: `note-${field.toLowerCase().slice(0, 20)}0000`, identifying: false },
        ]),
      ),
    };
    return decideCase(this.state, this.caseId, envelope, this.now, policy, calendarFor(regionOf(policy)));
  }

  /** Run a command that must be accepted; the new state is checked against the schema. */
  run(name: string, input: unknown = {}, options: RunOptions = {}): Accepted<CaseState> {
    const decision = this.decide(name, input, options);
    if (decision.kind === 'refused')
      throw new Error(`${name} was refused: ${decision.code}: ${decision.message}`);
    caseSchema.parse(decision.state);
    assertDistinctMails(decision.intents);
    this.state = decision.state;
    return decision;
  }

  /** Run a command that must be refused; nothing changes. */
  refused(name: string, input: unknown = {}, options: RunOptions = {}): Refusal {
    const decision = this.decide(name, input, options);
    if (decision.kind !== 'refused') throw new Error(`${name} was accepted but should have been refused`);
    return decision;
  }

  /** Let time pass without anything being due: only `now` moves. */
  later(elapsed: Elapsed): this {
    this.now = addElapsed(this.now, elapsed);
    return this;
  }

  /** The live clock of a rule, if any. */
  clock(rule: string, subject?: string) {
    return this.case.clocks.find(
      (c) =>
        c.rule === rule &&
        (subject === undefined || c.subject === subject) &&
        ['running', 'breached', 'paused'].includes(c.status),
    );
  }

  /** Open tasks, by code. */
  tasks(code: string) {
    return this.case.tasks.filter((task) => task.status === 'open' && task.code === code);
  }
}

const regionOf = (policy: Policy): 'AU-WA' | 'AU-VIC' | 'NZ' =>
  policy.region === 'AU-VIC' || policy.region === 'NZ' ? policy.region : 'AU-WA';

const told = { purpose: true, agencies: true, limits: true };

/** Steps that bring a case into a phase by real commands, each on top of the one before. */
const steps: Readonly<Record<string, (c: CaseUnderTest, urgency: string) => void>> = {
  referral: (c, urgency) => {
    c.run('refer', { ...opening(), urgency }, { by: workers.police });
  },
  consent_attempt: (c) => {
    c.run('acceptReferral', { conveningLead: workers.specialist }, { by: workers.triage });
  },
  meeting_scheduling: (c) => {
    c.run(
      'recordConsentAttempt',
      { personId: persons.victim, method: 'phone', outcome: 'given', told },
      { by: workers.specialist },
    );
  },
  meeting_preparation: (c) => {
    c.run(
      'meetingScheduled',
      {
        meetingId: 'mtg-0001',
        meetingVersion: 1,
        kind: 'macm_on_demand',
        startsAt: addElapsed(c.now, { days: 7 }),
        endsAt: addElapsed(c.now, { days: 7, hours: 1 }),
        returnsDueAt: addElapsed(c.now, { days: 6 }),
        chair: workers.chair,
      },
      { by: 'system' },
    );
  },
  meeting: (c) => {
    c.later({ days: 7 });
    const present = [workers.specialist, workers.police, workers.childProtection, workers.chair];
    const attendance = present.map((who) => ({ ...who, status: 'attending' }));
    const held = { meetingId: 'mtg-0001', meetingVersion: 2, heldAt: c.now, attendance };
    c.run('meetingHeld', held, { by: 'system' });
  },
};

/** A plainly invented case that real commands have brought into `phase`. */
export function caseIn(
  phase: 'referral' | 'consent_attempt' | 'meeting_scheduling' | 'meeting_preparation' | 'meeting',
  {
    urgency = 'standard',
    ...options
  }: { urgency?: 'standard' | 'urgent' | 'critical'; caseId?: string; policy?: Policy } = {},
): CaseUnderTest {
  const made = new CaseUnderTest(options);
  for (const [name, step] of Object.entries(steps)) {
    step(made, urgency);
    if (name === phase) break;
  }
  return made;
}

/** A case that was called, not referred. */
export function calledCase(
  overrides: Record<string, unknown> = {},
  by: Worker = workers.police,
): CaseUnderTest {
  const made = new CaseUnderTest();
  made.run('callMeeting', { ...opening(), endorsement: { mode: 'electronic' }, ...overrides }, { by });
  return made;
}
