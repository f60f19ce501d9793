import { closing } from '../actions/later-phases.ts';
import { type CaseUnderTest, workers } from '../fixtures.ts';

export const lead = { by: workers.specialist };
export const chair = { by: workers.chair };

/** What is said to be missing when the lead closes. */
export const missing = (c: CaseUnderTest, input = closing()) => c.refused('closeCase', input, lead).missing;
