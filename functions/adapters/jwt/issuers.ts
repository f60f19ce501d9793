import * as z from 'zod/mini';
import { tokenRoles } from '../../domain/access/subject.ts';
import { idSchema } from '../../domain/shared/ids.ts';

const jwksSchema = z.object({ keys: z.array(z.looseObject({ kty: z.string(), kid: z.string() })) });

/** An identity provider that the department trusts, and how to read its tokens. */
const issuerSchema = z.strictObject({
  /** Exactly as in `iss`. */
  issuer: z.string(),
  audience: z.string(),
  /** Where its keys are; found from the issuer when absent (`/.well-known/jwks.json`). */
  jwksUri: z.optional(z.string()),
  /** Its keys themselves, where they are known beforehand: then nothing is fetched. */
  jwks: z.optional(jwksSchema),
  /** The agencies for which it may speak; all when absent. An agency's own provider speaks for that agency only. */
  agencies: z.optional(z.array(idSchema)),
  /** Names of the claims. */
  claims: z.strictObject({
    agency: z.string(),
    representative: z.string(),
    roles: z.string(),
    regions: z.optional(z.string()),
    /** A claim (`amr` or `acr`) with one of these values says that there was more than one factor. */
    mfa: z.strictObject({ claim: z.string(), values: z.array(z.string()) }),
  }),
  /** The provider's own names of roles; a name that stands for none of ours is ignored. */
  roles: z.optional(z.record(z.string(), z.enum(tokenRoles))),
});
export type Issuer = z.infer<typeof issuerSchema>;

/** The allow-list from a deployment's configuration. Throws with the place of what is wrong. */
export function parseIssuers(text: string): Issuer[] {
  return z.array(issuerSchema).parse(JSON.parse(text));
}
