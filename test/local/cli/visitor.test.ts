import { expect, it, onTestFinished } from 'vitest';
import { startCommand, startScript } from './command.ts';

const SCENARIO = 'test/local/cloud/scenarios/small.json';

it('serves on after the play, to any AWS SDK that knows its endpoint, until Ctrl-C', async () => {
  const command = startCommand(['--scenario', SCENARIO, '--port', '0']);
  onTestFinished(() => command.signal('SIGKILL'));
  const serving = await command.line('Serving on ');
  const [endpoint = ''] = /http:\S+/.exec(serving) ?? [];

  const visitor = startScript('test/local/cli/visitor.ts', [], {
    env: {
      AWS_ENDPOINT_URL: endpoint,
      AWS_REGION: 'ap-southeast-2',
      AWS_ACCESS_KEY_ID: 'anything',
      AWS_SECRET_ACCESS_KEY: 'anything',
    },
  });
  expect(await visitor.ended, visitor.errors()).toBe(0);
  const seen = JSON.parse(visitor.lines.join('\n'));

  expect(seen.machines).toEqual(expect.arrayContaining(['case-lifecycle', 'email-delivery']));
  expect(seen.running.status).toBe('RUNNING');
  expect(JSON.parse(seen.running.input)).toMatchObject({ generation: expect.any(Number) });
  expect(seen.history.slice(0, 2)).toEqual(['ExecutionStarted', 'PassStateEntered']);
  expect(seen.history).toContain('TaskTimedOut');
  expect(seen.sortKeys).toEqual(expect.arrayContaining(['AUDIT#0000000001', 'RECORD']));
  expect(seen.own).toEqual({ status: 'SUCCEEDED', output: '2' });
  expect(seen.inbox.status).toBe(200);
  expect(seen.inbox.page).toContain('sergeant@police.sample.test');

  command.signal('SIGINT');
  expect(await command.ended).toBe(0);
  expect(command.errors()).toBe('');
});

it('goes when it is interrupted in the middle of a play', async () => {
  const command = startCommand(['--scenario', 'default', '--port', '0', '--exit']);
  onTestFinished(() => command.signal('SIGKILL'));
  await command.line('accept referral');
  command.signal('SIGINT');
  expect(await command.ended).toBe(130);
  expect(command.lines.join('\n')).not.toContain('came about');
});
