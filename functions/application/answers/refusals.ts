import type { returnParts } from '../../domain/meeting/schema/returns.ts';
import type { Finding } from '../../domain/message/identifying.ts';
import type { Refusal } from '../../domain/shared/refusal.ts';

/** Refusals in the words of somebody who has never seen the rules. */
const plain: Readonly<Record<string, string>> = {
  'not-invited': 'Your agency is not, or no longer, asked to this meeting.',
  'proxy-already-invited': 'That person is invited already. Choose somebody else, or say that you come.',
  'proxy-of-other-agency': 'Only somebody of your own agency can come in your place.',
  'worker-excluded': 'This cannot be done by this person. Please ring.',
  'declaration-text-out-of-date': 'The declaration has changed. Please open the link again and read it.',
  'endorse-at-a-meeting': 'You can endorse this only once you are asked to a meeting. Please ring.',
  'return-not-requested': 'Your agency is not, or no longer, asked about this.',
  'no-such-action': 'This action is not there any more.',
  'action-ended': 'This action has ended. Nothing more is to be done for it.',
  'no-such-offer': 'This request has been answered, or has been taken back.',
  'date-not-ahead': 'Give a day that is still to come.',
  'notes-too-long': 'What you wrote is too long. Please shorten it.',
  'wrong-status': 'The meeting is not open for this any more.',
  'wrong-phase': 'This cannot be answered any more as things stand.',
};

/** A refusal as a sentence, with what to do where we have no words for it. */
export const inPlainWords = ({ code, message }: Refusal): string =>
  plain[code] ?? `It was not taken: ${message}. If you are not sure what to do, please ring.`;

const parts: Readonly<Record<(typeof returnParts)[number], string>> = {
  current_involvement: 'the current involvement with each person',
  risk_and_safety: 'risk and safety (or a tick that there is nothing)',
  past_interventions: 'what was tried before (or a tick that nothing was)',
};

/** What a return still lacks. */
export const missingInWords = (missing: readonly (typeof returnParts)[number][]): string[] =>
  missing.length === 0
    ? []
    : [
        `Still missing: ${missing.map((part) => parts[part]).join('; ')}. What you sent is kept; send the whole again.`,
      ];

/** Where a text names somebody, with the words themselves: only who wrote them reads this. */
export function findingsInWords(
  findings: Readonly<Record<string, readonly Finding[]>>,
  notes: Readonly<Record<string, string>>,
): string[] {
  const words = Object.entries(findings).flatMap(([field, found]) =>
    found.map(({ start, end }) => (notes[field] ?? '').slice(start, end)),
  );
  const short = [...new Set(words)].filter((word) => word !== '' && word.length <= 80);
  if (words.length === 0) return [];
  const named = short.length > 0 ? `: ${short.map((word) => `“${word}”`).join(', ')}` : '';
  return [
    `Your text seems to name somebody or some place${named}. It is kept sealed, and left out of every e-mail.`,
  ];
}
