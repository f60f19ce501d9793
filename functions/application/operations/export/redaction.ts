import * as z from 'zod/mini';
import type { CaseState } from '../../../domain/case/state.ts';
import { type Refusal, refuse } from '../../../domain/shared/refusal.ts';
import type { CollectedCase, LeavingCase } from './collect.ts';

/** What a person decides about before something leaves: one text, one kind of detail of one person, one part of the case. */
const reviewItemSchema = z.strictObject({
  /** `narrative/note-…`, `person/per-…/addresses`, `case/members`, `meeting/mtg-…`, `messages`, `audit`, `access-log`. */
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
const whereabouts: readonly string[] = [
  'addresses',
  'workplaces',
  'schools',
  'phones',
  'emails',
  'safeContact',
];
const naming: readonly string[] = ['names', 'birthDate', 'expectedBirthDate', 'gender'];

/** Of the case itself: what says nothing of anybody, and where it began. */
const plain: readonly (keyof CaseState)[] = [
  'schema',
  'caseId',
  'displayCode',
  'profile',
  'policyVersion',
  'openedAt',
  'phase',
  'phaseSince',
  'cycle',
  'urgency',
  'marks',
];
/** Of the case: what says or lets somebody work out where a victim is. */
const placing: readonly string[] = ['region', 'locality', 'members', 'referral', 'records', 'transfer'];

const isEmpty = (value: unknown): boolean =>
  value === undefined || (Array.isArray(value) ? value.length === 0 : JSON.stringify(value) === '{}');
const partsOf = (whole: object, without: readonly string[]): string[] =>
  Object.entries(whole).flatMap(([part, value]) => (without.includes(part) || isEmpty(value) ? [] : [part]));

type Item = Omit<Review['items'][number], 'decision'>;

/** Everything that somebody must decide about. Whatever is added to a case or a person one day is on it by itself. */
export function reviewOf(collected: CollectedCase): Review {
  const { caseId } = collected.case;
  const rest = ['messages', 'audit', 'access-log'];
  const items: Item[] = [
    ...collected.narratives.map(
      ({ noteId, owner }): Item => ({
        item: `narrative/${noteId}`,
        risk: 'may_name_anybody',
        about: owner.id,
      }),
    ),
    ...collected.people.flatMap(itemsOfPerson),
    ...partsOf(collected.case, plain).map(
      (part): Item => ({
        item: `case/${part}`,
        risk: placing.includes(part) ? 'safe_address' : 'third_party',
        about: caseId,
      }),
    ),
    ...collected.meetings.map(
      ({ meetingId }): Item => ({ item: `meeting/${meetingId}`, risk: 'third_party', about: meetingId }),
    ),
    ...rest.map((item): Item => ({ item, risk: 'third_party', about: caseId })),
  ];
  return {
    format: 'redaction-review/1',
    caseId,
    confirmedBy: null,
    legalSignOff: null,
    items: items.map((item) => ({ ...item, decision: null })),
  };
}

function itemsOfPerson(one: CollectedCase['people'][number]): Item[] {
  const { personId } = one;
  const who: Item = { item: `person/${personId}/naming`, risk: 'third_party', about: personId };
  if (!('person' in one)) return [who];
  const { identity, ...rest } = personSchema.parse(one.person);
  const parts = new Set([
    ...whereabouts.filter((part) => part !== 'safeContact'),
    ...partsOf(identity, naming),
    ...partsOf(rest, plainOfPerson),
  ]);
  return [
    who,
    ...[...parts].map(
      (part): Item => ({
        item: `person/${personId}/${part}`,
        risk: whereabouts.includes(part) ? 'safe_address' : 'third_party',
        about: personId,
      }),
    ),
  ];
}

const WITHHELD = '[withheld]';

/**
 * What may leave by a review: only what a person has decided to release. Refuses a review of another case, one that
 * nobody has confirmed, and one that leaves anything undecided, whatever is new since included.
 */
export function redact(collected: CollectedCase, review: Review): LeavingCase | Refusal {
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
    case: keep(collected.case, plain, (part) => released(`case/${part}`)),
    meetings: collected.meetings.map((meeting) =>
      released(`meeting/${meeting.meetingId}`) ? meeting : { meetingId: meeting.meetingId, withheld: true },
    ),
    narratives: collected.narratives.map((note) =>
      'text' in note && !released(`narrative/${note.noteId}`) ? { ...note, text: WITHHELD } : note,
    ),
    people: collected.people.map((one) =>
      'person' in one ? { ...one, person: redactPerson(one, released) } : one,
    ),
    messages: released('messages') ? collected.messages : WITHHELD,
    audit: released('audit') ? collected.audit : WITHHELD,
    accessLog: released('access-log') ? collected.accessLog : [],
  };
}

const personSchema = z.looseObject({ identity: z.record(z.string(), z.unknown()) });
const plainOfPerson: readonly string[] = ['schema', 'personId', 'createdAt'];

/** Every part that is neither plain nor released says that it is withheld; what is empty stays so. */
const keep = (
  whole: object,
  without: readonly string[],
  isReleased: (part: string) => boolean,
): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(whole).map(([part, value]) => [
      part,
      without.includes(part) || isEmpty(value) || isReleased(part) ? value : WITHHELD,
    ]),
  );

function redactPerson(
  { personId, person }: { personId: string; person: unknown },
  released: (item: string) => boolean,
): unknown {
  const { identity, ...rest } = personSchema.parse(person);
  const of = (part: string) => released(`person/${personId}/${naming.includes(part) ? 'naming' : part}`);
  const kept = Object.entries(identity).map(([part, value]) => [part, of(part) ? value : WITHHELD]);
  return { ...keep(rest, plainOfPerson, of), identity: Object.fromEntries(kept) };
}
