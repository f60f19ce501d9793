import { type Policy, policySchema, type Rung } from './schema.ts';

/** One thing wrong with a policy: where, and what was expected there. */
export interface PolicyProblem {
  path: string;
  expected: string;
}

/** What the schema alone cannot say: names that must exist, and that no ladder ends in silence. */
export function policyProblems(policy: unknown): PolicyProblem[] {
  const parsed = policySchema.safeParse(policy);
  if (!parsed.success)
    return parsed.error.issues.map((issue) => ({
      path: issue.path.map(String).join('.'),
      expected: issue.code === 'unrecognized_keys' ? `no ${issue.keys.join(', ')}` : expectation(issue),
    }));
  return [...clockProblems(parsed.data), ...ladderProblems(parsed.data)];
}

function expectation(issue: {
  code?: string | undefined;
  expected?: unknown;
  values?: unknown;
  pattern?: string | undefined;
  message: string;
}) {
  if (issue.code === 'invalid_type') return String(issue.expected);
  if (issue.code === 'invalid_value' && Array.isArray(issue.values))
    return `one of ${issue.values.join(', ')}`;
  return issue.pattern === undefined ? issue.message : `a text such as ${issue.pattern}`;
}

function* clockProblems(policy: Policy): Generator<PolicyProblem> {
  for (const [id, clock] of Object.entries(policy.clocks)) {
    if (clock.rule !== id) yield { path: `clocks.${id}.rule`, expected: id };
    for (const [key, name] of Object.entries(clock.ladder))
      if (!policy.ladders[name])
        yield {
          path: `clocks.${id}.ladder.${key}`,
          expected: 'the name of a ladder of this policy',
        };
  }
}

function* ladderProblems(policy: Policy): Generator<PolicyProblem> {
  for (const [name, ladder] of Object.entries(policy.ladders)) {
    if (!ladder.some((rung) => rung.repeat && rung.always && rung.times === undefined))
      yield {
        path: `ladders.${name}`,
        expected: 'a rung that repeats always, so that a live clock has a next step',
      };
    if (new Set(ladder.map((rung) => rung.code)).size !== ladder.length)
      yield { path: `ladders.${name}`, expected: 'each code once' };
    for (const [at, rung] of ladder.entries())
      if (rung.repeat && !repeatsForward(rung))
        yield { path: `ladders.${name}.${at}`, expected: 'a repeat that goes forward from due or later' };
    if (ladder.some((rung) => rung.code === 'due'))
      yield { path: `ladders.${name}`, expected: 'no rung named due, which stands for the due instant' };
  }
}

const repeatsForward = ({ offset, repeat }: Rung): boolean =>
  offset !== undefined && offset.amount >= 0 && repeat !== undefined && repeat.amount > 0;
