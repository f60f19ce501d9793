import * as z from 'zod/mini';
import { breakGlassSchema } from '../../../domain/case/schema/break-glass.ts';
import type { Route } from '../route.ts';
import { readCase, shown } from './reading.ts';

/** Who read the case in an emergency, for how long, and what the review found; the reason in words is a note. */
export const emergenciesRoute: Route = {
  method: 'GET',
  path: '/cases/{caseId}/emergency-readings',
  operationId: 'listEmergencyReadings',
  summary: 'Read who read the case in an emergency, to review it',
  tag: 'Records',
  description:
    'For those who review it: convenor, chair, triage, region, the convening team, and auditors. `noteId` is read at `/cases/{caseId}/notes/{noteId}`.',
  answer: z.object({ items: z.array(breakGlassSchema) }),
  run: readCase('emergency_reason', ({ state }) => shown({ items: state.breakGlass ?? [] })),
};
