import type { DeploymentInput } from '../lib/deployment.ts';

/*
 * Western Australia: an example to copy. Everything here is invented; `npm run config -- check FILE` says what
 * is wrong with yours, and docs/deployment.md what to do with it.
 */
export default {
  /** Stands in the names of what needs a name. Never change it: the table and the mail set-up would be new ones. */
  name: 'example-wa',
  /** The account, so that a deployment into another one fails; left out here so that the example synthesises anywhere. */
  // account: '111122223333',
  /** Where cases live: Sydney, the nearest region with everything, SES too. */
  region: 'ap-southeast-2',
  /** For backups at night; must be the time zone of the profile. */
  timeZone: 'Australia/Perth',
  /** The marking on documents, and the tag `classification` on all resources. */
  classification: 'OFFICIAL: Sensitive',
  email: {
    region: 'ap-southeast-2',
    /** Neutral: a name in an inbox list must not say what the mail is about. */
    senderDomain: 'notices.example.gov.au',
    senderName: 'Department of Examples',
  },
  answers: {
    /** Where links in mails lead; as neutral as the sender. A certificate makes it a domain of the API. */
    domain: 'respond.example.gov.au',
    certificateArn:
      'arn:aws:acm:ap-southeast-2:111122223333:certificate/11111111-2222-3333-4444-555555555555',
  },
  api: {
    domain: 'api.example.gov.au',
    certificateArn:
      'arn:aws:acm:ap-southeast-2:111122223333:certificate/66666666-7777-8888-9999-000000000000',
    requestsPerSecond: 50,
    burst: 100,
    /** In five minutes. Police often come from one address: ask before you lower it. */
    requestsPerAddress: 3000,
    answersPerAddress: 300,
  },
  identity: {
    /** Nobody else's token opens anything. One entry an identity provider. */
    issuers: [
      {
        issuer: 'https://login.example.gov.au/wa',
        audience: 'macm',
        claims: {
          agency: 'agency_id',
          representative: 'representative_id',
          roles: 'roles',
          regions: 'regions',
          /** Holds `mfa` or the like when the person signed in with more than one factor. */
          mfa: { claim: 'amr', values: ['mfa', 'hwk'] },
        },
        /**
         * Its names of roles, where they are not ours (functions/domain/access/subject.ts has ours). All that count
         * must stand here: whatever else a token names is ignored. Leave it out when tokens name ours.
         */
        roles: {
          'MACM-Workers': 'representative',
          'MACM-Managers': 'agency_manager',
          'MACM-Coordinators': 'coordinator',
          'MACM-Administrators': 'administrator',
          'MACM-Operations': 'operations',
          'MACM-Auditors': 'auditor',
        },
      },
    ],
    /** The view for operations in a browser: a public client there, with PKCE and without a secret. Leave it out, and there is no view. */
    operationsView: {
      clientId: 'macm-operations-view',
      authorizeUrl: 'https://login.example.gov.au/wa/authorize',
      tokenUrl: 'https://login.example.gov.au/wa/token',
      scope: 'openid macm',
      /** Which of its tokens has the audience above: `access_token` or `id_token`. */
      token: 'access_token',
      /** What this provider wants to be told besides, such as `resource`. */
      parameters: { audience: 'macm' },
    },
  },
  policy: {
    profile: 'wa',
    /** Any part of the profile (functions/domain/policy/profiles/wa.ts), as deep as need be; lists as a whole. */
    overrides: {
      /** Whoever hears of what needs a person; the agency's id is known once it is entered (docs/deployment.md, 7). */
      conveningTeam: { desk: { agencyId: 'agy-exampledesk1', representativeId: 'rep-exampledesk1' } },
      access: { bulkReadCasesPerHour: 40 },
    },
    /** When `overrides` change, what stood there goes to the end of this list: open cases still live under it. */
    earlier: [],
  },
  /** `restored: { name, streamArn }` lets a restored table take over. */
  table: { name: 'macm-example-wa' },
  retention: { logDays: 731, auditYears: 7, backupDays: 365 },
  /** Ask the records office. Nothing is disposed of before `retainYears`, without two persons, or under a legal hold. */
  records: { disposalAuthority: 'EXAMPLE-DA-2026', disposalClass: '0.0.0', retainYears: 25 },
  operations: {
    /** Each gets a mail from AWS to confirm, and until then no alarm. */
    alarmEmails: ['on-call@example.gov.au'],
    runbook: 'https://wiki.example.gov.au/macm/runbook',
    breakGlass: ['arn:aws:iam::111122223333:role/platform-break-glass'],
    auditors: ['arn:aws:iam::111122223333:role/auditors'],
    /** Those who run `npm run ops`, and restore: they read no name. */
    operators: ['arn:aws:iam::111122223333:role/platform-engineers'],
    /** Those who replace data keys. */
    keyKeepers: ['arn:aws:iam::111122223333:role/security-engineers'],
    /** Those who export and dispose of records: the only ones who read everything. */
    recordsOfficers: ['arn:aws:iam::111122223333:role/records-officers'],
    /** Names of sessions to workers: then `--by` must be who AWS says it is. */
    workers: { 'records.first@example.gov.au': 'agy-records1/rep-first1' },
    /** `identity_provider` when these are roles of IAM Identity Center: it makes sure of the second factor then. */
    secondFactor: 'aws',
    dailyBudgetUsd: 20,
  },
  /** `organisation`, where the department has a trail that writes down the same (docs/deployment.md). */
  audit: { trail: 'own', trailDays: 731 },
  /** Decide it before the first deployment: AWS never changes it afterwards. Then `secondRegion` (example-vic.ts). */
  multiRegionKeys: true,
  /** Leave it empty in a new account until its quota of concurrent executions is raised from 10 to 1,000. */
  concurrency: { api: 50, answers: 20, mail: 10, sweep: 2, events: 10 },
} satisfies DeploymentInput;
