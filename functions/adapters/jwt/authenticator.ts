import { JwtVerifier } from 'aws-jwt-verify';
import {
  FetchError,
  JwksValidationError,
  JwkValidationError,
  JwtBaseError,
  JwtExpiredError,
  JwtInvalidAudienceError,
  JwtInvalidIssuerError,
  JwtInvalidSignatureAlgorithmError,
  JwtInvalidSignatureError,
  JwtNotBeforeError,
  JwtParseError,
  KidNotFoundInJwksError,
  ParameterValidationError,
  WaitPeriodNotYetEndedJwkError,
} from 'aws-jwt-verify/error';
import { type Fetcher, SimpleFetcher } from 'aws-jwt-verify/https';
import { SimpleJwksCache } from 'aws-jwt-verify/jwk';
import {
  type Authenticator,
  IssuerUnavailableError,
  type RejectedToken,
} from '../../application/api/authenticator.ts';
import type { Issuer } from './issuers.ts';
import { subjectOf } from './subject.ts';

/** Longer ones are not looked at; a token with many groups has some 4 KB. */
const LONGEST_TOKEN = 8_192;
/** How far the clocks of two departments may be apart. */
const GRACE_SECONDS = 5;

/**
 * Verifies tokens of the issuers on the list: asymmetric signatures only, by the issuer's own keys, which are
 * fetched once and again for a key id that is new. Anything else is rejected with a reason for the log.
 */
export function createAuthenticator(
  issuers: readonly Issuer[],
  fetcher: Fetcher = new SimpleFetcher(),
): Authenticator {
  const known = issuers.map((issuer) => ({
    ...issuer,
    jwksUri: issuer.jwksUri ?? `${issuer.issuer.replace(/\/$/, '')}/.well-known/jwks.json`,
  }));
  if (known.length === 0) return { authenticate: async () => rejected('no-issuer-is-trusted') };
  const verifier = JwtVerifier.create(
    known.map(({ issuer, audience, jwksUri }) => ({
      issuer,
      audience,
      jwksUri,
      graceSeconds: GRACE_SECONDS,
    })),
    { jwksCache: new SimpleJwksCache({ fetcher: withKnownKeys(known, fetcher) }) },
  );
  return {
    async authenticate(token) {
      if (token.length > LONGEST_TOKEN) return rejected('too-long');
      try {
        const claims = await verifier.verify(token);
        const issuer = issuers.find((one) => one.issuer === claims.iss);
        return issuer ? subjectOf(issuer, claims) : rejected('issuer');
      } catch (error) {
        if (noKeys.some((type) => error instanceof type))
          throw new IssuerUnavailableError('the keys of an issuer cannot be had');
        if (error instanceof JwtBaseError) return rejected(reasonOf(error));
        throw error;
      }
    },
  };
}

/** The issuer does not answer, or with something that is no set of keys. */
const noKeys = [FetchError, JwksValidationError, JwkValidationError] as const;

/** Codes of our own: what the classes are called does not outlive bundling. */
const reasons = [
  [JwtExpiredError, 'expired'],
  [JwtNotBeforeError, 'not-yet-valid'],
  [JwtInvalidAudienceError, 'audience'],
  [JwtInvalidIssuerError, 'issuer'],
  // What the library calls an issuer that is not on its list.
  [ParameterValidationError, 'issuer'],
  [JwtInvalidSignatureAlgorithmError, 'algorithm'],
  [JwtInvalidSignatureError, 'signature'],
  [KidNotFoundInJwksError, 'unknown-key'],
  [WaitPeriodNotYetEndedJwkError, 'unknown-key-again'],
  [JwtParseError, 'not-a-token'],
] as const;

const reasonOf = (error: JwtBaseError): string =>
  reasons.find(([type]) => error instanceof type)?.[1] ?? 'invalid';

const rejected = (reason: string): RejectedToken => ({ kind: 'rejected', reason });

/** Keys that stand in the configuration are not fetched. */
const withKnownKeys = (
  issuers: readonly { jwksUri: string; jwks?: Issuer['jwks'] }[],
  fetcher: Fetcher,
): Fetcher => ({
  async fetch(uri, ...rest) {
    const jwks = issuers.find((one) => one.jwksUri === uri)?.jwks;
    if (!jwks) return fetcher.fetch(uri, ...rest);
    const bytes = new TextEncoder().encode(JSON.stringify(jwks));
    return bytes.buffer;
  },
});
