import type { ClockRule } from '../../schema.ts';

type Parts = Pick<ClockRule, 'title' | 'due' | 'ladder'> & Partial<Pick<ClockRule, 'source' | 'confidence'>>;

/** No source read sets a time limit for any step of a case, so a figure is ours unless the table says whose. */
export const ours = 'No source sets a time; our judgement';

/** A table of clock rules by id; source and confidence are judgement unless given. */
export function rules(table: Record<string, Parts>): Record<string, ClockRule> {
  return Object.fromEntries(
    Object.entries(table).map(([rule, parts]) => [
      rule,
      { rule, source: ours, confidence: 'judgement', ...parts },
    ]),
  );
}

/** The same ladder whatever the urgency. */
export const one = (name: string): ClockRule['ladder'] => ({ standard: name, urgent: name });
