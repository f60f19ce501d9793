import * as z from 'zod/mini';

const profile = z.enum(['wa', 'vic', 'nz']);
export type Profile = z.infer<typeof profile>;

const table = { TABLE_NAME: z.string() };
/** POLICY_OVERRIDES: what the deployment changes in its profile (container.ts, createPolicies). */
const policies = { PROFILE: profile, POLICY_OVERRIDES: z.string() };
/** Wraps the data keys of persons and narratives. */
const keys = { PEOPLE_KEY_ID: z.string() };
/** The identity providers whose tokens count, as JSON (functions/adapters/jwt/issuers.ts). */
const issuers = { ISSUERS: z.string() };
/** Wraps the keys that sign links in mails. */
const links = { LINK_KEY_ID: z.string() };
const machines = { CASE_MACHINE_ARN: z.string(), DELIVERY_MACHINE_ARN: z.string() };
const mail = {
  EMAIL_REGION: z.string(),
  SENDER_ADDRESS: z.string(),
  SENDER_NAME: z.string(),
  PLAN_CONFIGURATION_SET: z.string(),
  REMINDER_CONFIGURATION_SET: z.string(),
  LINK_BASE: z.string(),
  CLASSIFICATION: z.string(),
  FONT_FOLDER: z.string(),
};

/** What each function is told when it is deployed: exactly this, all of it needed. */
export const environments = {
  /** ANCHOR_BUCKET: has Object Lock; the function puts into it and reads nothing. */
  'anchor-audit': z.object({ ...table, ANCHOR_BUCKET: z.string() }),
  'authorize-request': z.object(issuers),
  'await-signal': z.object(table),
  'check-delivery': z.object({ ...table, ...policies }),
  /** The public addresses of the API and of the pages behind links, each with a slash at its end. */
  'check-health': z.object({ API_URL: z.string(), ANSWERS_URL: z.string() }),
  /** DEFINITION_HASH: of the case-lifecycle definition that is deployed with this code. */
  'evaluate-case': z.object({ ...table, ...policies, DEFINITION_HASH: z.string() }),
  'record-delivery': z.object(table),
  'relay-changes': z.object({ ...table, ...policies, ...keys, ...machines }),
  'restart-failed': z.object(table),
  'send-email': z.object({ ...table, ...policies, ...keys, ...links, ...mail }),
  'serve-answers': z.object({ ...table, ...policies, ...keys, ...links, ...machines }),
  /**
   * CASE_MACHINE_ARN: for links to the console; it starts nothing. OPERATIONS_SIGN_IN: how the view for operations
   * signs people in, as JSON, or nothing (functions/application/operations/view/sign-in.ts).
   */
  'serve-api': z.object({
    ...table,
    ...policies,
    ...keys,
    ...issuers,
    CASE_MACHINE_ARN: z.string(),
    OPERATIONS_SIGN_IN: z.string(),
  }),
  'sweep-attention': z.object({ ...table, ...policies, ...keys, ...machines }),
};
export type FunctionName = keyof typeof environments;
export type FunctionEnvironment<Name extends FunctionName> = z.output<(typeof environments)[Name]>;

/** What a function is configured with is missing or wrong: names the variables, never their values. */
export class EnvironmentError extends Error {
  override readonly name = 'EnvironmentError';
}

/** Read once, when a function starts. Throws EnvironmentError. */
export function readEnvironment<Schema extends z.ZodMiniType>(
  schema: Schema,
  variables: NodeJS.ProcessEnv,
): z.output<Schema> {
  const parsed = schema.safeParse(variables);
  if (parsed.success) return parsed.data;
  throw new EnvironmentError(
    `wrong or missing: ${parsed.error.issues.map(({ path }) => path.join('.')).join(', ')}`,
  );
}
