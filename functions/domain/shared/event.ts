import * as z from 'zod/mini';

/** Facts in events are ids, codes, numbers and instants only; narrative stands in notes. */
export const factSchema = z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]);
export type Fact = z.infer<typeof factSchema>;

/** What happened, in the past tense, as it goes into the audit chain: `consent.attempted`, `action.closed`. */
export const domainEventSchema = z.object({
  type: z.string().check(z.regex(/^[a-z_]+(\.[a-z_]+)+$/)),
  facts: z.record(z.string(), factSchema),
});
export type DomainEvent = z.infer<typeof domainEventSchema>;
