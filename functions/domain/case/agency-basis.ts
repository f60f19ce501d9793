import type { Draft } from 'immer';
import { convenorRecipient, openChasedTask } from './chased-tasks.ts';
import type { CaseContext } from './command.ts';
import { currentAgencies } from './queries.ts';
import type { CaseState } from './state.ts';
import { endTasks } from './tasks.ts';

export const basisTask = 'agency_basis_missing';

/** An agreement of the profile that the directory shows in force for an agency. */
export const agreementOf = (
  agencyId: string,
  { directory, policy }: Pick<CaseContext, 'directory' | 'policy'>,
): string | undefined =>
  directory?.[agencyId]?.agreements.find((code) => policy.agreements.some((known) => known.code === code));

/**
 * Agencies of the case that the directory shows without an agreement in force and for which the case has no
 * basis: the gate would stop every word to them (S0-44, S0-45). One that the directory was not asked about, or
 * that is not to take part, is not among them.
 */
export const agenciesWithoutBasis = (
  state: CaseState | Draft<CaseState>,
  context: Pick<CaseContext, 'directory' | 'policy'>,
): string[] =>
  context.directory === undefined
    ? []
    : currentAgencies(state)
        .filter(({ participation, basis }) => participation !== 'not_appropriate' && basis === undefined)
        .map(({ agencyId }) => agencyId)
        .filter((agencyId) => agreementOf(agencyId, context) === undefined);

/**
 * Ask the convenor for the basis of each agency that has none, as soon as it is to take part: at the issue of the
 * plan it would be too late. What has one by now is asked for no more.
 */
export function askForBases(draft: Draft<CaseState>, context: CaseContext): void {
  const without = agenciesWithoutBasis(draft, context);
  for (const subject of without)
    openChasedTask(draft, context, { code: basisTask, for: convenorRecipient(draft), subject, tell: true });
  for (const { agencyId } of draft.agencies)
    if (!without.includes(agencyId)) endTasks(draft, context, { code: basisTask, subject: agencyId }, 'done');
}
