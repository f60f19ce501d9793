import { expect, it } from 'vitest';
import { conveningTeamOf } from '../../../functions/application/matching/convening-team.ts';
import type { Worker } from '../../../functions/domain/shared/actor.ts';
import { calledCase, workers } from '../../domain/case/fixtures.ts';
import { createDepartment } from '../support/department.ts';
import { recordOf } from '../support/people.ts';

it('S0-13 brings what was found to the team, and to who convenes the case it was sought for only if of the team', async () => {
  const { app, data } = await createDepartment();
  const { desk } = app.policies.current().policy.conveningTeam;
  const { hospital, police } = workers;
  const team = async (convenor: Worker, asker: Worker | undefined = police) => {
    const { case: state } = calledCase({ contacts: { triage: convenor, convenor } });
    data.aggregates[`case/${state.caseId}`] = recordOf('case', state.caseId, state);
    return conveningTeamOf(app, [state.caseId], asker);
  };
  const inTeam = { ...desk, representativeId: 'rep-convenor2' };
  expect(await team(inTeam)).toEqual(inTeam);
  expect(await team(hospital)).toEqual(desk);
  expect(await team(hospital, { ...hospital, representativeId: 'rep-hospital2' })).toEqual(desk);
  expect(await conveningTeamOf(app, [], police)).toEqual(desk);
});
