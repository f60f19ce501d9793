import { convenorRecipient } from '../../domain/case/chased-tasks.ts';
import type { Policy } from '../../domain/policy/schema.ts';
import type { Worker } from '../../domain/shared/actor.ts';
import type { App } from '../app.ts';
import { loadCase } from '../load-states.ts';

/** The desk that sees to an area, or the one that sees to everything else. */
export const deskFor = ({ conveningTeam }: Policy, area?: string): Worker =>
  (area === undefined ? undefined : conveningTeam.areas[area]) ?? conveningTeam.desk;

/** Who convenes the newest of these cases; without a case, the convening team's desk. */
export async function conveningTeamOf(app: App, caseIds: readonly string[]): Promise<Worker> {
  const caseId = caseIds.at(-1);
  const state = caseId === undefined ? undefined : await loadCase(app, caseId);
  const desk = deskFor(app.policies.current().policy, state?.locality);
  if (!state) return desk;
  const { agencyId, representativeId } = convenorRecipient(state);
  return representativeId === undefined ? desk : { agencyId, representativeId };
}
