import type * as z from 'zod/mini';
import type { ReadClass } from '../../../domain/access/asked.ts';
import { notFound } from '../../../domain/access/permit.ts';
import type { Instant } from '../../../domain/calendar/instants.ts';
import { type CaseState, caseSchema } from '../../../domain/case/state.ts';
import type { Policy } from '../../../domain/policy/schema.ts';
import { idSchema } from '../../../domain/shared/ids.ts';
import type { Refusal } from '../../../domain/shared/refusal.ts';
import { type AccessRequest, authorise, type Permit } from '../../access/authorise.ts';
import type { App } from '../../app.ts';
import { policyToReadBy } from '../../policy-book.ts';
import type { AggregateRecord } from '../../record.ts';
import { etagOf } from '../etag.ts';
import type { ApiAnswer, ApiRequest, RefusedRequest, Route } from '../route.ts';
import type { Ids, ThingName } from '../things.ts';

export type Answer = ApiAnswer | RefusedRequest | Refusal;

/** The permit or refusal for one class of things, of what the request names. */
export const ask = (
  app: App,
  { subject, purpose }: ApiRequest,
  what: ReadClass,
  of: Pick<AccessRequest, 'ref' | 'caseId' | 'item'> = {},
): Promise<Permit | Refusal> => authorise(app, { subject, purpose, asked: { kind: 'read', what }, ...of });

export const isRefused = (answer: Permit | Refusal): answer is Refusal => answer.kind === 'refused';

/** A parameter of the path that is no id is the id of nothing. */
export const idOf = (request: ApiRequest, name: string): string | undefined => {
  const parsed = idSchema.safeParse(request.params[name]);
  return parsed.success ? parsed.data : undefined;
};

/** The query by its schema: the router has refused what does not fit, so this only finds the type again. */
export const queryOf = <Schema extends z.ZodMiniType>(
  schema: Schema,
  request: ApiRequest,
): z.output<Schema> => schema.parse(request.query);

/** 200 with a body, and the tag of the thing that it shows. */
export function shown(body: unknown, etag?: string): ApiAnswer {
  return { status: 200, body, ...(etag === undefined ? {} : { headers: { etag } }) };
}

export const tagOf = (name: ThingName, record: AggregateRecord, ids: Ids): string | undefined =>
  etagOf(name, record, ids);

/** A case that the reader may read a class of, as it stands. */
export interface CaseReading {
  app: App;
  request: ApiRequest;
  record: AggregateRecord;
  state: CaseState;
  policy: Policy;
  now: Instant;
  /** Ask for another class of the same case. */
  may(what: ReadClass, item?: string): Promise<Permit | Refusal>;
}

/**
 * A read of one case: asks for the class first, so that what is not there and what is not to be seen are
 * answered alike, and shows what `view` makes of it.
 * @param item name of the path parameter that says what exactly is read, for the record of the access
 */
export const readCase =
  (what: ReadClass, view: (reading: CaseReading) => Answer | Promise<Answer>, item?: string): Route['run'] =>
  async (app, request) => {
    const caseId = idOf(request, 'caseId');
    if (caseId === undefined) return notFound();
    const ref = { type: 'case', id: caseId } as const;
    const may: CaseReading['may'] = (of, which) =>
      ask(app, request, of, { ref, ...(which === undefined ? {} : { item: which }) });
    const answer = await may(what, item === undefined ? undefined : request.params[item]);
    if (isRefused(answer)) return answer;
    const record = await app.aggregates.load(ref);
    if (!record) return notFound();
    const state = caseSchema.parse(record.data);
    const { policy } = policyToReadBy(app.policies, state.policyVersion, state.region);
    return view({ app, request, record, state, policy, now: app.clock.now(), may });
  };

export { notFound };
