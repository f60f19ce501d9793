import { produce } from 'immer';
import { calledCase, opening, workers } from '../../domain/case/fixtures.ts';
import { attendance, scheduledWord, word } from '../../domain/case/meeting/held-case.ts';
import { planned } from '../../domain/case/plan/planned-case.ts';
import { give, type Request, type Row } from './drive.ts';
import { after, type Given, unsigned, victim } from './rows.ts';

const read = (
  template: string,
  as: Request['as'],
  purpose?: string,
  more: Partial<Request> = {},
): Request => ({
  method: 'GET',
  path: template.replace('{caseId}', 'case-0000a').replace('{personId}', victim),
  template,
  headers: purpose === undefined ? {} : { purpose },
  ...(as && { as }),
  ...more,
});
const members = '/cases/{caseId}/members';
const row = (code: string, status: number, given: Given | undefined, ask: Row['ask']): Row => ({
  code,
  status,
  ...(given && { given: after(given) }),
  ask,
});
/** The police called and endorsed, and she has not been asked yet. */
const heard = () => {
  const made = calledCase({ urgency: 'urgent', conveningLead: workers.specialist });
  made.run('meetingScheduled', scheduledWord(), { by: 'system' });
  made.run('meetingHeld', word({ heldAt: made.now, attendance }), { by: 'system' });
  return made;
};
const uncovered = () => {
  const made = planned();
  made.state = produce(made.case, ({ agencies }) => {
    for (const one of agencies) delete one.basis;
  });
  return made;
};
const withdrawn = after('planned', ['withdrawConsent', 'specialist', { personId: victim, method: 'phone' }]);

/** What is refused to who asks, whatever is asked. */
export const accessRows: readonly Row[] = [
  row('sign-in-needed', 401, undefined, read(members, undefined, 'identify_risk')),
  { ...row('purpose-missing', 403, 'called', read(members, 'police')), said: { missing: ['purpose'] } },
  row('purpose-unknown', 400, undefined, read(members, 'specialist', 'curiosity')),
  row('not-endorsed', 403, 'preparation', read(members, 'childProtection', 'identify_risk')),
  row('not-permitted', 403, 'preparation', give('issuePlan', 'police')),
  row('not-found', 404, 'preparation', read(members, 'hospital', 'identify_risk')),

  row('no-case-basis', 403, heard, read(members, 'police', 'identify_risk')),
  row('withdrawal-undecided', 403, withdrawn, read(members, 'police', 'identify_risk')),
  {
    ...row('no-agency-basis', 403, uncovered, read(members, 'police', 'identify_risk')),
    arrange: unsigned('agy-police'),
  },
  row('mfa-required', 403, undefined, read('/cases', 'police', undefined, { mfa: false })),
  row('person-of-another-case', 403, undefined, give('refer', 'hospital', { ...opening(), agencies: [] })),
];
