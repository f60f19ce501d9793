import type { PlannedEvent } from './outcome.ts';

/** A mail that SES accepted, and what was decided about it then. Plain JSON, as it is written to the journal. */
export interface Mail {
  messageId: string;
  /** When it was accepted, ms since 1970. */
  at: number;
  from: string;
  to: string[];
  cc: string[];
  bcc: string[];
  subject: string;
  /** The EmailTags of the call. */
  tags: Record<string, string>;
  configurationSet?: string;
  /** The whole message in MIME, as base64. */
  raw: string;
  plan: PlannedEvent[];
}

/** A mail with those of its planned events that have been raised. */
export interface SentMail extends Mail {
  raised: PlannedEvent[];
}

export type SesEntry =
  | { type: 'accepted'; mail: Mail }
  | { type: 'raised'; messageId: string; index: number }
  | { type: 'suppressed'; address: string; reason: SuppressionReason; at: number }
  | { type: 'unsuppressed'; address: string };

export type SuppressionReason = 'BOUNCE' | 'COMPLAINT';

/** What the last event said of a mail, in a word for people. */
export function outcomeOf(mail: SentMail): string {
  const words = { Send: 'sent', Delivery: 'delivered', Bounce: 'bounced', Complaint: 'complaint' } as const;
  const last = mail.raised.at(-1);
  if (last === undefined) return 'accepted';
  if (last.type === 'DeliveryDelay') return 'delayed';
  return last.type === 'Reject' ? 'rejected' : words[last.type];
}
