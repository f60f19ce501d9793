import type { DeploymentInput } from '../lib/deployment.ts';

/*
 * Aotearoa New Zealand: cases stay in Auckland, which has no SES, so that mail goes from Sydney. What crosses:
 * the text of each mail, which names agencies and dates but never the family, and the events about it.
 * config/example-wa.ts explains each key.
 */
export default {
  name: 'example-nz',
  region: 'ap-southeast-6',
  timeZone: 'Pacific/Auckland',
  classification: 'IN-CONFIDENCE',
  email: {
    region: 'ap-southeast-2',
    senderDomain: 'notices.example.govt.nz',
    senderName: 'Ministry of Examples',
  },
  answers: {
    domain: 'respond.example.govt.nz',
    certificateArn:
      'arn:aws:acm:ap-southeast-6:111122223333:certificate/11111111-2222-3333-4444-555555555555',
  },
  /** The API has no domain of its own: systems call it by the address that AWS gives. */
  api: { requestsPerSecond: 50, burst: 100, requestsPerAddress: 3000, answersPerAddress: 300 },
  identity: {
    issuers: [
      {
        issuer: 'https://login.example.govt.nz/tenant',
        audience: 'macm',
        claims: {
          agency: 'agency_id',
          representative: 'representative_id',
          roles: 'roles',
          regions: 'regions',
          mfa: { claim: 'amr', values: ['mfa'] },
        },
      },
    ],
    operationsView: {
      clientId: 'macm-operations-view',
      authorizeUrl: 'https://login.example.govt.nz/tenant/authorize',
      tokenUrl: 'https://login.example.govt.nz/tenant/token',
      scope: 'openid macm',
      token: 'access_token',
    },
  },
  policy: {
    profile: 'nz',
    overrides: {
      conveningTeam: { desk: { agencyId: 'agy-exampledesk1', representativeId: 'rep-exampledesk1' } },
    },
  },
  table: { name: 'macm-example-nz' },
  retention: { logDays: 731, auditYears: 10, backupDays: 365 },
  records: { disposalAuthority: 'EXAMPLE-DA-2026', disposalClass: '0.0', retainYears: 20 },
  operations: {
    alarmEmails: ['on-call@example.govt.nz'],
    runbook: 'https://wiki.example.govt.nz/macm/runbook',
    breakGlass: ['arn:aws:iam::111122223333:role/platform-break-glass'],
    auditors: ['arn:aws:iam::111122223333:role/auditors'],
    operators: ['arn:aws:iam::111122223333:role/platform-engineers'],
    keyKeepers: ['arn:aws:iam::111122223333:role/security-engineers'],
    recordsOfficers: ['arn:aws:iam::111122223333:role/records-officers'],
    secondFactor: 'identity_provider',
    dailyBudgetUsd: 20,
  },
  audit: { trail: 'organisation' },
  concurrency: { api: 50, answers: 20, mail: 10, sweep: 2, events: 10 },
} satisfies DeploymentInput;
