import * as z from 'zod/mini';

const environmentSchema = z.object({
  TABLE_NAME: z.string(),
  CASE_MACHINE_ARN: z._default(z.string(), ''),
  DELIVERY_MACHINE_ARN: z._default(z.string(), ''),
  /** Of the case-lifecycle definition that is deployed with this code. */
  DEFINITION_HASH: z._default(z.string(), ''),
  PROFILE: z._default(z.enum(['wa', 'vic', 'nz']), 'wa'),
  PEOPLE_KEY_ID: z._default(z.string(), ''),
});
export type Environment = z.infer<typeof environmentSchema>;

const mailEnvironmentSchema = z.object({
  EMAIL_REGION: z.string(),
  SENDER_ADDRESS: z.string(),
  CONFIGURATION_SET: z.string(),
  LINK_BASE: z.string(),
  SENDER_NAME: z._default(z.string(), 'The department'),
  CLASSIFICATION: z._default(z.string(), 'Sensitive'),
  FONT_FOLDER: z.string(),
});
export type MailEnvironment = z.infer<typeof mailEnvironmentSchema>;

/** What a function is configured with is missing or wrong: names the variables, never their values. */
export class EnvironmentError extends Error {
  override readonly name = 'EnvironmentError';
}

function read<Schema extends z.ZodMiniType>(schema: Schema, variables: NodeJS.ProcessEnv): z.output<Schema> {
  const parsed = schema.safeParse(variables);
  if (parsed.success) return parsed.data;
  throw new EnvironmentError(
    `wrong or missing: ${parsed.error.issues.map(({ path }) => path.join('.')).join(', ')}`,
  );
}

/** Read once, when a function starts. Throws EnvironmentError. */
export const readEnvironment = (variables: NodeJS.ProcessEnv): Environment =>
  read(environmentSchema, variables);
/** What only the function that sends has. Throws EnvironmentError. */
export const readMailEnvironment = (variables: NodeJS.ProcessEnv): MailEnvironment =>
  read(mailEnvironmentSchema, variables);
