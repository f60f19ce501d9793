import type { DeploymentInput } from '../lib/deployment.ts';

/*
 * Victoria: cases stay in Melbourne, which has no SES, so that mail goes from Sydney. What crosses: the text of
 * each mail, which names agencies and dates but never the family, and the events about it.
 * config/example-wa.ts explains each key.
 */
export default {
  name: 'example-vic',
  region: 'ap-southeast-4',
  timeZone: 'Australia/Melbourne',
  classification: 'OFFICIAL: Sensitive',
  email: {
    region: 'ap-southeast-2',
    senderDomain: 'notices.example.vic.gov.au',
    senderName: 'Department of Examples',
  },
  answers: {
    domain: 'respond.example.vic.gov.au',
    certificateArn:
      'arn:aws:acm:ap-southeast-4:111122223333:certificate/11111111-2222-3333-4444-555555555555',
  },
  api: {
    domain: 'api.example.vic.gov.au',
    certificateArn:
      'arn:aws:acm:ap-southeast-4:111122223333:certificate/66666666-7777-8888-9999-000000000000',
    requestsPerSecond: 50,
    burst: 100,
    requestsPerAddress: 3000,
    answersPerAddress: 300,
  },
  identity: {
    issuers: [
      {
        issuer: 'https://login.example.vic.gov.au/tenant',
        audience: 'macm',
        claims: {
          agency: 'agency_id',
          representative: 'representative_id',
          roles: 'roles',
          mfa: { claim: 'amr', values: ['mfa'] },
        },
      },
      /** Community-controlled organisations sign in with a provider of their own. */
      {
        issuer: 'https://login.example.org.au/tenant',
        audience: 'macm',
        claims: {
          agency: 'agency',
          representative: 'sub',
          roles: 'groups',
          mfa: { claim: 'acr', values: ['urn:example:loa:2'] },
        },
        /** It speaks for these and for no other. */
        agencies: ['agy-example-acco'],
      },
    ],
    operationsView: {
      clientId: 'macm-operations-view',
      authorizeUrl: 'https://login.example.vic.gov.au/tenant/authorize',
      tokenUrl: 'https://login.example.vic.gov.au/tenant/token',
      scope: 'openid macm',
      token: 'access_token',
    },
  },
  policy: {
    profile: 'vic',
    overrides: {
      conveningTeam: { desk: { agencyId: 'agy-exampledesk1', representativeId: 'rep-exampledesk1' } },
    },
  },
  table: { name: 'macm-example-vic' },
  retention: { logDays: 731, auditYears: 7, backupDays: 365 },
  records: { disposalAuthority: 'EXAMPLE-PROS-2026', disposalClass: '0.0.0', retainYears: 25 },
  operations: {
    alarmEmails: ['on-call@example.vic.gov.au'],
    runbook: 'https://wiki.example.vic.gov.au/macm/runbook',
    breakGlass: ['arn:aws:iam::111122223333:role/platform-break-glass'],
    auditors: ['arn:aws:iam::111122223333:role/auditors'],
    operators: ['arn:aws:iam::111122223333:role/platform-engineers'],
    keyKeepers: ['arn:aws:iam::111122223333:role/security-engineers'],
    recordsOfficers: ['arn:aws:iam::111122223333:role/records-officers'],
    dailyBudgetUsd: 20,
  },
  audit: { trail: 'own', trailDays: 731 },
  multiRegionKeys: true,
  /** Backups are copied there every night; the keys when their ARNs stand here, outputs of MacmKeys. */
  secondRegion: {
    region: 'ap-southeast-2',
    peopleKeyArn: 'arn:aws:kms:ap-southeast-4:111122223333:key/mrk-11111111222233334444555555555555',
    linkKeyArn: 'arn:aws:kms:ap-southeast-4:111122223333:key/mrk-66666666777788889999000000000000',
  },
  concurrency: { api: 50, answers: 20, mail: 10, sweep: 2, events: 10 },
} satisfies DeploymentInput;
