import * as z from 'zod/mini';
import { caseRights } from '../access/commands/case-rights.ts';
import { meetingRights } from '../access/commands/other-rights.ts';
import type { Instant } from '../calendar/instants.ts';
import { caseCommands } from '../case/decide.ts';
import { moves } from '../case/lifecycle.ts';
import { phaseSchema } from '../case/phases.ts';
import type { CaseState } from '../case/state.ts';
import { isLive } from '../clocks/schema.ts';
import { meetingCommands, meetingCreations } from '../meeting/commands/index.ts';
import type { Policy } from '../policy/schema.ts';
import { type Asker, asMove, type Movable, type NextMove, nextMoveSchema } from './command-moves.ts';

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
      leadsTo: z.optional(z.array(phaseSchema)),
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
const ofMeetings: readonly Movable[] = [...meetingCreations, ...meetingCommands];

/**
 * What can be done next with a case and by whom: from the table of legal moves, the commands of its phase and
 * the rights to give them; and what time does when nobody acts.
 */
export function nextMoves(state: CaseState, asker: Asker, policy: Policy, now: Instant): Next {
  const { phase } = state;
  return {
    phase,
    moves: movesOfPhase(phase, asker, policy),
    byTime: state.clocks
      .filter(isLive)
      .toSorted((a, b) => (a.dueAt < b.dueAt ? -1 : 1))
      .map(({ rule, dueAt }) => ({
        rule,
        title: policy.clocks[rule]?.title ?? rule,
        at: dueAt,
        overdue: dueAt < now,
        ...leadsTo(phase, `clock:${rule}`),
      })),
  };
}

/** The same without a case: what the phase allows. */
export function movesOfPhase(phase: CaseState['phase'], asker: Asker, policy: Policy): NextMove[] {
  const own = caseCommands
    .filter((command) => command.by !== 'system' && command.phases.includes(phase))
    .map((command) => ({
      ...asMove(command, 'case', caseRights[command.name], asker, policy),
      ...leadsTo(phase, command.name),
    }));
  const meetings = Object.entries(atTheMeeting).flatMap(([on, name]): NextMove[] => {
    const command = ofMeetings.find((one) => one.name === name);
    const to = leadsTo(phase, on);
    if (!command || !to.leadsTo) return [];
    return [{ ...asMove(command, 'meeting', meetingRights[name], asker, policy), ...to }];
  });
  return [...meetings, ...own].toSorted((a, b) => rank(a) - rank(b));
}

function leadsTo(from: CaseState['phase'], on: string): { leadsTo?: CaseState['phase'][] } {
  const to = moves.filter((move) => move.from === from && move.on === on).map((move) => move.to);
  return to.length > 0 ? { leadsTo: [...new Set(to)] } : {};
}

const rank = (move: NextMove): number => (move.leadsTo ? 0 : 1);
