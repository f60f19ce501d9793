import { isExpired, type Link, linkIdFor } from '../../domain/answers/link.ts';
import { answerableOf } from '../../domain/answers/opens.ts';
import { openCases } from '../../domain/answers/standing.ts';
import { addElapsed, type Instant } from '../../domain/calendar/instants.ts';
import { actionOf } from '../../domain/message/disclosure.ts';
import type { GateAllowed, Sayable } from '../../domain/message/gate.ts';
import type { AnswerLinks } from '../../domain/message/model.ts';
import type { MessageRecord } from '../../domain/message/record.ts';
import type { MailFacts } from '../mail/gate-facts.ts';
import type { Ports } from '../ports.ts';
import { codeOf, kidAt, signToken } from './token.ts';

type LinkPorts = Pick<Ports, 'links' | 'linkKeys' | 'clock'>;

/** Makes the links of a mail when it is composed; the same mail again has the same links. */
export interface LinkMaker {
  /** Only where the recipient could use it now. */
  linksOf(record: MessageRecord, decision: GateAllowed, facts: MailFacts): Promise<AnswerLinks>;
  /** The code that a mail of kind `link_code` carries. Throws NoSuchLinkError. */
  codeFor(linkId: string, n: number): Promise<string>;
}

/** A code asked for a link that is not there. */
class NoSuchLinkError extends Error {
  override readonly name = 'NoSuchLinkError';
}

/** @param base where the pages are, without `/answer` */
export const createLinkMaker = (ports: LinkPorts, base: string): LinkMaker => ({
  async linksOf(record, decision, facts) {
    const make = (of: Sayable, part: string) => linkFor(ports, base, { record, decision, facts, of, part });
    const entries: (string | undefined)[] = [];
    for (const entry of decision.entries ?? []) {
      entries.push(await make(entry, actionOf(entry.message) ?? String(entries.length)));
    }
    return { own: await make(decision, ''), entries };
  },
  async codeFor(linkId, n) {
    const link = await ports.links.load(linkId);
    if (!link) throw new NoSuchLinkError(`there is no link ${linkId}`);
    return codeOf(await ports.linkKeys.signing(link.kid), linkId, n);
  },
});

interface Wanted {
  record: MessageRecord;
  decision: GateAllowed;
  facts: MailFacts;
  of: Sayable;
  part: string;
}

async function linkFor(
  ports: LinkPorts,
  base: string,
  { record, decision, facts, of, part }: Wanted,
): Promise<string | undefined> {
  const { agencyId, representativeId, named } = decision.to;
  const answerable = answerableOf(of.message, agencyId);
  if (!answerable) return undefined;
  const { purpose, opens } = answerable;
  const now = ports.clock.now();
  const fresh: Link = {
    schema: 1,
    version: 1,
    purpose,
    messageId: record.messageId,
    kid: kidAt(now),
    to: representativeId === undefined ? { agencyId } : { agencyId, representativeId },
    ...(named === undefined ? {} : { named }),
    opens,
    madeAt: now,
    expiresAt: addElapsed(now, { days: facts.context.policy.access.linkDays }),
    used: {},
    renewed: 0,
  };
  const meeting = facts.meetings.get(opens.meetingId ?? '');
  const cases = [...facts.cases.values()].filter(({ caseId }) => caseId === (opens.caseId ?? caseId));
  if (openCases(fresh, { agency: facts.agency, meeting, cases }).length === 0) return undefined;
  const linkId = linkIdFor(record.messageId, purpose, part);
  const link = await keep(ports, linkId, fresh, now);
  const key = await ports.linkKeys.signing(link.kid);
  return `${base.replace(/\/+$/, '')}/answer/${signToken(key, link.kid, { linkId, purpose, exp: link.expiresAt })}`;
}

/** The link as it was made the first time, if it was; a mail that was long held up gets its days anew. */
async function keep({ links }: LinkPorts, linkId: string, fresh: Link, now: Instant): Promise<Link> {
  if (await links.create(linkId, fresh)) return fresh;
  const there = (await links.load(linkId)) ?? fresh;
  if (!isExpired(there, now)) return there;
  const renewed = { ...there, version: there.version + 1, kid: fresh.kid, expiresAt: fresh.expiresAt };
  return (await links.save(linkId, renewed)) ? renewed : ((await links.load(linkId)) ?? fresh);
}
