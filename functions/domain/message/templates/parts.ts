import type { Instant } from '../../calendar/instants.ts';
import type { RenderModel, Saying } from '../model.ts';
import { type Block, facts, link } from '../render/blocks.ts';
import { localMoment } from '../render/local-time.ts';
import { type Word, word } from '../words.ts';
import type { LinkPurpose } from './purposes.ts';

export const term = (model: RenderModel, code: Word): string => word(model.policy.terms, code);

export const moment = (model: RenderModel, instant: Instant | undefined): string | undefined =>
  instant === undefined ? undefined : localMoment(instant, model.calendar);

export const codesOf = (saying: Saying): string | undefined =>
  saying.codes.length === 0 ? undefined : saying.codes.join(', ');

/** Whom to ring, with the number if the directory has one. */
export const ringSender = ({ sender, senderPhone }: RenderModel): string =>
  senderPhone === undefined ? `ring ${sender}` : `ring ${sender} on ${senderPhone}`;

/** The box of facts that every mail has: code, what else, and by when. */
export function box(
  model: RenderModel,
  dueAt: Instant | undefined,
  more: readonly (readonly [string, string | undefined])[] = [],
): Block[] {
  return facts('In short', [['Please do this by', moment(model, dueAt)], ...more, ['Code', codesOf(model)]]);
}

/** `Action R4TM`, and what it is where content may be given. */
export function actionOf({ actionCode, actionTitle }: Saying): string | undefined {
  if (actionCode === undefined) return actionTitle;
  return actionTitle === undefined ? `Action ${actionCode}` : `Action ${actionCode}: ${actionTitle}`;
}

export const go = (model: RenderModel, purpose: LinkPurpose, label: string): Block =>
  link(label, model.link(purpose, model.codes));

/** The page that opens without an account, where the mail has one; else the sign-in page. */
export const answer = (model: RenderModel, purpose: LinkPurpose, label: string, signIn: string): Block =>
  model.answerLink === undefined ? go(model, purpose, signIn) : link(label, model.answerLink);

/** Words for the priority of an action. */
export const priorities: Readonly<Record<string, string>> = {
  immediate: 'Immediate',
  urgent: 'Urgent',
  standard: 'Standard',
};
