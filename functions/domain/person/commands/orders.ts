import * as z from 'zod/mini';
import { localDate, localDateSchema } from '../../calendar/index.ts';
import { actorKey } from '../../shared/actor.ts';
import { codeSchema } from '../../shared/code.ts';
import { idSchema } from '../../shared/ids.ts';
import { type Refusal, refuse } from '../../shared/refusal.ts';
import { definePersonCommand, type PersonContext, tellCases } from '../command.ts';
import { orderStages } from '../state.ts';

type Stage = (typeof orderStages)[number];

/** What can follow each stage of an order. A refused one can be applied for again (S2-16). */
const next: Readonly<Record<Stage, readonly Stage[]>> = {
  to_be_sought: ['applied', 'ended'],
  applied: ['granted', 'refused', 'ended'],
  granted: ['ended'],
  refused: ['applied', 'ended'],
  ended: [],
};

/** A refusal when something said to have happened lies ahead. */
export const dateAhead = (context: PersonContext, on: string): Refusal | undefined =>
  on > localDate(context.calendar, context.now)
    ? refuse('date-ahead', 'this day has not come yet', { field: 'on' })
    : undefined;

/** Record an order against a person using violence, at whatever stage it is (S2-16). */
export const recordOrder = definePersonCommand({
  name: 'recordOrder',
  title: 'Record an order',
  duty: ['S2-16', 'S2-24'],
  by: 'worker',
  input: z.strictObject({
    kind: codeSchema,
    stage: z.enum(orderStages),
    on: localDateSchema,
    protects: z._default(z.array(idSchema), []),
    expiresOn: z.optional(localDateSchema),
  }),
  decide(draft, { kind, stage, on, protects, expiresOn }, context) {
    const refusal = dateAhead(context, on);
    if (refusal) return refusal;
    const orderId = context.newId('ord', draft.personId, kind, on);
    draft.orders.push({
      orderId,
      kind,
      protects,
      stages: [{ stage, on, recordedAt: context.now, by: actorKey(context.by) }],
      ...(expiresOn === undefined ? {} : { expiresOn }),
    });
    context.event('order.recorded', { order: orderId, kind, stage, on });
    tellCases(draft, { what: 'order_changed', on, ref: orderId }, context);
    return undefined;
  },
});

/** The next stage of an order, dated; those before stay readable. */
export const recordOrderStage = definePersonCommand({
  name: 'recordOrderStage',
  title: 'Record the next stage of an order',
  duty: ['S2-16', 'S2-24'],
  by: 'worker',
  input: z.strictObject({
    orderId: idSchema,
    stage: z.enum(orderStages),
    on: localDateSchema,
    expiresOn: z.optional(localDateSchema),
  }),
  decide(draft, { orderId, stage, on, expiresOn }, context) {
    const order = draft.orders.find((o) => o.orderId === orderId);
    if (!order) return refuse('no-such-order', 'the person has no such order', { field: 'orderId' });
    const last = order.stages.at(-1);
    if (last && !next[last.stage].includes(stage))
      return refuse(
        'stage-out-of-order',
        `${last.stage} is followed by ${next[last.stage].join(' or ') || 'nothing'}`,
        {
          field: 'stage',
        },
      );
    const refusal = dateAhead(context, on);
    if (refusal) return refusal;
    order.stages.push({ stage, on, recordedAt: context.now, by: actorKey(context.by) });
    if (expiresOn !== undefined) order.expiresOn = expiresOn;
    context.event('order.stage', { order: orderId, stage, on });
    tellCases(draft, { what: 'order_changed', on, ref: orderId }, context);
    return undefined;
  },
});

/** A breach, reported to the police or not, and what followed (S2-17). Every case of the person learns of it. */
export const recordBreach = definePersonCommand({
  name: 'recordBreach',
  title: 'Record a breach',
  duty: ['S2-17', 'S2-26', 'S0-13'],
  by: 'worker',
  input: z.strictObject({
    orderId: idSchema,
    on: localDateSchema,
    reportedToPolice: z.boolean(),
    followed: z.optional(codeSchema),
  }),
  decide(draft, { orderId, on, reportedToPolice, followed }, context) {
    const order = draft.orders.find((o) => o.orderId === orderId);
    if (!order) return refuse('no-such-order', 'the person has no such order', { field: 'orderId' });
    if (!order.stages.some((s) => s.stage === 'granted' && s.on <= on))
      return refuse('order-not-granted', 'only an order that was granted by then can be breached', {
        field: 'orderId',
        duty: 'S2-17',
      });
    const refusal = dateAhead(context, on);
    if (refusal) return refusal;
    const breachId = context.newId('brch', orderId, on);
    draft.breaches.push({
      breachId,
      orderId,
      reportedToPolice,
      ...(followed === undefined ? {} : { followed }),
      on,
      recordedAt: context.now,
      by: actorKey(context.by),
    });
    context.event('order.breached', { order: orderId, breach: breachId, on, reportedToPolice });
    tellCases(draft, { what: 'order_breached', on, ref: breachId }, context);
    return undefined;
  },
});
