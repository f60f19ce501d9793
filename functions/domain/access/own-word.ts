import * as z from 'zod/mini';
import { type Worker, workerSchema } from '../shared/actor.ts';
import { type Refusal, refuse } from '../shared/refusal.ts';
import { running } from './commands/right.ts';
import { doers, firstOf, type Relation } from './relations.ts';
import type { Subject } from './subject.ts';

const parts = z.object({
  owner: z.optional(workerSchema),
  proxy: z.optional(workerSchema),
  agencies: z.optional(z.array(z.object({ agencyId: z.string(), representativeId: z.optional(z.string()) }))),
  agencyId: z.optional(z.string()),
  representativeId: z.optional(z.string()),
  delegateId: z.optional(z.string()),
});
type Parts = z.infer<typeof parts>;

/** Commands by which a worker gets a part in a case, and whom each names. */
const named: Readonly<Record<string, (given: Parts, own: string) => readonly Partial<Worker>[]>> = {
  'case.addInterimAction': ({ owner }) => (owner ? [owner] : []),
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
