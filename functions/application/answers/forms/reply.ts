import { isExcluded } from '../../../domain/case/queries.ts';
import { findCase, isExcludedFrom } from '../../../domain/meeting/queries.ts';
import type { OpenLink } from '../open-link.ts';
import { chosen, type FormReader } from './form.ts';

const replies = ['accept', 'apology', 'proxy'] as const;
export const apologyReasons = {
  leave: 'Leave',
  other_duty: 'Another duty',
  no_involvement: 'We are not involved',
  not_reachable: 'The right person cannot be reached',
  conflict_of_interest: 'Conflict of interest',
  other: 'Something else',
} as const;
const reasons = [
  'leave',
  'other_duty',
  'no_involvement',
  'not_reachable',
  'conflict_of_interest',
  'other',
] as const;

/** Colleagues who may come instead: of the same agency, and excluded from none of the cases. */
export function colleaguesOf({ agency, worker, link, cases, meeting }: OpenLink) {
  const { agencyId } = agency;
  return agency.representatives.filter(({ representativeId, removedAt }) => {
    const other = { agencyId, representativeId };
    const shut = cases.some(
      (state) =>
        isExcluded(state, other) || (meeting && isExcludedFrom(findCase(meeting, state.caseId), other)),
    );
    return (
      removedAt === undefined &&
      !shut &&
      representativeId !== worker?.representativeId &&
      representativeId !== link.named?.representativeId
    );
  });
}

const said = {
  accept: 'You take part.',
  apology:
    'You cannot come. Please send what your agency knows in writing: a request for it is on its way to you.',
  proxy: 'Somebody comes in your place, and gets an invitation of their own.',
} as const;

/** Accept, send an apology, or name who comes instead (S0-35, S0-41). */
export const readReply: FormReader = (open, fields) => {
  const reply = chosen(fields, 'reply', replies);
  if (!open.meeting || reply === undefined) return [{ field: 'reply', message: 'Choose an answer' }];
  const proxy = colleaguesOf(open).find(({ representativeId }) => representativeId === fields.get('proxy'));
  if (reply === 'proxy' && !proxy) return [{ field: 'proxy', message: 'Choose who comes in your place' }];
  const reason = reply === 'apology' ? chosen(fields, 'reason', reasons) : undefined;
  const { agencyId } = open.agency;
  const input = {
    reply,
    ...(reply === 'proxy' && proxy ? { proxy: { agencyId, representativeId: proxy.representativeId } } : {}),
    ...(reason === undefined ? {} : { reason }),
  };
  const ref = { type: 'meeting', id: open.meeting.meetingId } as const;
  return { form: 'reply', command: { ref, name: 'replyToInvitation', input, notes: {} }, said: said[reply] };
};
