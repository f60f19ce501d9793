import * as z from 'zod/mini';
import { doers, firstOf, handlers, type Relation } from '../../../domain/access/relations.ts';
import type { Subject } from '../../../domain/access/subject.ts';
import { idSchema } from '../../../domain/shared/ids.ts';
import { type Refusal, refuse } from '../../../domain/shared/refusal.ts';
import { loadFacts } from '../../access/load-facts.ts';
import type { App } from '../../app.ts';
import { loadPerson } from '../../load-states.ts';

/** Those who may read whom their case is about; see the table of reading. */
const withDuty: readonly Relation[] = [...handlers, ...doers, 'caller'];

const brings = z.object({
  members: z.optional(z.array(z.object({ personId: idSchema }))),
  personId: z.optional(idSchema),
  into: z.optional(idSchema),
});

/** Whom a command takes into a case, by its name and input. */
export function broughtPersons(name: string, input: unknown): string[] {
  const given = brings.safeParse(input).data;
  const members = given?.members?.map(({ personId }) => personId) ?? [];
  if (name === 'addMember' && given?.personId !== undefined) return [given.personId];
  return name === 'splitPerson' && given?.into !== undefined ? [given.into] : members;
}

/**
 * A refusal for a person of another case, unless the worker has a duty in a case that the person is in. A record
 * shows the same in every case, so who takes somebody into a case of their own reads there what they may not read
 * where it was written: an excluded worker, a stranger, or whose case only heard of a possible match (guard d).
 * Whoever has no such duty enters the person anew, and the convening team sees the match (S0-13).
 * @param into the case that takes them in
 */
export async function strangerBrought(
  app: App,
  subject: Subject,
  personIds: readonly string[],
  into: string,
): Promise<Refusal | undefined> {
  for (const personId of new Set(personIds)) {
    const cases = (await loadPerson(app, personId))?.cases.filter(({ leftAt }) => leftAt === undefined) ?? [];
    // In this very case already: a retry, or a draft that goes on.
    let known = cases.length === 0 || cases.some(({ caseId }) => caseId === into);
    for (const { caseId } of cases) known ||= await hasDuty(app, subject, caseId);
    if (!known)
      return refuse(
        'person-of-another-case',
        'this record is of another case; enter the person anew, and the convening team looks whether it is the same',
        { field: 'personId', duty: 'S0-13' },
      );
  }
  return undefined;
}

async function hasDuty(app: App, subject: Subject, caseId: string): Promise<boolean> {
  const asked = { kind: 'read', what: 'handling' } as const;
  const { facts } = await loadFacts(app, { subject, asked, ref: { type: 'case', id: caseId } });
  return !facts.excluded && !facts.left && firstOf(withDuty, facts.relations) !== undefined;
}
