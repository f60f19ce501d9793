import { fromInstant, type Instant, toInstant } from '../../../functions/domain/calendar/instants.ts';
import { tinyOf } from '../tiny/aggregate.ts';
import type { State } from './state.ts';

/** Where time begins in every scenario. */
export const START: Instant = '2026-03-02T01:00:00.000Z';
/** Explorations end before this: what happens to a case at rest in its second day is no other than in its first. */
export const HORIZON: Instant = '2026-03-04T01:00:00.000Z';
/** A clock that no exploration reaches: a case is never without one. */
export const FAR: Instant = '2027-03-02T01:00:00.000Z';

/** Items that the attention index would name now: `<kind>/<id>`. */
export function dueItems({ world, now }: State): string[] {
  const aggregates = Object.entries(world.aggregates)
    .filter(([, { attentionAt }]) => attentionAt !== undefined && attentionAt < now)
    .map(([key]) => key);
  const messages = Object.entries(world.messages)
    .filter(([, { attentionAt }]) => attentionAt !== undefined && attentionAt < now)
    .map(([id]) => `message/${id}`);
  return [...aggregates, ...messages];
}

/** The next instant at which anything can become due. Nothing differs between now and then. */
export function nextInstant({ world, executions, now }: State): Instant | undefined {
  const instants: Instant[] = [];
  for (const { attentionAt, data } of Object.values(world.aggregates)) {
    if (attentionAt !== undefined) instants.push(justAfter(attentionAt));
    instants.push(...tinyOf(data).clocks);
  }
  for (const { attentionAt } of Object.values(world.messages)) {
    if (attentionAt !== undefined) instants.push(justAfter(attentionAt));
  }
  for (const { until } of Object.values(executions)) if (until) instants.push(until.at);
  return instants.filter((instant) => instant > now).toSorted()[0];
}

/** The index finds what lies before now. */
const justAfter = (instant: Instant): Instant => toInstant(fromInstant(instant) + 1);
