import type { Subject } from '../../domain/access/subject.ts';

/** Why a token is not accepted: for the log, never for whoever sent it. */
export interface RejectedToken {
  kind: 'rejected';
  reason: string;
}

/** The keys of an issuer cannot be had now: nobody can say whether a token is good. */
export class IssuerUnavailableError extends Error {
  override readonly name = 'IssuerUnavailableError';
}

/** Tokens of the identity providers that the department trusts. */
export interface Authenticator {
  /** Who the token says they are. Throws IssuerUnavailableError. */
  authenticate(token: string): Promise<Subject | RejectedToken>;
}

export const isRejected = (found: Subject | RejectedToken): found is RejectedToken => 'kind' in found;
