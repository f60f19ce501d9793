import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { environments } from '../../../functions/handlers/environment.ts';
import { alarms } from '../../../lib/alarms.ts';
import { asConfigured, ofType } from './templates.ts';

const joined = z.object({ 'Fn::Join': z.tuple([z.literal(''), z.array(z.unknown())]) });
const widgetSchema = z.object({
  type: z.string(),
  properties: z.looseObject({
    title: z.optional(z.string()),
    query: z.optional(z.string()),
    metrics: z._default(z.array(z.array(z.unknown())), []),
  }),
});

/** The dashboard as CloudWatch gets it, with names for what is only known when it is deployed. */
const [dashboard] = ofType(asConfigured().operations, 'AWS::CloudWatch::Dashboard');
const body = joined
  .parse(dashboard?.[1].Properties['DashboardBody'])
  ['Fn::Join'][1].map((part) => (typeof part === 'string' ? part : 'known-later'))
  .join('');
const { widgets } = z.object({ widgets: z.array(widgetSchema) }).parse(JSON.parse(body));
const widget = (title: RegExp) =>
  widgets.find(({ properties }) => title.test(properties.title ?? ''))?.properties;
/** `signal-delay p99` of a widget; a metric without options is shown as the one before. */
const shown = (title: RegExp): string[] =>
  (widget(title)?.metrics ?? []).map(([, name, ...rest]) => {
    const options = z.looseObject({ stat: z._default(z.string(), 'Average') }).safeParse(rest.at(-1));
    return `${String(name)} ${options.data?.stat ?? 'Average'}`;
  });

const source = globSync('functions/**/*.ts')
  .map((file) => readFileSync(file, 'utf8'))
  .join('\n');
/** Metrics that some function emits: the texts in the first argument of each call. */
const emitted = new Set(
  [...source.matchAll(/telemetry\s*\.(count|alarm|seconds)\(\s*([^,]+),/g)].flatMap(([, how, first = '']) =>
    [...first.matchAll(/'([a-z-]+)'/g)].map(([, name]) => (how === 'alarm' ? `alarm-${name}` : `${name}`)),
  ),
);

describe('the dashboard', () => {
  it('asks whether promises are kept: 5 s for 99 of 100 changes, 60 s for each deadline, never six minutes', () => {
    expect(shown(/^Changes/)).toContain('signal-delay p99');
    expect(shown(/^Deadlines/)).toEqual(
      expect.arrayContaining(['deadline-delay p99', 'deadline-delay Maximum']),
    );
    expect(shown(/^Oldest/)).toEqual(['attention-overdue Maximum']);
  });

  it('says how many cases are where, and what is late and whose', () => {
    expect(widget(/^Cases by phase/)?.query).toContain('stats count(*) as cases by now');
    expect(widget(/late now, and whose/)?.query).toContain('latest(late) as whose');
  });

  it('asks logs for nothing that is not logged', () => {
    const queries = widgets.flatMap(({ properties }) => properties.query ?? []);
    const messages = queries.flatMap((query) =>
      [...query.matchAll(/message = "([\w.-]+)"/g)].map(([, m]) => m),
    );
    expect(messages.length).toBeGreaterThan(0);
    for (const message of messages) expect(source).toContain(`log.info('${message}', { caseId`);
    for (const field of ['phase', '...whose'])
      expect(source).toMatch(new RegExp(`looked', \\{[^}]*${field}`));
    expect(source).toContain('{ late: late.join');
  });

  it('shows the health of mail', () => {
    expect(shown(/^Mail by the hour/)).toEqual(
      ['Send', 'Delivery', 'Bounce', 'Complaint', 'Reject'].map((name) => `${name} Sum`),
    );
    expect(shown(/^Reputation/)).toContain('alarm-message-late Sum');
  });
});

describe('metrics of our own', () => {
  const ofDashboard = widgets.flatMap(({ properties }) =>
    properties.metrics.flatMap(([namespace, name]) => (namespace === 'CaseManagement' ? [String(name)] : [])),
  );
  const metrics = alarms.flatMap((alarm) => (alarm.kind === 'metric' ? alarm.metrics : []));
  const ofAlarms = metrics.flatMap((one) => (one.from === 'app' ? [one.metric] : []));

  it.each([...new Set([...ofDashboard, ...ofAlarms])])('%s is emitted by some function', (metric) => {
    expect([...emitted]).toContain(metric);
  });

  it('that wake somebody in the code have an alarm each', () => {
    const loud = [...emitted].filter((name) => name.startsWith('alarm-'));
    expect(loud.filter((name) => !ofAlarms.includes(name))).toEqual([]);
  });

  it('of AWS are of functions that there are', () => {
    const functions = metrics.flatMap((one) =>
      one.from === 'aws' && one.of.kind === 'function' ? [one.of.name] : [],
    );
    expect(functions.filter((name) => !(name in environments))).toEqual([]);
  });
});
