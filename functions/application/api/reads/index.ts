import type { Route } from '../route.ts';
import { agencyRoutes } from './agencies.ts';
import { caseRoute } from './case.ts';
import { casePartRoutes } from './case-parts.ts';
import { casesRoute } from './cases-list.ts';
import { consentRoute } from './consent.ts';
import { deidentifiedRoutes } from './deidentified.ts';
import { emergenciesRoute } from './emergencies.ts';
import { meRoute } from './me.ts';
import { meetingRoutes } from './meetings.ts';
import { meetingsRoute } from './meetings-list.ts';
import { noteRoutes } from './notes.ts';
import { personRoute } from './people.ts';
import { timelineRoute } from './timeline.ts';
import { worklistRoute } from './worklist.ts';

/** Everything that can be read, one address for each thing that people talk about. */
export const readRoutes: Route[] = [
  meRoute,
  casesRoute,
  caseRoute,
  ...deidentifiedRoutes,
  ...casePartRoutes,
  consentRoute,
  personRoute,
  ...noteRoutes,
  emergenciesRoute,
  timelineRoute,
  meetingsRoute,
  ...meetingRoutes,
  ...agencyRoutes,
  worklistRoute,
];
