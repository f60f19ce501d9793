import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SesEntry } from '../../../local/ses/mail.ts';
import { type Summary, summarySchema } from '../../../local/summary/schema.ts';
import { createClock } from '../../../local/virtual-clock.ts';
import { runCommand } from './command.ts';
import { temporaryFolder } from './folder.ts';

const SMALL = 'test/local/cloud/scenarios/small.json';

interface Ending {
  summary: Summary;
  text: string;
  output: string;
}

/** Play on in a folder until the end, or until so many lines have been printed. */
async function playOn(folder: string, killAfter?: number, scenario = SMALL): Promise<Ending | undefined> {
  const summary = join(folder, 'out.json');
  const words = [
    '--scenario',
    scenario,
    '--verbose',
    '--exit',
    '--port',
    '0',
    '--data',
    folder,
    '--summary',
    summary,
  ];
  const { code, output, errors } = await runCommand(words, killAfter === undefined ? {} : { killAfter });
  expect(errors).toBe('');
  if (code === null) return undefined;
  expect(output).toContain('Everything came about as expected.');
  expect(code).toBe(0);
  const text = readFileSync(summary, 'utf8');
  return { summary: summarySchema.parse(JSON.parse(text)), text, output };
}

async function playToTheEnd(folder: string, scenario?: string): Promise<Ending> {
  const ending = await playOn(folder, undefined, scenario);
  if (ending === undefined) throw new Error('it was killed by somebody else');
  return ending;
}

/** The message of each mail that SES took. */
function mailsIn(folder: string): string[] {
  const entries = readFileSync(join(folder, 'mail.jsonl'), 'utf8').trimEnd().split('\n');
  return entries.flatMap((line) => {
    const entry: SesEntry = JSON.parse(line);
    return entry.type === 'accepted' ? [entry.mail.tags['message'] ?? 'no message'] : [];
  });
}

/** What must not depend on whether it was killed: everything but when, and what it cost. */
const endOf = ({ cases, messages }: Summary) => ({
  cases: cases.map((one) => ({
    id: one.id,
    phases: one.phases.map(({ phase }) => phase),
    clocks: one.clocks.map(({ rule, status }) => `${rule} ${status}`),
    end: one.end,
  })),
  messages: messages.map(({ id, kind, recipient, delivery }) => ({ id, kind, recipient, delivery })),
});

let kept: string;
let undisturbed: Ending;
let mails: string[];
beforeAll(async () => {
  kept = mkdtempSync(join(tmpdir(), 'cli-'));
  undisturbed = await playToTheEnd(kept);
  mails = mailsIn(kept);
});
afterAll(() => rmSync(kept, { recursive: true }));

describe('a cloud with the same seed', () => {
  it('gives the same summary and the same lines, byte for byte', async () => {
    const again = await playToTheEnd(temporaryFolder());
    expect(again.text).toBe(undisturbed.text);
    expect(again.output).toBe(undisturbed.output);
  });

  it('has nothing left to do after the end', async () => {
    const second = await playToTheEnd(kept);
    expect(endOf(second.summary)).toEqual(endOf(undisturbed.summary));
    expect(mailsIn(kept)).toEqual(mails);
    const { cases, messages } = undisturbed.summary;
    expect(undisturbed.output).not.toContain('Going on from');
    expect(second.output.split('\n')[0]).toMatch(`Going on from ${kept}: small at 2026-03-`);
    expect(cases).toHaveLength(1);
    expect(second.output).toContain(` UTC, with 1 case and ${messages.length} messages`);
  });
});

describe('a cloud that is killed in the middle of a case and started again with the same data', () => {
  it('goes on, loses nothing and sends nothing twice, wherever it was', async () => {
    const folder = temporaryFolder();
    for (const lines of [1, 7, 9, 3]) expect(await playOn(folder, lines)).toBeUndefined();
    const ending = await playToTheEnd(folder);
    expect(ending.summary.violations).toEqual([]);
    expect(endOf(ending.summary)).toEqual(endOf(undisturbed.summary));
    expect(mailsIn(folder).toSorted()).toEqual(mails.toSorted());
    expect(new Set(mails).size).toBe(mails.length);
  });

  it('goes on after a kill at any moment of the default case too: consent, silence, a meeting called', async () => {
    const scenario = upToTheMeeting();
    const [whole, folder] = [temporaryFolder(), temporaryFolder()];
    const wanted = await playToTheEnd(whole, scenario);
    const moments = seededNumbers(20261122);
    const lines = wanted.output.split('\n').length;
    const moment = Math.round(lines * (0.1 + 0.7 * moments()));
    expect(await playOn(folder, moment, scenario)).toBeUndefined();
    const ending = await playToTheEnd(folder, scenario);
    expect(ending.summary.violations).toEqual([]);
    expect(endOf(ending.summary)).toEqual(endOf(wanted.summary));
    expect(mailsIn(folder).toSorted()).toEqual(mailsIn(whole).toSorted());
  });
});

/** The default scenario until its first meeting has been called, with all who are asked to it. */
function upToTheMeeting(): string {
  const whole = JSON.parse(readFileSync('local/scenarios/default.json', 'utf8'));
  const called = whole.steps.findIndex(({ do: done }: { do?: string }) => done === 'scheduleMeeting');
  const file = join(temporaryFolder(), 'default.json');
  const steps = whole.steps.slice(0, called + 1);
  writeFileSync(file, JSON.stringify({ ...whole, steps, end: {}, runUntil: '+3d' }));
  return file;
}

/** The clock's own numbers in [0, 1): the same for the same seed. */
const seededNumbers = (seed: number) => createClock({ mode: 'jump', start: 0, seed }).random;
