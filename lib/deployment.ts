import * as z from 'zod';
import {
  address,
  certificate,
  count,
  domain,
  neutral,
  region,
  section,
  text,
  words,
} from './config-fields.ts';
import { placeFaults, secondRegionFaults } from './config-places.ts';
import { auditSection, existingKeysSection, peopleFields, secondRegionSection } from './safety-config.ts';

/*
 * What a department decides about one environment: one file in `config`, a TypeScript module whose default
 * export is a DeploymentInput. config/example-wa.ts explains each key.
 */

/** Days that CloudWatch Logs can keep. */
const logDays = [90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653] as const;

/** One who signs people in, and where in its tokens we find who they are. */
const issuerSchema = z.strictObject(
  {
    issuer: text(
      /^https:\/\/\S+$/,
      "the issuer's URL as it stands in `iss`",
      'https://login.example.gov.au/tenant',
    ),
    audience: words('the audience that its tokens are made for', 'macm'),
    /** Where the keys are. @default from the issuer's discovery document */
    jwksUri: text(/^https:\/\/\S+$/, 'the URL of its keys', 'https://login.example.gov.au/keys').optional(),
    claims: z.strictObject(
      {
        agency: words('the claim with the id of the agency', 'agency_id'),
        representative: words('the claim with the id of the representative', 'representative_id'),
        roles: words('the claim with the roles', 'roles'),
        regions: words('the claim with the regions', 'regions').optional(),
        mfa: section({
          claim: words('the claim that says how the person signed in', 'amr'),
          values: z.array(
            words('a value that means more than one factor', 'mfa'),
            "expected a list, such as ['mfa']",
          ),
        }),
      },
      'expected the names of the claims, such as { agency: …, representative: …, roles: …, mfa: … }',
    ),
    /** The agencies that it may speak for. @default all */
    agencies: z.array(words('the id of an agency', 'agy-police'), 'expected a list of ids').optional(),
    /** Its own names of roles to ours. */
    roles: z
      .record(z.string(), z.string(), "expected names, such as { 'MACM-Coordinators': 'coordinator' }")
      .optional(),
    /** The keys themselves, where they are known beforehand and nothing is to be fetched. */
    jwks: z
      .object(
        { keys: z.array(z.looseObject({ kty: z.string(), kid: z.string() })) },
        'expected a key set, such as { keys: [ … ] }',
      )
      .optional(),
  },
  'expected an issuer, such as { issuer: …, audience: …, claims: { … } }',
);

/** A share of the account's concurrent executions, kept for a function and its ceiling at once. */
const reserved = () => count('a number of concurrent executions', 10).optional();

/** How operations sign in to their view: a public client of one of the issuers, by authorization code and PKCE. */
const operationsViewSchema = section({
  clientId: words('the id of the public client', 'macm-operations-view'),
  authorizeUrl: text(
    /^https:\/\/[^\s?#]+$/,
    "the issuer's authorization endpoint",
    'https://login.example.gov.au/wa/authorize',
  ),
  tokenUrl: text(
    /^https:\/\/[^\s?#]+$/,
    "the issuer's token endpoint",
    'https://login.example.gov.au/wa/token',
  ),
  scope: words('the scopes to ask for', 'openid macm'),
  /** Which of its tokens is made for the audience of the API. */
  token: z
    .enum(['access_token', 'id_token'], "expected 'access_token' or 'id_token'")
    .default('access_token'),
  /** What the issuer wants to be told besides. */
  parameters: z
    .record(z.string(), z.string(), "expected names and texts, such as { audience: 'macm' }")
    .default({}),
});

const deploymentSchema = section({
  name: text(/^[a-z][a-z0-9-]{1,20}$/, 'lower-case letters, digits and hyphens', 'wa-prod'),
  account: text(/^\d{12}$/, 'the twelve digits of the account', '111122223333').optional(),
  region: region('for the cases', 'ap-southeast-2'),
  timeZone: text(/^[A-Z]\w+(\/\w+)+$/, 'a time zone of the IANA database', 'Australia/Perth'),
  classification: words('the marking that the department prescribes for documents', 'OFFICIAL: Sensitive'),
  email: section({
    region: region('that has SES', 'ap-southeast-2'),
    senderDomain: neutral(
      domain('a domain for mail that says nothing of the matter', 'notices.example.gov.au'),
      'a domain for mail',
    ),
    senderName: neutral(
      words('who writes where no agency of the case does', 'Department of Examples'),
      'a name',
    ),
  }),
  answers: section({
    domain: neutral(
      domain('a domain for links that says nothing of the matter', 'respond.example.gov.au'),
      'a domain for links',
    ),
    certificateArn: certificate().optional(),
  }),
  api: section({
    domain: domain('a domain for the API', 'api.example.gov.au').optional(),
    certificateArn: certificate().optional(),
    requestsPerSecond: count('requests a second over all callers', 50),
    burst: count('requests at one moment over all callers', 100),
    /** WAF counts by address over five minutes; an agency often comes from one address. */
    requestsPerAddress: count('requests from one address in five minutes, 10 or more', 3000, 10),
    answersPerAddress: count('answers from one address in five minutes, 10 or more', 300, 10),
  }),
  identity: section({
    issuers: z.array(issuerSchema, 'expected a list of issuers').min(1, 'expected at least one issuer'),
    /** @default no view in a browser */
    operationsView: operationsViewSchema.optional(),
  }),
  policy: section({
    profile: z.enum(['wa', 'vic', 'nz'], "expected 'wa', 'vic' or 'nz'"),
    /** What this deployment changes in its profile; checked against the rules by `npm run config -- check`. */
    overrides: z.record(z.string(), z.json(), 'expected an object, such as { declaration: … }').default({}),
    /** Overrides of earlier times: open cases keep the policy that they were opened under. */
    earlier: z.array(z.record(z.string(), z.json()), 'expected a list of overrides').default([]),
  }),
  table: section({
    name: text(/^[a-zA-Z0-9_.-]{3,255}$/, 'a table name', 'macm-wa-prod'),
    /** A table restored from a backup that takes over (docs/runbook.md). The first one stays, unused. */
    restored: section({
      name: text(/^[a-zA-Z0-9_.-]{3,255}$/, 'the name of the restored table', 'macm-wa-prod-restored'),
      streamArn: text(
        /^arn:aws:dynamodb:[a-z0-9-]+:\d{12}:table\/[^/]+\/stream\/\S+$/,
        "the ARN of the restored table's stream",
        'arn:aws:dynamodb:ap-southeast-2:111122223333:table/macm-wa-prod-restored/stream/2026-03-02T01:00:00.000',
      ),
    }).optional(),
  }),
  retention: section({
    logDays: z.literal([...logDays], `expected days that CloudWatch Logs knows: ${logDays.join(', ')}`),
    /** Nobody, not even the account's owner, can delete an anchor before. */
    auditYears: count('years that audit anchors cannot be deleted', 7),
    /** Those of each night stand for 35 days, whatever it says. */
    backupDays: count('days that the backup of each month is kept, 35 or more', 365, 35),
  }),
  records: section({
    disposalAuthority: words('the disposal authority that the department works under', 'DA 2026-001'),
    disposalClass: words('the class of these records in it', '12.3.1'),
    retainYears: count('years that a case is kept after it was closed', 25),
  }),
  operations: section({
    alarmEmails: z.array(address(), 'expected a list of addresses').min(1, 'expected at least one address'),
    runbook: text(
      /^https:\/\/\S+$/,
      'where people on call find docs/runbook.md',
      'https://wiki.example.gov.au/macm/runbook',
    ),
    ...peopleFields,
    dailyBudgetUsd: count('US dollars a day above which somebody is told', 20),
  }),
  audit: auditSection,
  /**
   * Keys of people and links that can have a copy in a second region. Only from the first deployment on: AWS
   * refuses to change it afterwards (docs/adr/0022-names-outlive-a-region.md).
   */
  multiRegionKeys: z.boolean('expected true or false').default(false),
  secondRegion: secondRegionSection,
  existingKeys: existingKeysSection,
  /** Left out in a new account, whose quota of ten leaves nothing to reserve. */
  concurrency: section({
    api: reserved(),
    answers: reserved(),
    mail: reserved(),
    sweep: reserved(),
    events: reserved(),
  }),
});
export type Deployment = z.output<typeof deploymentSchema>;
/** What a file in `config` exports. */
export type DeploymentInput = z.input<typeof deploymentSchema>;

/** A deployment config that cannot be used: for each fault the key, what was wrong and what was expected. */
export class DeploymentConfigError extends Error {
  override readonly name = 'DeploymentConfigError';
  readonly faults: readonly string[];
  constructor(file: string, faults: readonly string[]) {
    super(faults.map((fault) => `${file}: ${fault}`).join('\n'));
    this.faults = faults;
  }
}

/** Check the default export of a config file. Throws DeploymentConfigError. */
export function parseDeployment(value: unknown, file = 'config'): Deployment {
  const parsed = deploymentSchema.safeParse(value);
  const faults = parsed.success
    ? crossFaults(parsed.data)
    : parsed.error.issues.map(
        ({ path, message }) => `${path.map(String).join('.') || 'the file'}: ${message}`,
      );
  if (!parsed.success || faults.length > 0) throw new DeploymentConfigError(file, faults);
  return parsed.data;
}

/** Lambda takes 4 KB of environment in all, and send-email needs the rest. */
const OVERRIDES_BYTES = 2400;
/** What serve-api can be told of issuers and policy together. */
const API_BYTES = 3400;

/** The policy that functions are told, as they read it: earlier overrides first, the current ones last. */
export const policyOverrides = ({ policy }: Deployment): string =>
  JSON.stringify([...policy.earlier, policy.overrides]);

/** The issuers, as functions read them (functions/adapters/jwt/issuers.ts). */
export const issuerList = ({ identity }: Deployment): string => JSON.stringify(identity.issuers);

/** How the view for operations signs people in, as its function reads it; nothing where there is none. */
export const operationsSignIn = ({ identity: { operationsView } }: Deployment): string =>
  operationsView === undefined ? '' : JSON.stringify(operationsView);

/** What no key shows alone. */
function crossFaults(deployment: Deployment): string[] {
  const faults = [...placeFaults(deployment), ...deskFaults(deployment), ...secondRegionFaults(deployment)];
  const bytes = Buffer.byteLength(policyOverrides(deployment));
  if (bytes > OVERRIDES_BYTES)
    faults.push(
      `policy: expected at most ${OVERRIDES_BYTES} bytes of overrides, found ${bytes}; make a profile of them`,
    );
  const inApi = bytes + Buffer.byteLength(issuerList(deployment) + operationsSignIn(deployment));
  if (inApi > API_BYTES)
    faults.push(
      `identity: expected at most ${API_BYTES} bytes of issuers and policy overrides together, found ${inApi}`,
    );
  return faults;
}

const idSchema = z.string().regex(/^[a-z]{1,4}-[a-z0-9]{4,40}$/);
const deskSchema = z.object({
  conveningTeam: z.object({ desk: z.object({ agencyId: idSchema, representativeId: idSchema }) }),
});

/**
 * The profile's desk is nobody: every word for the convening team, such as that an address was changed or that
 * somebody has named themselves to run a case, would go nowhere.
 */
function deskFaults({ policy: { overrides } }: Deployment): string[] {
  if (deskSchema.safeParse(overrides).success) return [];
  return [
    "policy.overrides.conveningTeam.desk: expected the worker at the convening team's desk, such as { agencyId: 'agy-exampledesk1', representativeId: 'rep-exampledesk1' }",
  ];
}
