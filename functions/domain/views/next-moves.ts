import * as z from 'zod/mini';
import { caseRights } from '../access/commands/case-rights.ts';
import { meetingRights } from '../access/commands/other-rights.ts';
import type { CommandRight } from '../access/commands/right.ts';
import type { Relation } from '../access/relations.ts';
import { firstOf } from '../access/relations.ts';
import type { TokenRole } from '../access/subject.ts';
import type { Instant } from '../calendar/instants.ts';
import { caseCommands } from '../case/decide.ts';
import { moves } from '../case/lifecycle.ts';
import { phaseSchema } from '../case/phases.ts';
import type { CaseState } from '../case/state.ts';
import { isLive } from '../clocks/schema.ts';
import { meetingCommands, meetingCreations } from '../meeting/commands/index.ts';
import type { Policy } from '../policy/schema.ts';
import { whoMay } from './role-words.ts';

export const nextMoveSchema = z.object({
  /** Name of the command, as routes and OpenAPI have it. */
  command: z.string(),
  /** Of which aggregate: a meeting's command may move the case too. */
  of: z.enum(['case', 'meeting']),
  title: z.string(),
  /** Who may, in words of the profile. */
  by: z.array(z.string()),
  /** Whether the one who asks may. */
  yours: z.boolean(),
  /** Phases into which it can move the case; without any it is done within this phase. */
  leadsTo: z.optional(z.array(phaseSchema)),
  duty: z.array(z.string()),
});
export type NextMove = z.infer<typeof nextMoveSchema>;

export const nextSchema = z.object({
  phase: phaseSchema,
  /** What people can do now, what moves the case on first. */
  moves: z.array(nextMoveSchema),
  /** What time alone does if nobody acts: the clock, when it is due and where that leads. */
  byTime: z.array(
    z.object({
      rule: z.string(),
      title: z.string(),
      at: z.string(),
      overdue: z.boolean(),
      leadsTo: z.optional(phaseSchema),
    }),
  ),
});
export type Next = z.infer<typeof nextSchema>;

/** A case hears of its meeting from the meeting: the command there that a person gives. */
const atTheMeeting: Readonly<Record<string, string>> = {
  meetingScheduled: 'scheduleMeeting',
  meetingMoved: 'rescheduleMeeting',
  meetingCancelled: 'cancelMeeting',
  meetingNotQuorate: 'recordNotQuorate',
  meetingHeld: 'recordAttendance',
};

/** Who asks: what they are to the case, and the roles of their token. */
export interface Asker {
  relations: ReadonlySet<Relation>;
  roles: readonly TokenRole[];
}

interface Command {
  name: string;
  title: string;
  duty: readonly string[];
}
const ofMeetings: readonly Command[] = [...meetingCreations, ...meetingCommands];

/**
 * What can be done next with a case and by whom: from the table of legal moves, the commands of its phase and
 * the rights to give them; and what time does when nobody acts.
 */
export function nextMoves(state: CaseState, asker: Asker, policy: Policy, now: Instant): Next {
  const { phase } = state;
  const legal = moves.filter((move) => move.from === phase);
  const leadsTo = (on: string) => {
    const to = [...new Set(legal.filter((move) => move.on === on).map((move) => move.to))];
    return to.length > 0 ? { leadsTo: to } : {};
  };
  const own = caseCommands
    .filter((command) => command.by !== 'system' && command.phases.includes(phase))
    .map((command) => ({
      ...asMove(command, 'case', caseRights[command.name], asker, policy),
      ...leadsTo(command.name),
    }));
  const meetings = Object.entries(atTheMeeting).flatMap(([on, name]) => {
    const command = ofMeetings.find((one) => one.name === name);
    if (!command || !legal.some((move) => move.on === on)) return [];
    return [{ ...asMove(command, 'meeting', meetingRights[name], asker, policy), ...leadsTo(on) }];
  });
  const all: NextMove[] = [...meetings, ...own];
  return {
    phase,
    moves: all.toSorted((a, b) => rank(a) - rank(b)),
    byTime: state.clocks.filter(isLive).map(({ rule, dueAt }) => ({
      rule,
      title: policy.clocks[rule]?.title ?? rule,
      at: dueAt,
      overdue: dueAt < now,
      ...first(leadsTo(`clock:${rule}`).leadsTo),
    })),
  };
}

const asMove = (
  { name, title, duty }: Command,
  of: NextMove['of'],
  right: CommandRight = { relations: [] },
  asker: Asker,
  { terms }: Policy,
): NextMove => ({
  command: name,
  of,
  title,
  by: whoMay(right, terms),
  yours: mayGive(right, asker),
  duty: duty.filter((id) => id !== 'judgement'),
});

const rank = (move: NextMove): number => (move.leadsTo ? 0 : 1);
const first = (phases: CaseState['phase'][] | undefined) =>
  phases?.[0] === undefined ? {} : { leadsTo: phases[0] };

const mayGive = ({ relations, roles = [], anyWorker }: CommandRight, asker: Asker): boolean =>
  anyWorker === true ||
  firstOf(relations, asker.relations) !== undefined ||
  asker.roles.some((role) => roles.includes(role));
