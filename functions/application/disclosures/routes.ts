import * as z from 'zod/mini';
import { cursorRefused, fromBase64, pageOf, toBase64 } from '../api/reads/paging.ts';
import { queryOf, readCase, shown } from '../api/reads/reading.ts';
import type { ApiAnswer, Route } from '../api/route.ts';
import { disclosureSchema, disclosuresOf } from './disclosures.ts';
import { type AccessExport, exportAccessLog, exportCsv, exportSchema } from './export.ts';

const query = z.strictObject({
  /** `csv` and `export` are the whole log with its hashes, refusals too, for the verifier. */
  format: z.optional(z.enum(['json', 'csv', 'export'])),
  cursor: z.optional(z.string().check(z.maxLength(100))),
  limit: z.optional(z.coerce.number().check(z.int(), z.gte(1), z.lte(100))),
});
const cursorSchema = z.strictObject({ after: z.int().check(z.gte(0), z.lte(1_000_000_000)) });

/** Who was given what of a case. */
export const disclosureRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/cases/{caseId}/disclosures',
    operationId: 'listDisclosures',
    summary: 'Read who was given what, when, on what basis, by whose decision',
    tag: 'Disclosures',
    description:
      'Oldest first. With `format=csv` or `format=export` the whole access log, refusals included, with the hashes that `npm run disclosures -- verify` checks; the header `access-log-head` names the end of the chain, `access-log-next` the cursor of the rest of a long one.',
    duty: ['S1-17', 'S1-18'],
    query,
    answer: z.union([pageOf(disclosureSchema), exportSchema]),
    produces: ['text/csv'],
    run: readCase('disclosures', async ({ app, request, state }) => {
      const { format = 'json', cursor, limit = 50 } = queryOf(query, request);
      const place = cursor === undefined ? { after: 0 } : cursorSchema.safeParse(fromBase64(cursor)).data;
      if (!place) return cursorRefused();
      if (format !== 'json') return exported(await exportAccessLog(app, state.caseId, place.after), format);
      const { disclosures, last } = await disclosuresOf(app, state.caseId, place.after, limit);
      return shown({
        items: disclosures,
        ...(last === undefined ? {} : { nextCursor: toBase64({ after: last }) }),
      });
    }),
  },
];

/** A file to keep, named by the case's id. */
function exported(made: AccessExport, format: 'csv' | 'export'): ApiAnswer {
  const { caseId, head, entries } = made;
  const last = entries.at(-1);
  const ending = format === 'csv' ? 'csv' : 'json';
  return {
    status: 200,
    body: format === 'csv' ? exportCsv(made) : made,
    ...(format === 'csv' ? { contentType: 'text/csv; charset=utf-8; header=present' } : {}),
    headers: {
      'content-disposition': `attachment; filename="disclosures-${caseId}.${ending}"`,
      'access-log-head': head.hash,
      ...(last && last.seq < head.seq ? { 'access-log-next': toBase64({ after: last.seq }) } : {}),
    },
  };
}
