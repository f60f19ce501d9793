import * as z from 'zod/mini';
import { type Refusal, refuse } from '../../../domain/shared/refusal.ts';
import type { CollectedCase } from './collect.ts';

/** What a person decides about before something leaves: one text, or one kind of detail of one person. */
export const reviewItemSchema = z.strictObject({
  /** `narrative/note-…` or `person/per-…/addresses`. */
  item: z.string(),
  /** Why it is asked: it may name others, or say where somebody can be found. */
  risk: z.enum(['third_party', 'safe_address', 'may_name_anybody']),
  /** Where it was written, or whose it is. */
  about: z.string(),
  decision: z.nullable(z.enum(['release', 'withhold'])),
});
export const reviewSchema = z.strictObject({
  format: z.literal('redaction-review/1'),
  caseId: z.string(),
  /** Who read everything on the list, and who signed for the law. Names or ids; both are needed. */
  confirmedBy: z.nullable(z.string()),
  legalSignOff: z.nullable(z.string()),
  items: z.array(reviewItemSchema),
});
export type Review = z.infer<typeof reviewSchema>;

/** Details of a person that say where they can be found or reached. */
const whereabouts = ['addresses', 'workplaces', 'schools', 'phones', 'emails'] as const;
const naming = ['names', 'birthDate', 'expectedBirthDate', 'gender'] as const;

/** Everything that somebody must decide about: each narrative, and of each person the name and each whereabout. */
export function reviewOf(collected: CollectedCase): Review {
  const narratives = collected.narratives.map(({ noteId, owner }): Review['items'][number] => ({
    item: `narrative/${noteId}`,
    risk: 'may_name_anybody',
    about: owner.id,
    decision: null,
  }));
  const people = collected.people.flatMap(({ personId }): Review['items'] => [
    { item: `person/${personId}/naming`, risk: 'third_party', about: personId, decision: null },
    ...whereabouts.map((part) => ({
      item: `person/${personId}/${part}`,
      risk: 'safe_address' as const,
      about: personId,
      decision: null,
    })),
  ]);
  return {
    format: 'redaction-review/1',
    caseId: collected.case.caseId,
    confirmedBy: null,
    legalSignOff: null,
    items: [...narratives, ...people],
  };
}

const WITHHELD = '[withheld]';

/**
 * What may leave by a review: only what a person has decided to release. Refuses a review of another case, one that
 * nobody has confirmed, and one that leaves anything undecided, new narratives since included.
 */
export function redact(collected: CollectedCase, review: Review): CollectedCase | Refusal {
  if (review.caseId !== collected.case.caseId) return refuse('other-case', 'this review is of another case');
  if (!review.confirmedBy || !review.legalSignOff)
    return refuse('review-unconfirmed', 'somebody confirms the review, and somebody signs for the law', {
      missing: [
        ...(review.confirmedBy ? [] : ['confirmedBy']),
        ...(review.legalSignOff ? [] : ['legalSignOff']),
      ],
    });
  const decided = new Map(review.items.map(({ item, decision }) => [item, decision]));
  const missing = reviewOf(collected).items.flatMap(({ item }) => (decided.get(item) ? [] : [item]));
  if (missing.length > 0) return refuse('review-incomplete', 'something is not decided', { missing });
  const released = (item: string): boolean => decided.get(item) === 'release';
  return {
    ...collected,
    narratives: collected.narratives.map((note) =>
      'text' in note && !released(`narrative/${note.noteId}`) ? { ...note, text: WITHHELD } : note,
    ),
    people: collected.people.map((one) =>
      'person' in one ? { ...one, person: redactPerson(one, released) } : one,
    ),
  };
}

const personSchema = z.looseObject({ identity: z.record(z.string(), z.unknown()) });

function redactPerson(
  { personId, person }: { personId: string; person: unknown },
  released: (item: string) => boolean,
): unknown {
  const { identity, ...rest } = personSchema.parse(person);
  const kept = Object.entries(identity).map(([part, value]): [string, unknown] => {
    const item = naming.some((one) => one === part) ? 'naming' : part;
    return [part, released(`person/${personId}/${item}`) ? value : WITHHELD];
  });
  return { ...rest, identity: Object.fromEntries(kept) };
}
