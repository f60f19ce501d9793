import { caseA } from './fixtures.ts';

/** Persons of the case. */
export const persons = ['per-aaaa1v', 'per-aaaa1p'];

/** A written return with all its parts. */
export const full = (more: Record<string, unknown> = {}) => ({
  caseId: caseA,
  involvement: [
    { personId: 'per-aaaa1v', involved: 'yes' },
    { personId: 'per-aaaa1p', involved: 'not_known' },
  ],
  items: [{ purposes: ['identify_risk'], nature: 'fact', about: persons }],
  interventions: [{ code: 'safety_planning', success: 'partly' }],
  ...more,
});
