import * as z from 'zod/mini';
import { localDate } from '../../calendar/index.ts';
import type { Worker } from '../../shared/actor.ts';
import { workerSchema } from '../../shared/actor.ts';
import { codeSchema } from '../../shared/code.ts';
import { idSchema } from '../../shared/ids.ts';
import { type Refusal, refuse } from '../../shared/refusal.ts';
import { endAsked } from '../../shared/tasks.ts';
import { defineMeetingCommand, type MeetingContext } from '../command.ts';
import { findCase, isExcludedFrom } from '../queries.ts';
import {
  interventionSchema,
  involvementSchema,
  presentationSchema,
  purposes,
  returnParts,
  type WrittenReturn,
} from '../schema/returns.ts';
import type { MeetingState } from '../state.ts';
import { replaceAnswer } from './replace-answer.ts';
import { answering } from './who.ts';

/** The return of the answering agency for a case, or why there is none. */
export function returnFor(
  draft: MeetingState,
  context: MeetingContext,
  caseId: string,
  other: Worker | undefined,
): { worker: Worker; given: WrittenReturn } | Refusal {
  const worker = answering(draft, context, other);
  if ('kind' in worker) return worker;
  if (isExcludedFrom(findCase(draft, caseId), worker))
    return refuse('worker-excluded', 'this worker is excluded from the case', { field: 'for' });
  const given = draft.returns.find((r) => r.caseId === caseId && r.agencyId === worker.agencyId);
  if (!given)
    return refuse('return-not-requested', 'this agency is not asked about this case', {
      field: 'caseId',
      duty: 'S0-36',
    });
  return { worker, given };
}

/** Note an answer: who, when, and whether it came late. */
export function answer(
  draft: MeetingState,
  context: MeetingContext,
  { worker, given }: { worker: Worker; given: WrittenReturn },
  status: WrittenReturn['status'],
): void {
  given.status = status;
  given.by = worker;
  given.answeredAt = context.now;
  given.late = context.now > given.dueAt;
  if (status !== 'incomplete')
    endAsked(draft, context, { code: 'return_outstanding', subject: given.returnId }, 'done');
  context.event('return.answered', {
    case: given.caseId,
    agency: given.agencyId,
    status,
    late: given.late,
    missing: given.missing,
  });
  context.did(`return.${status}`);
}

const itemSchema = z.strictObject({
  purposes: z.array(z.string()),
  nature: z.enum(['fact', 'opinion']),
  about: z.array(idSchema),
  category: z.optional(codeSchema),
  presentation: z.optional(presentationSchema),
});

const isPurpose = (text: string): text is (typeof purposes)[number] => purposes.some((p) => p === text);

/**
 * Give the written return in its three parts. What lacks a part is kept and shown as incomplete by the name of
 * the part (S0-42); an item without one of the three purposes is refused (S1-10). The words stand in the notes
 * `items.0`, `items.1`, … and `interventions.0`, …
 */
export const submitWrittenReturn = defineMeetingCommand({
  name: 'submitWrittenReturn',
  title: 'Give the written return on a case',
  duty: ['S0-36', 'S0-41', 'S0-42', 'S1-08', 'S1-10', 'S1-11', 'S1-12', 'S1-15', 'S1-16'],
  statuses: ['scheduled', 'held'],
  by: 'worker',
  input: z.strictObject({
    caseId: idSchema,
    for: z.optional(workerSchema),
    involvement: z.array(involvementSchema),
    items: z.array(itemSchema),
    interventions: z.array(
      z.strictObject({
        code: codeSchema,
        when: interventionSchema.shape.when,
        success: interventionSchema.shape.success,
      }),
    ),
    /** The part was looked into and there is nothing: that is an answer, silence is not. */
    noneKnown: z.optional(
      z.strictObject({ riskAndSafety: z.optional(z.boolean()), interventions: z.optional(z.boolean()) }),
    ),
  }),
  decide(draft, input, context) {
    const found = returnFor(draft, context, input.caseId, input.for);
    if ('kind' in found) return found;
    const persons = findCase(draft, input.caseId)?.persons ?? [];
    const stranger = [
      ...input.involvement.map((i) => i.personId),
      ...input.items.flatMap((i) => i.about),
    ].some((id) => !persons.includes(id));
    if (stranger)
      return refuse('person-not-in-case', 'a person of the return is not in this case', {
        field: 'involvement',
        duty: 'S1-11',
      });
    const items: WrittenReturn['items'] = [];
    for (const [n, item] of input.items.entries()) {
      const note = context.notes[`items.${n}`];
      if (!note) return refuse('item-text-missing', 'an item needs its text', { missing: [`items.${n}`] });
      if (item.purposes.length === 0 || !item.purposes.every(isPurpose)) {
        return refuse('purpose-missing', `each item is for at least one of ${purposes.join(', ')}`, {
          field: `items.${n}.purposes`,
          missing: [...purposes],
          duty: 'S1-10',
        });
      }
      if (item.presentation && item.presentation.on > localDate(context.calendar, context.now))
        return refuse('date-ahead', 'a presentation has happened by now', {
          field: `items.${n}.presentation.on`,
          duty: 'S1-12',
        });
      items.push({ ...item, purposes: item.purposes.filter(isPurpose), noteId: note.noteId });
    }
    const { given } = found;
    const refusal = replaceAnswer(draft, context, found);
    if (refusal) return refusal;
    given.involvement = input.involvement;
    given.items = items;
    given.interventions = input.interventions.map((past, n) => {
      const note = context.notes[`interventions.${n}`];
      return note ? { ...past, noteId: note.noteId } : past;
    });
    given.noneKnown = {
      riskAndSafety: input.noneKnown?.riskAndSafety ?? false,
      interventions: input.noneKnown?.interventions ?? false,
    };
    given.missing = missingParts(given, persons);
    answer(draft, context, found, given.missing.length === 0 ? 'provided_written' : 'incomplete');
    return undefined;
  },
});

/** The parts that a return lacks, by name (S0-42). */
function missingParts(given: WrittenReturn, persons: readonly string[]): WrittenReturn['missing'] {
  const lacks: Record<(typeof returnParts)[number], boolean> = {
    current_involvement: persons.some((id) => !given.involvement.some((i) => i.personId === id)),
    risk_and_safety: given.items.length === 0 && !given.noneKnown.riskAndSafety,
    past_interventions: given.interventions.length === 0 && !given.noneKnown.interventions,
  };
  return returnParts.filter((part) => lacks[part]);
}
