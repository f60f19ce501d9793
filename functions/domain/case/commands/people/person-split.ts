import * as z from 'zod/mini';
import { idSchema } from '../../../shared/ids.ts';
import { defineCaseCommand } from '../../command.ts';
import { phases } from '../../phases.ts';
import { findMember } from '../../queries.ts';
import { askResponsible } from './responsible.ts';

/**
 * A wrong match was split: this case speaks of the other record from now on, everywhere. Whoever is
 * responsible checks what was recorded while the two were one.
 */
export const personSplit = defineCaseCommand({
  name: 'personSplit',
  title: 'Follow the split of a person’s record',
  duty: ['judgement'],
  phases,
  by: 'system',
  input: z.strictObject({ personId: idSchema, into: idSchema }),
  decide(draft, { personId, into }, context) {
    if (!findMember(draft, personId) || findMember(draft, into)) return undefined;
    replaceId(draft, personId, into);
    context.event('member.split', { person: personId, into });
    context.command({ aggregate: 'person', id: into, name: 'joinCase', input: { caseId: draft.caseId } });
    if (draft.phase !== 'closed') askResponsible(draft, context, { code: 'check_split', subject: into });
    return undefined;
  },
});

/** Replace an id wherever it stands in a case. Ids are unique, so nothing else can be equal to it. */
function replaceId(node: unknown, from: string, to: string): void {
  if (typeof node !== 'object' || node === null) return;
  for (const [key, value] of Object.entries(node)) {
    if (value === from) Reflect.set(node, key, to);
    else replaceId(value, from, to);
  }
}
