import * as z from 'zod/mini';
import { type ReadClass, readClasses } from '../../../domain/access/asked.ts';
import { readRights } from '../../../domain/access/read-rights.ts';
import { tokenRoles } from '../../../domain/access/subject.ts';
import { idSchema } from '../../../domain/shared/ids.ts';
import { loadAgency } from '../../load-states.ts';
import type { Route } from '../route.ts';
import { shown } from './reading.ts';

const answer = z.object({
  agencyId: idSchema,
  representativeId: idSchema,
  agencyName: z.optional(z.string()),
  /** In the directory, and not removed from it. */
  known: z.boolean(),
  roles: z.array(z.enum(tokenRoles)),
  regions: z.array(z.string()),
  via: z.enum(['account', 'link']),
  mfa: z.boolean(),
  mfaRequired: z.boolean(),
  /** Classes that the token's roles open by themselves; all others follow from what one is to a case. */
  reads: z.array(z.enum(readClasses)),
  /** What of a class must be there before it is read, whoever reads. */
  needs: z.record(z.string(), z.array(z.string())),
  links: z.object({ cases: z.string(), meetings: z.string(), worklist: z.string() }),
});

/** Who the token says that the caller is, and what that opens. Nobody else's business stands here. */
export const meRoute: Route = {
  method: 'GET',
  path: '/me',
  operationId: 'getMe',
  summary: 'Read who you are signed in as and what that opens',
  tag: 'Me',
  answer,
  async run(app, { subject }) {
    const { agencyId, representativeId, roles, regions = [], via, mfa } = subject;
    const agency = await loadAgency(app, agencyId);
    const now = app.clock.now();
    const own = agency?.representatives.find((one) => one.representativeId === representativeId);
    const opens = (what: ReadClass): boolean => roles.some((role) => readRights[what].roles.includes(role));
    const { policy } = app.policies.current();
    const body: z.infer<typeof answer> = {
      agencyId,
      representativeId,
      ...(agency && { agencyName: agency.name }),
      known: own !== undefined && (own.removedAt === undefined || own.removedAt > now),
      roles: [...roles],
      regions: [...regions],
      via,
      mfa,
      mfaRequired: policy.access.mfaRequired,
      reads: readClasses.filter(opens),
      needs: Object.fromEntries(readClasses.map((what) => [what, [...readRights[what].needs]])),
      links: { cases: '/cases', meetings: '/meetings', worklist: `/worklists/${agencyId}` },
    };
    return shown(body);
  },
};
