import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { parseOptions, UsageError } from '../../../local/options.ts';
import { summarySchema } from '../../../local/summary/schema.ts';
import { runCommand } from './command.ts';
import { temporaryFolder } from './folder.ts';

/** A referral and nothing else: the least that can be played. */
const tiny = (): Record<string, unknown> => {
  const small = JSON.parse(readFileSync('test/local/cloud/scenarios/small.json', 'utf8'));
  return { ...small, steps: [small.steps[0]], end: { main: { phase: 'referral' } }, runUntil: '+1h' };
};

function scenarioFile(name: string, content: unknown): string {
  const file = join(temporaryFolder(), name);
  writeFileSync(file, JSON.stringify(content));
  return file;
}

describe('the options', () => {
  it('have defaults', () => {
    expect(parseOptions([])).toEqual({
      scenarios: ['default'],
      exit: false,
      summary: undefined,
      seed: 1,
      data: undefined,
      port: 4566,
      realTime: false,
      verbose: false,
      help: false,
    });
  });

  it('take several scenarios', () => {
    expect(parseOptions(['--scenario', 'urgent', '--scenario', 'x.json']).scenarios).toEqual([
      'urgent',
      'x.json',
    ]);
  });

  it.each([
    [['--seed', '1.5'], '--seed 1.5: expected a whole number from 0 to 2147483647'],
    [['--seed', ''], '--seed : expected a whole number'],
    [['--port', '65536'], '--port 65536: expected a whole number from 0 to 65535'],
    [['--quiet'], '--quiet'],
    [['stray'], 'stray'],
    [['--scenario'], '--scenario'],
  ])('refuse %j and say why', (words, why) => {
    expect(() => parseOptions(words)).toThrow(UsageError);
    expect(() => parseOptions(words)).toThrow(why);
  });
});

describe('npm start', () => {
  it('lists its options', async () => {
    const { code, output, errors } = await runCommand(['--help']);
    expect({ code, errors }).toEqual({ code: 0, errors: '' });
    const listed = ['scenario', 'exit', 'summary', 'seed', 'data', 'port', 'real-time', 'verbose', 'help'];
    for (const option of listed) expect(output).toContain(`--${option}`);
    expect(output.split('\n').filter((line) => line.length > 80)).toEqual([]);
  });

  it('ends with 2 and says why when an option means nothing', async () => {
    const { code, output, errors } = await runCommand(['--scenari', 'urgent']);
    expect({ code, output }).toEqual({ code: 2, output: '' });
    expect(errors).toContain('--scenari');
    expect(errors).toContain('--help');
  });

  it('ends with 2 for a file that is wrong inside, and says all that is', async () => {
    const { title: _, ...untitled } = tiny();
    const content = { ...untitled, start: 'Monday', steps: [{ at: '+1h', od: 'x' }] };
    const wrong = scenarioFile('wrong.json', content);
    const { code, output, errors } = await runCommand(['--scenario', wrong]);
    expect({ code, output }).toEqual({ code: 2, output: '' });
    expect(errors).toContain(`${wrong} is not a scenario:`);
    expect(errors).toMatch(/ {2}title: .*expected string/);
    expect(errors).toContain('  start: expected local date and time');
    expect(errors).toMatch(/ {2}steps\.0\.od: .*expected one of at, as, do/);
  });

  it('ends with 1 when something was expected otherwise, and says where and what', async () => {
    const file = scenarioFile('hopeful.json', { ...tiny(), end: { main: { phase: 'closed' } } });
    const summary = join(temporaryFolder(), 'out.json');
    const { code, output } = await runCommand([
      '--scenario',
      file,
      '--exit',
      '--port',
      '0',
      '--summary',
      summary,
    ]);
    expect(code).toBe(1);
    expect(output).toContain('NOT AS EXPECTED hopeful end.main: expected the phase closed, found referral');
    expect(JSON.parse(readFileSync(summary, 'utf8')).failures).toEqual([
      { scenario: 'hopeful', path: 'end.main', what: 'expected the phase closed, found referral' },
    ]);
  });

  it('plays two scenarios on one clock, and writes what came of them', async () => {
    // Each is judged when it is over: what time does to the first while the second goes on is no matter.
    const early = { phase: 'referral', messages: [{ kind: 'reminder', count: 0 }] };
    const one = scenarioFile('one.json', { ...tiny(), end: { main: early } });
    const late = { phase: 'referral', messages: [{ kind: 'reminder' }] };
    const two = scenarioFile('two.json', { ...tiny(), end: { main: late }, runUntil: '+3d' });
    const file = join(temporaryFolder(), 'out.json');
    const asked = ['--scenario', one, '--scenario', two, '--scenario', one];
    const { code, output, errors } = await runCommand([...asked, '--exit', '--port', '0', '--summary', file]);
    expect({ code, errors }).toEqual({ code: 0, errors: '' });
    expect(output).toContain('one/main: referral');
    expect(output).toContain('two/main: referral');
    const summary = summarySchema.parse(JSON.parse(readFileSync(file, 'utf8')));
    expect(summary.cases.map(({ scenario }) => scenario).toSorted()).toEqual(['one', 'two']);
    expect(summary.messages.filter(({ kind }) => kind === 'referral_received')).toHaveLength(2);
    expect(summary.violations).toEqual([]);
  });

  it('refuses two files of one name, whose ids would be the same', async () => {
    const one = scenarioFile('same.json', tiny());
    const two = scenarioFile('same.json', tiny());
    const { code, errors } = await runCommand(['--scenario', one, '--scenario', two]);
    expect(code).toBe(2);
    expect(errors).toContain(two);
    expect(errors).toContain('expected another file name');
  });

  it('ends with 2 when the folders of --data or --summary cannot be', async () => {
    const file = scenarioFile('tiny.json', tiny());
    const base = temporaryFolder();
    mkdirSync(join(base, 'is-a-folder'));
    writeFileSync(join(base, 'is-a-file'), '');
    const data = await runCommand(['--scenario', file, '--data', join(base, 'is-a-file')]);
    expect(data.code).toBe(2);
    expect(data.errors).toContain('is-a-file: expected a folder');
    const summary = await runCommand(['--scenario', file, '--exit', '--summary', join(base, 'is-a-folder')]);
    expect(summary.code).toBe(2);
    expect(summary.errors).toContain('--summary');
  });

  it('takes a free port and says so when the wished one is taken', async () => {
    const server = createServer();
    onTestFinished(() => void server.close());
    const port = await new Promise<number>((resolve) => {
      server.listen(0, '127.0.0.1', () => {
        const address = server.address();
        resolve(typeof address === 'object' && address !== null ? address.port : 0);
      });
    });
    const file = scenarioFile('tiny.json', tiny());
    const { code, errors } = await runCommand(['--scenario', file, '--exit', '--port', String(port)]);
    expect(code).toBe(0);
    expect(errors).toMatch(
      new RegExp(
        `^Port ${port} is taken: serving on (http://127.0.0.1:\\d+) instead. For the examples: export API=\\1/api\n$`,
      ),
    );
  });
});
