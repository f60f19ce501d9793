import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyExport } from '../../../functions/application/disclosures/verify.ts';
import { type CaseState, caseSchema } from '../../../functions/domain/case/state.ts';
import { hashText } from '../../../functions/domain/shared/ids.ts';
import { openRun, type Run } from '../../../local/run.ts';
import { loadScenario } from '../../../local/scenario/load.ts';
import { codes } from '../../../scripts/ops/run.ts';
import { createOps } from './run-ops.ts';

let run: Run;
let data: string;
let caseId: string;
beforeAll(async () => {
  data = mkdtempSync(join(tmpdir(), 'ops-records-'));
  const scenario = { ...loadScenario('test/local/cloud/scenarios/small.json'), end: {} };
  run = await openRun({
    scenarios: [scenario],
    data,
  });
  const summary = await run.summarise(await run.play());
  caseId = summary.cases[0]?.id ?? '';
}, 60_000);
afterAll(async () => {
  await run.close();
  rmSync(data, { recursive: true });
});

const CONFIG = 'config/example-wa.ts';
const BY = 'agy-records1/rep-first1';

const strays = new Set<string>();
const ops = createOps(
  () => ['--endpoint', run.handle.current.url, '--data', data, '--config', CONFIG, '--table', 'macm-cases'],
  strays,
);

const folder = (name: string): string => join(data, name);
const read = (name: string, file: string): string => readFileSync(join(folder(name), file), 'utf8');
const load = async (): Promise<CaseState> =>
  caseSchema.parse((await run.handle.current.app.aggregates.load({ type: 'case', id: caseId }))?.data);

describe('exporting a case', () => {
  const toCoroner = (out: string, ...more: string[]) =>
    ops('export-case', caseId, '--for', 'coroner', '--out', folder(out), '--by', BY, ...more);

  it('asks first, and wants to know who does it', async () => {
    expect(await toCoroner('asked')).toMatchObject({ code: codes.unconfirmed });
    const words = ['export-case', caseId, '--out', folder('nobody'), '--yes'];
    expect(await ops(...words, '--for', 'coroner')).toMatchObject({ code: codes.usage });
    expect(await ops(...words, '--for', 'gossip', '--by', BY)).toMatchObject({ code: codes.usage });
  });

  it('S1-17 gives a coroner everything with hashes, and records that it did', async () => {
    expect(await toCoroner('coroner', '--yes')).toMatchObject({ code: codes.well });
    const manifest = JSON.parse(read('coroner', 'manifest.json'));
    expect(manifest).toMatchObject({
      caseId,
      for: 'coroner',
      unreadable: 0,
      audit: { ok: true },
      access: { ok: true },
    });
    for (const { name, sha256 } of manifest.files) expect(hashText(read('coroner', name))).toBe(sha256);
    const narratives = JSON.parse(read('coroner', 'narratives.json'));
    expect(narratives.length).toBeGreaterThan(0);
    expect(narratives.every(({ text }: { text?: string }) => (text ?? '').length > 0)).toBe(true);
    expect(read('coroner', 'people.json')).toContain('"identity"');
    const log = read('coroner', 'access-log-1.json');
    expect(verifyExport(log)).toMatchObject({ ok: true, caseId, toTheEnd: true });
    expect(log).toContain('export_coroner');
  });

  it('gives a subpoena nothing before a person has decided and the law has signed', async () => {
    const order = ['export-case', caseId, '--for', 'subpoena', '--by', BY, '--yes'];
    const bare = await ops(...order, '--out', folder('bare'));
    expect(bare).toMatchObject({ code: codes.bad, output: expect.stringContaining('review-missing') });
    await ops(...order, '--redact', '--out', folder('review'));
    const file = join(folder('review'), 'review.json');
    const review = JSON.parse(readFileSync(file, 'utf8'));
    const decide = (change: object) => writeFileSync(file, JSON.stringify({ ...review, ...change }));
    const [first, ...others] = review.items;
    const decided = [
      { ...first, decision: 'release' },
      ...others.map((one: object) => ({ ...one, decision: 'withhold' })),
    ];
    decide({ items: decided });
    const unsigned = await ops(...order, '--reviewed', file, '--out', folder('unsigned'));
    expect(unsigned.output).toContain('review-unconfirmed');
    decide({ items: decided.slice(1), confirmedBy: 'rep-reviewer1', legalSignOff: 'rep-counsel1' });
    expect((await ops(...order, '--reviewed', file, '--out', folder('part'))).output).toContain(
      'review-incomplete',
    );
    decide({ items: decided, confirmedBy: 'rep-reviewer1', legalSignOff: 'rep-counsel1' });
    expect(await ops(...order, '--reviewed', file, '--out', folder('subpoena'))).toMatchObject({
      code: codes.well,
    });
    const narratives: { text: string }[] = JSON.parse(read('subpoena', 'narratives.json'));
    expect(narratives.map(({ text }) => text === '[withheld]').filter((held) => !held)).toHaveLength(1);
    const people: { person: { identity: object } }[] = JSON.parse(read('subpoena', 'people.json'));
    const values = people.flatMap(({ person }) => Object.values(person.identity));
    expect(new Set(values)).toEqual(new Set(['[withheld]']));
    // Nothing else of case, meetings, mails and chains leaves undecided.
    const left: Record<string, unknown> = JSON.parse(read('subpoena', 'case.json'));
    expect(left).toMatchObject({ caseId, members: '[withheld]', agencies: '[withheld]' });
    expect(JSON.parse(read('subpoena', 'messages.json'))).toBe('[withheld]');
    expect(JSON.parse(read('subpoena', 'audit.json'))).toBe('[withheld]');
    expect(existsSync(join(folder('subpoena'), 'access-log-1.json'))).toBe(false);
    const manifest = JSON.parse(read('subpoena', 'manifest.json'));
    expect(manifest).toMatchObject({
      redacted: true,
      access: { ok: true },
      exportId: expect.stringMatching(/^exp-/),
    });
    expect(JSON.stringify(manifest)).not.toContain('access-log');
  });
});

describe('disposing of a case', () => {
  const LATER = ['--now', '2080-01-01'];
  // As the example config has them.
  const under = ['--authority', 'EXAMPLE-DA-2026', '--class', '0.0.0'];
  const propose = (...more: string[]) => ops('dispose', caseId, '--by', BY, '--yes', ...under, ...more);
  const approve = (by: string, ...more: string[]) =>
    ops('dispose', caseId, '--approve', '--by', by, '--yes', ...more);

  it('refuses one that has not ended, or whose time has not come', async () => {
    expect((await propose(...LATER)).output).toContain('not-ended');
    const { clock, submit } = run.handle.current;
    const state = await load();
    const worker = state.contacts.convenor ?? state.contacts.triage;
    const input = { reason: 'entered_by_mistake' };
    const by = { kind: 'worker' as const, ...worker };
    const policy = run.handle.current.app.policies.get(state.policyVersion).policy;
    await submit({ type: 'case', id: caseId, name: 'withdrawInError', input, by, key: 'end' }, policy);
    await clock.run({ until: clock.now() + 60_000 });
    expect((await load()).phase).toBe('closed');
    expect((await propose()).output).toContain('retention-not-passed');
    expect((await propose(...LATER, '--authority', 'DA other')).output).toContain('no-disposal-authority');
  });

  it('takes two persons, destroys what was sealed, and leaves a tombstone with the ends of both chains', async () => {
    expect((await approve('agy-records1/rep-second1', ...LATER)).output).toContain('not-proposed');
    expect(await propose(...LATER)).toMatchObject({ code: codes.well });
    expect((await propose(...LATER)).output).toContain('proposed-already');
    expect((await approve(BY, ...LATER)).output).toContain('same-person');
    const { code, output } = await approve('agy-records1/rep-second1', ...LATER, '--json');
    expect(code, output).toBe(codes.well);
    const tombstone = JSON.parse(output);
    expect(tombstone).toMatchObject({
      caseId,
      audit: { hash: expect.any(String) },
      access: { hash: expect.any(String) },
      kept: [],
    });
    expect(tombstone.destroyed[0]).toBe(caseId);
    expect(tombstone.destroyed.length).toBeGreaterThan(1);
    expect(JSON.parse((await approve('agy-records1/rep-second1', ...LATER, '--json')).output)).toEqual(
      tombstone,
    );
    await ops('export-case', caseId, '--for', 'coroner', '--out', folder('after'), '--by', BY, '--yes');
    const manifest = JSON.parse(read('after', 'manifest.json'));
    expect(manifest.unreadable).toBe(
      JSON.parse(read('after', 'narratives.json')).length + tombstone.destroyed.length - 1,
    );
    expect((await ops('verify-audit', caseId)).output).toContain('All is as it was written.');
  });
});

it('asks AWS for nothing that the role of a command does not have', () => {
  expect([...strays]).toEqual([]);
});
