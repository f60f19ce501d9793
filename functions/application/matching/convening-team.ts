import { convenorRecipient } from '../../domain/case/chased-tasks.ts';
import { deskFor, isOfTeam, isSelfNamed } from '../../domain/case/convening-team.ts';
import { isExcluded } from '../../domain/case/queries.ts';
import type { Worker } from '../../domain/shared/actor.ts';
import type { App } from '../app.ts';
import { loadCase } from '../load-states.ts';

/**
 * Who convenes the newest of these cases; without a case, or where the convenor is of the caller's own making, the
 * convening team's desk: possible matches would tell them who else is known. A desk that the case excludes gets nothing.
 * @param asker who searches, for whatever case they name; what is found never comes to an agency outside the team, or
 *   a friend who convenes one case could be asked about anybody
 */
export async function conveningTeamOf(app: App, caseIds: readonly string[], asker?: Worker): Promise<Worker> {
  const caseId = caseIds.at(-1);
  const state = caseId === undefined ? undefined : await loadCase(app, caseId);
  const { policy } = app.policies.current();
  const desk = deskFor(policy, state?.locality);
  if (!state) return desk;
  const { agencyId, representativeId } = convenorRecipient(state);
  const isOutside = asker !== undefined && !isOfTeam(policy, { agencyId });
  if ((isOutside || isSelfNamed(state, { agencyId })) && !isExcluded(state, desk)) return desk;
  return representativeId === undefined ? desk : { agencyId, representativeId };
}
