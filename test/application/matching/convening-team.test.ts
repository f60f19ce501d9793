import { expect, it } from 'vitest';
import { conveningTeamOf } from '../../../functions/application/matching/convening-team.ts';
import { calledCase, workers } from '../../domain/case/fixtures.ts';
import { createDepartment } from '../support/department.ts';
import { recordOf } from '../support/people.ts';

it('S0-13 brings what was found to who convenes the case, unless they are of the agency that asked', async () => {
  const { app, data } = await createDepartment();
  const { desk } = app.policies.current().policy.conveningTeam;
  const { hospital, police } = workers;
  const { case: state } = calledCase({ contacts: { triage: hospital, convenor: hospital } });
  data.aggregates[`case/${state.caseId}`] = recordOf('case', state.caseId, state);
  const team = (asker = police) => conveningTeamOf(app, [state.caseId], asker);
  expect(await team()).toEqual(hospital);
  expect(await team({ ...hospital, representativeId: 'rep-hospital2' })).toEqual(desk);
  expect(await conveningTeamOf(app, [], police)).toEqual(desk);
});
