import { ScanCommand, type ScanCommandInput } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bodyHash } from '../../../functions/application/execute-command.ts';
import { intakeRoutes } from '../../../functions/application/intake/routes.ts';
import { parseState } from '../../../functions/application/load-states.ts';
import { matchRoutes } from '../../../functions/application/matching/routes.ts';
import { matchKeys } from '../../../functions/domain/matching/keys.ts';
import { plainName, soundOf } from '../../../functions/domain/matching/normalise.ts';
import { hashText } from '../../../functions/domain/shared/ids.ts';
import { type LocalTable, openLocalTable } from '../../adapters/dynamodb/local-table.ts';
import { apiOf, subjectOf } from '../support/api.ts';
import { createDepartment } from '../support/department.ts';
import { settle } from '../support/settle.ts';

const names = ['Kathrynne Zzquillperson', 'Catherynne Zzquillperson', 'Ottokar Zzmockperson'];
const canaries = [
  ...names.flatMap((name) => [...name.split(' '), ...plainName(name).parts]),
  ...names.map((name) => plainName(name).parts.join(' ')),
  ...names.map((name) => plainName(name).parts.map(soundOf).join(' ')),
  '1987-03-04',
  '491570156',
  '0491 570 156',
  'canary@example.test',
  'Wombat Crescent',
  'shouting next door',
];
const identity = (text: string) => ({
  names: [{ kind: 'legal' as const, text }],
  birthDate: '1987-03-04',
  phones: ['0491 570 156'],
  emails: ['canary@example.test'],
  addresses: [{ kind: 'home' as const, text: '5 Wombat Crescent' }],
});

/** Hashes that somebody with the table and a list of names would try. */
const guesses = (name: string, known: Parameters<typeof matchKeys>[0]): string[] => [
  ...matchKeys(known).map(hashText),
  hashText(name),
  bodyHash({ name: 'createPerson', input: { identity: known } }),
];

describe('a dump of the table', () => {
  let table: LocalTable;
  beforeAll(async () => {
    table = await openLocalTable({ parse: parseState });
  });
  afterAll(() => table.close());

  const dump = async (): Promise<string> => {
    const items: unknown[] = [];
    let start: ScanCommandInput['ExclusiveStartKey'];
    do {
      const page = await table.client.send(
        new ScanCommand({ TableName: table.tableName, ...(start && { ExclusiveStartKey: start }) }),
      );
      items.push(...(page.Items ?? []));
      start = page.LastEvaluatedKey;
    } while (start);
    return JSON.stringify(items);
  };

  it('shows nobody after persons, matches, searches and reports', async () => {
    const { app, submit } = await createDepartment(table.stores);
    const lines: string[] = [];
    app.telemetry.count = (metric, ids) => void lines.push(JSON.stringify([metric, ids]));
    app.telemetry.alarm = (metric, ids) => void lines.push(JSON.stringify([metric, ids]));
    for (const name of names)
      await submit({ type: 'person', name: 'createPerson', input: { identity: identity(name) } });
    const referrer = subjectOf('agy-referrer', 'rep-referrer1', 'representative');
    const sought = { names: [{ kind: 'legal', text: names[0] }], phones: ['0491 570 156'] };
    const search = { reason: 'before_referral', sought };
    const answers = [await apiOf(app, matchRoutes, referrer).post('/person-searches', search)];
    const feed = subjectOf('agy-policefeed', 'rep-policefeed', 'intake_system');
    for (const [reference, name] of [
      ['IR-1', 'Ottokar Zzmockperson'],
      ['IR-2', 'Somebody Zzelse'],
    ]) {
      const report = {
        kind: 'police_incident',
        reference,
        occurredAt: '2026-03-01T10:00:00.000Z',
        severity: 'severe',
        persons: [{ role: 'adult_victim', identity: { names: [{ kind: 'legal', text: name }] } }],
      };
      const body = { report, narrative: 'There was shouting next door.' };
      answers.push(await apiOf(app, intakeRoutes, feed).post('/intake/reports', body));
    }
    await settle(app);
    const text = `${await dump()}${JSON.stringify(answers)}${lines.join('')}`.toLowerCase();
    expect(text).toContain('match#');
    expect(text).toContain('review_match');
    for (const canary of [...canaries, 'Zzelse', 'zelse'])
      expect(text.includes(canary.toLowerCase()), canary).toBe(false);
    // Nor can a name be tried against a hash: of a body, or of what it is found by.
    for (const guess of names.flatMap((name) => guesses(name, identity(name))))
      expect(text).not.toContain(guess);
    expect(answers.map(({ status }) => status)).toEqual([202, 202, 202]);
    const state = await table.stores.worklist.list('agy-convening');
    expect(state.map(({ code }) => code)).toEqual(
      expect.arrayContaining(['review_match', 'review_search', 'review_report']),
    );
  });
});
