import * as z from 'zod/mini';
import { refuse } from '../../shared/refusal.ts';
import { defineAgencyCreation } from '../command.ts';
import { isAnybodys } from '../public-domains.ts';
import { type AgencyState, agencySchema } from '../state.ts';

const domain = /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+$/;

/**
 * Enter an agency in the directory. Government agencies, community services and community-controlled
 * organisations are all kinds of the profile (S2-01, S3-14, S4-01).
 */
export const createAgency = defineAgencyCreation({
  name: 'createAgency',
  title: 'Enter an agency',
  duty: ['S2-01', 'S3-10', 'S3-14', 'S4-01'],
  input: z.strictObject({
    name: z.string().check(z.minLength(1), z.maxLength(200)),
    kind: z.string(),
    government: z.boolean(),
    specialistService: z.optional(z.boolean()),
    scope: z.optional(agencySchema.shape.scope),
    responsibilities: z.optional(z.array(z.string())),
    /** Mail domains of the agency, in lower case. */
    domains: z.array(z.string()),
  }),
  create(agencyId, input, context): AgencyState | ReturnType<typeof refuse> {
    const { policy, now } = context;
    if (!policy.agencyKinds.includes(input.kind))
      return refuse('kind-not-in-profile', `the profile ${policy.profile} has no such kind of agency`, {
        field: 'kind',
        duty: 'S2-01',
      });
    if (input.domains.length === 0)
      return refuse('domain-missing', 'without a mail domain no address of the agency can be verified', {
        missing: ['domains'],
      });
    if (!input.domains.every((text) => domain.test(text)))
      return refuse('domain-invalid', 'a mail domain is lower case and has a dot', { field: 'domains' });
    const anybodys = input.domains.findIndex(isAnybodys);
    if (anybodys >= 0)
      return refuse('domain-public', 'anybody can have an address there; give a domain of the agency alone', {
        field: `domains.${anybodys}`,
      });
    context.event('agency.created', { kind: input.kind, government: input.government });
    return {
      schema: 1,
      agencyId,
      name: input.name,
      kind: input.kind,
      government: input.government,
      specialistService: input.specialistService ?? false,
      scope: input.scope ?? 'in_scope',
      responsibilities: input.responsibilities ?? [],
      domains: [...new Set(input.domains)],
      localities: [],
      representatives: [],
      posts: [],
      namedContactOnly: { on: false },
      agreements: [],
      createdAt: now,
      tasks: [],
      received: {},
    };
  },
});
