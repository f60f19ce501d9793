import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  basisStands,
  hasInformedConsent,
  withoutBasis,
} from '../../../../functions/domain/case/legal-basis.ts';
import { isLive } from '../../../../functions/domain/clocks/schema.ts';
import { type CaseUnderTest, calledCase, opening, persons, workers } from '../fixtures.ts';

const second = 'per-dddd1';
const person = fc.constantFrom(persons.victim, second, persons.child, persons.personUsingViolence);
const asked = fc.constantFrom(persons.victim, second);
const told = { purpose: true, agencies: true, limits: true };

/** Any command of people and consent, sensible or not: many will be refused. */
const anyCommand = fc.oneof(
  fc.record({
    name: fc.constant('recordConsentAttempt'),
    input: fc
      .record({
        personId: asked,
        outcome: fc.constantFrom(
          'given',
          'given_with_conditions',
          'refused',
          'no_contact',
          'not_safe_to_ask',
        ),
        informed: fc.boolean(),
        reason: fc.constantFrom('fear', 'safety'),
      })
      .map(({ personId, outcome, informed, reason }) => ({
        personId,
        outcome,
        reason,
        method: outcome === 'not_safe_to_ask' ? 'not_attempted' : 'phone',
        ...(outcome === 'given_with_conditions' ? { conditions: [{ exclude: workers.hospital }] } : {}),
        ...(informed ? { told } : {}),
      })),
  }),
  fc.record({
    name: fc.constant('decideBasis'),
    input: fc.record(
      {
        personId: asked,
        basis: fc.constantFrom('consent', 'statute', 'duty_of_care'),
        whyNoConsent: fc.constantFrom(
          'refused',
          'no_contact',
          'not_safe_to_ask',
          'withdrawn',
          'nobody_to_ask',
        ),
      },
      { requiredKeys: ['basis'] },
    ),
  }),
  fc.record({
    name: fc.constantFrom('withdrawConsent'),
    input: fc.record({ personId: asked, method: fc.constant('phone') }),
  }),
  fc.record({
    name: fc.constant('respectWithdrawal'),
    input: fc.record({ personId: asked, reason: fc.constant('her_wish') }),
  }),
  fc.record({ name: fc.constant('recordSafeToAsk'), input: fc.record({ personId: asked }) }),
  fc.record({
    name: fc.constant('setSupportFlag'),
    input: fc.record({ personId: asked, answer: fc.constantFrom('yes', 'no', 'not_asked') }),
  }),
  fc.record({
    name: fc.constant('recordDeath'),
    input: fc.record({ personId: person, learntFrom: fc.constant('police') }),
  }),
  fc.record({
    name: fc.constant('reviewDeathHold'),
    input: fc.record({ personId: person, decision: fc.constantFrom('continue', 'remain_held') }),
  }),
  fc.record({
    name: fc.constant('removeMember'),
    input: fc.record({ personId: person, reason: fc.constant('other') }),
  }),
  fc.record({
    name: fc.constant('addMember'),
    input: fc.record({
      personId: person,
      role: fc.constantFrom('adult_victim', 'child_victim', 'person_using_violence'),
    }),
  }),
  fc.record({
    name: fc.constant('changeMemberRole'),
    input: fc.record({
      personId: person,
      role: fc.constantFrom('adult_victim', 'child_victim', 'other_party'),
      reason: fc.constant('put_right'),
    }),
  }),
  fc.record({
    name: fc.constant('suspectMisidentification'),
    input: fc.record({ personId: person, reviewer: fc.constant(workers.chair) }),
  }),
  fc.record({
    name: fc.constant('confirmMisidentification'),
    input: fc
      .record({ personId: person, role: fc.constantFrom('adult_victim', 'person_using_violence') })
      .map(({ personId, role }) => ({ personId, roles: [{ personId, role }] })),
  }),
  fc.record({ name: fc.constant('dismissMisidentification'), input: fc.record({ personId: person }) }),
  fc.record({
    name: fc.constant('declareConflict'),
    input: fc.constantFrom(workers.police, workers.specialist),
  }),
);
const notes = ['rationale', 'change', 'review', 'grounds', 'finding'];

const begin = () =>
  calledCase(
    { members: [...opening().members, { personId: second, role: 'adult_victim' }] },
    workers.specialist,
  );

/** Apply a sequence; what is refused changes nothing. Every state reached is checked by `look`. */
function play(
  commands: readonly { name: string; input: unknown }[],
  look: (made: CaseUnderTest) => void,
): number {
  const made = begin();
  let accepted = 0;
  for (const { name, input } of commands) {
    const options = { by: workers.chair, notes };
    if (made.decide(name, input, options).kind === 'refused') continue;
    made.later({ hours: 1 }).run(name, input, options);
    accepted += 1;
    look(made);
  }
  return accepted;
}

const sequences = fc.array(anyCommand, { minLength: 1, maxLength: 40, size: 'max' });

describe('any sequence of commands about people and consent', () => {
  it('guard f: keeps a valid case with a live clock, and every adult victim without a basis is waited for', () => {
    let accepted = 0;
    fc.assert(
      fc.property(sequences, (commands) => {
        accepted += play(commands, ({ case: state }) => {
          const live = state.clocks.filter(isLive);
          expect(live.length).toBeGreaterThan(0);
          const held = state.holds.some((h) => h.kind === 'death' && h.to === undefined);
          for (const { personId } of withoutBasis(state)) {
            const waited = live.some(
              (c) => c.rule.startsWith('consent.') && (c.subject === undefined || c.subject === personId),
            );
            expect(waited || held).toBe(true);
          }
          if (state.phase === 'consent_attempt' && !held) expect(basisStands(state)).toBe(false);
        });
      }),
      { seed: 20260302, numRuns: 150 },
    );
    expect(accepted).toBeGreaterThan(500);
  });

  it('S1-22 S1-23 keeps the two flags apart: only its own commands change each', () => {
    fc.assert(
      fc.property(sequences, (commands) => {
        const last = new Map<string, unknown>();
        play(
          commands.filter((c) => c.name === 'setSupportFlag' || c.name === 'recordConsentAttempt'),
          ({ case: state }) => {
            for (const flags of state.consent.flags) {
              const yes = flags.macmSharing === 'yes' || flags.macmSharing === 'yes_with_conditions';
              const saidYes = state.consent.attempts.some(
                (a) => a.personId === flags.personId && a.outcome.startsWith('given'),
              );
              expect(yes && !saidYes).toBe(false);
              expect(hasInformedConsent(state, flags.personId) && !yes).toBe(false);
              last.set(flags.personId, flags.supportOrAssistance);
            }
          },
        );
        for (const personId of [persons.victim, second]) {
          const set = commands.findLast(
            (c) => c.name === 'setSupportFlag' && (c.input as { personId: string }).personId === personId,
          );
          if (set && last.has(personId))
            expect(last.get(personId)).toBe((set.input as { answer: string }).answer);
        }
      }),
      { seed: 20260302, numRuns: 100 },
    );
  });

  it('a withdrawal leaves no basis of hers behind until somebody decides anew', () => {
    fc.assert(
      fc.property(sequences, (commands) => {
        play(commands, ({ case: state }) => {
          for (const { personId, macmSharing } of state.consent.flags)
            if (macmSharing === 'withdrawn' && state.consent.withdrawnUndecidedSince !== undefined)
              expect(hasInformedConsent(state, personId)).toBe(false);
        });
      }),
      { seed: 20260302, numRuns: 100 },
    );
  });
});
