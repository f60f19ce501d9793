import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { caseSchema } from '../../../functions/domain/case/state.ts';
import { openRun, type Run } from '../../../local/run.ts';
import { loadScenario } from '../../../local/scenario/load.ts';
import { codes } from '../../../scripts/ops/run.ts';
import { createOps } from './run-ops.ts';

let run: Run;
let data: string;
let caseId: string;
beforeAll(async () => {
  data = mkdtempSync(join(tmpdir(), 'ops-keys-'));
  run = await openRun({
    scenarios: [{ ...loadScenario('test/local/cloud/scenarios/small.json'), end: {} }],
    data,
  });
  caseId = (await run.summarise(await run.play())).cases[0]?.id ?? '';
}, 60_000);
afterAll(async () => {
  await run.close();
  rmSync(data, { recursive: true });
});

const strays = new Set<string>();
const ops = createOps(() => ['--endpoint', run.handle.current.url, '--data', data], strays);
const state = async () =>
  caseSchema.parse((await run.handle.current.app.aggregates.load({ type: 'case', id: caseId }))?.data);

describe('keys by npm run ops', () => {
  it('are replaced for all, wrapped anew and indexed anew, and everything can still be read', async () => {
    expect(await ops('rotate-keys', '--all')).toMatchObject({ code: codes.unconfirmed });
    const { code, output } = await ops('rotate-keys', '--all', '--yes', '--json');
    expect(code, output).toBe(codes.well);
    expect(JSON.parse(output).outcomes.resealed).toBeGreaterThan(1);
    expect(await ops('rewrap-keys', '--all', '--yes')).toMatchObject({ code: codes.well });
    expect(await ops('reindex-people', '--all', '--yes')).toMatchObject({ code: codes.well });
    const { audit } = run.handle.current.app;
    const notes = (await audit.page({ type: 'case', id: caseId }, 0)).flatMap(({ notes: of = [] }) => of);
    for (const noteId of notes)
      expect((await run.handle.current.app.notes.load({ type: 'case', id: caseId }, noteId))?.text).not.toBe(
        '',
      );
  });

  it('are nobody’s where there are none, and it says which words it wants', async () => {
    expect(await ops('rotate-keys', 'per-none00', '--yes')).toMatchObject({ code: codes.bad });
    expect(await ops('rewrap-keys')).toMatchObject({ code: codes.usage });
  });
});

describe('a policy by npm run ops', () => {
  it('is moved on purpose, with a reason, by somebody, or refused', async () => {
    const words = ['move-policy', caseId, (await state()).policyVersion, '--yes'];
    expect(await ops(...words)).toMatchObject({ code: codes.usage });
    const by = ['--by', 'agy-one1/rep-one1', '--reason', 'Its policy was lost.'];
    expect((await ops(...words, ...by)).output).toContain('refused: policy-unchanged');
    expect((await ops('move-policy', caseId, 'wa-99', '--yes', ...by)).output).toContain(
      'refused: no-such-policy',
    );
    expect(await ops('move-policy', caseId, '--yes', ...by)).toMatchObject({ code: codes.usage });
  });
});

it('asks AWS for nothing that the role of a command does not have', () => {
  expect([...strays]).toEqual([]);
});
