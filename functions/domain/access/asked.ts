import type { AggregateType } from '../shared/aggregate.ts';

/**
 * Classes of what can be read.
 * - `handling`: that there is a case: display code, phase, urgency, clocks, whose turn it is. No identity, no content.
 * - `content`: risk, needs, plan, actions, consent flags, timeline with its codes.
 * - `deidentified`: phase, urgency, risk level, counts and durations of a case, and nothing by which anybody is known.
 * - `emergency_reason`: why somebody read a case in an emergency, and what the review found.
 * - `consent_reason`: the outcome and reason of consent attempts, beyond the two flags and the basis.
 * - `identity`: names, addresses, contact details of the family group.
 * - `narrative`: free texts.
 * - `disclosures`: who was given what, when, on what basis.
 * - `audit`: the audit chain, by codes.
 * - `directory`: agencies and representatives with their work addresses.
 * - `health`: executions, sweeps, mail health; ids and codes only.
 */
export const readClasses = [
  'handling',
  'deidentified',
  'content',
  'consent_reason',
  'identity',
  'narrative',
  'emergency_reason',
  'disclosures',
  'audit',
  'directory',
  'health',
] as const;
export type ReadClass = (typeof readClasses)[number];

/** What somebody wants to do. */
export type Asked =
  | { kind: 'read'; what: ReadClass }
  | { kind: 'command'; aggregate: AggregateType; name: string };
