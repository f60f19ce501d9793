import * as z from 'zod';

const instant = z.iso.datetime();

/** What `--summary` writes. Ids, codes and instants only. */
export const summarySchema = z.strictObject({
  cases: z.array(
    z.strictObject({
      id: z.string(),
      scenario: z.string(),
      case: z.string().describe('What the scenario calls it'),
      phases: z.array(z.strictObject({ phase: z.string(), at: instant })),
      clocks: z.array(
        z.strictObject({
          rule: z.string(),
          startedAt: instant,
          dueAt: instant,
          status: z.string(),
          fired: z.array(z.string()),
        }),
      ),
      breaches: z
        .array(z.strictObject({ rule: z.string(), dueAt: instant, endedAt: instant.optional() }))
        .describe('Clocks that passed their due instant while they ran'),
      end: z.strictObject({ phase: z.string(), how: z.string().optional() }),
    }),
  ),
  messages: z.array(
    z.strictObject({
      id: z.string(),
      kind: z.string(),
      recipient: z.string().describe('The agency'),
      time: instant,
      delivery: z.string(),
    }),
  ),
  executions: z.array(
    z.strictObject({
      machine: z.string(),
      name: z.string(),
      status: z.string(),
      transitions: z.number().describe('State transitions that AWS would bill'),
      historyEvents: z.number(),
    }),
  ),
  counts: z.strictObject({
    transitions: z.number(),
    historyEvents: z.number(),
    lambdaInvocations: z.record(z.string(), z.number()),
    tableCalls: z.number().describe('Calls of DynamoDB that read or wrote items'),
    readUnits: z.number(),
    writeUnits: z.number(),
    messages: z.number(),
    mails: z.number(),
    restarts: z.number(),
  }),
  failures: z
    .array(z.strictObject({ scenario: z.string(), path: z.string(), what: z.string() }))
    .describe('What did not come about as expected'),
  violations: z.array(z.strictObject({ invariant: z.string(), of: z.string() })).describe('Must be empty'),
});

export type Summary = z.infer<typeof summarySchema>;
