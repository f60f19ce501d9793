import type { Calendar } from '../calendar/calendar.ts';
import type { Instant } from '../calendar/instants.ts';
import { isSelfNamed } from '../case/convening-team.ts';
import type { CaseState } from '../case/state.ts';
import type { Policy } from '../policy/schema.ts';
import { actionCode, displayCode } from '../shared/ids.ts';
import type { Recipient } from '../shared/recipient.ts';
import { answerBy } from './answer-by.ts';
import type { ContentClass } from './content.ts';
import { actionOf } from './disclosure.ts';
import type { GateAllowed, Sayable } from './gate.ts';
import { isWorker } from './grounds.ts';
import { type NextStep, nextStep, type StepContext } from './next-step.ts';
import type { PlanDocument } from './plan-document.ts';
import { type LinkPurpose, linkPurposes } from './templates/purposes.ts';
import type { GateMeeting } from './views.ts';

/** What a template may say of one thing: codes and words of ours and of the policy, never of a person. */
export interface Saying {
  codes: readonly string[];
  contentClass: ContentClass;
  /** The code by which the action is told from others of the case; it says nothing of what it is. */
  actionCode?: string | undefined;
  /** Title of the action's kind by the policy's catalogue; only with content. */
  actionTitle?: string | undefined;
  /** Code of the task that it is about. */
  taskCode?: string | undefined;
  /** By when an answer is asked for, where the message itself does not say. */
  answerBy?: Instant | undefined;
  /** Whom time tells next, and when, if nobody does it. */
  next?: NextStep | undefined;
  /** Agencies that owe an answer before a meeting; without their names where they may not be said. */
  silent?: readonly (string | undefined)[] | undefined;
  /** When the meeting is, as it stands now. */
  meetsAt?: Instant | undefined;
  /** The page that answers it without an account, if there is one. */
  answerLink?: string | undefined;
  /** Another agency than the recipient's is to act; its name only with content. */
  waitsFor?: { agency: string | undefined } | undefined;
}

/** Everything that a mail is made from beside the message itself. */
export interface RenderModel extends Saying {
  sender: string;
  /** The number that the directory has of whoever writes. */
  senderPhone?: string | undefined;
  recipientAgency: string;
  ground: string;
  policy: Pick<Policy, 'terms' | 'clocks' | 'region'>;
  calendar: Calendar;
  link: (purpose: LinkPurpose, codes: readonly string[]) => string;
  entries: readonly (Saying & Pick<Sayable, 'message'>)[];
  plan?: PlanDocument | undefined;
  /** For a mail with a code: the code. */
  code?: string | undefined;
}

/** Pages that answer without an account: of the mail itself, and of each entry of a digest. */
export interface AnswerLinks {
  own: string | undefined;
  entries: readonly (string | undefined)[];
}

/**
 * Where a mail leads that asks for nothing that its recipient answers by a link: a page that says where to sign in,
 * the same for all, beside the pages that answer links.
 */
export const signInLink =
  (linkBase: string) =>
  (purpose: LinkPurpose): string =>
    `${linkBase.replace(/\/+$/, '')}/answer/sign-in#${linkPurposes[purpose]}`;

/** The agency that a reminder or escalation waits for, when its clock is about somebody. */
export const actingAgency = (message: Sayable['message']): string | undefined =>
  message.kind === 'reminder' || message.kind === 'escalation' ? message.params.agencyId : undefined;

/**
 * Choose what a template may see. Of the cases only display codes, and the catalogue's title of an action's
 * kind, are taken; a code that is not in the catalogue is not repeated.
 */
export function renderModel(given: {
  decision: GateAllowed;
  cases: ReadonlyMap<string, CaseState>;
  meetings: ReadonlyMap<string, GateMeeting>;
  senderAgency: string;
  senderPhone?: string | undefined;
  recipientAgency: string;
  /** Names of the agencies that are to act, by id. */
  agencyNames?: ReadonlyMap<string, string>;
  /** Agencies that owe the meeting of a case the answer that a reminder is about; none for anything else. */
  silent?: (message: Sayable['message'], caseId: string) => readonly string[];
  now: Instant;
  policy: Policy;
  calendar: Calendar;
  link: RenderModel['link'];
  plan?: PlanDocument | undefined;
  answers?: AnswerLinks | undefined;
  code?: string | undefined;
}): RenderModel {
  const { decision, policy, calendar, link, plan, answers, code, now } = given;
  const context = { policy, calendar, now };
  const saying = (of: Sayable, answerLink: string | undefined): Saying => {
    const cases = of.caseIds.flatMap((id) => given.cases.get(id) ?? []);
    const actionId = actionOf(of.message);
    const action = cases.flatMap(({ actions }) => actions).find((a) => a.actionId === actionId);
    const title = policy.actionCatalogue.find((kind) => kind.code === action?.code)?.title;
    const actor = actingAgency(of.message);
    const isOther = actor !== undefined && actor !== decision.to.agencyId;
    const meetingId = 'meetingId' in of.message.params ? of.message.params.meetingId : undefined;
    const mayName = of.contentClass !== 'none' || cases.some((state) => convenes(state, decision.to));
    const nameOf = (id: string | undefined) => (mayName ? given.agencyNames?.get(id ?? '') : undefined);
    const silent = of.caseIds.flatMap((id) => given.silent?.(of.message, id) ?? []);
    return {
      codes: of.caseIds.map(displayCode),
      contentClass: of.contentClass,
      ...(action === undefined ? {} : { actionCode: actionCode(action.actionId) }),
      ...(of.contentClass === 'none' || title === undefined ? {} : { actionTitle: title }),
      meetsAt: given.meetings.get(meetingId ?? '')?.startsAt,
      answerBy: answerBy(of.message.kind, cases, given.meetings.get(meetingId ?? '')?.startsAt, context),
      taskCode: taskOf(of.message, cases),
      next: stepOf(of.message, cases, decision.to, context),
      ...(silent.length === 0 ? {} : { silent: silent.map(nameOf) }),
      ...(isOther ? { waitsFor: { agency: nameOf(actor) } } : {}),
      answerLink,
    };
  };
  return {
    ...saying(decision, answers?.own),
    sender: given.senderAgency,
    senderPhone: given.senderPhone,
    recipientAgency: given.recipientAgency,
    ground: decision.ground,
    policy,
    calendar,
    link,
    entries: (decision.entries ?? []).map((entry, at) => ({
      ...saying(entry, answers?.entries[at]),
      message: entry.message,
    })),
    plan,
    code,
  };
}

/**
 * Who convenes or chairs has asked the agencies itself, so that their names tell nothing new beside the code; unless
 * they named themselves and the convening team has not accepted it.
 */
const convenes = (state: CaseState, to: Recipient): boolean =>
  (isWorker(to, state.contacts.chair) || isWorker(to, state.contacts.convenor)) && !isSelfNamed(state, to);

/** What comes next of the thing that a reminder or escalation is about. */
function stepOf(
  message: Sayable['message'],
  [state]: readonly CaseState[],
  reader: Recipient,
  context: StepContext,
): NextStep | undefined {
  if (!state || (message.kind !== 'reminder' && message.kind !== 'escalation')) return undefined;
  return nextStep(state, message.params.rule, message.params.subject, reader, context);
}

/** The code of the task that a message is about, by the message itself or by the task of its clock. */
function taskOf({ params }: Sayable['message'], cases: readonly CaseState[]): string | undefined {
  if ('code' in params && params.code !== undefined) return params.code;
  const { subject, taskId = subject, task = taskId }: Record<string, unknown> = params;
  return cases.flatMap(({ tasks }) => tasks).find((one) => one.taskId === task)?.code;
}
