import type { MessageOf } from '../messages.ts';
import type { RenderModel, Saying } from '../model.ts';
import { type Block, important, link, list, paragraph } from '../render/blocks.ts';
import { daysInTheWorld, nextSteps } from './next.ts';
import { actionOf, answer, box, codesOf, go, moment, priorities, ringSender, term } from './parts.ts';
import { taskWords } from './tasks.ts';
import type { Templates } from './types.ts';

const asWhat: Readonly<Record<string, string>> = {
  handed_on: 'An action has been handed on to you.',
  extended: 'The due date of an action that you hold has been moved.',
  taken: 'An action that you held has been given to somebody else. Nothing more is asked of you for it.',
  cancelled: 'An action that you held has been cancelled. Nothing more is asked of you for it.',
  answered: 'Somebody else has answered for an action that you hold. If that is not right, ring at once.',
  counter_accepted: 'Your proposal for an action has been accepted.',
  counter_declined: 'Your proposal for an action has not been accepted.',
};

/** Nothing is asked of the recipient any more. */
const isOver = (why: string | undefined): boolean =>
  why === 'cancelled' || why === 'taken' || why === 'answered';

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

/** What a reminder is about: the action, the task, or what its clock waits for. */
const aboutOf = (model: RenderModel, saying: Saying, rule: string): string | undefined =>
  actionOf(saying) ?? taskWords(saying.taskCode) ?? dutyOf(model, rule);

type Timed = MessageOf<'reminder'>['params'];

/** How a clock stands when it speaks: rungs before the due instant are coded `T-2`; several are joined by commas. */
const isAhead = (rung: string | undefined): boolean =>
  rung?.split(',').every((code) => code.startsWith('T-')) ?? false;

/** Rules by which agencies are chased for an answer before a meeting. */
const chases: Readonly<Record<string, string>> = {
  'info.return': 'sent what they know, or said that they know nothing',
  'participation.chase': 'said who comes',
  'declaration.chase': 'endorsed confidentiality',
};

function timed(kind: 'reminder' | 'escalation', params: Timed, model: RenderModel): Block[] {
  const { rule, dueAt, priority } = params;
  const { waitsFor, silent } = model;
  const owed = chases[rule];
  return [
    paragraph(kind === 'reminder' ? remindOf(params, model) : escalationOf(params, model)),
    ...box(model, undefined, [
      ['About', aboutOf(model, model, rule)],
      ['Waits for', waitsFor && (waitsFor.agency ?? 'Another agency, which is shown after you sign in')],
      ...(silent ? [['No answer from', silentOf(silent)] as const] : []),
      ['Priority', priorities[priority ?? '']],
      [kind === 'escalation' && !isAhead(params.rung) ? 'Was due' : 'Due', moment(model, dueAt)],
    ]),
    ...(priority === 'immediate' ? [doNotOnlyWrite(model)] : []),
    ...(silent && owed
      ? [important(`Please ring them, or have them rung: they have not ${owed}. Silence is no answer.`)]
      : []),
    ...nextSteps(model, rule),
    waitsFor || silent
      ? go(model, 'write', 'Sign in to see how it stands, and record what you do about it')
      : answer(
          model,
          'write',
          'Report progress, ask for more time or say what is in the way',
          'Sign in to report progress, ask for more time or say what is in the way',
        ),
  ];
}

/** Names of those who are silent; who may not be named is counted. */
function silentOf(silent: NonNullable<RenderModel['silent']>): string {
  const names = silent.flatMap((name) => name ?? []).toSorted();
  const unnamed = silent.length - names.length;
  const count = unnamed === 1 ? 'one agency' : `${unnamed} agencies`;
  const rest = unnamed === 0 ? [] : [`${count}, shown after you sign in`];
  return [...names, ...rest].join('; ');
}

function remindOf({ rung }: Timed, { waitsFor }: RenderModel): string {
  if (waitsFor)
    return isAhead(rung)
      ? 'Something is due soon that another agency is to do. You are told so that you can ask how it stands.'
      : 'Something is due that another agency is to do. You are told so that you can ask how it stands.';
  return isAhead(rung)
    ? 'This is due soon, and waits for you.'
    : 'This is due, and waits for you. Nothing is recorded as done.';
}

function escalationOf({ rule, rung, agencyId }: Timed, { waitsFor }: RenderModel): string {
  if (isAhead(rung))
    return 'The day of something that has to be prepared for is close. You are told so that you can see to it now.';
  if (daysInTheWorld.includes(rule))
    return 'The day of something that had to be prepared for has come. You are told so that you can act.';
  if (agencyId !== undefined && !waitsFor)
    return 'Your agency has not done something in time, and nobody has said why. Please see that it is done, or that whoever holds it says what is in the way.';
  return 'Something has not been done in time, and nobody has said why. You are told so that you can act.';
}

export const actionTemplates = {
  action_assigned: ({ dueAt, acknowledgeBy, priority, why }, model) => [
    paragraph(asWhat[why ?? ''] ?? 'Your agency has an action to do.'),
    ...box(model, isOver(why) ? undefined : dueAt, [
      ['About', actionOf(model)],
      ['Priority', priorities[priority ?? '']],
      ['Please confirm that you have it by', moment(model, acknowledgeBy)],
    ]),
    ...(priority === 'immediate' && !isOver(why) ? [doNotOnlyWrite(model)] : []),
    ...(isOver(why)
      ? [go(model, 'open', 'Sign in to see it')]
      : [
          answer(model, 'reply', 'Read it and say whether you take it on', 'Sign in to read and answer it'),
          list(
            'Take it on, ask for more time, or hand it back at once if it cannot be yours.',
            'Report what you have done, and its effect on safety, by the same link.',
          ),
        ]),
  ],
  reminder: (params, model) => timed('reminder', params, model),
  escalation: (params, model) => timed('escalation', params, model),
  digest: (_params, model) => [
    paragraph(
      model.entries.some(({ waitsFor }) => waitsFor)
        ? 'These wait for you, or for another agency where it says so.'
        : 'These wait for you.',
    ),
    ...model.entries.flatMap((entry) => [
      list(digestLine(entry, model)),
      ...nextSteps({ ...model, next: entry.next }, ruleOf(entry)),
      ...(entry.answerLink === undefined
        ? []
        : [link(`Answer this one${ofAction(entry)} without signing in`, entry.answerLink)]),
    ]),
    go(model, 'write', 'Sign in to see all of them in full, and to report'),
  ],
  feedback_received: (_params, model) => [
    paragraph('An agency has reported on an action: progress, and the effect on safety.'),
    ...box(model, undefined, [['About', actionOf(model)]]),
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

const ofAction = ({ actionCode }: Saying): string =>
  actionCode === undefined ? '' : `, action ${actionCode},`;

type Entry = RenderModel['entries'][number];

const ruleOf = ({ message }: Entry): string =>
  message.kind === 'reminder' || message.kind === 'escalation' ? message.params.rule : '';

function digestLine(entry: Entry, model: RenderModel): string {
  const { message } = entry;
  const rule = ruleOf(entry);
  const dueAt = 'dueAt' in message.params ? message.params.dueAt : undefined;
  const what = aboutOf(model, entry, rule) ?? 'A decision or answer of yours';
  const due = moment(model, dueAt);
  const { waitsFor, silent } = entry;
  return [
    `Code ${codesOf(entry) ?? '–'}: ${what}`,
    ...(silent ? [`no answer from ${silentOf(silent)}`] : []),
    ...(waitsFor ? [`waits for ${waitsFor.agency ?? 'another agency'}`] : []),
    ...(due === undefined ? [] : [`due ${due}`]),
  ].join(', ');
}
