import * as z from 'zod/mini';
import { addElapsed } from '../../domain/calendar/instants.ts';
import type { Route } from '../api/route.ts';
import type { App } from '../app.ts';
import { attentiveBefore } from './attentive.ts';
import { unreachableDesks } from './desks.ts';

/** `behind`: something has waited for six minutes; somebody is not told what they must do. */
const healthSchema = z.object({ status: z.enum(['ok', 'behind']) });
type Health = z.infer<typeof healthSchema>;

/** Things are looked at a minute after they should have settled: six minutes in all, which is the promise. */
const LATE_MINUTES = 5;
/** No case has it; that it is asked for shows that the table answers, consistently. */
const NOBODY = { type: 'case', id: 'case-canary0000' } as const;

/**
 * Whether the table answers, and whether what should have happened by now has: every change and every deadline goes
 * by the stream, relay, the machine and the sweeper, and what gets stuck anywhere stays in the attention index.
 */
async function loadHealth(app: Pick<App, 'aggregates' | 'attention' | 'clock'>): Promise<Health> {
  await app.aggregates.load(NOBODY);
  const promised = addElapsed(app.clock.now(), { minutes: -LATE_MINUTES });
  const first = await attentiveBefore(app, promised).next();
  return { status: first.done ? 'ok' : 'behind' };
}

/** Tells operations of each desk of the convening team that mail does not reach. The API works all the same. */
async function tellOfDesks(app: App): Promise<void> {
  for (const desk of await unreachableDesks(app)) app.telemetry.alarm('desk-unreachable', { ...desk });
}

/** For the canary, and whoever wonders whether it is them or us. It says nothing of any case or desk. */
export const healthRoute: Route = {
  method: 'GET',
  path: '/health',
  operationId: 'getHealth',
  summary: 'Ask whether everything works',
  description: '200 when it does; 503 when something has waited for six minutes that should have happened.',
  tag: 'Operations',
  open: true,
  answer: healthSchema,
  async run(app) {
    const [body] = await Promise.all([loadHealth(app), tellOfDesks(app)]);
    return { status: body.status === 'ok' ? 200 : 503, body };
  },
};
