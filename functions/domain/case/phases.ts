import * as z from 'zod/mini';

/** The phases of a case, in the words that operations read in the console. */
export const phases = [
  'referral',
  'consent_attempt',
  'meeting_scheduling',
  'meeting_preparation',
  'meeting',
  'action_deadlines',
  'follow_up_call',
  'closure',
  'closed_watch',
  'closed',
] as const;
export const phaseSchema = z.enum(phases);
export type Phase = z.infer<typeof phaseSchema>;

/** Phases in which work goes on; the watch after closure and the final end are not. */
export const openPhases = phases.filter((phase) => phase !== 'closed_watch' && phase !== 'closed');
/** Everything but the final end: a case here always has a live clock (guard f). */
export const livePhases = phases.filter((phase) => phase !== 'closed');
