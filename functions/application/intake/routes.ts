import * as z from 'zod/mini';
import { reportSchema } from '../../domain/intake/report.ts';
import { intakeSchema } from '../../domain/intake/state.ts';
import { idSchema } from '../../domain/shared/ids.ts';
import { isRefusal, refuse } from '../../domain/shared/refusal.ts';
import { authorise } from '../access/authorise.ts';
import { onceOnly } from '../api/once.ts';
import type { Route } from '../api/route.ts';
import { readAsAsked, refused } from '../matching/asked-team.ts';
import { receiveReport } from './receive-report.ts';

const bodySchema = z.strictObject({ report: reportSchema, narrative: z.optional(z.string()) });

const receive: Route = {
  method: 'POST',
  path: '/intake/reports',
  operationId: 'receiveReport',
  summary: 'Send a police incident report or a prison-release notice',
  tag: 'Intake',
  description:
    'For systems. The reference is the report: sending the same again changes nothing, sending something else ' +
    'under it is kept as a correction. The receipt is the same whoever the report is about.',
  duty: ['S2-05', 'S2-18'],
  body: bodySchema,
  answer: z.object({ receipt: idSchema }),
  status: 202,
  async run(app, request) {
    const { subject, idempotencyKey: key = '' } = request;
    const permit = await authorise(app, {
      subject,
      asked: { kind: 'command', aggregate: 'report', name: 'receiveReport' },
    });
    if (isRefusal(permit)) return refused(permit);
    const { report, narrative } = bodySchema.parse(request.body);
    const { agencyId, representativeId } = subject;
    return onceOnly(app, request, async () => {
      const by = { agencyId, representativeId };
      const answer = await receiveReport(app, { report, narrative, by, key });
      return isRefusal(answer) ? answer : { status: 202, body: answer };
    });
  },
};

const { reportId, from, kind, receivedAt, status, candidates, steps, asked, settled } = intakeSchema.shape;
const viewSchema = z.object({
  reportId,
  from,
  kind,
  receivedAt,
  status,
  sent: z.array(z.object({ report: reportSchema, at: z.string(), narrative: z.optional(z.string()) })),
  candidates,
  steps,
  asked,
  settled,
});

const readReport: Route = {
  method: 'GET',
  path: '/intake/reports/{reportId}',
  operationId: 'readReport',
  summary: 'Read a report that the convening team is asked about',
  tag: 'Intake',
  answer: viewSchema,
  async run(app, request) {
    const ref = { type: 'report', id: request.params['reportId'] ?? '' } as const;
    const refusal = await readAsAsked(app, request, ref, 'settleReport');
    if (refusal) return refusal;
    const record = await app.aggregates.load(ref);
    if (!record) return refuse('not-found', 'there is nothing here, or nothing that you may see');
    const state = intakeSchema.parse(record.data);
    const sent = await Promise.all(
      state.content.map(async ({ report, at, noteId }) => {
        const narrative = noteId === undefined ? undefined : (await app.notes.load(ref, noteId))?.text;
        return { report, at, ...(narrative === undefined ? {} : { narrative }) };
      }),
    );
    const { tasks: _, received: __, content: ___, schema: ____, area: _____, ...shown } = state;
    return { status: 200, body: { ...shown, sent } };
  },
};

/** Reports of other systems, and what the convening team reads of them. */
export const intakeRoutes: Route[] = [receive, readReport];
