import * as z from 'zod/mini';
import type { Instant } from '../calendar/instants.ts';
import type { CaseState } from '../case/state.ts';
import { ownerOf } from '../clocks/recipients.ts';
import { type Clock, clockSchema, isLive } from '../clocks/schema.ts';
import type { Policy } from '../policy/schema.ts';
import { idSchema } from '../shared/ids.ts';
import { recipientSchema } from '../shared/recipient.ts';

/** A deadline: what it is about, when it is due, whose turn it is and where the rule comes from. */
export const clockViewSchema = z.object({
  clockId: idSchema,
  rule: z.string(),
  title: z.string(),
  source: z.optional(z.string()),
  confidence: z.optional(z.string()),
  startedAt: z.string(),
  dueAt: z.string(),
  status: clockSchema.shape.status,
  overdue: z.boolean(),
  endedAt: z.optional(z.string()),
  pausedUntil: z.optional(z.string()),
  acknowledgedAt: z.optional(z.string()),
  /** Who has to do what it is about, where that is one agency or worker. */
  whose: z.optional(recipientSchema),
});
export type ClockView = z.infer<typeof clockViewSchema>;

function clockView(state: CaseState, clock: Clock, policy: Policy, now: Instant): ClockView {
  const rule = policy.clocks[clock.rule];
  const whose = ownerOf(state, clock.subject);
  return {
    clockId: clock.clockId,
    rule: clock.rule,
    title: rule?.title ?? clock.rule,
    ...(rule && { source: rule.source, confidence: rule.confidence }),
    startedAt: clock.startedAt,
    dueAt: clock.dueAt,
    status: clock.status,
    overdue: isLive(clock) && clock.status !== 'paused' && clock.dueAt < now,
    ...(clock.endedAt === undefined ? {} : { endedAt: clock.endedAt }),
    ...(clock.pause && { pausedUntil: clock.pause.until }),
    ...(clock.acknowledgedAt === undefined ? {} : { acknowledgedAt: clock.acknowledgedAt }),
    ...(whose && {
      whose: {
        agencyId: whose.agencyId,
        ...(whose.representativeId === undefined ? {} : { representativeId: whose.representativeId }),
        ...(whose.post === undefined ? {} : { post: whose.post }),
      },
    }),
  };
}

/** The live ones first, the next due before the others. */
export const clockViews = (state: CaseState, policy: Policy, now: Instant): ClockView[] =>
  state.clocks
    .toSorted((a, b) => Number(isLive(b)) - Number(isLive(a)) || (a.dueAt < b.dueAt ? -1 : 1))
    .map((clock) => clockView(state, clock, policy, now));
