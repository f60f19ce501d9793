import { createPolicyBook } from '../../../functions/application/policy-book.ts';
import type { Policy } from '../../../functions/domain/policy/schema.ts';
import { type CaseUnderTest, persons, workers } from '../../domain/case/fixtures.ts';
import { testPolicy } from '../../domain/test-policy.ts';
import { type Stage, stages } from '../commands/stages.ts';
import type { Row } from './drive.ts';

export const { victim, child, personUsingViolence: violent } = persons;
export const other = { reason: 'other' };
/** A day to come, and one that is past. */
export const later = '2026-04-01T01:00:00.000Z';
export const past = '2026-03-01T01:00:00.000Z';
/** The fixtures have nobody of this id. */
export const stranger = 'per-zzzz9';

type Input = object | ((made: CaseUnderTest) => object);
export type Done = readonly [name: string, by: keyof typeof workers, input?: Input, ...notes: string[]];
export type Given = Stage | (() => CaseUnderTest);

/** A case, and what has been done with it since, by the domain's own commands. */
export const after =
  (given: Given, ...done: readonly Done[]) =>
  (): CaseUnderTest => {
    const made = typeof given === 'string' ? stages[given]() : given();
    for (const [name, by, input = {}, ...notes] of done) {
      made.run(name, typeof input === 'function' ? input(made) : input, { by: workers[by], notes });
    }
    return made;
  };

/** A row about a case. */
export const row = (code: string, status: number, given: Given | undefined, ask: Row['ask']): Row => ({
  code,
  status,
  ...(given !== undefined && { given: after(given) }),
  ask,
});

/** An agency whose agreements have ended. */
export const unsigned =
  (agencyId: string): NonNullable<Row['arrange']> =>
  ({ data }) => {
    const { [`agency/${agencyId}`]: signed } = data.aggregates;
    if (!signed) throw new Error(`${agencyId} is not there`);
    const state = { ...(signed.data as object), agreements: [] };
    data.aggregates[`agency/${agencyId}`] = { ...signed, data: state };
    return () => {
      data.aggregates[`agency/${agencyId}`] = signed;
    };
  };

/** With this policy in the deployment as well as the tests' own, or in its place. */
export const withPolicy =
  (other: Policy): NonNullable<Row['arrange']> =>
  ({ app }) => {
    const { policies } = app;
    app.policies =
      other.version === testPolicy.version ? createPolicyBook(other) : createPolicyBook(testPolicy, [other]);
    return () => {
      app.policies = policies;
    };
  };
