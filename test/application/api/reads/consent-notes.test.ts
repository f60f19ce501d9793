import { produce } from 'immer';
import { expect, it } from 'vitest';
import { persons, workers } from '../../../domain/case/fixtures.ts';
import { issued } from '../../../domain/case/plan/planned-case.ts';
import { createReadsWorld } from './world.ts';

const { victim } = persons;

/** Commands whose words are about asking her, as somebody gives them. */
const given = [
  ['recordSafeToAsk', '/consent/safe-to-ask', {}, 'change'],
  ['withdrawConsent', '/consent/withdrawals', { method: 'phone' }, 'detail'],
  ['decideBasis', '/consent/basis', { basis: 'duty_of_care', whyNoConsent: 'not_safe_to_ask' }, 'rationale'],
  [
    'recordConsentAttempt',
    '/consent-attempts',
    { method: 'phone', outcome: 'given', told: { purpose: true, agencies: true, limits: true } },
    'detail',
  ],
] as const;

it.each(given)(
  'S1-22 S1-23 what is told with %s is read by who asks her, and not by who has an action',
  async (command, path, body, field) => {
    const { made } = issued();
    if (command !== 'withdrawConsent' && command !== 'recordConsentAttempt')
      made.state = produce(made.case, ({ consent }) => {
        consent.notSafeToAsk.push({ personId: victim, since: made.now });
      });
    const world = await createReadsWorld(made);
    const at = `/cases/${world.caseId}`;
    const said = await world.post(`${at}${path}`, {
      as: workers.specialist,
      body: { ...body, personId: victim, notes: { [field]: 'He reads her messages.' } },
    });
    expect(said.status, said.text).toBe(200);
    const [note] = Object.values(world.data.notes).flatMap((one) =>
      one.note.text === 'He reads her messages.' ? [one.note] : [],
    );
    const read = (as: (typeof workers)['police']) => world.read(`${at}/notes/${note?.noteId}`, as);
    expect((await read(workers.specialist)).body['text']).toBe('He reads her messages.');
    const { status, text } = await read(workers.police);
    expect(status).toBe(403);
    expect(text).not.toContain('messages');
  },
);
