import type { Instant } from '../../domain/calendar/instants.ts';
import type { AccessEntry } from '../access/access-log.ts';
import type { App } from '../app.ts';

/** What somebody was given of a case, for whoever must be told of a breach. */
export interface Traced {
  agencyId: string;
  representativeId?: string;
  /** When, the last first; `mail`: what became of each. */
  given: {
    at: Instant;
    via: AccessEntry['via'];
    what: string;
    content?: string;
    item?: string;
    mail?: { messageId: string; status: string };
  }[];
}

/** Who was given anything of a case since an instant, by person, from its access log: reads and mails, no refusals. */
export async function traceRecipients(
  app: Pick<App, 'accessLog' | 'messages'>,
  caseId: string,
  since: Instant,
): Promise<Traced[]> {
  const people = new Map<string, Traced>();
  for (let page = await app.accessLog.latest(caseId); page.length > 0; ) {
    const inTime = page.filter(({ at }) => at >= since);
    for (const entry of inTime.filter(({ event }) => event !== 'refused')) {
      const { agencyId, representativeId, post } = entry;
      const key = `${agencyId}/${representativeId ?? post ?? ''}`;
      const known = people.get(key) ?? {
        agencyId,
        ...(representativeId === undefined ? {} : { representativeId }),
        given: [],
      };
      known.given.push(await givenOf(app, entry));
      people.set(key, known);
    }
    const last = page.at(-1);
    page = last && inTime.length === page.length ? await app.accessLog.latest(caseId, last.seq) : [];
  }
  return [...people.values()].toSorted((a, b) => (a.agencyId < b.agencyId ? -1 : 1));
}

async function givenOf(app: Pick<App, 'messages'>, entry: AccessEntry): Promise<Traced['given'][number]> {
  const { at, via, what, content, item, messageId } = entry;
  const stored = messageId === undefined ? undefined : await app.messages.load(messageId);
  return {
    at,
    via,
    what,
    ...(content === undefined ? {} : { content }),
    ...(item === undefined ? {} : { item }),
    ...(messageId === undefined ? {} : { mail: { messageId, status: stored?.message.status ?? 'gone' } }),
  };
}
