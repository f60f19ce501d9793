import * as z from 'zod';

/** What a department decides about one environment; the guide on deployment extends it. */
export const deploymentSchema = z.strictObject({
  name: z.string().regex(/^[a-z][a-z0-9-]{1,20}$/, 'lower-case letters, digits and hyphens, such as wa-prod'),
  region: z.string().regex(/^[a-z]{2}-[a-z]+-\d$/, 'an AWS region, such as ap-southeast-2'),
  /** SES is not in every region: Melbourne and New Zealand send from Sydney. */
  emailRegion: z.string().regex(/^[a-z]{2}-[a-z]+-\d$/, 'an AWS region with SES, such as ap-southeast-2'),
  /** Neutral: a name in an inbox list must not say what the mail is about. */
  senderDomain: z.string().regex(/^[a-z0-9.-]+\.[a-z]{2,}$/, 'a mail domain, such as notices.example.gov.au'),
  /** Who writes where no agency of the case does; as neutral as the domain. */
  senderName: z.string().min(1),
  linkBase: z.url({ protocol: /^https$/ }),
  /** The marking that the department prescribes for documents. */
  classification: z.string().min(1),
  profile: z.enum(['wa', 'vic', 'nz']),
});
export type Deployment = z.infer<typeof deploymentSchema>;

/** A deployment config that cannot be used: says the key, what was wrong and what was expected. */
export class DeploymentConfigError extends Error {
  override readonly name = 'DeploymentConfigError';
}

/** Read the `deployment` context of cdk.json or of the command line. */
export function parseDeployment(value: unknown): Deployment {
  const parsed = deploymentSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map(
    (issue) => `deployment.${issue.path.map(String).join('.')}: ${issue.message}`,
  );
  throw new DeploymentConfigError(faults.join('\n'));
}
