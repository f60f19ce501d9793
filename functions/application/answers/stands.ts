import { type AnswerForm, slotOf } from '../../domain/answers/purposes.ts';
import { invitationOf } from '../../domain/meeting/queries.ts';
import { hashText } from '../../domain/shared/ids.ts';
import type { OpenLink } from './open-link.ts';

/** How it stands with something that may be answered anew. */
export interface Standing {
  /** Stands for the answer that there is, and stands in the page that was drawn with it; empty if there is none. */
  stands: string;
  /** Another answer may take its place here. */
  mayReplace: boolean;
}

type Asked = Pick<OpenLink, 'meeting' | 'worker' | 'agency' | 'now'>;

/**
 * The answer that another one would take the place of; undefined for what is decided once by a link, such as to
 * hand an action back. An answer to a meeting can be changed until it begins, from any link of the agency: a page
 * that was drawn before somebody else answered is told so, and overwrites nothing unseen (S0-35, S0-36).
 */
export function standingOf(open: Asked, form: AnswerForm, caseId?: string): Standing | undefined {
  const { meeting } = open;
  if (!meeting) return undefined;
  const mayReplace = meeting.status === 'scheduled' && open.now < meeting.startsAt;
  const slot = slotOf(form, caseId);
  if (slot === 'reply') return { stands: replyOf(open), mayReplace };
  if (slot === 'declaration') return { stands: refusalOf(open), mayReplace: true };
  return slot.startsWith('return:') ? { stands: returnOf(open, caseId), mayReplace } : undefined;
}

const mark = (...parts: readonly (string | undefined)[]): string => hashText(parts.join('|')).slice(0, 16);

function replyOf({ meeting, worker }: Asked): string {
  const invitation = meeting && worker && invitationOf(meeting, worker);
  if (!invitation || invitation.reply === 'no_response') return '';
  return mark(invitation.reply, invitation.repliedAt);
}

/** Who has endorsed is not asked again; who has refused may endorse after all (S0-21). */
function refusalOf({ meeting, worker }: Asked): string {
  const last = meeting?.endorsements.findLast(
    (one) =>
      one.worker.agencyId === worker?.agencyId && one.worker.representativeId === worker.representativeId,
  );
  return last?.status === 'refused' ? mark(last.at) : '';
}

function returnOf({ meeting, agency }: Asked, caseId: string | undefined): string {
  const given = meeting?.returns.find((one) => one.caseId === caseId && one.agencyId === agency.agencyId);
  return given?.answeredAt === undefined ? '' : mark(given.status, given.answeredAt);
}
