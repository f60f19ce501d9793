import * as z from 'zod/mini';
import { startClock } from '../../../clocks/manage.ts';
import { idSchema } from '../../../shared/ids.ts';
import { noteId, requireNote } from '../../../shared/notes.ts';
import { refuse } from '../../../shared/refusal.ts';
import { defineCaseCommand } from '../../command.ts';
import { openPhases } from '../../phases.ts';
import { askablePerson } from './persons.ts';
import { askForConsent } from './start.ts';

/** Record what changed so that an adult victim can be asked again (issue: 'until a worker records a change'). */
export const recordSafeToAsk = defineCaseCommand({
  name: 'recordSafeToAsk',
  title: 'Record that it is safe to ask again',
  duty: ['S1-19', 'S2-27'],
  phases: openPhases.filter((phase) => phase !== 'referral'),
  by: 'worker',
  input: z.strictObject({ personId: idSchema }),
  decide(draft, { personId }, context) {
    const refusal =
      askablePerson(draft, personId, context) ?? requireNote(context, 'change', 'what changed', 'S1-19');
    if (refusal) return refusal;
    const standing = draft.consent.notSafeToAsk.filter(
      (n) => n.personId === personId && n.liftedAt === undefined,
    );
    if (standing.length === 0)
      return refuse('already-safe-to-ask', 'nobody recorded that it is not safe to ask this person');
    for (const entry of standing)
      Object.assign(entry, { liftedAt: context.now, ...noteId(context, 'change') });
    context.event('consent.safe_to_ask', { person: personId });
    askForConsent(draft, context);
    startClock(draft, context, 'consent.attempt', { subject: personId });
    return undefined;
  },
});
