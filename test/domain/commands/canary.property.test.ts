import { describe, expect, it } from 'vitest';
import { decideAgency } from '../../../functions/domain/agency/decide.ts';
import { calendarFor } from '../../../functions/domain/calendar/calendar.ts';
import { decideCase } from '../../../functions/domain/case/decide.ts';
import { decideMeeting } from '../../../functions/domain/meeting/decide.ts';
import { decidePerson } from '../../../functions/domain/person/decide.ts';
import { type Actor, system, type Worker } from '../../../functions/domain/shared/actor.ts';
import type { CommandEnvelope } from '../../../functions/domain/shared/command.ts';
import { caseLate, plannedCase } from '../case/actions/later-phases.ts';
import { asActor, caseIn, monday, persons, workers } from '../case/fixtures.ts';
import { withLead } from '../case/meeting/held-case.ts';
import { scheduled } from '../meeting/fixtures.ts';
import { personIn } from '../person/fixtures.ts';
import { testPolicy } from '../test-policy.ts';
import { sampleOf, type Text } from './samples.ts';
import { type Aggregate, everyCommand } from './schemas.ts';

const calendar = calendarFor('AU-WA');
const by = (worker: Worker): Actor => asActor(worker);
const actors = [
  by(workers.specialist),
  by(workers.convenor),
  by(workers.chair),
  by(workers.police),
  system('test'),
];

const past: Readonly<Record<string, string>> = { instant: '2026-03-02T00:00:00.000Z', date: '2026-03-01' };
const ahead: typeof past = { instant: '2026-06-02T00:00:00.000Z', date: '2026-06-01' };

/** A name in every form that a caller could give it. */
const canaries: readonly Text[] = [
  () => 'Canary Placeholder',
  (title = '') => ({ id: 'agy-canary0', code: 'canary_placeholder', ...past })[title] ?? 'canary',
  (title = '') => ({ id: 'per-canary0', code: 'canary', ...past })[title] ?? 'canary.one@canary.example',
];

/** What would be right in a field, as far as its name says. */
const ordinary: Readonly<Record<string, string>> = {
  agencyId: workers.police.agencyId,
  representativeId: workers.police.representativeId,
  receivers: workers.police.agencyId,
  tool: 'invented_tool',
  basis: 'statute',
  kind: 'police',
  domains: 'agency.example',
  caseId: 'case-aaaa1',
};
const right =
  (dates: typeof past): Text =>
  (title = '', path) => {
    const field = path.split('.').findLast((part) => !/^\d*$/.test(part)) ?? '';
    const byTitle: Readonly<Record<string, string>> = {
      id: persons.victim,
      code: 'safety_planning',
      ...dates,
    };
    return ordinary[field] ?? byTitle[title] ?? 'Ordinary words';
  };

/** Every text a canary at once; then one text at a time among those that would be right. */
function inputsOf(schema: Parameters<typeof sampleOf>[0]): unknown[] {
  const paths: string[] = [];
  let dated = false;
  sampleOf(schema, (title, path) => {
    dated ||= title === 'instant' || title === 'date';
    return paths.push(path);
  });
  const single = paths.flatMap((at) =>
    (dated ? [past, ahead] : [past]).flatMap((dates) =>
      canaries
        .slice(1)
        .map((canary) =>
          sampleOf(schema, (title, path) => (path === at ? canary : right(dates))(title, path)),
        ),
    ),
  );
  const all = canaries.map((canary) => sampleOf(schema, canary));
  return [...all, ...single, ...all.flatMap(broken), ...broken(sampleOf(schema, right(past)))];
}

/** The input with unknown fields, at the top and at every level, and things that are no input at all. */
const broken = (input: Record<string, unknown>): unknown[] => [
  { ...input, canaryfield: 1 },
  deep(input),
  'canary',
  null,
];
const deep = (value: unknown): unknown =>
  Array.isArray(value)
    ? value.map(deep)
    : typeof value === 'object' && value !== null
      ? { ...Object.fromEntries(Object.entries(value).map(([k, v]) => [k, deep(v)])), canaryfield: 'canary' }
      : value;

type Run = (envelope: CommandEnvelope) => { kind: string };
const run =
  <State>(
    decide: (
      state: State,
      id: string,
      envelope: CommandEnvelope,
      ...rest: [string, typeof testPolicy, typeof calendar]
    ) => { kind: string },
    state: State,
    id: string,
    now: string = monday,
  ): Run =>
  (envelope) =>
    decide(state, id, envelope, now, testPolicy, calendar);

const agency = (): Parameters<typeof decideAgency>[0] => {
  const input = { name: 'Invented', kind: 'police', government: true, domains: ['agency.example'] };
  const envelope = { name: 'createAgency', input, by: by(workers.triage), commandId: 'cmd-1', notes: {} };
  const made = decideAgency(undefined, 'agy-police', envelope, monday, testPolicy, calendar);
  return made.kind === 'accepted' ? made.state : undefined;
};

/** Records of each kind, and none: whatever the state, a refusal says nothing of what came in. */
const worlds: Readonly<Record<Aggregate, () => Run[]>> = {
  case: () => [
    run(decideCase, undefined, 'case-0000a'),
    ...[
      caseIn('referral'),
      caseIn('consent_attempt'),
      caseIn('meeting_preparation'),
      withLead(),
      plannedCase().c,
      caseLate('closure'),
      caseLate('closed_watch'),
    ].map((c) => run(decideCase, c.case, c.caseId, c.now)),
  ],
  meeting: () => [
    run(decideMeeting, undefined, 'mtg-0001'),
    run(decideMeeting, scheduled().meeting, 'mtg-0001'),
  ],
  person: () => [
    run(decidePerson, undefined, 'per-cccc1'),
    run(decidePerson, personIn('case-0000a').person, 'per-cccc1'),
  ],
  agency: () => [run(decideAgency, undefined, 'agy-police'), run(decideAgency, agency(), 'agy-police')],
};

describe.each(Object.keys(everyCommand) as Aggregate[])('a refusal of a command of a %s', (aggregate) => {
  const runs = worlds[aggregate]();
  const names = everyCommand[aggregate].map(({ name, input }) => [name, input] as const);

  it.each(names)('%s repeats nothing of what came in', (name, schema) => {
    let refused = 0;
    for (const input of inputsOf(schema))
      for (const decide of runs)
        for (const actor of actors) {
          const notes = { rationale: { noteId: 'note-0001', identifying: false } };
          const answer = decide({ name, input, by: actor, commandId: 'cmd-canary-test', notes });
          if (answer.kind !== 'refused') continue;
          refused += 1;
          expect(JSON.stringify(answer).toLowerCase()).not.toContain('canary');
        }
    expect(refused).toBeGreaterThan(0);
  });

  it('repeats no name of a command that there is not', () => {
    for (const decide of runs) {
      const answer = decide({ name: 'canary', input: {}, by: actors[0]!, commandId: 'cmd-1', notes: {} });
      expect(answer.kind).toBe('refused');
      expect(JSON.stringify(answer)).not.toContain('canary');
    }
  });
});
