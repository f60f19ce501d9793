import type { Instant } from '../calendar/instants.ts';
import type { Worker } from '../shared/actor.ts';
import { type Refusal, refuse } from '../shared/refusal.ts';

/** Who wants what destroyed, under which authority. */
export interface DisposalOrder {
  ownerId: string;
  /** The disposal authority, such as a retention schedule's number, and the class in it. */
  authority: string;
  class: string;
  proposedBy: Worker;
  approvedBy?: Worker | undefined;
}

/** What the records say of an owner, read just before. */
export interface DisposalFacts {
  /** Of the deployment: authority -> class -> years to keep after the last case has ended. None: nothing may go. */
  authorities: Readonly<Record<string, Readonly<Record<string, number>>>>;
  /** When the last case of the owner ended; none while one has not, or where it cannot be told. */
  endedAt?: Instant | undefined;
  legalHold: boolean;
}

/**
 * Whether the data key of an owner may be destroyed, which erases what it sealed for good: under an authority
 * and class of the deployment, after the retention date, with no legal hold, by two different persons.
 */
export function mayDestroyKey(
  order: DisposalOrder,
  facts: DisposalFacts,
  now: Instant,
): { kind: 'permit'; retainedUntil: Instant } | Refusal {
  const { authority, proposedBy, approvedBy } = order;
  const classes = Object.hasOwn(facts.authorities, authority) ? facts.authorities[authority] : undefined;
  if (!classes)
    return refuse('no-disposal-authority', 'the deployment names no such disposal authority', {
      field: 'authority',
    });
  const years = Object.hasOwn(classes, order.class) ? classes[order.class] : undefined;
  if (years === undefined)
    return refuse('no-such-class', 'the authority has no such class', { field: 'class' });
  if (facts.legalHold) return refuse('legal-hold', 'a legal hold stands on a case of this record');
  if (facts.endedAt === undefined)
    return refuse('not-ended', 'a case of this record has not ended, or its end cannot be told');
  const retainedUntil = addYears(facts.endedAt, years);
  if (now < retainedUntil)
    return refuse('retention-not-passed', `the record is kept until ${retainedUntil.slice(0, 10)}`);
  if (!approvedBy)
    return refuse('second-person-missing', 'a second person approves it', { missing: ['approvedBy'] });
  if (proposedBy.representativeId === approvedBy.representativeId)
    return refuse('same-person', 'who proposes it cannot approve it', { field: 'approvedBy' });
  return { kind: 'permit', retainedUntil };
}

/** The same day so many years later; 29 February becomes 1 March, which keeps a day longer. */
function addYears(at: Instant, years: number): Instant {
  const date = new Date(at);
  date.setUTCFullYear(date.getUTCFullYear() + years);
  return date.toISOString();
}
