import type { Calendar } from '../calendar/calendar.ts';
import type { Instant } from '../calendar/instants.ts';
import type { CaseState } from '../case/state.ts';
import type { Policy } from '../policy/schema.ts';
import { displayCode } from '../shared/ids.ts';
import type { ContentClass } from './content.ts';
import { actionOf } from './disclosure.ts';
import type { GateAllowed, Sayable } from './gate.ts';
import type { PlanDocument } from './plan-document.ts';
import { type LinkPurpose, linkPurposes } from './templates/purposes.ts';
import type { GateMeeting } from './views.ts';

/** What a template may say of one thing: codes and words of ours and of the policy, never of a person. */
export interface Saying {
  codes: readonly string[];
  contentClass: ContentClass;
  /** Title of the action's kind by the policy's catalogue; only with content. */
  actionTitle?: string | undefined;
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

/** The sign-in page, the same for all, where a mail asks for nothing that its recipient answers by a link. */
export const signInLink =
  (linkBase: string) =>
  (purpose: LinkPurpose): string =>
    `${linkBase.replace(/\/+$/, '')}/#/${linkPurposes[purpose]}`;

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
  policy: Policy;
  calendar: Calendar;
  link: RenderModel['link'];
  plan?: PlanDocument | undefined;
  answers?: AnswerLinks | undefined;
  code?: string | undefined;
}): RenderModel {
  const { decision, policy, calendar, link, plan, answers, code } = given;
  const saying = (of: Sayable, answerLink: string | undefined): Saying => {
    const actionId = actionOf(of.message);
    const action = of.caseIds
      .flatMap((id) => given.cases.get(id)?.actions ?? [])
      .find((a) => a.actionId === actionId);
    const title = policy.actionCatalogue.find((kind) => kind.code === action?.code)?.title;
    const actor = actingAgency(of.message);
    const isOther = actor !== undefined && actor !== decision.to.agencyId;
    const agency = of.contentClass === 'none' ? undefined : given.agencyNames?.get(actor ?? '');
    const meetingId = 'meetingId' in of.message.params ? of.message.params.meetingId : undefined;
    return {
      codes: of.caseIds.map(displayCode),
      contentClass: of.contentClass,
      ...(of.contentClass === 'none' || title === undefined ? {} : { actionTitle: title }),
      meetsAt: given.meetings.get(meetingId ?? '')?.startsAt,
      ...(isOther ? { waitsFor: { agency } } : {}),
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
