import { loadCase, loadMeeting } from '../../functions/application/load-states.ts';
import type { Zone } from '../../functions/application/operations/pages/times.ts';
import { knownPolicy } from '../../functions/application/policy-book.ts';
import type { Ports } from '../../functions/application/ports.ts';
import type { SentMail } from './mail.ts';

/** The time that a mail is shown in: that of the case it is about. */
export type ZoneOf = (mail: Pick<SentMail, 'tags'>) => Promise<Zone>;

/** The zone by the message that a mail carries, read once for each. */
export function createZoneOf(app: Pick<Ports, 'aggregates' | 'messages' | 'policies'>): ZoneOf {
  const known = new Map<string, Promise<Zone>>();
  return ({ tags: { message = '' } }) => {
    const zone = known.get(message) ?? zoneOfMessage(app, message);
    known.set(message, zone);
    return zone;
  };
}

async function zoneOfMessage(
  app: Pick<Ports, 'aggregates' | 'messages' | 'policies'>,
  messageId: string,
): Promise<Zone> {
  for (const id of (await app.messages.load(messageId))?.message.about ?? []) {
    const meeting = id.startsWith('mtg-') ? await loadMeeting(app, id) : undefined;
    const state = await loadCase(app, meeting?.cases[0]?.caseId ?? id);
    if (state) return knownPolicy(app.policies, state.policyVersion, state.region)?.calendar;
  }
  return app.policies.current().calendar;
}
