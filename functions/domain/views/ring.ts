import * as z from 'zod/mini';
import type { Calendar } from '../calendar/calendar.ts';
import type { Instant } from '../calendar/instants.ts';
import type { CaseState } from '../case/state.ts';
import { recipientFor } from '../clocks/recipients.ts';
import { ladderOf, rungTimes } from '../clocks/rungs.ts';
import { type Clock, clockSchema, isLive } from '../clocks/schema.ts';
import type { Policy } from '../policy/schema.ts';
import { idSchema } from '../shared/ids.ts';
import { agencyPosts } from '../shared/recipient.ts';

/** Whom to ring about a deadline: a role in the case and its agency, never a worker. */
export const ringSchema = z.object({
  role: z.string(),
  agencyId: idSchema,
  post: z.optional(z.enum(agencyPosts)),
});
export type Ring = z.infer<typeof ringSchema>;

/** A deadline that has passed, and whom to ring. */
export const overdueSchema = z.object({
  rule: z.string(),
  title: z.string(),
  /** The code of the action or task that it is about, if it is one. */
  about: z.optional(z.string()),
  dueAt: z.string(),
  key: clockSchema.shape.key,
  ring: ringSchema,
});
export type Overdue = z.infer<typeof overdueSchema>;

interface Context {
  policy: Policy;
  calendar: Calendar;
}

/** Deadlines of a case that people have not kept, the oldest first. */
export const overdueOf = (state: CaseState, context: Context, now: Instant): Overdue[] =>
  state.clocks
    .filter((clock) => isLive(clock) && clock.status !== 'paused' && clock.dueAt < now)
    .toSorted((a, b) => (a.dueAt < b.dueAt ? -1 : 1))
    .map((clock) => ({
      rule: clock.rule,
      title: context.policy.clocks[clock.rule]?.title ?? clock.rule,
      ...aboutOf(state, clock),
      dueAt: clock.dueAt,
      key: clock.key,
      ring: ringFor(state, clock, context, now),
    }));

function aboutOf({ actions, tasks }: CaseState, { subject }: Clock): { about?: string } {
  const action = actions.find(({ actionId }) => actionId === subject);
  const about = (action ?? tasks.find(({ taskId }) => taskId === subject))?.code;
  return about === undefined ? {} : { about };
}

/** Who has to act on a clock that has come due: the one whom its ladder reminds first, else the triage team. */
function ringFor(state: CaseState, clock: Clock, { policy, calendar }: Context, now: Instant): Ring {
  const triage = { role: 'triage', agencyId: state.contacts.triage.agencyId };
  if (!policy.clocks[clock.rule]) return triage;
  const ladder = ladderOf(clock, rungTimes(state.caseId, policy, calendar)).filter(({ to }) => to.length > 0);
  const atDue = ladder.find(({ code }) => !code.startsWith('T-')) ?? ladder[0];
  const role = atDue?.to[0] ?? 'convenor';
  const to = recipientFor(state, role, clock.subject, now);
  if (!to) return triage;
  return { role, agencyId: to.agencyId, ...(to.post === undefined ? {} : { post: to.post }) };
}
