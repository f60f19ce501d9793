import type { Policy } from '../schema.ts';

/** Values judgement unless `settings` says otherwise. */
export const baseLimits: Policy['limits'] = {
  consentAttemptsBeforeDecision: 2,
  meetingCapacity: 15,
  slotMinutes: 12,
  shortTermMeetings: 4,
  repeatWindowMonths: 12,
  escalationIncidents: 3,
  escalationMonths: 12,
};

/** Of the whole department until a deployment names its own. The ids are ours. */
export const baseConveningTeam: Policy['conveningTeam'] = {
  desk: { agencyId: 'agy-convening', representativeId: 'rep-convening' },
  areas: {},
};

/** Judgement: a worker at intake looks for some people in an hour, a curious one for many. */
export const baseMatching: Policy['matching'] = { searchesPerHour: 20, mostSuggested: 10 };

/** Judgement: the same name and birth date, or the same name and number; every serious incident. */
export const baseIntake: Policy['intake'] = { certainFrom: 95, referFrom: 'serious' };

/** Reminders at nine plus up to a quarter of an hour by case, the digest after them. */
export const baseDaily: Policy['daily'] = { at: '09:00', spreadMinutes: 14, digestAt: '09:30' };

/** All judgement: seven days and thirty cases an hour are guesses that a department may override. */
export const baseAccess: Policy['access'] = {
  mfaRequired: true,
  bulkReadCasesPerHour: 30,
  breakGlassMinutes: 60,
  linkDays: 7,
  linkChallenge: 'content',
};
