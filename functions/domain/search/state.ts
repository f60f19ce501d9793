import * as z from 'zod/mini';
import { matchBases } from '../matching/bases.ts';
import { identitySchema } from '../person/state.ts';
import { workerSchema } from '../shared/actor.ts';
import { idSchema } from '../shared/ids.ts';
import { aggregateTaskSchema } from '../shared/tasks.ts';

/** What a worker knows of somebody who may be in the records: names, birth date, numbers. */
export const soughtSchema = z
  .strictObject({
    names: z.optional(identitySchema.shape.names.check(z.maxLength(10))),
    birthDate: identitySchema.shape.birthDate,
    phones: z.optional(identitySchema.shape.phones.check(z.maxLength(10))),
    emails: z.optional(identitySchema.shape.emails.check(z.maxLength(10))),
  })
  .check(
    z.refine(
      ({ names, phones, emails }) => [names, phones, emails].some((list) => (list ?? []).length > 0),
      'expected a name, a telephone number or an e-mail address',
    ),
  );

/** A record that looks like somebody who was sought. */
export const hitSchema = z.object({
  personId: idSchema,
  basis: z.array(z.enum(matchBases)),
  score: z.number(),
  caseIds: z.array(idSchema),
});

/**
 * The searches of one worker within an hour, together, so that their number can be seen. `sought` is sealed;
 * the rest is ids and codes.
 */
export const searchSchema = z.object({
  schema: z.literal(1),
  searchId: idSchema,
  worker: workerSchema,
  /** Such as 2026-03-02T01. */
  hour: z.string(),
  asked: z.array(
    z.object({
      askId: idSchema,
      at: z.string(),
      reason: z.string(),
      caseId: z.optional(idSchema),
      /** Missing until relay has looked. */
      hits: z.optional(z.array(hitSchema)),
      answered: z.optional(z.object({ outcome: z.string(), at: z.string(), by: z.string() })),
    }),
  ),
  /** By the id of the asking. */
  sought: z.record(z.string(), soughtSchema),
  tasks: z.array(aggregateTaskSchema),
  received: z.record(z.string(), z.object({ version: z.number(), index: z.number() })),
});
export type SearchState = z.infer<typeof searchSchema>;
