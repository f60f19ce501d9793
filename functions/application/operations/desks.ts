import { resolveRecipient } from '../../domain/message/recipient.ts';
import { DIRECTORY } from '../../domain/views/agency-row.ts';
import { caseLists } from '../../domain/views/case-row.ts';
import type { App } from '../app.ts';
import { gateAgency } from '../mail/gate-views.ts';
import { agencyBook } from './whom-to-ring.ts';

/** A desk of the convening team that mail does not reach. Ids and codes, for the log. */
export interface UnreachableDesk {
  /** The code of its area, or `all others` for the one that has what no area's desk has. */
  area: string;
  agencyId: string;
  representativeId: string;
  /** Why mail would stop (functions/domain/message/reasons.ts), by blanks. `record_missing`: there is no such agency. */
  reasons: string;
}

type Asked = Pick<App, 'aggregates' | 'clock' | 'lists' | 'policies'>;

/**
 * The desks that the current policy names and that are not in the directory, or have no address that mail reaches
 * now. An agency's id is known only once it is entered, so the check of a config cannot tell. None while there is
 * neither an agency nor a case: nobody could be entered yet (docs/deployment.md, step 7).
 */
export async function unreachableDesks(app: Asked): Promise<UnreachableDesk[]> {
  const { desk, areas } = app.policies.current().policy.conveningTeam;
  const agencies = agencyBook(app);
  const desks = [
    { area: 'all others', ...desk },
    ...Object.entries(areas).map(([area, of]) => ({ area, ...of })),
  ];
  const found = await Promise.all(
    desks.map(async ({ area, agencyId, representativeId }) => {
      const agency = await agencies(agencyId);
      const to = { agencyId, representativeId };
      const reached = resolveRecipient(to, agency && gateAgency(agency), app.clock.now());
      return 'reasons' in reached ? [{ area, ...to, reasons: reached.reasons.join(' ') }] : [];
    }),
  );
  const unreachable = found.flat();
  return unreachable.length > 0 && (await isBrandNew(app)) ? [] : unreachable;
}

/** The directory first, which is short: the list of all cases is read only while it is empty. */
async function isBrandNew({ lists }: Pick<App, 'lists'>): Promise<boolean> {
  const isEmpty = async (name: string): Promise<boolean> => (await lists.list(name)).length === 0;
  return (await isEmpty(DIRECTORY)) && (await isEmpty(caseLists.ofAll()));
}
