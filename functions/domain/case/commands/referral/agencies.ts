import type { Draft } from 'immer';
import { asWorker } from '../../../shared/actor.ts';
import { requireNote } from '../../../shared/notes.ts';
import { type Refusal, refuse } from '../../../shared/refusal.ts';
import { agreementOf } from '../../agency-basis.ts';
import type { CaseContext } from '../../command.ts';
import { missingPreconditions } from '../../legal-basis.ts';
import { currentAgencies } from '../../queries.ts';
import type { CaseState } from '../../state.ts';
import type { AgencyInput } from './inputs.ts';

/**
 * Count an agency among those of the case. One that is in it already keeps its place and gains what is
 * newly known: its representative, its kind, its basis for being told. Its kind is what the directory says; a
 * kind that the caller names counts only where the directory was not asked.
 */
export function takePart(
  draft: Draft<CaseState>,
  agency: Partial<AgencyInput> & Pick<AgencyInput, 'agencyId'>,
  context: CaseContext,
): void {
  const { agencyId, representativeId, kind, participation, participationReason, basis } = agency;
  const by = asWorker(context.by);
  const isKind = context.directory?.[agencyId]?.kind ?? kind;
  const agreement = agreementOf(agencyId, context);
  const known = {
    ...(representativeId === undefined ? {} : { representativeId }),
    ...(isKind === undefined ? {} : { kind: isKind }),
    ...(agreement === undefined ? {} : { agreement }),
    ...(participationReason === undefined ? {} : { participationReason }),
    ...(basis === undefined ? {} : { basis: { code: basis, at: context.now, ...(by ? { by } : {}) } }),
  };
  const present = currentAgencies(draft).find((a) => a.agencyId === agencyId);
  if (present) {
    Object.assign(present, known, participation === undefined ? {} : { participation });
    return;
  }
  draft.agencies.push({
    agencyId,
    since: context.now,
    participation: participation ?? 'invited',
    lastContactWithLeadAt: context.now,
    ...known,
  });
  context.event('agency.taking_part', { agency: agencyId });
}

/** Count these agencies among those of the case, or refuse them all when a basis given for one does not hold. */
export function takeAll(
  draft: Draft<CaseState>,
  agencies: readonly AgencyInput[],
  context: CaseContext,
): Refusal | undefined {
  for (const { agencyId, kind, basis } of agencies) {
    const isKnown = context.directory?.[agencyId] !== undefined || kind === undefined;
    if (!isKnown && !context.policy.agencyKinds.includes(kind))
      return refuse('kind-not-in-profile', 'the profile has no such kind of agency', { field: 'agencies' });
    const unfounded = basis === undefined ? undefined : basisRefusal(draft, { agencyId, basis }, context);
    if (unfounded) return unfounded;
  }
  for (const agency of agencies) takePart(draft, agency, context);
  return undefined;
}

/**
 * A refusal unless the agency has this agreement of the profile in force, or the record holds the preconditions of
 * this legal basis: with a basis on the case an agency may be given case content (S0-44, S1-18, S1-26). That there
 * is an agreement is what the directory says, never what somebody says of their own or another agency.
 */
export function basisRefusal(
  draft: CaseState | Draft<CaseState>,
  { agencyId, basis }: { agencyId: string; basis: string },
  context: CaseContext,
): Refusal | undefined {
  const { legalBases, agreements, profile } = context.policy;
  const legal = legalBases.find((known) => known.code === basis);
  if (!legal) {
    if (!agreements.some((known) => known.code === basis))
      return refuse('basis-unknown', `the profile ${profile} has no such basis`, { field: 'basis' });
    const signed = context.directory?.[agencyId]?.agreements.includes(basis) ?? true;
    return signed
      ? undefined
      : refuse('agreement-not-in-force', 'the directory shows no such agreement of this agency in force', {
          field: 'basis',
          duty: 'S0-44',
        });
  }
  const hasRationale = context.notes['rationale'] !== undefined;
  // Being a signatory is what this very record says of the agency.
  const missing = missingPreconditions(draft, legal, { hasRationale }).filter(
    (condition) => condition !== 'recipient_signatory',
  );
  if (missing.includes('rationale')) {
    const refusal = requireNote(context, 'rationale', 'why this basis holds', 'S1-18');
    if (refusal) return refusal;
  }
  if (missing.length === 0) return undefined;
  return refuse('preconditions-missing', `this basis needs ${missing.join(', ')} on record`, {
    missing: [...missing],
    duty: 'S1-26',
  });
}
