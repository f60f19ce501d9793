import type { MessageOf } from '../messages.ts';
import type { RenderModel } from '../model.ts';
import { type Block, important, link, list, paragraph } from '../render/blocks.ts';
import { answer, box, codesOf, go, moment, priorities, ringSender, term } from './parts.ts';
import type { Templates } from './types.ts';

const asWhat: Readonly<Record<string, string>> = {
  handed_on: 'An action has been handed on to you.',
  extended: 'The due date of an action that you hold has been moved.',
  taken: 'An action that you held has been given to somebody else. Nothing more is asked of you for it.',
  cancelled: 'An action that you held has been cancelled. Nothing more is asked of you for it.',
  counter_accepted: 'Your proposal for an action has been accepted.',
  counter_declined: 'Your proposal for an action has not been accepted.',
};

/** Nothing is asked of the recipient any more. */
const isOver = (why: string | undefined): boolean => why === 'cancelled' || why === 'taken';

const planGrounds: Readonly<Record<string, string>> = {
  has_action: 'you have an action in it',
  lead: 'you lead',
  incoming_lead: 'you are asked to lead',
  interim_lead: 'you lead for the time being',
  chair: 'you chair',
  takes_action_over: 'you have taken an action over',
};

const doNotOnlyWrite = (model: RenderModel): Block =>
  important(
    `This is about immediate safety. If it cannot be done now, ${ringSender(model)} at once; do not only write.`,
  );

/** What a clock waits for, in the policy's words. */
const dutyOf = (model: RenderModel, rule: string): string | undefined => model.policy.clocks[rule]?.title;

function overdue(
  { rule, dueAt, priority }: MessageOf<'reminder'>['params'],
  model: RenderModel,
  opening: string,
): Block[] {
  const { waitsFor } = model;
  return [
    paragraph(opening),
    ...box(model, undefined, [
      ['About', model.actionTitle ?? dutyOf(model, rule)],
      ['Waits for', waitsFor && (waitsFor.agency ?? 'Another agency, which is shown after you sign in')],
      ['Priority', priorities[priority ?? '']],
      ['Due', moment(model, dueAt)],
    ]),
    ...(priority === 'immediate' ? [doNotOnlyWrite(model)] : []),
    waitsFor
      ? go(model, 'write', 'Sign in to see how it stands, and record what you do about it')
      : answer(
          model,
          'write',
          'Report progress, ask for more time or say what is in the way',
          'Sign in to report progress, ask for more time or say what is in the way',
        ),
  ];
}

const remindOf = ({ waitsFor }: RenderModel): string =>
  waitsFor
    ? 'Something is due that another agency is to do. You are told so that you can ask how it stands.'
    : 'This is a reminder of something that waits for you.';

/** Rungs before the due instant are coded `T-2`; several that fall together are joined by commas. */
const isAhead = (rung: string | undefined): boolean =>
  rung?.split(',').every((code) => code.startsWith('T-')) ?? false;

/** Rules that stand for a day in the world, which comes whether anybody has done anything or not. */
const daysInTheWorld: readonly string[] = ['custody.release'];

function escalationOf({ rule, rung }: MessageOf<'escalation'>['params']): string {
  if (isAhead(rung))
    return 'The day of something that has to be prepared for is close. You are told so that you can see to it now.';
  if (daysInTheWorld.includes(rule))
    return 'The day of something that had to be prepared for has come. You are told so that you can act.';
  return 'Something has not been done in time, and nobody has said why. You are told so that you can act.';
}

export const actionTemplates = {
  action_assigned: ({ dueAt, acknowledgeBy, priority, why }, model) => [
    paragraph(asWhat[why ?? ''] ?? 'Your agency has an action to do.'),
    ...box(model, isOver(why) ? undefined : dueAt, [
      ['Action', model.actionTitle],
      ['Priority', priorities[priority ?? '']],
      ['Please confirm that you have it by', moment(model, acknowledgeBy)],
    ]),
    ...(priority === 'immediate' && !isOver(why) ? [doNotOnlyWrite(model)] : []),
    answer(model, 'reply', 'Read and answer it', 'Sign in to read and answer it'),
  ],
  reminder: (params, model) => overdue(params, model, remindOf(model)),
  escalation: (params, model) => overdue(params, model, escalationOf(params)),
  digest: (_params, model) => [
    paragraph(
      model.entries.some(({ waitsFor }) => waitsFor)
        ? 'These wait for you, or for another agency where it says so. Each is shown in full after you sign in.'
        : 'These wait for you. Each is shown in full after you sign in.',
    ),
    list(...model.entries.map((entry) => digestLine(entry, model))),
    ...model.entries.flatMap((entry) =>
      entry.answerLink === undefined
        ? []
        : [link(`Answer without signing in: ${digestLine(entry, model)}`, entry.answerLink)],
    ),
    go(model, 'write', 'Sign in to report on them'),
  ],
  feedback_received: (_params, model) => [
    paragraph('An agency has reported on an action: progress, and the effect on safety.'),
    ...box(model, undefined, [['Action', model.actionTitle]]),
    go(model, 'open', 'Sign in to read it'),
  ],
  plan_copy: ({ version, ground }, model) => [
    paragraph(
      `A copy of the ${model.plan?.title.toLowerCase() ?? term(model, 'safety_plan')} is attached. You get it because ${planGrounds[ground]}.`,
    ),
    ...box(model, undefined, [['Version', String(version)]]),
    list(
      'Roles stand in place of names. Who the people are is shown after you sign in.',
      'What could identify somebody has been left out and is marked so in the document.',
      'Put it in the protected record of your agency. Do not forward it, and do not leave it in a mailbox that others read.',
      `If the attachment is missing or cannot be read, ${ringSender(model)}.`,
    ),
    important(
      `Do not speak of it with the ${term(model, 'person_using_violence')}, with relatives or with friends of the ${term(model, 'family')}.`,
    ),
    go(model, 'open', 'Sign in to read it with everything'),
  ],
} satisfies Partial<Templates>;

function digestLine(entry: RenderModel['entries'][number], model: RenderModel): string {
  const { message } = entry;
  const rule = message.kind === 'reminder' || message.kind === 'escalation' ? message.params.rule : '';
  const dueAt = 'dueAt' in message.params ? message.params.dueAt : undefined;
  const what = entry.actionTitle ?? dutyOf(model, rule) ?? 'A decision or answer of yours';
  const due = moment(model, dueAt);
  const { waitsFor } = entry;
  return [
    `Code ${codesOf(entry) ?? '–'}: ${what}`,
    ...(waitsFor ? [`waits for ${waitsFor.agency ?? 'another agency'}`] : []),
    ...(due === undefined ? [] : [`due ${due}`]),
  ].join(', ');
}
