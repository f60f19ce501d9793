import { messageIdFor } from '../../functions/domain/message/record.ts';
import type { Intent } from '../../functions/domain/shared/intent.ts';

/**
 * Throws where two mails of one decision would be one: same cause, kind and recipient, but other words. The second
 * would be lost without a trace. Digests are told apart by what is in them.
 */
export function assertDistinctMails(intents: readonly Intent[]): void {
  const seen = new Map<string, string>();
  for (const intent of intents) {
    if (intent.intent !== 'message') continue;
    const { kind, cause, to, params, digestAt } = intent;
    const words = JSON.stringify({ params, digestAt });
    for (const recipient of to) {
      const id = messageIdFor(cause, kind, recipient);
      const known = seen.get(id);
      if (known !== undefined && known !== words)
        throw new Error(`two mails ${kind} of ${cause} to one recipient: ${known} and ${words}`);
      seen.set(id, words);
    }
  }
}
