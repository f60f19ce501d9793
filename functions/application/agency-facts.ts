import { agreementsInForce } from '../domain/agency/queries.ts';
import { currentAgencies } from '../domain/case/queries.ts';
import { type Actor, asWorker } from '../domain/shared/actor.ts';
import type { AgencyFacts, Directory } from '../domain/shared/command.ts';
import type { App } from './app.ts';
import { loadAgency, loadCase } from './load-states.ts';

/** Case commands whose rules ask what an agency is, and whether it may be told. */
const asking: readonly string[] = [
  'refer',
  'callMeeting',
  'selfRefer',
  'saveDraft',
  'updateDraft',
  'submitDraft',
  'provideInformation',
  'reRefer',
  'acceptReferral',
  'proposeAgencies',
  'nameRepresentative',
  'setSharingBasis',
  'issuePlan',
];

/**
 * What the directory says of every agency of a case, of those that a command names, and of the caller's own, for
 * the commands that ask; undefined for the others.
 */
export async function directoryFor(
  app: App,
  { id, name, input, by }: { id: string | undefined; name: string; input: unknown; by: Actor },
): Promise<Directory | undefined> {
  if (!asking.includes(name)) return undefined;
  const state = id === undefined ? undefined : await loadCase(app, id);
  const own = asWorker(by)?.agencyId;
  const ids = new Set([
    ...(own === undefined ? [] : [own]),
    ...(state ? currentAgencies(state).map((agency) => agency.agencyId) : []),
    ...agenciesNamed(input),
  ]);
  const directory: Record<string, AgencyFacts> = {};
  for (const agencyId of ids) {
    const facts = await factsOf(app, agencyId);
    if (facts) directory[agencyId] = facts;
  }
  return directory;
}

async function factsOf(app: App, agencyId: string): Promise<AgencyFacts | undefined> {
  const agency = await loadAgency(app, agencyId);
  if (!agency) return undefined;
  return { kind: agency.kind, agreements: agreementsInForce(agency, app.clock.now()) };
}

/** Every agency id that stands somewhere in an input. */
function agenciesNamed(input: unknown): string[] {
  if (Array.isArray(input)) return input.flatMap(agenciesNamed);
  if (typeof input !== 'object' || input === null) return [];
  return Object.entries(input).flatMap(([key, value]) =>
    key === 'agencyId' && typeof value === 'string' ? [value] : agenciesNamed(value),
  );
}
