import * as z from 'zod/mini';
import type { Instant } from '../calendar/instants.ts';
import { type Action, actionSchema, isActionOpen } from '../case/schema/actions.ts';
import type { Policy } from '../policy/schema.ts';
import { wordsOf } from './words.ts';

/** An action as it stands: who does what for whom until when, and how it goes. Its words stand in a note. */
export const actionViewSchema = z.object({
  ...actionSchema.shape,
  title: z.string(),
  open: z.boolean(),
  overdue: z.boolean(),
});
export type ActionView = z.infer<typeof actionViewSchema>;

export const actionView = (action: Action, policy: Policy, now: Instant): ActionView => ({
  ...action,
  title: policy.actionCatalogue.find(({ code }) => code === action.code)?.title ?? wordsOf(action.code),
  open: isActionOpen(action),
  overdue: isActionOpen(action) && action.dueAt < now,
});

/** Open ones first, the next due before the others. */
export const actionViews = (actions: readonly Action[], policy: Policy, now: Instant): ActionView[] =>
  actions
    .map((action) => actionView(action, policy, now))
    .toSorted((a, b) => Number(b.open) - Number(a.open) || (a.dueAt < b.dueAt ? -1 : 1));
