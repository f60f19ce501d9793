import { matchKeys } from '../../domain/matching/keys.ts';
import { type PersonState, personSchema } from '../../domain/person/state.ts';
import { system } from '../../domain/shared/actor.ts';
import { deriveId } from '../../domain/shared/ids.ts';
import type { App } from '../app.ts';
import { executeCommand } from '../execute-command.ts';
import type { Projection } from '../projections/projection.ts';
import { type AggregateRecord, inVersionOrder } from '../record.ts';
import { conveningTeamOf } from './convening-team.ts';
import { findMatches } from './find-matches.ts';
import { lookAgain } from './look-alikes.ts';

/** Facts after which a person may be found by other keys, and after which somebody may look like them. */
const identityFacts: readonly string[] = ['person.created', 'person.identity_corrected'];
const matchFacts: readonly string[] = [...identityFacts, 'person.joined_case'];

/**
 * Keeps the index of people and looks for records that may be of the same person: after a person was entered,
 * corrected or added to a case, long after whoever did it has had the answer. Nobody but the convening team
 * learns whether there was a match.
 */
export const personMatches: Projection = {
  name: 'matches',
  async project(app, record) {
    const facts = factsIn(record);
    if (facts.some(({ type }) => identityFacts.includes(type))) {
      const { identity, cases } = personSchema.parse(record.data);
      await app.matches.put(record.id, record.version, matchKeys(identity));
      await lookAgain(
        app,
        cases.flatMap(({ caseId, leftAt }) => (leftAt === undefined ? [caseId] : [])),
      );
    }
    const last = facts.findLast(({ type }) => matchFacts.includes(type));
    if (last) await suggest(app, personSchema.parse(record.data), last.entryId);
  },
};

function factsIn(record: AggregateRecord): { type: string; entryId: string }[] {
  const entries = inVersionOrder(record).flatMap((version) => version.entries);
  return entries.flatMap((entry) =>
    entry.entry === 'audit' ? [{ type: entry.event.type, entryId: entry.entryId }] : [],
  );
}

/** Ask the convening team, once for each cause; who was asked or decided on the other record is left alone. */
async function suggest(app: App, person: PersonState, cause: string): Promise<void> {
  const { personId, cases } = person;
  const found = await findMatches(app, person.identity);
  const { mostSuggested } = app.policies.current().policy.matching;
  const candidates = found
    .filter((match) => match.person.personId !== personId && !isKnownTo(match.person, personId))
    .slice(0, mostSuggested)
    .map(({ person: other, basis, score }) => ({ personId: other.personId, basis, score }));
  const open = cases.filter(({ leftAt }) => leftAt === undefined);
  const team = await conveningTeamOf(
    app,
    open.map(({ caseId }) => caseId),
  );
  const commandId = deriveId('cmd', cause, 'matches');
  // Done again after a crash with other candidates, it is refused as done: the next change looks again.
  await executeCommand(app, {
    ref: { type: 'person', id: personId },
    name: 'suggestMatches',
    input: { candidates, team },
    by: system('matching'),
    commandId,
    key: commandId,
  });
}

const isKnownTo = ({ possibleMatches = [], matches }: PersonState, personId: string): boolean =>
  [...possibleMatches, ...matches].some((match) => match.personId === personId);
