import * as z from 'zod/mini';
import { type Worker, workerSchema } from '../shared/actor.ts';
import type { AggregateType } from '../shared/aggregate.ts';
import { type Refusal, refuse } from '../shared/refusal.ts';
import { running } from './commands/right.ts';
import { doers, firstOf, type Relation } from './relations.ts';
import type { Subject } from './subject.ts';

const someone = z.object({ agencyId: z.string(), representativeId: z.optional(z.string()) });
const orElse = z.catch;
/** A field that means something else in another command, such as the end of a time, does not hide the rest. */
const either = <Schema extends z.ZodMiniType>(schema: Schema) => orElse(z.optional(schema), undefined);
const parts = z.object({
  to: either(someone),
  owner: either(workerSchema),
  proxy: either(workerSchema),
  agencies: either(z.array(someone)),
  actions: either(z.array(z.object({ owner: workerSchema }))),
  agencyId: either(z.string()),
  representativeId: either(z.string()),
  delegateId: either(z.string()),
});
type Parts = z.infer<typeof parts>;

/** Commands by which a worker gets a part in a case, and whom each names. */
const named: Readonly<Record<string, (given: Parts, by: Worker) => readonly Partial<Worker>[]>> = {
  'case.addInterimAction': ({ owner }) => (owner ? [owner] : []),
  'case.recordPlan': ({ actions = [] }) => actions.map(({ owner }) => owner),
  'case.handOnAction': ({ to }) => (to ? [to] : []),
  'case.nameRepresentative': ({ agencyId, representativeId }) => [{ agencyId, representativeId }],
  'case.proposeAgencies': ({ agencies = [] }) => agencies,
  'meeting.replyToInvitation': ({ proxy }) => (proxy ? [proxy] : []),
  // Who is away says who stands in for them; for anybody else their manager does.
  'agency.nameDelegate': ({ representativeId, delegateId }, by) =>
    representativeId === by.representativeId ? [] : [{ agencyId: by.agencyId, representativeId: delegateId }],
};

/** Whom the command would give a part in a case. @param command such as `case.addInterimAction` */
export function givenPart(command: string, input: unknown, by: Worker): Worker[] {
  const given = parts.safeParse(input).data;
  const whom = given ? (named[command]?.(given, by) ?? []) : [];
  return whom.flatMap(({ agencyId, representativeId }) =>
    agencyId === undefined || representativeId === undefined ? [] : [{ agencyId, representativeId }],
  );
}

/** Whether somebody does something in the case, or runs it, in person. */
export const hasPart = (held: ReadonlySet<Relation>): boolean => {
  const inPerson: readonly Relation[] = [...running, ...doers, 'caller'];
  return firstOf(inPerson, held) !== undefined;
};

/**
 * Whether somebody gives parts in a case to whom they choose: who has one, runs the case, or is a manager, who may
 * step in for somebody. Any other colleague names only who has a part already: an agency's worker who has none
 * could otherwise look up anybody of whose case the agency knows, or have a friend do it.
 * @param held what the worker is to the case, the meeting or the agency
 */
export const givesParts = (
  { roles }: Subject,
  held: ReadonlySet<Relation>,
  aggregate: AggregateType,
): boolean =>
  hasPart(held) ||
  roles.includes('agency_manager') ||
  // The directory is theirs, and a part in a case only through it.
  (aggregate === 'agency' && roles.includes('administrator'));

export const ownWordRefusal = (): Refusal =>
  refuse(
    'not-permitted',
    'nobody takes or gives a part in a case by their own word: who has it now, a manager of your agency or who runs the case names who has it',
    { duty: 'S1-24' },
  );

const excluded = z.object({ agencyId: z.string(), representativeId: z.optional(z.string()) });

/**
 * A refusal for who would take a case away from others: of another agency that is for who runs the case in person; of
 * the whole own agency also for who has its part, or its manager. One colleague anybody may name, and it is looked at.
 * @param held what the worker is to the case; nothing where their agency has no part, so that nothing is taken away
 */
export function exclusionRefusal(
  { agencyId, roles }: Subject,
  input: unknown,
  held: ReadonlySet<Relation>,
): Refusal | undefined {
  const whom = excluded.safeParse(input).data;
  if (!whom || firstOf(running, held) !== undefined) return undefined;
  const isOwn = whom.agencyId === agencyId;
  if (isOwn && (whom.representativeId !== undefined || held.size === 0)) return undefined;
  if (isOwn && (hasPart(held) || roles.includes('agency_manager'))) return undefined;
  return refuse(
    'not-permitted',
    isOwn
      ? 'name the colleague concerned; the whole agency is excluded by who acts for it in the case, its manager, or who runs the case'
      : 'whom to exclude of another agency is for who runs the case: ring them',
  );
}
