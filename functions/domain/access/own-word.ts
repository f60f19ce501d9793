import * as z from 'zod/mini';
import { type Worker, workerSchema } from '../shared/actor.ts';
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
const named: Readonly<Record<string, (given: Parts, own: string) => readonly Partial<Worker>[]>> = {
  'case.addInterimAction': ({ owner }) => (owner ? [owner] : []),
  'case.recordPlan': ({ actions = [] }) => actions.map(({ owner }) => owner),
  'case.handOnAction': ({ to }) => (to ? [to] : []),
  'case.nameRepresentative': ({ agencyId, representativeId }) => [{ agencyId, representativeId }],
  'case.proposeAgencies': ({ agencies = [] }) => agencies,
  'meeting.replyToInvitation': ({ proxy }) => (proxy ? [proxy] : []),
  'agency.nameDelegate': ({ delegateId }, own) => [{ agencyId: own, representativeId: delegateId }],
};

/** Whether the command would give its own worker a part in a case. @param command such as `case.addInterimAction` */
export function namesOneself(
  command: string,
  input: unknown,
  { agencyId, representativeId }: Worker,
): boolean {
  const given = parts.safeParse(input).data;
  const whom = given ? (named[command]?.(given, agencyId) ?? []) : [];
  return whom.some((one) => one.agencyId === agencyId && one.representativeId === representativeId);
}

/**
 * A refusal for a colleague who would take a part in a case by their own word: an agency's worker who has none
 * could otherwise look up anybody of whose case the agency knows. Who has a part, or runs the case, may take
 * more; a manager may step in for somebody.
 * @param relations what the worker is to the case, the meeting or the agency
 */
export function ownWordRefusal({ roles }: Subject, relations: ReadonlySet<Relation>): Refusal | undefined {
  const may: readonly Relation[] = [...running, ...doers, 'caller'];
  if (firstOf(may, relations) !== undefined || roles.includes('agency_manager')) return undefined;
  return refuse(
    'not-permitted',
    'nobody takes a part in a case by their own word: who has it now, a manager of your agency or who runs the case names you',
    { duty: 'S1-24' },
  );
}
