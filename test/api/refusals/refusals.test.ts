import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { problemWords } from '../../../functions/application/api/openapi/refusals.ts';
import { type ApiServer, openApiServer } from '../commands/server.ts';
import { accessRows } from './access.ts';
import { betweenRows } from './between.ts';
import { consentRows } from './consent.ts';
import { directoryRows } from './directory.ts';
import { ask, type Row, seeding } from './drive.ts';
import { meetingRows } from './meetings.ts';
import { peopleRows } from './people.ts';
import { personRows } from './persons.ts';
import { referralRows } from './referral.ts';
import { requestRows } from './requests.ts';
import { said } from './said.ts';
import { unreached } from './unreached.ts';
import { workRows } from './work.ts';

const rows: readonly Row[] = [
  ...requestRows,
  ...accessRows,
  ...referralRows,
  ...peopleRows,
  ...consentRows,
  ...workRows,
  ...betweenRows,
  ...meetingRows,
  ...personRows,
  ...directoryRows,
];

const directory = mkdtempSync(join(tmpdir(), 'refusals-'));
let server: ApiServer;
let seed: (row: Row) => void;
beforeAll(async () => {
  server = await openApiServer(directory);
  seed = seeding(server.api);
});
afterAll(async () => {
  await server.close();
  rmSync(directory, { recursive: true });
});

/** What is said of field and missing; ids that the code made have no end. */
const told = ({ field, missing }: Record<string, unknown>): Row['said'] => ({
  ...(typeof field === 'string' && { field }),
  ...(Array.isArray(missing) && {
    missing: missing.map((one) => String(one).replace(/-[0-9a-z]{20}$/, '-…')),
  }),
});

it.each(rows)('over HTTP: $code', async (row) => {
  const { code, status, arrange, before = [] } = row;
  const { api } = server;
  seed(row);
  const undo = arrange?.(api);
  for (const first of before) {
    const { status: done, body } = await ask(server, first);
    expect(done, JSON.stringify(body)).toBeLessThan(300);
  }
  const stored = structuredClone(api.data.aggregates);
  const answer = await ask(server, row.ask);
  const left = structuredClone(api.data.aggregates);
  undo?.();
  expect(answer.body, JSON.stringify(answer.body)).toMatchObject({ status });
  expect(new URL(String(answer.body['type']), 'https://api.example.test').pathname).toBe(`/problems/${code}`);
  expect(told(answer.body)).toEqual(row.said ?? said[code] ?? {});
  expect(answer.status).toBe(status);
  expect(answer.headers['content-type']).toBe('application/problem+json');
  expect(JSON.stringify(answer.body)).not.toContain('Canary');
  if (!row.undocumented) expect(answer.fault).toBeUndefined();
  expect(left).toEqual(stored);
});

it('every refusal that the code can give is brought about over HTTP, or stands in the list of those that cannot', () => {
  const shown = new Set(rows.map(({ code }) => code));
  const codes = Object.keys(problemWords);
  expect(codes.filter((code) => !shown.has(code) && unreached[code] === undefined)).toEqual([]);
  expect([...shown, ...Object.keys(unreached)].filter((code) => !codes.includes(code))).toEqual([]);
  expect(Object.keys(unreached).filter((code) => shown.has(code))).toEqual([]);
});
