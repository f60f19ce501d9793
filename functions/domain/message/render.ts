import type { MessageKind } from './kinds.ts';
import type { Message, MessageOf } from './messages.ts';
import type { RenderModel } from './model.ts';
import type { PlanDocument } from './plan-document.ts';
import type { Content } from './render/blocks.ts';
import { toHtml } from './render/html.ts';
import { toText } from './render/text.ts';
import { preheader, senderName, subjects } from './subjects.ts';
import { actionTemplates } from './templates/action.ts';
import { dutyTemplates } from './templates/duty.ts';
import { meetingTemplates } from './templates/meeting.ts';
import { ringSender, term } from './templates/parts.ts';
import { referralTemplates } from './templates/referral.ts';
import type { Templates } from './templates/types.ts';
import { capital } from './words.ts';

const templates: Templates = {
  ...referralTemplates,
  ...meetingTemplates,
  ...actionTemplates,
  ...dutyTemplates,
};

/** A mail as it goes to SES, but for its address and the bytes of its attachments. */
export interface RenderedMessage {
  subject: string;
  senderName: string;
  text: string;
  html: string;
  attachments: readonly { fileName: string; contentType: 'application/pdf'; document: PlanDocument }[];
  /** Published by SES with its events, so codes only. */
  tags: Readonly<Record<string, string>>;
}

/** A plan copy asked for without its document: a mail that says "attached" must have it. */
export class MissingAttachmentError extends Error {
  override readonly name = 'MissingAttachmentError';
}

/** Why somebody gets a mail, by the ground that the gate found. */
const grounds: Readonly<Record<string, string>> = {
  lead: 'your agency leads',
  interim_lead: 'your agency leads for the time being',
  convening_lead: 'your agency is convening',
  incoming_lead: 'your agency is asked to lead',
  has_action: 'your agency has an action to do',
  takes_action_over: 'your agency has taken an action over',
  chair: 'you chair the meeting',
  minute_taker: 'you take the minutes',
  convenor: 'you convene the meeting',
  triage: 'you decide about referrals',
  region: 'you are the contact of the region',
  after_hours: 'you are the contact after hours',
  caller: 'your agency made the referral or call',
  task: 'a task has been given to you',
  takes_part: 'your agency takes part',
  agency_contact: 'you are a contact of an agency that takes part',
  invited: 'your agency is invited',
  told_before: 'your agency was told of it before',
  asked: 'something waits for you or your agency',
  directory: 'you look after the directory of your agency',
};

/**
 * Make the mail. Pure: the same message and model give the same text and HTML. Throws
 * `MissingAttachmentError` for a plan copy without its document.
 */
export function renderMessage(message: Message, model: RenderModel): RenderedMessage {
  if (message.kind === 'plan_copy' && !model.plan) {
    throw new MissingAttachmentError('a plan copy needs its document');
  }
  const content: Content = {
    title: subjects[message.kind],
    preheader,
    language: model.policy.region.startsWith('NZ') ? 'en-NZ' : 'en-AU',
    blocks: blocksOf(message, model),
    footer: footer(model),
  };
  return {
    subject: subjects[message.kind],
    senderName,
    text: toText(content),
    html: toHtml(content),
    attachments:
      message.kind === 'plan_copy' && model.plan
        ? [{ fileName: model.plan.fileName, contentType: 'application/pdf', document: model.plan }]
        : [],
    tags: { kind: message.kind },
  };
}

function blocksOf<Kind extends MessageKind>(
  message: { [K in Kind]: { kind: K; params: MessageOf<K>['params'] } }[Kind],
  model: RenderModel,
) {
  return templates[message.kind](message.params, model);
}

function footer(model: RenderModel): string[] {
  const why = grounds[model.ground] ?? 'you have a part in this work';
  return [
    `From ${model.sender} to ${model.recipientAgency}. ${capital(`you get this because ${why}`)}.`,
    `If it is not for you: do not forward or answer it, ${ringSender(model)}, and delete it.`,
    'The code stands for the matter in e-mail only. Please write no names into a reply.',
    `This is not an emergency service. If somebody is in danger now, call ${term(model, 'emergency_number')}.`,
  ];
}
