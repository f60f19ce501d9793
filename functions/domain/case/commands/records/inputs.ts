import type { Draft } from 'immer';
import * as z from 'zod/mini';
import { idSchema } from '../../../shared/ids.ts';
import { type Refusal, refuse } from '../../../shared/refusal.ts';
import { findMember } from '../../queries.ts';
import type { CaseState } from '../../state.ts';

/** The only three purposes for which information is exchanged (S1-10). */
const purposes = ['identify_risk', 'manage_mitigate', 'hold_to_account'] as const;
export const purposesSchema = z.array(z.enum(purposes));
export const aboutSchema = z.array(idSchema);

/** A refusal that names the three purposes when none is given (S1-10). */
export function requirePurpose(given: readonly string[]): Refusal | undefined {
  if (given.length > 0) return undefined;
  return refuse('purpose-missing', `what is shared has at least one purpose of ${purposes.join(', ')}`, {
    missing: ['purposes'],
    duty: 'S1-10',
  });
}

/** A refusal when a record is about somebody who is not in the case. */
export function requireMembers(draft: Draft<CaseState>, about: readonly string[]): Refusal | undefined {
  return about.every((personId) => findMember(draft, personId))
    ? undefined
    : refuse('no-such-member', 'somebody the record is about is not in the case', { field: 'about' });
}
