import * as z from 'zod/mini';

/**
 * How whoever watches operations signs in: OpenID Connect, authorization code with PKCE (RFC 7636), as a public
 * client of the department's provider. Which tokens count is the API's matter, not the page's.
 */
const signInSchema = z.strictObject({
  clientId: z.string(),
  /** Where the provider asks who somebody is. */
  authorizeUrl: z.string(),
  /** Where it gives a token for a code, to a script from another origin (CORS). */
  tokenUrl: z.string(),
  scope: z.string(),
  /** Which of its tokens the API takes: the one made for the API's audience. */
  token: z.enum(['access_token', 'id_token']),
  /** What the provider wants to be told besides, such as `audience` or `resource`. */
  parameters: z.record(z.string(), z.string()),
});
export type SignIn = z.infer<typeof signInSchema>;

/** From a function's environment; an empty text: the deployment has no sign-in for the view. */
export const parseSignIn = (text: string): SignIn | undefined =>
  text === '' ? undefined : signInSchema.parse(JSON.parse(text));
