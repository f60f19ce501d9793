import type { Policy } from '../../../domain/policy/schema.ts';
import type { Fields } from '../forms/form.ts';
import { form } from './fields.ts';
import { html, type Markup } from './html.ts';
import { layout } from './layout.ts';
import { typedBack } from './typed-back.ts';

type Policies = Pick<Policy, 'region' | 'terms'>;

/** Pages that say what to do next, and nothing of what a link was for. */
const texts = {
  wrong: [
    'This link does not work',
    'It may have been cut off by your mail program. Open it from the mail once more, the whole line.',
    'If it still does not work, ring the agency that wrote to you.',
  ],
  expired: [
    'This link has expired',
    'For safety a link works for a few days only.',
    'If the matter still waits for you, a new link can be sent to the address that we have for you.',
  ],
  revoked: [
    'There is nothing to do here any more',
    'What this link was for has been settled, or has gone to somebody else.',
    'If you think that something still waits for you, ring the agency that wrote to you.',
  ],
  used: [
    'This link has been used',
    'What was sent with it is recorded. Nothing more is to be done here.',
    'If it was not you, or if something has changed, ring the agency that wrote to you.',
  ],
  sent: [
    'Look into your mail',
    'If the matter still waits for you, a new link is on its way to the address that we have for you.',
    'If nothing comes within the hour, ring the agency that wrote to you.',
  ],
  elsewhere: [
    'This came from somewhere else',
    'For safety nothing was taken. Open the link from the mail, and answer on the page that it opens.',
    'If it happens again, ring the agency that wrote to you.',
  ],
  too_large: [
    'That was too much',
    'What was sent is longer than this page can take. Nothing was recorded.',
    'Go back, shorten it, and send it again.',
  ],
  sign_in: [
    'Sign in to go on',
    'This mail asks for something that only those can see and do who sign in. Sign in as you always do with your agency’s account; never by a page that a mail leads to.',
    'If you have no account, or do not know where to sign in, ring the agency that wrote to you: it can record your answer for you.',
  ],
  failed: [
    'That did not work',
    'Something went wrong on our side. It is not certain that anything was recorded.',
    'Please try again in a few minutes. If it presses, ring the agency that wrote to you.',
  ],
} as const;
export type Problem = keyof typeof texts;

/** @param fields what was sent, so that no text is lost with a link that has ended meanwhile */
export function problemPage(problem: Problem, policy: Policies, fields?: Fields, more?: Markup): string {
  const [title, what, next] = texts[problem];
  return layout({
    policy,
    body: html`<h2>${title}</h2><p>${what}</p><p>${next}</p>${more}${typedBack(fields)}`,
  });
}

/** Expired, with the button for a new one. */
export const expiredPage = (policy: Policies, fields?: Fields): string =>
  problemPage(
    'expired',
    policy,
    fields,
    form({ id: 'new', form: 'new_link', typed: undefined, faults: [] }, 'Send me a new link', []),
  );
