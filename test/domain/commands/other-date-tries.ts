import { decideAgency } from '../../../functions/domain/agency/decide.ts';
import { calendarFor } from '../../../functions/domain/calendar/calendar.ts';
import { asActor, monday, workers } from '../case/fixtures.ts';
import { caseA, housing, scheduled, scheduling } from '../meeting/fixtures.ts';
import { personIn } from '../person/fixtures.ts';
import { testPolicy } from '../test-policy.ts';
import { instant, type Try } from './try.ts';

const calendar = calendarFor('AU-WA');
const onPerson =
  (name: string, input: (date: string) => unknown, first?: [string, unknown]): Try =>
  (date) => {
    const made = personIn('case-0000a');
    if (first) made.run(...first);
    return made.decide(name, input(date)).kind;
  };
const absent = { representativeId: 'rep-absent1', delegateId: 'rep-delegate1' };
const onAgency =
  (name: string, input: (date: string) => unknown, by: 'system' | 'worker' = 'worker'): Try =>
  (date) => {
    const actor = by === 'system' ? { kind: 'system' as const, because: 'test' } : asActor(workers.triage);
    const envelope = (command: string, given: unknown) => ({
      name: command,
      input: given,
      by: actor,
      commandId: `cmd-${command}`,
      notes: {},
    });
    const entry = { name: 'Invented', kind: 'police', government: true, domains: ['agency.example'] };
    const decide = (state: Parameters<typeof decideAgency>[0], command: string, given: unknown) =>
      decideAgency(state, 'agy-police', envelope(command, given), monday, testPolicy, calendar);
    const made = decide(undefined, 'createAgency', entry);
    if (made.kind === 'refused') throw new Error(made.message);
    let { state } = made;
    for (const representativeId of Object.values(absent)) {
      const added = decide(state, 'addRepresentative', {
        representativeId,
        name: 'Testa Invented',
        roles: [],
      });
      if (added.kind === 'accepted') state = added.state;
    }
    return decide(state, name, input(date)).kind;
  };

const granted = { kind: 'restraining_order', stage: 'granted', on: '2026-02-01' };
const onOrder = (name: string, input: (date: string) => Record<string, unknown>): Try => {
  return (date) => {
    const made = personIn('case-0000a');
    made.run('recordOrder', granted);
    return made.decide(name, { orderId: made.person.orders[0]?.orderId, ...input(date) }).kind;
  };
};

/** Commands of a meeting, a person's record and an agency. */
export const otherTries: Readonly<Record<string, readonly Try[]>> = {
  'meeting scheduleMeeting': [
    (date) => {
      const made = scheduled();
      made.state = undefined;
      return made.decide('scheduleMeeting', scheduling({ startsAt: instant(date) }), workers.convenor, [])
        .kind;
    },
  ],
  'meeting rescheduleMeeting': [
    (date) =>
      scheduled().decide(
        'rescheduleMeeting',
        { startsAt: instant(date), reason: 'other' },
        workers.convenor,
        [],
      ).kind,
  ],
  'meeting submitWrittenReturn': [
    (on) => {
      const presentation = { on, place: 'emergency', link: 'related' };
      const item = { purposes: ['identify_risk'], nature: 'fact', about: ['per-aaaa1v'], presentation };
      const input = { caseId: caseA, involvement: [], items: [item], interventions: [] };
      return scheduled().decide('submitWrittenReturn', input, housing, ['items.0']).kind;
    },
  ],
  'person recordCustody': [
    onPerson('recordCustody', (on) => ({ what: 'entered', on })),
    onPerson('recordCustody', (expectedRelease) => ({
      what: 'entered',
      on: '2026-02-01',
      expectedRelease,
    })),
    onPerson('recordCustody', (on) => ({ what: 'release_expected', on }), [
      'recordCustody',
      { what: 'entered', on: '2026-02-01' },
    ]),
  ],
  'person recordProgram': [
    onPerson('recordProgram', (on) => ({ kind: 'behaviour_change', stage: 'offered', on })),
  ],
  'person designateSerial': [onPerson('designateSerial', (on) => ({ stage: 'applied', on }))],
  'person recordOrder': [
    onPerson('recordOrder', (on) => ({ kind: 'restraining_order', stage: 'applied', on })),
    onPerson('recordOrder', (expiresOn) => ({
      kind: 'restraining_order',
      stage: 'applied',
      on: '2026-02-01',
      expiresOn,
    })),
  ],
  'person recordOrderStage': [
    onOrder('recordOrderStage', (on) => ({ stage: 'ended', on })),
    onOrder('recordOrderStage', (expiresOn) => ({ stage: 'ended', on: '2026-02-02', expiresOn })),
  ],
  'person recordBreach': [onOrder('recordBreach', (on) => ({ on, reportedToPolice: true }))],
  'person placeFlag': [
    onPerson('placeFlag', (expiresOn) => ({ type: 'high_risk', reason: 'judgement', expiresOn })),
  ],
  'agency recordAgreement': [
    onAgency('recordAgreement', (reviewOn) => ({
      code: 'invented_mou',
      signedAt: '2026-01-05T01:00:00.000Z',
      reviewOn,
    })),
    onAgency('recordAgreement', (date) => ({
      code: 'invented_mou',
      signedAt: instant(date),
      reviewOn: '2199-01-01',
    })),
  ],
  'agency nameDelegate': [
    onAgency('nameDelegate', (date) => ({ ...absent, from: instant(date), to: '2199-01-01T00:00:00.000Z' })),
    onAgency('nameDelegate', (date) => ({ ...absent, from: '2026-03-01T00:00:00.000Z', to: instant(date) })),
  ],
  'agency addressHealth': [
    onAgency(
      'addressHealth',
      (date) => ({ post: 'mailbox', health: 'bounced', at: instant(date) }),
      'system',
    ),
  ],
};
