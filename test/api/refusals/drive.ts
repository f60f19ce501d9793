import { paramsOf } from '../../../functions/application/api/path.ts';
import type { TokenRole } from '../../../functions/domain/access/subject.ts';
import type { CaseState } from '../../../functions/domain/case/state.ts';
import { type AggregateType, aggregateTypes } from '../../../functions/domain/shared/aggregate.ts';
import type { ApiWorld } from '../../application/api/world.ts';
import { type CaseUnderTest, persons, workers } from '../../domain/case/fixtures.ts';
import { caseId, seedOthers } from '../commands/others.ts';
import { idsIn, placeOf } from '../commands/places.ts';
import type { Answered, ApiServer, Sent } from '../commands/server.ts';

/** Stands in every text that is sent and in every record of a person: in no answer. */
export const canary = 'Canary Placeholder';

type Who = keyof typeof workers;

/** A command as somebody gives it: `recordNeed` of a case, `meeting.deferCase` of anything else. */
export interface Order {
  command: string;
  as: Who;
  body: Record<string, unknown>;
  /** Fields of free text, each filled with the canary. */
  notes: readonly string[];
  /** Ids in the path; the newest of their kind unless named, a clock by its rule. */
  ids: Readonly<Record<string, string>>;
  roles: readonly TokenRole[];
  headers: Record<string, string>;
}
/** Anything else that is asked. */
export interface Request extends Sent {
  as?: Who;
  roles?: readonly TokenRole[];
}

/** One refusal and the way to it. */
export interface Row {
  code: string;
  status: number;
  /** Which field it is about and what is missing, where `said.ts` has another row of the code. */
  said?: { field?: string; missing?: readonly string[] };
  /** The case as it stands; a case before its meeting, its persons, a report and a search unless given. */
  given?: () => CaseUnderTest;
  /** Whatever else must be so; answers with how to undo it. */
  arrange?: (api: ApiWorld) => (() => void) | undefined;
  /** What is done first, and accepted. */
  before?: readonly (Order | Request)[];
  ask: Order | Request;
  /** No operation of the document has it. */
  undocumented?: true;
}

type More = Partial<Omit<Order, 'command' | 'as' | 'body'>>;
export const give = (
  command: string,
  as: Who,
  body: Record<string, unknown> = {},
  more: More = {},
): Order => ({ command, as, body, notes: [], ids: {}, roles: ['representative'], headers: {}, ...more });

const own: Readonly<Partial<Record<AggregateType, string>>> = {
  case: caseId,
  meeting: 'mtg-0001',
  person: persons.victim,
  agency: 'agy-police',
  report: 'rpt-0001',
  search: 'sch-0001',
};

/** Puts everything there that a row asks for, and nothing that a row before it left. */
export function seeding(api: ApiWorld): (row: Row) => void {
  seedOthers(api, canary);
  const all = structuredClone(api.data.aggregates);
  return ({ given }) => {
    api.data.aggregates = structuredClone(all);
    if (given) api.seed(given());
  };
}

/** Give a command over HTTP. */
function order({ api, post }: ApiServer, given: Order): Promise<Answered> {
  const [first = '', second] = given.command.split('.');
  const aggregate =
    (second === undefined ? undefined : aggregateTypes.find((one) => one === first)) ?? 'case';
  const template = placeOf(aggregate, second ?? first);
  const id = given.ids[`${aggregate}Id`] ?? own[aggregate];
  const state = api.data.aggregates[`${aggregate}/${id}`]?.data;
  const known: Readonly<Record<string, string | undefined>> = {
    caseId,
    ...(aggregate !== 'case' && { [`${aggregate}Id`]: id }),
    ...given.ids,
    ...clockOf(state, given),
  };
  const ids = paramsOf(template).map((name): [string, string] => [
    name,
    known[name] ?? idsIn(state).get(name)?.at(-1) ?? 'xyz-none1',
  ]);
  const path = ids.reduce((text, [name, one]) => text.replace(`{${name}}`, one), template);
  const notes = Object.fromEntries(given.notes.map((field) => [field, `It was ${canary}.`]));
  const body = { ...given.body, ...(given.notes.length > 0 && { notes }) };
  return post({ path, template, body, headers: given.headers }, workers[given.as], given.roles);
}

function clockOf(state: unknown, { ids: { clockId: rule } }: Order): { clockId?: string } {
  const clocks = (state as Partial<CaseState> | undefined)?.clocks ?? [];
  const clock = clocks.findLast((one) => one.rule === rule && one.endedAt === undefined);
  return clock ? { clockId: clock.clockId } : {};
}

/** Ask what a row is about, or what comes before it. */
export const ask = (server: ApiServer, asked: Row['ask']): Promise<Answered> =>
  'command' in asked
    ? order(server, asked)
    : server.ask(asked, asked.as && workers[asked.as], asked.roles ?? ['representative']);
