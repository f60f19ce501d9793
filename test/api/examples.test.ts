import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyExport } from '../../functions/application/disclosures/verify.ts';
import type { CaseState } from '../../functions/domain/case/state.ts';
import { openIssuer } from '../../local/api/issuer.ts';
import { reach } from '../../local/player/pace.ts';
import { openRun, type Run } from '../../local/run.ts';
import { loadScenario } from '../../local/scenario/load.ts';
import { aliasId, workerId } from '../../local/scenario/references.ts';
import { beyondRoles } from '../local/beyond-roles.ts';
import { gets, readEverything } from './read-everything.ts';

const hasCurl = ((): boolean => {
  try {
    execFileSync('curl', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
})();
if (!hasCurl) console.warn('There is no curl here: the examples were not run.');

/** Up to the discussion of the first meeting: the plan is what comes next. */
const BEFORE_THE_PLAN = 32;
const scenario = loadScenario('local/scenarios/default.json');
const main = aliasId(scenario.name, 'case', 'main');
const data = mkdtempSync(join(tmpdir(), 'examples-'));
let run: Run;
let refs: { caseId: string; meetingId: string };

const cloud = () => run.handle.current;
const settle = () => reach(cloud().clock, cloud().clock.now());
const state = async (): Promise<CaseState> =>
  (await cloud().app.aggregates.load({ type: 'case', id: main }))?.data as CaseState;

/** Run an example as a person would. */
async function ran(name: string, words: readonly string[], environment: NodeJS.ProcessEnv = {}) {
  const child = spawn(`examples/${name}.sh`, words, {
    env: {
      ...process.env,
      API: `${cloud().url}/api`,
      TOKEN_COMMAND: `node scripts/token.ts --data ${data}`,
      ...environment,
    },
  });
  let output = '';
  let complaint = '';
  child.stdout.on('data', (text: Buffer) => (output += text.toString()));
  child.stderr.on('data', (text: Buffer) => (complaint += text.toString()));
  const code = await new Promise<unknown>((resolve) => child.on('close', resolve));
  return { code, output, complaint };
}

/** What an example prints, which is to do what it says. */
async function example(name: string, ...words: string[]): Promise<string> {
  const { code, output, complaint } = await ran(name, words);
  expect(code, `${name}: ${complaint}${output}`).toBe(0);
  await settle();
  return output;
}

/** What the examples do not show: a command of the coordinator over HTTP. */
async function coordinate(path: string, body: unknown): Promise<Record<string, unknown>> {
  const claimant = {
    agencyId: aliasId(scenario.name, 'agency', 'fss'),
    representativeId: workerId(scenario.name, 'fss/coordinator'),
    roles: ['coordinator'] as const,
    regions: [],
  };
  const response = await fetch(`${cloud().url}/api${path}`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${openIssuer(data).token(claimant, Date.now(), 1)}`,
      'content-type': 'application/json',
      'idempotency-key': path,
    },
    body: JSON.stringify(body),
  });
  const said: Record<string, unknown> = JSON.parse(await response.text());
  expect(response.ok, JSON.stringify(said)).toBe(true);
  await settle();
  return said;
}
const worker = (who: string) => ({
  agencyId: aliasId(scenario.name, 'agency', who.split('/')[0] ?? ''),
  representativeId: workerId(scenario.name, who),
});

describe.runIf(hasCurl)('the examples', () => {
  beforeAll(async () => {
    const steps = scenario.steps.slice(0, BEFORE_THE_PLAN);
    run = await openRun({
      scenarios: [{ ...scenario, steps, end: {} }],
      data,
    });
    expect(await run.play()).toEqual([]);
  }, 120_000);
  afterAll(async () => {
    await run.close();
    rmSync(data, { recursive: true });
  });

  it('end at the first thing that fails, and say what it was', async () => {
    const { code, complaint } = await ran('02-triage', []);
    expect(code).not.toBe(0);
    expect(complaint).toContain('is missing: ./02-triage.sh CASE');
    const refused = await ran('01-refer-a-case', [], { TOKEN_COMMAND: 'echo none' });
    expect(refused.complaint.match(/There is no \w+ in what/g)).toEqual(['There is no id in what']);
    expect(refused).toMatchObject({ complaint: expect.stringContaining('sign-in-needed'), output: '' });
    expect(refused.code).not.toBe(0);
  });

  it('refer a case, accept it and record what came of asking her', async () => {
    const { id } = JSON.parse(await example('01-refer-a-case'));
    const accepted = JSON.parse(await example('02-triage', id));
    expect(accepted).toMatchObject({ id, next: { phase: 'consent_attempt' } });
    const asked = JSON.parse(await example('03-record-a-consent-attempt', id));
    expect(asked.next.phase).toBe('meeting_scheduling');
    const meeting = await coordinate('/meetings', {
      kind: 'macm_on_demand',
      mode: 'virtual',
      startsAt: '2026-03-19T02:00:00.000Z',
      lengthMinutes: 60,
      chair: worker('fss/chair'),
      minuteTaker: worker('fss/coordinator'),
      caseIds: [id],
    });
    refs = { caseId: id, meetingId: String(meeting['id']) };
  });

  it('see the worklist, reply to the invitation and give the written return', async () => {
    const waiting = async () =>
      JSON.parse(await example('04-see-my-worklist')).items as { kind: string; path: string }[];
    const kinds = (await waiting())
      .filter(({ path }) => path.includes(refs.meetingId))
      .map(({ kind }) => kind);
    expect(kinds).toEqual(expect.arrayContaining(['reply', 'written_return']));
    await example('05-reply-to-an-invitation', refs.meetingId);
    expect(
      JSON.parse(await example('06-submit-a-written-return', refs.meetingId, refs.caseId)).did,
    ).toContain('return.provided_written');
    const left = (await waiting())
      .filter(({ path }) => path.includes(refs.meetingId))
      .map(({ kind }) => kind);
    expect(left).not.toContain('reply');
    expect(left).not.toContain('written_return');
  });

  it('record a plan and report progress on an action', async () => {
    expect(JSON.parse(await example('07-record-a-plan', main)).did).toContain('plan.recorded');
    await coordinate(`/cases/${main}/lead`, { to: worker('fss/coordinator') });
    await coordinate(`/cases/${main}/plans/issue`, { risksAcceptedBecause: 'example' });
    const action = (await state()).actions.findLast(({ code }) => code === 'charges');
    expect(JSON.parse(await example('08-report-progress', main, action?.actionId ?? '')).did).not.toEqual([]);
  });

  it('read a case, and export who was given what with hashes that can be checked', async () => {
    expect(JSON.parse(await example('09-read-a-case', main))).toMatchObject({ caseId: main, withheld: [] });
    const csv = await example('10-export-disclosures', main);
    expect(verifyExport(csv)).toMatchObject({ ok: true, caseId: main });
  });

  it('leave a case of which every read answers over HTTP, to each of those who ask, as the document says', async () => {
    const read = await readEverything(cloud(), data, scenario.name, {
      caseId: main,
      meetingId: aliasId(scenario.name, 'meeting', 'first'),
    });
    expect(read.faults).toEqual([]);
    expect(
      gets.filter(({ operationId }) => !read.answered.has(operationId)).map(({ operationId }) => operationId),
    ).toEqual([
      // Nobody wrote about a person, sent anything in or searched in this scenario.
      'getNoteOfMember',
      'readSearches',
      'readReport',
    ]);
    expect(beyondRoles(cloud())).toEqual([]);
  });

  it('are each named in their README, and none that is not there', () => {
    const readme = readFileSync('examples/README.md', 'utf8');
    const files = readdirSync('examples').filter((file) => /^\d\d-/.test(file));
    expect(files).toHaveLength(10);
    expect([...readme.matchAll(/\]\((\d\d-[\w-]+\.sh)\)/g)].map(([, file]) => file)).toEqual(files);
  });
});
