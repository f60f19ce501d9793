/**
 * The things that change by commands, one item each (design, decision 3). Reports from other systems and the
 * searches of a worker are aggregates too: stored before anything is made of them, and then never lost.
 */
export const aggregateTypes = ['case', 'person', 'meeting', 'agency', 'report', 'search'] as const;
export type AggregateType = (typeof aggregateTypes)[number];
