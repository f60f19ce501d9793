import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPolicyBook } from '../../../functions/application/policy-book.ts';
import { profiles } from '../../../functions/domain/policy/index.ts';
import { commandCalls } from '../../../lib/ops-roles.ts';
import { openRun, type Run } from '../../../local/run.ts';
import { loadScenario } from '../../../local/scenario/load.ts';
import type { Connection } from '../../../scripts/ops/connect.ts';
import { wordsOf } from '../../../scripts/ops/options.ts';
import { policyVersionsCommand } from '../../../scripts/ops/policy-versions.ts';
import { codes, commands, help, runOps } from '../../../scripts/ops/run.ts';
import { COLUMNS } from '../../../scripts/ops/wrap.ts';
import { createOps } from './run-ops.ts';

const SCENARIO = 'test/local/cloud/scenarios/small.json';

let run: Run;
let data: string;
let caseId: string;
beforeAll(async () => {
  data = mkdtempSync(join(tmpdir(), 'ops-'));
  const scenario = loadScenario(SCENARIO);
  run = await openRun({
    scenarios: [scenario],
    data,
  });
  const summary = await run.summarise(await run.play());
  caseId = summary.cases[0]?.id ?? '';
  await run.handle.current.lambda.invoke('anchor-audit', {});
}, 60_000);
afterAll(async () => {
  await run.close();
  rmSync(data, { recursive: true });
});

const strays = new Set<string>();
const ops = createOps(() => ['--endpoint', run.handle.current.url, '--data', data], strays);

describe('npm run ops', () => {
  it('says what it can do, and more about each command', async () => {
    const quiet = { write: (text: string) => void texts.push(text), complain: () => undefined };
    const texts: string[] = [];
    expect(await runOps(['--help'], {}, quiet)).toBe(codes.well);
    expect(texts.join('')).toBe(help);
    for (const { name, about } of commands) {
      expect(help).toContain(name);
      expect(await runOps([name, '--help'], {}, quiet)).toBe(codes.well);
      expect(texts.at(-1)?.replaceAll('\n', ' ')).toContain(about);
    }
    const [calls, prose] = [/^(npm run ops| {2}[a-z]+-?[a-z]* )/, texts.join('\n').split('\n')];
    expect(prose.filter((line) => line.length > COLUMNS && !calls.test(line))).toEqual([]);
  });

  it('says how a command is called when its words are wrong, and of a config that it is not there', async () => {
    expect(await ops('export-case', caseId, '--for', 'coroner')).toMatchObject({
      code: codes.usage,
      complaint: expect.stringContaining('Usage: npm run ops -- export-case CASE --for WHOM ('),
    });
    const complaints: string[] = [];
    const console = { write: () => undefined, complain: (text: string) => void complaints.push(text) };
    expect(await runOps(['stuck', '--config', 'config/none.ts'], {}, console)).toBe(codes.usage);
    expect(complaints.join('')).toMatch(/^config\/none.ts: there is no such file/);
  });

  it('asks for no word when there is nothing to do, and for who does it first', async () => {
    expect(await ops('release-dead', caseId)).toMatchObject({
      code: codes.well,
      output: 'There is nothing that was given up.\n',
    });
    for (const words of [
      ['dispose', caseId],
      ['export-case', caseId, '--for', 'coroner', '--out', 'x'],
      ['move-policy', caseId, 'wa-2'],
    ])
      expect(await ops(...words)).toMatchObject({
        code: codes.usage,
        complaint: expect.stringContaining('--by: expected who does it'),
      });
  });

  it('names a role and its calls for each command that works on AWS', () => {
    const names = commands.map(({ name }) => name).filter((name) => name !== 'rehearse-restore');
    expect(Object.keys(commandCalls).toSorted()).toEqual(names.toSorted());
  });

  it('refuses words that mean nothing, and says what was expected', async () => {
    expect(await ops('dance')).toMatchObject({
      code: codes.usage,
      complaint: expect.stringContaining('no such'),
    });
    expect(await ops('wake')).toMatchObject({
      code: codes.usage,
      complaint: expect.stringContaining('case-'),
    });
    expect(await ops('wake', 'Jane')).toMatchObject({ code: codes.usage });
    expect(await ops('nudge')).toMatchObject({
      code: codes.usage,
      complaint: expect.stringContaining('--all'),
    });
    expect(await ops('stuck', '--colour')).toMatchObject({ code: codes.usage });
    expect(await ops('trace-recipients', caseId, '--since', 'lately')).toMatchObject({ code: codes.usage });
    expect(await ops('wake', 'case-none00')).toMatchObject({ code: codes.bad });
  });

  it('asks which table when it is told none, and says when no cloud answers', async () => {
    const complaints: string[] = [];
    const console = { write: () => undefined, complain: (text: string) => void complaints.push(text) };
    expect(await runOps(['stuck'], {}, console)).toBe(codes.usage);
    expect(complaints.join('')).toContain('Which table?');
    expect(await runOps(['stuck', '--endpoint', 'http://127.0.0.1:1'], {}, console)).toBe(codes.usage);
    expect(complaints.at(-1)).toContain('npm start');
  });

  it('finds nothing stuck in a cloud that works', async () => {
    expect(await ops('stuck')).toEqual({ code: codes.well, output: 'Nothing is stuck.\n', complaint: '' });
    expect(await ops('stuck', '--json')).toMatchObject({ output: '[]\n' });
  });

  it('verifies every chain against the anchors', async () => {
    const { code, output } = await ops('verify-audit', '--all');
    expect(code, output).toBe(codes.well);
    expect(output).toMatch(/\b[1-9]\d* anchors held against them/);
    expect(output).toContain('All is as it was written.');
    expect((await ops('verify-audit', caseId)).code).toBe(codes.well);
  });

  it('finds an entry of the audit that somebody changed', async () => {
    const { dynamodb } = run.handle.current;
    const key = { pk: { S: `AGG#case#${caseId}` }, sk: { S: 'AUDIT#0000000001' } };
    const { Item } = await dynamodb.call('GetItem', { TableName: 'macm-cases', Key: key });
    const changed = { ...(Item as object), at: { S: '2020-01-01T00:00:00.000Z' } };
    await dynamodb.call('PutItem', { TableName: 'macm-cases', Item: changed });
    const { code, output } = await ops('verify-audit', caseId);
    await dynamodb.call('PutItem', { TableName: 'macm-cases', Item });
    expect(code).toBe(codes.bad);
    expect(output).toContain('entry 1: altered');
  });

  it('says by which policies open cases go, and which of them a release does not have', async () => {
    expect(await ops('policy-versions')).toMatchObject({
      code: codes.well,
      output: expect.stringMatching(/^wa-\d+: \d+ open\n$/),
    });
    const { app } = run.handle.current;
    const policies = createPolicyBook(profiles.nz);
    const connection = { app: { ...app, policies } } as Partial<Connection> as Connection;
    const { lines, bad } = await policyVersionsCommand.run(wordsOf(['policy-versions']), connection);
    expect(bad).toBe(true);
    expect(lines.join('\n')).toMatch(/^wa-\d+: \d+ open, and THIS RELEASE DOES NOT HAVE IT:/);
    expect(lines).toContain(`  ${caseId}`);
  });

  it('copies the anchors for whoever restores', async () => {
    const out = join(data, 'copied');
    expect(await ops('fetch-anchors', '--out', out)).toMatchObject({ code: codes.well });
    expect(await ops('verify-audit', caseId, '--anchors', out)).toMatchObject({
      output: expect.stringMatching(/\b[1-9]\d* anchors held against them/),
    });
  });

  it('traces who was given what', async () => {
    const { code, output } = await ops('trace-recipients', caseId, '--since', '2020-01-01', '--json');
    expect(code).toBe(codes.well);
    expect(Array.isArray(JSON.parse(output))).toBe(true);
  });

  it('restarts a case only when it is told so twice, and the case goes on', async () => {
    const { app, clock } = run.handle.current;
    const generation = async () => (await app.aggregates.load({ type: 'case', id: caseId }))?.generation;
    const before = await generation();
    expect(await ops('restart', caseId)).toMatchObject({ code: codes.unconfirmed });
    expect(await generation()).toBe(before);
    expect(await ops('restart', caseId, '--yes')).toMatchObject({ code: codes.well });
    await clock.run({ until: clock.now() + 60_000 });
    const after = await app.aggregates.load({ type: 'case', id: caseId });
    expect(after).toMatchObject({ generation: (before ?? 0) + 1, seenGeneration: (before ?? 0) + 1 });
    expect(await ops('stuck')).toMatchObject({ code: codes.well });
  });

  it('wakes one case, and all of them', async () => {
    const { clock } = run.handle.current;
    expect(await ops('wake', caseId)).toMatchObject({ output: `${caseId}: woken\n` });
    await clock.run({ until: clock.now() + 60_000 });
    expect(await ops('nudge', '--all')).toMatchObject({ code: codes.unconfirmed });
    expect(await ops('nudge', '--all', '--yes')).toMatchObject({ output: '1 woken, 0 closed\n' });
    await clock.run({ until: clock.now() + 60_000 });
  });

  it('has no mail to send again, and nothing given up, where all is well', async () => {
    for (const yes of [[], ['--yes']])
      expect(await ops('redrive-mail', '--all-undelivered', ...yes)).toMatchObject({
        code: codes.well,
        output: 'There is nothing to send again.\n',
      });
    expect(await ops('release-dead', caseId, '--yes')).toMatchObject({ code: codes.well });
  });

  it('has a restored table carry on, and needs the word of whoever runs it', async () => {
    const { app, clock } = run.handle.current;
    const generation = async () => (await app.aggregates.load({ type: 'case', id: caseId }))?.generation ?? 0;
    const before = await generation();
    const words = ['after-restore', '--former-table', 'macm-cases'];
    expect(await ops(...words)).toMatchObject({
      code: codes.unconfirmed,
      complaint: expect.stringContaining('1 open'),
    });
    const { code, output } = await ops(...words, '--yes', '--json');
    expect(code, output).toBe(codes.well);
    // The same table knows of its mail no more than itself, and has lost nothing.
    expect(JSON.parse(output)).toEqual({
      mail: { updated: 0, added: 0 },
      cases: { restarted: 1, failed: [] },
      gaps: [],
      lost: [],
    });
    expect(await generation()).toBe(before + 1);
    await clock.run({ until: clock.now() + 60_000 });
    expect(await ops('stuck')).toMatchObject({ code: codes.well });
    const without = await ops('after-restore');
    expect(without.complaint).toContain('NO FORMER TABLE');
  });
});

it('asks AWS for nothing that the role of a command does not have', () => {
  expect([...strays]).toEqual([]);
});
