import { expect, it } from 'vitest';
import { servingLines } from '../../local/report.ts';

it('says where the pages, the API and its documentation are, and how to get a token that fits', () => {
  const said = (data?: string) =>
    servingLines('http://127.0.0.1:4566', '/api', ['Tokens stand here.'], data).join('\n');
  expect(said()).toContain('Serving on http://127.0.0.1:4566 until Ctrl-C');
  expect(said()).toContain('http://127.0.0.1:4566/api/docs');
  expect(said()).toContain('Tokens stand here.');
  expect(said()).toContain('npm run --silent token -- --agency police (');
  expect(said('kept')).toContain('npm run --silent token -- --agency police --data kept (');
});
