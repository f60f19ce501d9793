import { readdirSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { machineArn } from '../../../local/machines.ts';
import type { Entry } from '../../../local/stepfunctions/records.ts';
import { type CarriedOn, carryOn } from './carried-on.ts';

const releases = readdirSync('test/fixtures', { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && entry.name.startsWith('release-'))
  .map(({ name }) => `test/fixtures/${name}`);
const cuts = releases.flatMap((release) =>
  readdirSync(release, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }): [release: string, phase: string] => [release, name]),
);

const started = (entries: readonly Entry[]) => entries.filter((entry) => entry.kind === 'execution');
const changes = (entries: readonly Entry[]) => entries.filter((entry) => entry.kind === 'change');
const revisions = (entries: readonly Entry[]) => entries.filter((entry) => entry.kind === 'revision');
/** The executions that had not ended, by their ARN. */
const running = (entries: readonly Entry[]): string[] => {
  const ended = new Set(
    changes(entries).flatMap(({ arn, set }) => ((set.status ?? 'RUNNING') === 'RUNNING' ? [] : [arn])),
  );
  return started(entries).flatMap(({ arn }) => (ended.has(arn) ? [] : [arn]));
};
const ofCases = (arn: string): boolean => arn.includes(':case-lifecycle:');

describe.each(cuts)('a case that %s left in %s', (release, phase) => {
  let upgraded: CarriedOn;
  beforeAll(async () => {
    upgraded = await carryOn(release, phase);
  }, 120_000);

  it('comes to its end, step by step, with every invariant kept and no mail sent twice', () => {
    expect(upgraded.summary.failures).toEqual([]);
    expect(upgraded.summary.violations).toEqual([]);
    expect(upgraded.summary.cases.map(({ end }) => end.phase)).toEqual(['closed']);
  });

  it('was in the middle of its life: an execution waited', () => {
    expect(running(upgraded.before).filter(ofCases)).toHaveLength(1);
  });

  it('moves to the new definition at its next wake, and nothing else runs the old one again', () => {
    const { before, after } = upgraded;
    const lifecycle = machineArn('case-lifecycle');
    const [newest] = revisions(after).filter(({ machine }) => machine === lifecycle);
    expect(newest?.number).toBe(2);
    const [old] = running(before).filter(ofCases);
    const looks = changes(after)
      .filter(({ arn }) => arn === old)
      .flatMap(({ events }) => events)
      .filter(
        ({ type, ...details }) =>
          type === 'TaskScheduled' && JSON.stringify(details).includes('evaluate-case'),
      );
    expect(looks).toHaveLength(1);
    const later = started(after).filter(({ machine }) => machine === lifecycle);
    expect(later.length).toBeGreaterThan(0);
    expect(later.filter(({ revision }) => revision !== newest?.number)).toEqual([]);
    expect(running([...before, ...after])).toEqual([]);
  });
});

it('there is a case in several phases to carry on', () => {
  expect(cuts.length).toBeGreaterThanOrEqual(4);
});
