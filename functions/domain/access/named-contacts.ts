import type { AgencyState } from '../agency/state.ts';
import { currentAgencies } from '../case/queries.ts';
import type { CaseState } from '../case/state.ts';
import { doers, handlers, type Relation } from './relations.ts';

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

/** In an agency that is shut and has named nobody for the case, not everybody there takes its part. */
export const isUnnamed = (state: CaseState, agencyId: string): boolean =>
  currentAgencies(state).some((one) => one.agencyId === agencyId && one.representativeId === undefined);
