import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { closureUnmet } from '../../../../functions/domain/case/commands/ending/closure-guard.ts';
import { caseSchema } from '../../../../functions/domain/case/state.ts';
import { isLive } from '../../../../functions/domain/clocks/schema.ts';
import { asked, assess, caseLate, closing, plannedCase } from '../actions/later-phases.ts';
import { type CaseUnderTest, persons, workers } from '../fixtures.ts';

const people = [workers.police, workers.specialist, workers.chair, workers.convenor] as const;
type Run = (c: CaseUnderTest, n: number) => [name: string, input: unknown];

const actionOf = (c: CaseUnderTest, n: number) => c.case.actions[n % c.case.actions.length]?.actionId;
const later = (c: CaseUnderTest, n: number) =>
  new Date(Date.parse(c.now) + (n + 1) * 86_400_000).toISOString();
const decided = { reason: 'random_reason', evaluationShown: true };
const outcomes = [
  'completed',
  'not_undertaken',
  'superseded',
  'continues_outside_macm',
  'cancelled',
] as const;

/** Commands with inputs that may or may not fit the case; a refusal is as good as an acceptance. */
const commands: readonly Run[] = [
  (_, n) => ['addInterimAction', asked({ priority: ['immediate', 'urgent', 'standard'][n % 3] })],
  (c, n) => ['acceptAction', { actionId: actionOf(c, n) }],
  (c, n) => ['declineAction', { actionId: actionOf(c, n), reason: 'no_capacity' }],
  (c, n) => ['counterAction', { actionId: actionOf(c, n), dueAt: later(c, n) }],
  (c, n) => ['answerCounter', { actionId: actionOf(c, n), answer: n % 2 ? 'agreed' : 'not_agreed' }],
  (c, n) => ['extendAction', { actionId: actionOf(c, n), dueAt: later(c, n + 20), reason: 'random_reason' }],
  (c, n) => ['handOnAction', { actionId: actionOf(c, n), to: people[n % 2], reason: 'random_reason' }],
  (c, n) => [
    'giveFeedback',
    {
      actionId: actionOf(c, n),
      progress: ['in_progress', 'done', 'cannot'][n % 3],
      effect: 'unknown',
      final: n % 2 === 0,
      via: 'link',
    },
  ],
  (c, n) => [
    'closeAction',
    { actionId: actionOf(c, n), outcome: outcomes[n % 5], effect: 'unknown', reason: 'random_reason' },
  ],
  (c, n) => ['acceptNotUndertaken', { actionId: actionOf(c, n), reason: 'random_reason' }],
  (c, n) => [
    'reportIncident',
    {
      at: c.now,
      reportedToPolice: true,
      victimIds: [persons.victim],
      severity: ['standard', 'serious'][n % 2],
    },
  ],
  (c, n) => [
    'decideIncident',
    {
      incidentId: c.case.risk.incidents[n % Math.max(c.case.risk.incidents.length, 1)]?.incidentId,
      decision: 'no_change',
      reason: 'random_reason',
    },
  ],
  () => ['callFollowUp', decided],
  () => ['recordNoFollowUpNeeded', decided],
  (c, n) => ['postponeFollowUp', { ...decided, until: later(c, n) }],
  () => ['closeCase', closing()],
  () => ['closeCase', closing()],
  () => ['overrideClose', closing({ overrideReason: 'random_reason' })],
  () => ['reopenCase', { reason: 'random_reason' }],
  (c, n) => ['extendWatch', { until: later(c, n + 400), reason: 'random_reason' }],
  () => ['confirmWatchEnd', { reason: 'random_reason' }],
  () => ['startTransferOut', { to: 'elsewhere', reason: 'random_reason' }],
  () => ['recallTransferOut', { reason: 'random_reason' }],
  () => ['confirmTransferReceived', {}],
  (_, n) => ['recordContact', { kind: 'information', purposes: ['identify_risk'], about: [], hours: n }],
  (c, n) => [
    'completeTask',
    { taskId: c.case.tasks[n % Math.max(c.case.tasks.length, 1)]?.taskId, outcome: 'done' },
  ],
];

const step = fc.record({
  run: fc.nat(commands.length - 1),
  n: fc.nat(30),
  by: fc.nat(people.length - 1),
  hours: fc.nat(60),
  assess: fc.boolean(),
});

type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;
const planned = () => plannedCase(['standard', 'urgent']).c;

function play(steps: readonly Step[], see: See, make: () => CaseUnderTest = planned): void {
  const c = make();
  for (const { run, n, by, hours, assess: closes } of steps) {
    c.later({ hours });
    if (closes) for (const id of [persons.victim, persons.child]) assess(c, id);
    const [name, input] = commands[run]?.(c, n) ?? ['', {}];
    const before = c.case;
    const decision = c.decide(name, input, {
      by: people[by] ?? workers.chair,
      notes: ['rationale', 'risksSeen', 'reason'],
    });
    if (decision.kind === 'refused') continue;
    caseSchema.parse(decision.state);
    c.state = decision.state;
    see(c, name, before, decision.intents);
  }
}
type See = (
  c: CaseUnderTest,
  name: string,
  before: CaseUnderTest['case'],
  intents: readonly unknown[],
) => void;

const options = { seed: 20_260_302, numRuns: 150 };

describe('any sequence of commands', () => {
  it('S0-08 leaves a case that is not closed with a live clock, and a closed one with none (guard f)', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) =>
        play(steps, (c) => expect(c.case.clocks.some(isLive)).toBe(c.case.phase !== 'closed')),
      ),
      options,
    );
  });

  it('S2-07 closes only when nothing is missing, or by an override that says what was (guard e)', () => {
    let closed = 0;
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) =>
        play(
          steps,
          (c, name, before) => {
            if (name === 'closeCase') closed += 1;
            if (name === 'closeCase') expect(closureUnmet(before, [])).toEqual([]);
            if (name === 'overrideClose')
              expect(c.case.closures.at(-1)?.override?.unmet).toEqual(closureUnmet(before, []));
          },
          () => caseLate('closure'),
        ),
      ),
      options,
    );
    expect(closed).toBeGreaterThan(0);
  });

  it('S0-38 keeps a deadline on every open action, one of each rule, and none on what has ended', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) =>
        play(steps, (c) => {
          for (const { actionId, status } of c.case.actions) {
            const due = c.case.clocks.filter(
              (clock) => clock.subject === actionId && clock.rule === 'action.due' && isLive(clock),
            );
            const open = status === 'not_started' || status === 'in_progress';
            expect(due).toHaveLength(open ? 1 : 0);
          }
        }),
      ),
      options,
    );
  });

  it('S0-38 ends no task without a word: each change of a task is a row of a worklist', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) =>
        play(steps, (c, _, before, intents) => {
          for (const { taskId, status } of before.tasks) {
            const now = c.case.tasks.find((task) => task.taskId === taskId);
            expect(now).toBeDefined();
            if (now?.status === status) continue;
            expect(now?.endedAt).toBe(c.now);
            expect(intents).toContainEqual(expect.objectContaining({ intent: 'task', taskId }));
          }
        }),
      ),
      options,
    );
  });
});
