import { createHash } from 'node:crypto';
import type { LocalClock } from '../clock.ts';
import { AwsError, type Json } from '../gateway/aws-error.ts';
import type { EventBus } from '../lambda/event-bus.ts';
import type { Journal } from '../stepfunctions/journal.ts';
import { busEvent } from './event.ts';
import type { Mail, SentMail, SesEntry } from './mail.ts';
import { addressesOf, composeMime, parseMime } from './mime.ts';
import { bareAddress, type Outcome, type PlannedEvent, planEvents, simulatedOutcome } from './outcome.ts';
import { parseSendEmail, type SendEmail } from './request.ts';
import type { Suppressed, SuppressionList } from './suppression.ts';

export interface SesOptions {
  clock: LocalClock;
  bus: EventBus;
  journal: Journal<SesEntry>;
  /** Message ids are the same for the same seed. */
  seed: number;
  /** The configuration sets that exist; any name is good without it. */
  configurationSets?: string[];
}

export type SesOutage = 'unavailable' | 'throttled';

export interface Ses {
  /** SendEmail with its JSON. `lost` says that the caller must not hear the answer. */
  sendEmail(request: Json): Promise<{ MessageId: string; lost: boolean }>;
  /** All mails in the order in which they were accepted. */
  mails(): readonly SentMail[];
  mail(messageId: string): SentMail | undefined;
  /** What becomes of mails to an address from now on. */
  setOutcome(address: string, outcome: Outcome): void;
  /** SendEmail fails until the clock reads `until` (ms): with 503, or as throttled (429). */
  setOutage(until: number, as?: SesOutage): void;
  /** The next `times` mails are accepted, but the connection breaks before the caller hears of it. */
  loseAnswers(times: number): void;
  suppression: SuppressionList;
  /** Time of the latest mail or event, ms since 1970, 0 if there is none: no clock may start before it. */
  lastRecordedAt(): number;
}

/** SES limits a call to 50 recipients and a message to 40 MB. */
const MOST_RECIPIENTS = 50;
const LARGEST_MESSAGE = 40 * 1024 * 1024;

/** Opens SES with the mails of its journal; events that were still to come then are raised when they are due. */
export function openSes(options: SesOptions): Ses {
  const { clock, bus, journal } = options;
  const mails: SentMail[] = [];
  const byId = new Map<string, SentMail>();
  const suppressed = new Map<string, Suppressed>();
  const outcomes = new Map<string, Outcome>();
  let outage: { until: number; as: SesOutage } = { until: Number.NEGATIVE_INFINITY, as: 'unavailable' };
  let toLose = 0;
  let accepted = 0;
  const raisedBefore = new Set<string>();

  for (const entry of journal.replay()) apply(entry);
  accepted = mails.length;
  for (const mail of mails) schedule(mail);

  function apply(entry: SesEntry): void {
    switch (entry.type) {
      case 'accepted': {
        const mail = { ...entry.mail, raised: [] };
        mails.push(mail);
        byId.set(mail.messageId, mail);
        return;
      }
      case 'raised': {
        const mail = byId.get(entry.messageId);
        const event = mail?.plan[entry.index];
        if (event !== undefined) mail?.raised.push(event);
        raisedBefore.add(`${entry.messageId} ${entry.index}`);
        return;
      }
      case 'suppressed':
        suppressed.set(entry.address, entry);
        return;
      case 'unsuppressed':
        suppressed.delete(entry.address);
    }
  }

  /** What is written is what is known: nothing changes in memory that the journal would not bring back. */
  function commit(entry: SesEntry): void {
    journal.append(entry);
    apply(entry);
  }

  function schedule(mail: SentMail): void {
    mail.plan.forEach((event, index) => {
      if (!raisedBefore.has(`${mail.messageId} ${index}`))
        clock.at(event.at, () => raise(mail, event, index));
    });
  }

  /** Journalled only once the functions have it: a kill in between raises it again, and never loses it. */
  async function raise(mail: SentMail, event: PlannedEvent, index: number): Promise<void> {
    // As on AWS, events are published for mails with a configuration set only.
    if (mail.configurationSet !== undefined) await bus.deliver(busEvent(mail, event));
    commit({ type: 'raised', messageId: mail.messageId, index });
    const simulated = simulatedOutcome(event.recipient) !== undefined;
    if (simulated || event.bounceSubType === 'OnAccountSuppressionList') return;
    if (event.type === 'Bounce' && event.bounceType === 'Permanent')
      suppression.put(event.recipient, 'BOUNCE');
    if (event.type === 'Complaint') suppression.put(event.recipient, 'COMPLAINT');
  }

  const suppression: SuppressionList = {
    put: (address, reason) =>
      commit({ type: 'suppressed', address: bareAddress(address), reason, at: clock.now() }),
    delete(address) {
      const known = suppressed.has(bareAddress(address));
      if (known) commit({ type: 'unsuppressed', address: bareAddress(address) });
      return known;
    },
    get: (address) => suppressed.get(bareAddress(address)),
    list: () => [...suppressed.values()],
  };

  /** Skips ids of before a restart, which may have had gaps where a call was refused. */
  function nextId(): string {
    do accepted += 1;
    while (byId.has(messageIdOf(options.seed, accepted)));
    return messageIdOf(options.seed, accepted);
  }

  function refuseIfOut(): void {
    if (clock.now() >= outage.until) return;
    if (outage.as === 'throttled')
      throw new AwsError('TooManyRequestsException', 'Maximum sending rate exceeded.', 429);
    throw new AwsError('ServiceUnavailableException', 'SES is out of service.', 503);
  }

  function eventsFor(recipient: string, at: number): PlannedEvent[] {
    const address = bareAddress(recipient);
    const outcome = outcomes.get(address) ?? simulatedOutcome(address) ?? { kind: 'delivered' };
    return planEvents(address, at, outcome, suppressed.has(address));
  }

  /** All that needs waiting, so that accepting is one step that nothing can come between. */
  async function prepare(request: SendEmail, messageId: string, at: number): Promise<Omit<Mail, 'plan'>> {
    const { Simple, Raw } = request.Content;
    const raw =
      Simple === undefined
        ? Buffer.from(Raw?.Data ?? '', 'base64')
        : await composeMime(request, Simple, { messageId, at });
    const parsed = await parseMime(raw);
    const { ToAddresses: to, CcAddresses: cc, BccAddresses: bcc } = request.Destination;
    const named = to.length + cc.length + bcc.length > 0;
    return {
      messageId,
      at,
      from: request.FromEmailAddress ?? parsed.from?.address ?? '',
      to: named ? to : addressesOf(parsed.to),
      cc: named ? cc : addressesOf(parsed.cc),
      bcc: named ? bcc : addressesOf(parsed.bcc),
      subject: parsed.subject ?? '',
      tags: Object.fromEntries(request.EmailTags.map(({ Name, Value }) => [Name, Value])),
      ...(request.ConfigurationSetName === undefined
        ? {}
        : { configurationSet: request.ConfigurationSetName }),
      raw: raw.toString('base64'),
    };
  }

  return {
    async sendEmail(json) {
      refuseIfOut();
      const request = parseSendEmail(json);
      const set = request.ConfigurationSetName;
      if (set !== undefined && options.configurationSets?.includes(set) === false) {
        throw new AwsError('NotFoundException', `Configuration set <${set}> does not exist.`, 404);
      }
      const prepared = await prepare(request, nextId(), clock.now());
      const recipients = [...prepared.to, ...prepared.cc, ...prepared.bcc];
      refuseImpossible(prepared, recipients);
      const plan = recipients.flatMap((recipient) => eventsFor(recipient, prepared.at));
      commit({ type: 'accepted', mail: { ...prepared, plan } });
      const mail = byId.get(prepared.messageId);
      if (mail !== undefined) schedule(mail);
      const lost = toLose > 0;
      if (lost) toLose -= 1;
      return { MessageId: prepared.messageId, lost };
    },
    mails: () => mails,
    mail: (messageId) => byId.get(messageId),
    setOutcome: (address, outcome) => void outcomes.set(bareAddress(address), outcome),
    setOutage(until, as = 'unavailable') {
      outage = { until, as };
    },
    loseAnswers(times) {
      toLose += times;
    },
    suppression,
    lastRecordedAt: () =>
      mails.reduce(
        (last, mail) => mail.raised.reduce((at, event) => Math.max(at, event.at), Math.max(last, mail.at)),
        0,
      ),
  };
}

function refuseImpossible(mail: Omit<Mail, 'plan'>, recipients: string[]): void {
  const problem =
    recipients.length === 0
      ? 'There is no recipient.'
      : recipients.length > MOST_RECIPIENTS
        ? 'Recipient count exceeds 50.'
        : recipients.some((recipient) => !/^[^@\s]+@[^@\s]+$/.test(bareAddress(recipient)))
          ? 'A recipient is not an e-mail address.'
          : bareAddress(mail.from) === ''
            ? 'There is no sender.'
            : mail.raw.length * 0.75 > LARGEST_MESSAGE
              ? 'The message is larger than 40 MB.'
              : undefined;
  if (problem !== undefined) throw new AwsError('BadRequestException', problem);
}

/** The n-th id of this seed, in the shape of a SES message id. */
function messageIdOf(seed: number, n: number): string {
  const digest = createHash('sha256').update(`${seed}:${n}`).digest('hex');
  const groups = [digest.slice(8, 16), digest.slice(16, 20), digest.slice(20, 24), digest.slice(24, 28)];
  return `0108${digest.slice(0, 12)}-${groups.join('-')}-${digest.slice(28, 40)}-000000`;
}
