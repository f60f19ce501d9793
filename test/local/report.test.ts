import { expect, it } from 'vitest';
import { goingOnLines, servingLines } from '../../local/report.ts';

it('says where the pages, the API and its documentation are, and how to get a token that fits', () => {
  const said = (data?: string) =>
    servingLines('http://127.0.0.1:4566', '/api', ['Tokens stand here.'], data).join('\n');
  expect(said()).toContain('Serving on http://127.0.0.1:4566 until Ctrl-C');
  expect(said()).toContain('http://127.0.0.1:4566/api/docs');
  expect(said()).toContain('Tokens stand here.');
  expect(said()).toContain('npm run --silent token -- --agency police (');
  expect(said('kept')).toContain('npm run --silent token -- --agency police --data kept (');
});

it('says what it goes on from, and nothing of a folder that is new or its own', () => {
  const earlier = { scenarios: ['default'], at: '2026-03-05T01:30:00.000Z', cases: 1, messages: 12 };
  expect(goingOnLines('kept', earlier)).toEqual([
    'Going on from kept: default at 2026-03-05 01:30 UTC, with 1 case and 12 messages',
  ]);
  expect(goingOnLines('kept', { ...earlier, scenarios: [] })).toEqual([]);
  expect(goingOnLines(undefined, earlier)).toEqual([]);
});
