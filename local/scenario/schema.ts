import * as z from 'zod';

const alias = z
  .string()
  .regex(/^[a-z][a-zA-Z0-9_-]*$/, 'expected a short name such as police or firstMeeting');
/** `police/sergeant`: an agency of this scenario and one of its people. */
const workerAlias = z
  .string()
  .regex(/^[a-z][\w-]*\/[a-z][\w-]*$/, 'expected agency/worker, such as police/sergeant');

const posts = z.enum(['escalation_contact', 'after_hours', 'manager', 'regional', 'mailbox']);

const staffSchema = z
  .strictObject({
    name: z.string().describe('Plainly invented'),
    email: z.email(),
    roles: z.array(z.string()).optional().describe('Default representative'),
    posts: z.array(posts).optional(),
    verified: z.boolean().optional().describe('Default true'),
    delivery: z
      .enum(['delivered', 'bounced', 'complaint', 'delayed', 'silent', 'rejected'])
      .optional()
      .describe('What becomes of mail to this address; default delivered'),
  })
  .describe('A worker of an agency');

export const agencySchema = z.strictObject({
  name: z.string(),
  kind: z.string().describe('An agency kind of the profile'),
  government: z.boolean().default(false),
  specialist: z.boolean().default(false).describe('A specialist family violence service'),
  scope: z.enum(['in_scope', 'limited', 'out_of_scope', 'opted_in']).optional(),
  localities: z
    .array(
      z.strictObject({
        level: z.enum(['national', 'regional', 'local']),
        region: z.string(),
        area: z.string().optional(),
        network: z.string().optional(),
      }),
    )
    .optional(),
  agreements: z
    .array(z.strictObject({ code: z.string(), signedOn: z.iso.date(), reviewOn: z.iso.date() }))
    .optional(),
  domains: z.array(z.string()).optional().describe('Mail domains allowed; default those of its staff'),
  staff: z.record(alias, staffSchema),
});

export const personSchema = z
  .strictObject({
    name: z.string(),
    aliases: z.array(z.string()).optional(),
    born: z.iso.date().optional(),
    address: z.string().optional(),
    workplace: z.string().optional(),
    school: z.string().optional(),
    phone: z.string().optional(),
    email: z.email().optional(),
  })
  .describe('A member of a family group; plainly invented');

const messageExpectation = z.strictObject({
  kind: z.string(),
  to: z.array(z.string()).optional().describe('agencies, or agency/worker'),
  notTo: z.array(z.string()).optional(),
  count: z.number().int().min(0).optional(),
  fate: z
    .enum([
      'waiting',
      'sending',
      'accepted',
      'delivered',
      'bounced',
      'complained',
      'not_confirmed',
      'rejected',
      'stopped',
      'failed',
    ])
    .optional(),
  since: z.string().optional().describe('an instant or offset as in `at`; default the start'),
});

const expectationSchema = z
  .strictObject({
    refused: z.string().optional().describe('The refusal’s code'),
    phase: z.string().optional(),
    state: z
      .record(z.string(), z.unknown())
      .optional()
      .describe('Paths into the case as stored, such as urgency or lead.periods.0.kind'),
    liveClocks: z.array(z.string()).optional().describe('Rules that must be live'),
    noClocks: z.array(z.string()).optional().describe('Rules that must not be live'),
    openTasks: z.array(z.string()).optional().describe('Codes of tasks that must be open'),
    noTasks: z.array(z.string()).optional().describe('Codes of tasks that must not be open'),
    messages: z.array(messageExpectation).optional(),
    due: z
      .record(z.string(), z.string())
      .optional()
      .describe('Rule to local date (and time) at which its live clock falls due'),
  })
  .describe('What must hold right after the step, or at that time when there is no `do`');

export const stepSchema = z.strictObject({
  at: z
    .string()
    .describe('When: 2026-03-02T09:00 (local time), +3d 09:00, +2h or +30m after the step before'),
  as: workerAlias.optional().describe('Who does it; not for steps that break things'),
  do: z
    .string()
    .optional()
    .describe(
      'A domain command, or: answerLink, bounceAddress, mendAddress, sesOutage, restart, abortExecution',
    ),
  on: z
    .string()
    .regex(/^(case|meeting|person|agency):[a-z]\w*$/)
    .optional()
    .describe('What it is done to, such as case:main; default case:main'),
  with: z.record(z.string(), z.unknown()).optional().describe('The command’s input; @… stands for ids'),
  notes: z.record(z.string(), z.string()).optional().describe('Free texts by field; stored apart, encrypted'),
  expect: expectationSchema.optional(),
  say: z.string().optional().describe('A line for the reader of the output'),
});

export const scenarioSchema = z
  .strictObject({
    $schema: z.string().optional(),
    title: z.string(),
    about: z.string(),
    profile: z.enum(['wa', 'vic', 'nz']).default('wa'),
    region: z.string().optional().describe('Calendar region; default the profile’s'),
    conveningTeam: z
      .string()
      .regex(/^\w+\/\w+$/)
      .optional()
      .describe('The worker at the desk of the convening team, such as fss/coordinator; default nobody here'),
    overrides: z
      .record(z.string(), z.unknown())
      .optional()
      .describe('Policy values in place of the profile’s'),
    start: z
      .string()
      .regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d$/, 'expected local date and time, such as 2026-03-02T09:00'),
    agencies: z.record(alias, agencySchema),
    people: z.record(alias, personSchema),
    steps: z.array(stepSchema).min(1),
    end: z.record(alias, expectationSchema).describe('By case: what must hold when the scenario is over'),
    runUntil: z.string().optional().describe('Play on until then, such as +400d 09:00 after the last step'),
  })
  .describe('A scenario of the local cloud: agencies, a family, and what happens when');

export type Scenario = z.infer<typeof scenarioSchema>;
export type Step = z.infer<typeof stepSchema>;
export type Expectation = z.infer<typeof expectationSchema>;
