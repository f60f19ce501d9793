import { describe, expect, it } from 'vitest';
import type { Surroundings } from '../../../../scripts/ops/command.ts';
import { OpsUsageError, wordsOf } from '../../../../scripts/ops/options.ts';
import { createRestoreCommand } from '../../../../scripts/ops/restore/command.ts';
import { FakeCloud } from './fake-cloud.ts';

const CONFIG = 'config/example-wa.ts';
const TABLE = 'macm-example-wa';
const TO = `${TABLE}-at-20260302T010000Z`;

/** The command over a cloud in memory, with an answer to its question. */
function over(cloud: FakeCloud) {
  const said: string[] = [];
  const command = createRestoreCommand({
    open: async () => ({
      cloud,
      carryOn: async () => undefined,
      place: 'example-wa',
      close: () => undefined,
    }),
    pause: async () => undefined,
  });
  return (words: string, answer?: string) => {
    const surroundings: Surroundings = {
      environment: {},
      say: (line) => said.push(line),
      ask: answer === undefined ? undefined : async () => answer,
    };
    return command.alone(wordsOf(['restore', '--config', CONFIG, ...words.split(' ')]), surroundings);
  };
}
const AT = '--at 2026-03-02T01:00:00Z';

describe('npm run ops -- restore', () => {
  it('shows the plan and changes nothing, with --dry-run', async () => {
    const cloud = new FakeCloud(TABLE);
    const { lines } = await over(cloud)(`${AT} --dry-run`);
    expect(lines[0]).toBe('example-wa');
    expect(lines.join('\n')).toContain(
      `[ ] 2. restore ${TABLE} as it was at 2026-03-02T01:00:00.000Z into ${TO}`,
    );
    expect(cloud.changes).toEqual([]);
  });

  it('wants the name of the environment, typed or as a word', async () => {
    const cloud = new FakeCloud(TABLE);
    const run = over(cloud);
    for (const answer of [undefined, 'yes', 'example-vic'])
      expect(await run(`${AT} --without-anchors`, answer)).toMatchObject({ waitsFor: 'word' });
    expect(cloud.changes).toEqual([]);
    expect(await run(`${AT} --without-anchors`, 'example-wa')).toMatchObject({ waitsFor: 'person' });
    expect(await run(`${AT} --confirm example-wa`)).toMatchObject({ waitsFor: 'person' });
  });

  it('says what a person puts into the config', async () => {
    const { lines } = await over(new FakeCloud(TABLE))(`${AT} --without-anchors --confirm example-wa`);
    expect(lines.join('\n')).toMatch(
      new RegExp(`restored: \\{ name: '${TO}', streamArn: 'arn:aws:dynamodb:`),
    );
  });

  it('refuses a moment that AWS does not have, and to lose without a word what anchors would name', async () => {
    const cloud = new FakeCloud(TABLE);
    const run = over(cloud);
    await expect(run('--at 2020-01-01')).rejects.toThrow(/2026-02-01T.* not to 2020/);
    await expect(run(`${AT} --confirm example-wa`)).rejects.toThrow(/fetch-anchors/);
    await expect(run('--at soon')).rejects.toThrow(OpsUsageError);
    expect(cloud.changes).toEqual([]);
  });

  it('lets everything write again when somebody gives it up', async () => {
    const cloud = new FakeCloud(TABLE);
    const run = over(cloud);
    await run(`${AT} --without-anchors --confirm example-wa`);
    const { lines } = await run(`${AT} --abandon --confirm example-wa`);
    expect(lines.at(-1)).toContain(`${TABLE} is in use as before`);
    expect((await cloud.writers()).some(({ stopped }) => stopped)).toBe(false);
  });
});
