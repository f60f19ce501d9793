import type { AgencyState } from '../agency/state.ts';
import { currentAgencies } from '../case/queries.ts';
import type { CaseState } from '../case/state.ts';
import { doers, handlers, type Relation } from './relations.ts';
import type { Subject } from './subject.ts';

/**
 * Whether an agency is shut to this worker: it is written to by named contact only, because somebody there is, or
 * is close to, the person using violence, and the worker is not its integrity contact.
 */
export const isShut = (agency: AgencyState | undefined, representativeId: string): boolean =>
  agency?.namedContactOnly.on === true && agency.namedContactOnly.integrityContactId !== representativeId;

/** What only a person has, and no colleague with them. */
const ofOneself: readonly Relation[] = [
  ...handlers.filter((relation) => relation !== 'convening_team'),
  ...doers,
  'caller',
  'observer',
];

/** In an agency that is shut, whoever has no part of their own has none through the agency either. */
export const withoutColleagues = (found: readonly Relation[], shut: boolean): readonly Relation[] =>
  shut && !found.some((relation) => ofOneself.includes(relation)) ? [] : found;

/**
 * Whether somebody answers for an agency that has named nobody for the case yet: who holds a post to which its mail
 * goes, its manager, or who has the link from such a mail. Not everybody who works there: it may be thousands.
 */
export const answersFor = (
  agency: AgencyState | undefined,
  { representativeId, roles, via }: Subject,
): boolean =>
  via === 'link' ||
  agency?.namedContactOnly.integrityContactId === representativeId ||
  roles.includes('agency_manager') ||
  (agency?.posts.some((post) => post.representativeId === representativeId) ?? false);

/** An agency that has named nobody for the case: its part is taken by those who answer for it, or by whom they name. */
export const isUnnamed = (state: CaseState, agencyId: string): boolean =>
  currentAgencies(state).some((one) => one.agencyId === agencyId && one.representativeId === undefined);
