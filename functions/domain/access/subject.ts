import type { Worker } from '../shared/actor.ts';

/**
 * What somebody may be, wherever it comes from: `token` roles are granted by the department's identity provider,
 * the others follow from the records of a case, a meeting or an agency and are never taken from a token.
 */
export const tokenRoles = [
  'representative',
  'agency_manager',
  'after_hours',
  'coordinator',
  'regional_viewer',
  'national_viewer',
  'operations',
  'auditor',
  'records_officer',
  'administrator',
  /** A system of an agency that sends incident reports and release notices; reads nothing. */
  'intake_system',
] as const;
export type TokenRole = (typeof tokenRoles)[number];

/** Roles that only the record of a case can give. */
const caseBoundRoles = ['caller', 'proxy', 'chair', 'minute_taker', 'observer', 'lead_agency'] as const;
export type CaseBoundRole = (typeof caseBoundRoles)[number];
export type AccessRole = TokenRole | CaseBoundRole;

/** Who asks, as authentication found it. */
export interface Subject extends Worker {
  roles: readonly TokenRole[];
  /** `link`: the holder of a link from a mail, who has no account; it opens one item only. */
  via: 'account' | 'link';
  /** Signed in with more than one factor. */
  mfa: boolean;
  /** For regional viewers: the regions that they may see. */
  regions?: readonly string[];
}
