/** Decides a command with the date in one of its fields, and looks for the next wake of a case that results. */
export type Try = (date: string) => string;

export const instant = (date: string): string => `${date}T04:00:00.000Z`;
