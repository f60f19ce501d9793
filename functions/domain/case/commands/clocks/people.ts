import type { CaseFunction } from '../../roles.ts';

/** Who may hold a clock, resume it, or answer for one that nobody owns (judgement). */
export const clockPeople: readonly CaseFunction[] = ['lead', 'convenor', 'chair', 'triage', 'region'];
