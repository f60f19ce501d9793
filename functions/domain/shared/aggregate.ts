/** The four things that change by commands, one item each (design, decision 3). */
export const aggregateTypes = ['case', 'person', 'meeting', 'agency'] as const;
export type AggregateType = (typeof aggregateTypes)[number];
