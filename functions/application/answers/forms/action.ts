import { atLocalTime } from '../../../domain/calendar/index.ts';
import { isLocalDate } from '../../../domain/calendar/local-date.ts';
import { effects } from '../../../domain/case/schema/actions.ts';
import type { OpenLink } from '../open-link.ts';
import { chosen, type FormReader, notesOf, textOf, tooLong } from './form.ts';

/** How far the action is. */
const progresses = ['not_started', 'in_progress', 'done', 'cannot'] as const;
export const handBackReasons = {
  no_capacity: 'We do not have the capacity',
  not_our_role: 'It is not ours to do',
  no_contact: 'We cannot reach the person',
  worker_safety: 'It is not safe for our workers',
  circumstances_changed: 'Circumstances have changed',
  other_reason: 'Something else',
} as const;
const reasons = [
  'no_capacity',
  'not_our_role',
  'no_contact',
  'worker_safety',
  'circumstances_changed',
  'other_reason',
] as const;

const of = ({ link }: OpenLink) => ({
  ref: { type: 'case', id: link.opens.caseId ?? '' } as const,
  actionId: link.opens.actionId ?? '',
});

/** Take the action on (S0-43). */
export const readAccept: FormReader = (open) => {
  const { ref, actionId } = of(open);
  return {
    form: 'accept',
    command: { ref, name: 'acceptAction', input: { actionId }, notes: {} },
    said: 'Your agency has taken the action on.',
  };
};

/** Ask for more time, or for other terms; the lead answers (S0-43). */
export const readCounter: FormReader = (open, fields) => {
  const { ref, actionId } = of(open);
  const date = textOf(fields, 'date');
  const terms = textOf(fields, 'terms');
  if (date === undefined && terms === undefined)
    return [{ field: 'date', message: 'Give another day, or say what you propose' }];
  if (date !== undefined && !isLocalDate(date))
    return [{ field: 'date', message: 'Give a day such as 2026-03-31' }];
  const faults = tooLong(fields, 'terms');
  if (faults.length > 0) return faults;
  // The end of the working day there.
  const dueAt = date === undefined ? undefined : atLocalTime(open.context.calendar, date, '17:00');
  if (dueAt !== undefined && dueAt <= open.now)
    return [{ field: 'date', message: 'Give a day that is still to come' }];
  return {
    form: 'counter',
    command: {
      ref,
      name: 'counterAction',
      input: { actionId, ...(dueAt === undefined ? {} : { dueAt }) },
      notes: notesOf({ terms }),
    },
    said: 'Your proposal is recorded. The lead agency answers it; until then the action is due as before.',
  };
};

/** Hand the action back to the lead, or decline it. It stays open, for the risk does (S0-38). */
export const readHandBack: FormReader = (open, fields) => {
  const { ref, actionId } = of(open);
  const reason = chosen(fields, 'why', reasons);
  if (reason === undefined) return [{ field: 'why', message: 'Choose a reason' }];
  const faults = tooLong(fields, 'reason');
  if (faults.length > 0) return faults;
  return {
    form: 'hand_back',
    command: {
      ref,
      name: 'declineAction',
      input: { actionId, reason },
      notes: notesOf({ reason: textOf(fields, 'reason') }),
    },
    said: 'The lead agency is told, and decides who does it. Until then it is not done: if it presses, ring.',
  };
};

/** Progress and the effect on safety (S0-32, S0-39). */
export const readProgress: FormReader = (open, fields) => {
  const { ref, actionId } = of(open);
  const progress = chosen(fields, 'progress', progresses);
  if (progress === undefined) return [{ field: 'progress', message: 'Say how far it has come' }];
  const effect = chosen(fields, 'effect', effects);
  const final = fields.get('final') === 'yes';
  if (final && effect === undefined)
    return [{ field: 'effect', message: 'Say what effect it had; too early and not known count' }];
  if (final && progress !== 'done' && progress !== 'cannot')
    return [{ field: 'final', message: 'A last report says that it is done, or that it cannot be done' }];
  const faults = tooLong(fields, 'feedback');
  if (faults.length > 0) return faults;
  const input = {
    actionId,
    progress,
    ...(effect === undefined ? {} : { effect }),
    final,
    via: 'link',
  };
  const notes = notesOf({ feedback: textOf(fields, 'feedback') });
  return {
    form: 'progress',
    command: { ref, name: 'giveFeedback', input, notes },
    said: final ? 'Your last report is recorded.' : 'Your report is recorded.',
  };
};
