import * as z from 'zod/mini';
import type { App } from './app.ts';
import { loadAgency } from './load-states.ts';

/** Commands whose rule asks what kind of service the lead to be is (S3-42). */
const asking: readonly string[] = ['nominateLead', 'offerLead', 'startInterimLead'];
const namesLead = z.looseObject({ to: z.looseObject({ agencyId: z.string() }) });

/**
 * The input of a case command with what the agency's own record says of the lead to be, whatever the caller
 * says: nobody makes itself a specialist service by a word in a request.
 */
export async function withLeadFacts(
  app: App,
  name: string,
  input: Record<string, unknown>,
): Promise<Record<string, unknown>> {
  const named = asking.includes(name) ? namesLead.safeParse(input) : undefined;
  if (!named?.success) return input;
  const agency = await loadAgency(app, named.data.to.agencyId);
  return { ...input, specialistService: agency?.specialistService ?? false };
}
