import * as z from 'zod/mini';
import type { CommandRight, CommandRights } from '../access/commands/right.ts';
import { firstOf, type Relation } from '../access/relations.ts';
import type { TokenRole } from '../access/subject.ts';
import { phaseSchema } from '../case/phases.ts';
import type { Policy } from '../policy/schema.ts';
import { type AggregateType, aggregateTypes } from '../shared/aggregate.ts';
import { whoMay } from './role-words.ts';

export const nextMoveSchema = z.object({
  /** Name of the command, as routes and OpenAPI have it. */
  command: z.string(),
  /** Of which aggregate: a meeting's command may move the case too. */
  of: z.enum(aggregateTypes),
  title: z.string(),
  /** Who may, in words of the profile. */
  by: z.array(z.string()),
  /** Whether the one who asks may. */
  yours: z.boolean(),
  /** Phases into which it can move the case; without any it is done within this phase. */
  leadsTo: z.optional(z.array(phaseSchema)),
  /** Where to POST it. */
  path: z.optional(z.string()),
  duty: z.array(z.string()),
});
export type NextMove = z.infer<typeof nextMoveSchema>;

/** Who asks: what they are to the thing, and the roles of their token. */
export interface Asker {
  relations: ReadonlySet<Relation>;
  roles: readonly TokenRole[];
}

/** A command as far as a move tells of it. */
export interface Movable {
  name: string;
  title: string;
  duty: readonly string[];
}

/** A command as something that can be done next. */
export function asMove(
  { name, title, duty }: Movable,
  of: AggregateType,
  right: CommandRight = { relations: [] },
  asker: Asker,
  { terms }: Policy,
): NextMove {
  return {
    command: name,
    of,
    title,
    by: whoMay(right, terms),
    yours: mayGive(right, asker),
    duty: duty.filter((id) => id !== 'judgement'),
  };
}

const mayGive = ({ relations, roles = [], anyWorker }: CommandRight, asker: Asker): boolean =>
  anyWorker === true ||
  firstOf(relations, asker.relations) !== undefined ||
  asker.roles.some((role) => roles.includes(role));

/** What can be done next with a meeting, an agency or a person: the commands of its status, and who may. */
export function commandMoves(
  commands: readonly (Movable & { by: string; statuses?: readonly string[] })[],
  of: AggregateType,
  rights: CommandRights,
  asker: Asker,
  policy: Policy,
  status?: string,
): NextMove[] {
  return commands
    .filter(({ by }) => by !== 'system')
    .filter(({ statuses }) => statuses === undefined || status === undefined || statuses.includes(status))
    .map((command) => asMove(command, of, rights[command.name], asker, policy));
}
