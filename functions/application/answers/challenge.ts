import {
  codeStanding,
  type Link,
  nextCodeAt,
  withNewCode,
  withoutCode,
  withTry,
} from '../../domain/answers/link.ts';
import { addElapsed, type Instant } from '../../domain/calendar/instants.ts';
import type { MessageIntent } from '../../domain/shared/intent.ts';
import type { App } from '../app.ts';
import { createMessage } from '../message-changes.ts';
import type { AggregateRef } from '../record.ts';
import { changeLink } from './change-link.ts';
import type { OpenLink } from './open-link.ts';
import { makeProof } from './proof.ts';
import { codeOf, isCode } from './token.ts';

/** Within this nobody gets a second mail: who presses twice has one code, not two. */
const BETWEEN_SECONDS = 30;

/** Codes for one link within a day, none of them typed, after which somebody looks into it (judgement). */
const ALARM_AT = 10;

/** Mail a code to the address of record. `until`: none is sent before then, for too many were sent lately. */
export async function sendCode(app: App, open: OpenLink): Promise<'sent' | { until: Instant }> {
  const { linkId, now } = open;
  let asked = false;
  const link = await changeLink(app, linkId, (found) => {
    asked = false;
    if (found.code && codeStanding(found, now) === 'open' && isRecent(found.code.at, now)) return undefined;
    const next = withNewCode(found, now);
    asked = next !== undefined;
    return next;
  });
  if (!asked) return codeStanding(link, now) === 'open' ? 'sent' : { until: nextCodeAt(link, now) };
  if (link.codesSent?.length === ALARM_AT)
    app.telemetry.alarm('link-guessed', { agencyId: link.to.agencyId, codes: ALARM_AT });
  await mailCode(app, linkId, link);
  return 'sent';
}

async function mailCode(app: App, linkId: string, link: Link): Promise<void> {
  const { meetingId, caseId = '' } = link.opens;
  const n = link.code?.n ?? 1;
  const about: Record<string, string> = meetingId === undefined ? { caseId } : { meetingId };
  const intent: MessageIntent = {
    intent: 'message',
    kind: 'link_code',
    cause: `${linkId}:code:${n}`,
    to: [],
    params: { ...about, link: linkId, n },
  };
  const ref: AggregateRef =
    meetingId === undefined ? { type: 'case', id: caseId } : { type: 'meeting', id: meetingId };
  // As the mail that brought the link: of a delegate to the one who is away, of a mailbox to its post. The gate
  // finds the address again.
  const brought = await app.messages.load(link.messageId);
  await createMessage(app, ref, intent, brought?.message.to ?? link.named ?? link.to);
}

const isRecent = (at: string, now: string): boolean => addElapsed(at, { seconds: BETWEEN_SECONDS }) > now;

/** Try a code. A right one answers the cookie that remembers it, and is good no more. */
export async function tryCode(
  app: App,
  open: OpenLink,
  given: string,
): Promise<{ proof: string } | 'wrong' | 'too_old' | 'locked' | 'none'> {
  const { linkId, now } = open;
  const before = codeStanding(open.link, now);
  if (before !== 'open') return before;
  let counted = false;
  const link = await changeLink(app, linkId, (found) => {
    counted = codeStanding(found, now) === 'open';
    return counted ? withTry(found) : undefined;
  });
  if (!counted || !link.code) return 'locked';
  const key = await app.linkKeys.signing(link.kid);
  if (!isCode(given, codeOf(key, linkId, link.code.n)))
    return codeStanding(link, now) === 'open' ? 'wrong' : 'locked';
  await changeLink(app, linkId, withoutCode);
  return { proof: await makeProof(app.linkKeys, linkId, now) };
}
