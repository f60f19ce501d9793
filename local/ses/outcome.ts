/** What becomes of a mail to one address. Times are seconds after SES accepted it. */
export type Outcome =
  | { kind: 'delivered'; afterSeconds?: number }
  | { kind: 'bounced'; afterSeconds?: number; bounceType?: 'Permanent' | 'Transient'; bounceSubType?: string }
  | { kind: 'complaint'; afterSeconds?: number }
  /** Told to be late, and then delivered after `deliveredAfterSeconds`, or never heard of again. */
  | { kind: 'delayed'; afterSeconds?: number; deliveredAfterSeconds?: number }
  /** Taken for a virus: SES accepts it, then says so and does not send. */
  | { kind: 'rejected'; afterSeconds?: number }
  /** No event ever comes. SES events are best effort, so this happens. */
  | { kind: 'silent' };

export type EventType = 'Send' | 'Delivery' | 'Bounce' | 'Complaint' | 'DeliveryDelay' | 'Reject';

/** An event that will be raised for one recipient. */
export interface PlannedEvent {
  /** Milliseconds since 1970. */
  at: number;
  type: EventType;
  recipient: string;
  bounceType?: string;
  bounceSubType?: string;
}

/** Delivery takes two seconds unless an outcome says otherwise. */
const DELIVERY_SECONDS = 2;
/** People complain after they have read; the number is a judgement. */
const COMPLAINT_SECONDS = 60;

/** The events of a mail to `recipient`, accepted at `at`; `suppressed` if SES has it on its list. */
export function planEvents(
  recipient: string,
  at: number,
  outcome: Outcome,
  suppressed: boolean,
): PlannedEvent[] {
  const after = (seconds: number, type: EventType, more: Partial<PlannedEvent> = {}): PlannedEvent => ({
    at: at + seconds * 1000,
    type,
    recipient,
    ...more,
  });
  const sent = after(0, 'Send');
  const bounced = (seconds: number, bounceType: string, bounceSubType: string) =>
    after(seconds, 'Bounce', { bounceType, bounceSubType });
  if (suppressed) return [sent, bounced(DELIVERY_SECONDS, 'Permanent', 'OnAccountSuppressionList')];
  if (outcome.kind === 'silent') return [];
  const seconds = outcome.afterSeconds ?? DELIVERY_SECONDS;
  switch (outcome.kind) {
    case 'delivered':
      return [sent, after(seconds, 'Delivery')];
    case 'bounced':
      return [sent, bounced(seconds, outcome.bounceType ?? 'Permanent', outcome.bounceSubType ?? 'General')];
    case 'complaint':
      return [
        sent,
        after(DELIVERY_SECONDS, 'Delivery'),
        after(outcome.afterSeconds ?? COMPLAINT_SECONDS, 'Complaint'),
      ];
    case 'delayed': {
      const late = outcome.deliveredAfterSeconds;
      return [
        sent,
        after(seconds, 'DeliveryDelay'),
        ...(late === undefined ? [] : [after(late, 'Delivery')]),
      ];
    }
    case 'rejected':
      return [after(seconds, 'Reject')];
  }
}

const SIMULATED: Record<string, Outcome> = {
  success: { kind: 'delivered' },
  ooto: { kind: 'delivered' },
  bounce: { kind: 'bounced' },
  complaint: { kind: 'complaint' },
  suppressionlist: { kind: 'bounced', bounceSubType: 'Suppressed' },
};

/**
 * What the SES mailbox simulator does for an address, with or without a label (`bounce+name@...`).
 * Source: the SES developer guide, "Using the mailbox simulator".
 */
export function simulatedOutcome(address: string): Outcome | undefined {
  const mailbox = /^([a-z]+)(?:\+[^@]*)?@simulator\.amazonses\.com$/i.exec(address)?.[1]?.toLowerCase();
  return mailbox !== undefined && Object.hasOwn(SIMULATED, mailbox) ? SIMULATED[mailbox] : undefined;
}

/** The bare address in `Name <address>`, in lower case. */
export function bareAddress(address: string): string {
  return (/<([^<>]+)>\s*$/.exec(address)?.[1] ?? address).trim().toLowerCase();
}
