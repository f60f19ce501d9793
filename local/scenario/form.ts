import * as z from 'zod';
import { agencySchema, personSchema, type Scenario, scenarioSchema, stepSchema } from './schema.ts';

/** A scenario as far as it has the right form, and what has not: each with its path and what was expected. */
export interface Form {
  faults: string[];
  /** The whole of it. */
  scenario?: Scenario;
  /** If the form is wrong: what there is to look at all the same, with empty steps in place of wrong ones. */
  rest?: Scenario;
}

/** Look at what a file holds. */
export function formOf(json: unknown): Form {
  const parsed = scenarioSchema.safeParse(json);
  if (parsed.success) return { faults: [], scenario: parsed.data };
  return { faults: parsed.error.issues.flatMap((issue) => faultsOfIssue(issue)), rest: restOf(json) };
}

function faultsOfIssue(issue: z.core.$ZodIssue): string[] {
  const path = issue.path.map(String);
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map(
      (key) => `${[...path, key].join('.')}: no such field; expected one of ${fieldsAt(path).join(', ')}`,
    );
  if (issue.code === 'invalid_key') return issue.issues.map(({ message }) => `${path.join('.')}: ${message}`);
  return [`${path.join('.') || '(the whole file)'}: ${issue.message}`];
}

const recordSchema = z.record(z.string(), z.unknown());
const recordIn = (value: unknown): Record<string, unknown> => recordSchema.safeParse(value).data ?? {};

/** The fields that something at a path may have. */
function fieldsAt(path: readonly string[]): string[] {
  let shape = recordIn(z.toJSONSchema(scenarioSchema, { io: 'input', reused: 'inline' }));
  for (const name of path) {
    const own = recordIn(shape['properties'])[name];
    shape = recordIn(own ?? shape['items'] ?? shape['additionalProperties']);
  }
  return Object.keys(recordIn(shape['properties'])).filter((name) => name !== '$schema');
}

const restSchema = z.object({
  profile: scenarioSchema.shape.profile,
  region: z.string().optional().catch(undefined),
  start: z.string(),
  runUntil: z.string().optional().catch(undefined),
  overrides: scenarioSchema.shape.overrides.catch(undefined),
  agencies: z.record(z.string(), agencySchema),
  people: z.record(z.string(), personSchema),
  steps: z.array(stepSchema.catch(({ value }) => emptyStep(value))),
  end: z
    .record(z.string(), z.unknown())
    .transform((end) => Object.fromEntries(Object.keys(end).map((name) => [name, {}]))),
});

/** Says nothing, does what the wrong one does, and is on what it is on: others may build on it. */
function emptyStep(wrong: unknown): z.infer<typeof stepSchema> {
  const given = z
    .object({ at: z.string(), do: z.string(), on: z.string(), as: z.string() })
    .partial()
    .safeParse(wrong);
  return { at: '+0s', ...given.data, say: '' };
}

function restOf(json: unknown): Scenario | undefined {
  const parsed = restSchema.safeParse(json);
  return parsed.success ? { title: '', about: '', ...parsed.data } : undefined;
}
