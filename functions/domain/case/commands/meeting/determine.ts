import * as z from 'zod/mini';
import { idSchema } from '../../../shared/ids.ts';
import { noteId, requireNote } from '../../../shared/notes.ts';
import { refuse } from '../../../shared/refusal.ts';
import { defineCaseCommand } from '../../command.ts';
import { lastHeldMeeting, peopleUsingViolence, victims } from '../../queries.ts';
import { leadOrConvenor, requireFunction } from '../../roles.ts';
import { endTasksThat } from '../../tasks.ts';

/** A pair of person using violence and victim, as the subject of a task. */
export const pairKey = (personUsingViolenceId: string, victimId: string): string =>
  `${personUsingViolenceId}:${victimId}`;

/**
 * Determine for one person using violence and one victim whether the one poses a significant risk to the
 * other (S0-09). Yes and no need their reasons in the text `reasons`.
 */
export const determineSignificantRisk = defineCaseCommand({
  name: 'determineSignificantRisk',
  title: 'Determine whether there is a significant risk',
  duty: ['S0-09'],
  phases: ['meeting_preparation', 'meeting', 'action_deadlines', 'follow_up_call', 'closure'],
  by: 'worker',
  input: z.strictObject({
    personUsingViolenceId: idSchema,
    victimId: idSchema,
    significant: z.enum(['yes', 'no', 'not_yet_determined']),
  }),
  decide(draft, { personUsingViolenceId, victimId, significant }, context) {
    const by = requireFunction(draft, context, leadOrConvenor, { duty: 'S0-09' });
    if ('kind' in by) return by;
    if (!peopleUsingViolence(draft).some((m) => m.personId === personUsingViolenceId))
      return refuse('not-a-person-using-violence', 'this person has not that role in the case', {
        field: 'personUsingViolenceId',
      });
    if (!victims(draft).some((m) => m.personId === victimId))
      return refuse('not-a-victim', 'this person is not a victim in the case', { field: 'victimId' });
    if (significant !== 'not_yet_determined') {
      const refusal = requireNote(context, 'reasons', 'why there is, or is not, a significant risk', 'S0-09');
      if (refusal) return refusal;
    }
    const meeting = lastHeldMeeting(draft);
    draft.risk.determinations.push({
      personUsingViolenceId,
      victimId,
      significant,
      ...(meeting ? { meetingId: meeting.meetingId } : {}),
      ...noteId(context, 'reasons'),
      by,
      at: context.now,
    });
    if (significant !== 'not_yet_determined') {
      const subject = pairKey(personUsingViolenceId, victimId);
      endTasksThat(
        draft,
        context,
        (t) => t.code === 'determine_significant_risk' && t.subject === subject,
        'done',
        significant,
      );
    }
    context.event('risk.determined', { person: personUsingViolenceId, victim: victimId, significant });
    return undefined;
  },
});
