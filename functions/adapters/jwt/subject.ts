import * as z from 'zod/mini';
import type { RejectedToken } from '../../application/api/authenticator.ts';
import { type Subject, type TokenRole, tokenRoles } from '../../domain/access/subject.ts';
import { idSchema } from '../../domain/shared/ids.ts';
import type { Issuer } from './issuers.ts';

export type Claims = Readonly<Record<string, unknown>>;

const oneOrMore = z.union([z.string(), z.array(z.string())]);

/** A claim as a list: one text, several by spaces, or a list. */
function listOf(claim: unknown): string[] {
  const parsed = oneOrMore.safeParse(claim);
  if (!parsed.success) return [];
  return typeof parsed.data === 'string' ? parsed.data.split(' ').filter((part) => part !== '') : parsed.data;
}

/** Who somebody is by the claims of a verified token. Without an end, an agency or a representative it says nobody. */
export function subjectOf(issuer: Issuer, claims: Claims): Subject | RejectedToken {
  if (typeof claims['exp'] !== 'number') return { kind: 'rejected', reason: 'no-exp' };
  const agencyId = idSchema.safeParse(claims[issuer.claims.agency]);
  const representativeId = idSchema.safeParse(claims[issuer.claims.representative]);
  if (!agencyId.success) return { kind: 'rejected', reason: 'no-agency' };
  if (!representativeId.success) return { kind: 'rejected', reason: 'no-representative' };
  if (issuer.agencies && !issuer.agencies.includes(agencyId.data))
    return { kind: 'rejected', reason: 'agency-of-another-issuer' };
  const { mfa, regions } = issuer.claims;
  return {
    agencyId: agencyId.data,
    representativeId: representativeId.data,
    roles: rolesOf(issuer, listOf(claims[issuer.claims.roles])),
    via: 'account',
    mfa: listOf(claims[mfa.claim]).some((value) => mfa.values.includes(value)),
    ...(regions === undefined ? {} : { regions: listOf(claims[regions]) }),
  };
}

function rolesOf({ roles }: Issuer, named: readonly string[]): TokenRole[] {
  const known = named.map((name) => (roles ? (Object.hasOwn(roles, name) ? roles[name] : undefined) : name));
  return tokenRoles.filter((role) => known.includes(role));
}
