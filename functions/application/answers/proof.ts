import { addElapsed, type Instant } from '../../domain/calendar/instants.ts';
import { hashText } from '../../domain/shared/ids.ts';
import type { LinkKeys } from './link-store.ts';
import { kidAt, readToken, signToken } from './token.ts';

/** How long a code that was typed counts on that device (judgement). */
const PROOF_MINUTES = 60;

const PURPOSE = 'proof';

/** The name of the cookie for one link, which tells nothing of it. */
export const proofName = (linkId: string): string => `proof-${hashText(linkId).slice(0, 12)}`;

/** What the cookie holds after a right code: signed like a link, and good for nothing else. */
export async function makeProof(keys: LinkKeys, linkId: string, now: Instant): Promise<string> {
  const kid = kidAt(now);
  const exp = addElapsed(now, { minutes: PROOF_MINUTES });
  return signToken(await keys.signing(kid), kid, { linkId, purpose: PURPOSE, exp });
}

/** Whether one of these cookies proves it for this link. */
export async function isProof(
  keys: LinkKeys,
  linkId: string,
  cookies: Readonly<Record<string, string>>,
  now: Instant,
): Promise<boolean> {
  const cookie = cookies[proofName(linkId)];
  if (cookie === undefined) return false;
  const payload = await readToken(keys, cookie, now);
  return payload?.linkId === linkId && payload.purpose === PURPOSE && payload.exp > now;
}
