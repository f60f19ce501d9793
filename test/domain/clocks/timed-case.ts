import { type Draft, produce } from 'immer';
import {
  addElapsed,
  type Calendar,
  calendarFor,
  type Instant,
  localDateTime,
  type Region,
} from '../../../functions/domain/calendar/index.ts';
import type { CaseContext } from '../../../functions/domain/case/command.ts';
import { phaseClocks } from '../../../functions/domain/case/lifecycle.ts';
import type { Phase } from '../../../functions/domain/case/phases.ts';
import type { Action } from '../../../functions/domain/case/schema/actions.ts';
import { settle } from '../../../functions/domain/case/settle.ts';
import { type CaseState, caseSchema } from '../../../functions/domain/case/state.ts';
import { advanceCase, nextAt } from '../../../functions/domain/clocks/advance.ts';
import { startClock } from '../../../functions/domain/clocks/manage.ts';
import type { Clock } from '../../../functions/domain/clocks/schema.ts';
import { type Policy, profiles } from '../../../functions/domain/policy/index.ts';
import { system } from '../../../functions/domain/shared/actor.ts';
import { createCollector } from '../../../functions/domain/shared/command.ts';
import type { MessageIntent } from '../../../functions/domain/shared/intent.ts';
import { recipientKey } from '../../../functions/domain/shared/recipient.ts';

const worker = (agencyId: string, representativeId: string) => ({ agencyId, representativeId });
export const workers = {
  police: worker('agy-police', 'rep-police1'),
  specialist: worker('agy-specialist', 'rep-specialist1'),
  triage: worker('agy-coord', 'rep-triage1'),
  convenor: worker('agy-coord', 'rep-convenor1'),
  chair: worker('agy-coord', 'rep-chair1'),
  region: worker('agy-coord', 'rep-region1'),
};

/** What one advance brought. */
export interface Fired {
  at: Instant;
  local: string;
  did: string[];
  messages: MessageIntent[];
}

/** A plainly invented case on which time passes under a real profile; no command runs unless a test says so. */
export class TimedCase {
  state: CaseState;
  now: Instant;
  readonly policy: Policy;
  readonly calendar: Calendar;
  readonly fired: Fired[] = [];
  private edits = 0;

  constructor({
    now,
    phase = 'action_deadlines',
    policy = profiles.wa,
    region = policy.region as Region,
    caseId = 'case-timed0',
  }: { now: Instant; phase?: Phase; policy?: Policy; region?: Region; caseId?: string }) {
    this.now = now;
    this.policy = policy;
    this.calendar = calendarFor(region);
    this.state = { ...invented(now), caseId, phase, profile: policy.profile, policyVersion: policy.version };
    this.edit((draft, context) => {
      for (const rule of phaseClocks[phase]) startClock(draft, context, rule);
    });
  }

  /** Change the case by hand, as a command would. */
  edit(change: (draft: Draft<CaseState>, context: CaseContext) => unknown): CaseContext {
    this.edits += 1;
    const commandId = `edit-${this.edits}`;
    const collector = createCollector({ now: this.now, by: system('test'), commandId, notes: {} });
    const context: CaseContext = { ...collector, policy: this.policy, calendar: this.calendar };
    this.state = produce(this.state, (draft) => {
      change(draft, context);
      settle(draft, context);
    });
    return context;
  }

  /** Only the clocks that a test starts itself. */
  only(rule: string, options: Parameters<typeof startClock>[3] = {}): this {
    this.edit((draft, context) => {
      draft.clocks = [];
      startClock(draft, context, rule, options);
    });
    // The standing clock of the short term comes by itself; it lies months ahead.
    return this;
  }

  /** Add an open action of the police. */
  action(priority: Action['priority'], more: Partial<Action> = {}): this {
    this.edit((draft) => {
      draft.actions.push({
        actionId: 'act-timed0',
        interim: false,
        owner: { ...workers.police },
        sharedWith: [],
        stream: 'adult_victim',
        part: 'safety_strategy',
        code: 'safety_planning_victim',
        towards: [],
        priority,
        keptOutOfEmail: false,
        dueAt: this.now,
        createdAt: this.now,
        negotiation: 'proposed',
        status: 'not_started',
        feedback: [],
        handOns: [],
        extensions: [],
        ...more,
      });
    });
    return this;
  }

  /** One advance, as after an outage. */
  jump(to: Instant): Fired {
    this.now = to;
    const done = advanceCase(this.state, to, this.policy, this.calendar);
    this.state = caseSchema.parse(done.state);
    const { date, time, weekday } = localDateTime(this.calendar, to);
    const fired: Fired = {
      at: to,
      local: `${weekday.slice(0, 3)} ${date} ${time}`,
      did: done.did,
      messages: done.intents.filter((intent) => intent.intent === 'message'),
    };
    this.fired.push(fired);
    return fired;
  }

  /** Advance at each next instant, as the workflow does, until nothing is left before `until`. */
  play(until: Instant): this {
    for (let next = this.next(); next !== undefined && next <= until; next = this.next()) this.jump(next);
    this.now = until;
    return this;
  }

  next(): Instant | undefined {
    return nextAt(this.state, this.policy, this.calendar);
  }

  later(elapsed: Parameters<typeof addElapsed>[1]): Instant {
    return addElapsed(this.now, elapsed);
  }

  clock(rule: string): Clock {
    const found = this.state.clocks.findLast((clock) => clock.rule === rule);
    if (!found) throw new Error(`no clock ${rule}`);
    return found;
  }

  tasks(code: string) {
    return this.state.tasks.filter((task) => task.code === code && task.status === 'open');
  }

  /** `Mon 2026-03-02 09:07 reminder T-2 agy-police/rep-police1 digest`, one line a message. */
  story(): string[] {
    return this.fired.flatMap(({ local, messages }) =>
      messages.map((message) => `${local} ${tell(message)}`),
    );
  }
}

export const tell = ({ kind, clock, to, digestAt }: MessageIntent): string =>
  [
    kind,
    clock?.split(':')[1] ?? '-',
    to.map(recipientKey).join(' '),
    ...(digestAt === undefined ? [] : ['digest']),
  ].join(' ');

/** An accepted case of police and specialist service under coordination, with nobody in it. */
function invented(now: Instant): CaseState {
  const { triage, convenor, chair, region } = workers;
  const partOf = (by: { agencyId: string; representativeId: string }) => ({
    ...by,
    since: now,
    participation: 'invited' as const,
  });
  const lead = { kind: 'lead' as const, ...workers.specialist, from: now, by: 'test', reason: 'test' };
  return {
    schema: 1,
    caseId: 'case-timed0',
    displayCode: 'TIME-TEST',
    profile: 'wa',
    policyVersion: 'wa-1',
    region: 'AU-WA',
    openedAt: now,
    phase: 'referral',
    phaseSince: now,
    cycle: 1,
    urgency: 'standard',
    marks: {
      elderAbuse: false,
      childrenInvolved: false,
      crossBorder: false,
      highestRisk: false,
      complexNeeds: false,
      seriousOffender: false,
    },
    members: [],
    referral: {
      kind: 'referral',
      status: 'accepted',
      from: workers.police,
      sourceCategory: 'police',
      criteria: [],
      savedAt: now,
      decisions: [],
      reviews: [],
    },
    contacts: { triage, convenor, chair, region },
    agencies: [partOf(workers.police), partOf(workers.specialist)],
    exclusions: [],
    endorsements: [],
    risk: { assessments: [], needs: [], determinations: [], identified: [], justice: [], incidents: [] },
    consent: {
      attempts: [],
      flags: [],
      decisions: [],
      notSafeToAsk: [],
      goAheadTold: [],
      supportOffers: [],
    },
    meetings: [],
    lead: { offers: [], periods: [{ leadId: 'led-test0', victimInformed: [], ...lead }] },
    plans: [],
    planCopies: [],
    actions: [],
    records: [],
    tasks: [],
    clocks: [],
    undelivered: [],
    links: [],
    holds: [],
    closures: [],
    followUps: [],
    received: {},
  };
}
