import { basename } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readRecords } from '../../../local/records.ts';
import { beyondRoles } from '../beyond-roles.ts';
import { notesOf, peopleOf, plain, sightings } from './canaries.ts';
import { executionPlaces, mailPlaces, pagePlaces, tableDump, toldPlaces } from './places.ts';
import { type Played, playScenario } from './playing.ts';

/** A busy machine takes its time; a case that never ends is ended. */
const LONGEST_PLAY_MS = 170_000;

/** Narratives that the plan itself is made of: they go out with it, unless they could identify somebody. */
const isOfThePlan = (field: string): boolean => field === 'description' || field === 'riskStatement';

/**
 * Play a scenario and show what holds for every one. Each has a test file of its own, so that they play side by
 * side. `more` adds what only this one shows.
 */
export function showScenario(file: string, more?: (played: () => Played) => void): void {
  let played: Played;
  beforeAll(async () => {
    played = await playScenario(file);
  }, LONGEST_PLAY_MS);
  // Nothing is there to be closed when opening failed.
  afterAll(async () => (played as Played | undefined)?.close());

  it('comes to its expected end, step by step, with every invariant kept', () => {
    expect(played.summary.failures).toEqual([]);
    expect(played.summary.violations).toEqual([]);
    expect(played.lines.at(-1)).toBe('Everything came about as expected.');
  });

  it('has workers do only what access lets them do', () => {
    expect(played.wall.stopped).toEqual([]);
    expect(played.wall.permitted.length).toBeGreaterThan(10);
  });

  it('goes over HTTP, with the token of each worker, and is answered as the OpenAPI document says', () => {
    expect(played.sent.undocumented).toEqual([]);
    expect(played.sent.commands.length).toBeGreaterThan(20);
  });

  it('asks AWS for nothing that the role of a function does not allow', () => {
    const { current } = played.run.handle;
    expect(Object.keys(current.calls()).length).toBeGreaterThan(7);
    expect(beyondRoles(current)).toEqual([]);
  });

  it('enters its phases one after the other, each once at a time', () => {
    expect(played.summary.cases.length).toBeGreaterThan(0);
    for (const { scenario, phases, end } of played.summary.cases) {
      expect(scenario).toBe(basename(file, '.json'));
      const times = phases.map(({ at }) => at);
      expect(times).toEqual(times.toSorted());
      expect(phases.filter(({ phase }, index) => phase === phases[index - 1]?.phase)).toEqual([]);
      expect(phases.at(-1)?.phase).toBe(end.phase);
    }
  });

  it('shows nobody’s name, place, birth date or number, and no narrative, where it could be read', async () => {
    const { scenario } = played;
    const people = peopleOf(scenario);
    const canaries = [...people, ...notesOf(scenario)];
    expect(people.length).toBeGreaterThan(5);
    const { keys, items } = await tableDump(played);
    const { bodies, documents } = await mailPlaces(played);
    const pages = await pagePlaces(played);
    expect(pages.length).toBeGreaterThan(5);
    const everywhere = [
      ...executionPlaces(played),
      ...keys,
      ...items,
      ...bodies,
      ...pages,
      ...toldPlaces(played),
    ];
    expect(sightings(canaries, everywhere)).toEqual([]);
    const never = [...people, ...notesOf(scenario, (field) => !isOfThePlan(field))];
    expect(sightings(never, documents)).toEqual([]);
  });

  it('keeps them where they belong', async () => {
    const { run, scenario } = played;
    const { app } = run.handle.current;
    const { aggregates } = await readRecords(run.handle.current);
    const persons = JSON.stringify(aggregates.filter(({ type }) => type === 'person'));
    for (const { name, address } of Object.values(scenario.people)) {
      expect(plain(persons)).toContain(plain(name));
      if (address !== undefined) expect(plain(persons)).toContain(plain(address));
    }
    const { notes } = await tableDump(played);
    const kept = await Promise.all(notes.map(({ owner, noteId }) => app.notes.load(owner, noteId)));
    const accepted = scenario.steps.filter(({ expect: wanted }) => wanted?.refused === undefined);
    const written = accepted.flatMap((step) => Object.values(step.notes ?? {}));
    expect(kept.map((note) => note?.text)).toEqual(expect.arrayContaining(written));
  });

  more?.(() => played);
}
