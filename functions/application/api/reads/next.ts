import * as z from 'zod/mini';
import { agencyRights, meetingRights, personRights } from '../../../domain/access/commands/other-rights.ts';
import { agencyFacts, meetingFacts } from '../../../domain/access/meeting-facts.ts';
import { firstOf, handlers } from '../../../domain/access/relations.ts';
import type { Subject } from '../../../domain/access/subject.ts';
import { agencyCommands } from '../../../domain/agency/decide.ts';
import type { AgencyState } from '../../../domain/agency/state.ts';
import { meetingCommands } from '../../../domain/meeting/commands/index.ts';
import type { MeetingState } from '../../../domain/meeting/state.ts';
import { personCommands } from '../../../domain/person/decide.ts';
import type { Policy } from '../../../domain/policy/schema.ts';
import type { AggregateType } from '../../../domain/shared/aggregate.ts';
import {
  type Asker,
  commandMoves,
  type NextMove,
  nextMoveSchema,
} from '../../../domain/views/command-moves.ts';
import { type Next, nextMoves } from '../../../domain/views/next-moves.ts';
import { loadFacts } from '../../access/load-facts.ts';
import type { App } from '../../app.ts';
import { casePlaces } from '../commands/case-places.ts';
import type { Places } from '../commands/entry.ts';
import {
  agencyPlaces,
  meetingPlaces,
  personPlaces,
  reportPlaces,
  searchPlaces,
} from '../commands/other-places.ts';
import type { CaseReading } from './reading.ts';

/** Where each command of a worker stands, by kind of aggregate. */
export const places: Readonly<Partial<Record<AggregateType, Places>>> = {
  case: casePlaces,
  meeting: meetingPlaces,
  agency: agencyPlaces,
  person: personPlaces,
  report: reportPlaces,
  search: searchPlaces,
};

/** What can be done next with something other than a case. */
export const movesSchema = z.object({ moves: z.array(nextMoveSchema) });

/**
 * Say where each move is to be sent, with the ids that are known, and keep those about the things named.
 * @param tags the things people talk about, as the routes have them; all when left out
 */
export function placed(
  found: readonly NextMove[],
  ids: Readonly<Record<string, string>>,
  tags?: readonly string[],
): NextMove[] {
  return found.flatMap((move) => {
    const place = places[move.of]?.[move.command];
    if (tags && (!place || !tags.includes(place.tag))) return [];
    if (!place) return [move];
    const path = place.path.replaceAll(/\{(\w+)\}/g, (open, name: string) => ids[name] ?? open);
    return [{ ...move, path }];
  });
}

/** What the reader is to a case: from the case, the own agency's record and the meetings of the cycle. */
export async function askerOfCase(app: App, caseId: string, subject: Subject): Promise<Asker> {
  const asked = { kind: 'read', what: 'handling' } as const;
  const { facts } = await loadFacts(app, { subject, asked, ref: { type: 'case', id: caseId } });
  return { relations: facts.relations, roles: subject.roles };
}

/** What can be done next with a case, about some things or about all. */
export function nextOfCase(
  { app, state, policy }: Pick<CaseReading, 'app' | 'state' | 'policy'>,
  asker: Asker,
  ids: Readonly<Record<string, string>> = {},
  tags?: readonly string[],
): Next {
  const next = nextMoves(state, asker, policy, app.clock.now());
  return { ...next, moves: placed(next.moves, { ...ids, caseId: state.caseId }, tags) };
}

/** Whether somebody runs the case: who alone hears of doubts about other workers. */
export const runsCase = ({ relations }: Asker): boolean => firstOf(handlers, relations) !== undefined;

export function nextOfMeeting(
  state: MeetingState,
  subject: Subject,
  policy: Policy,
  ids: Readonly<Record<string, string>>,
  tags?: readonly string[],
): { moves: NextMove[] } {
  const asker = { relations: meetingFacts(state, subject).relations, roles: subject.roles };
  const found = commandMoves(meetingCommands, 'meeting', meetingRights, asker, policy, state.status);
  return { moves: placed(found, ids, tags) };
}

export function nextOfAgency(
  state: AgencyState,
  subject: Subject,
  policy: Policy,
  ids: Readonly<Record<string, string>>,
): { moves: NextMove[] } {
  const asker = { relations: agencyFacts(state, subject).relations, roles: subject.roles };
  return { moves: placed(commandMoves(agencyCommands, 'agency', agencyRights, asker, policy), ids) };
}

/** A person is acted on in a case: what the reader is to the case decides. */
export const nextOfPerson = (
  asker: Asker,
  policy: Policy,
  ids: Readonly<Record<string, string>>,
): { moves: NextMove[] } => ({
  moves: placed(commandMoves(personCommands, 'person', personRights, asker, policy), ids),
});
