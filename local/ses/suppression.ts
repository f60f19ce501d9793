import type { SuppressionReason } from './mail.ts';

export interface Suppressed {
  address: string;
  reason: SuppressionReason;
  /** Milliseconds since 1970. */
  at: number;
}

/** The account's suppression list: addresses to which SES accepts mail and does not send it. */
export interface SuppressionList {
  put(address: string, reason: SuppressionReason): void;
  /** Answers whether it was there. */
  delete(address: string): boolean;
  get(address: string): Suppressed | undefined;
  list(): Suppressed[];
}
