import * as z from 'zod/mini';
import { decideAccess } from '../../../domain/access/decide.ts';
import { isShut } from '../../../domain/access/named-contacts.ts';
import type { Subject, TokenRole } from '../../../domain/access/subject.ts';
import type { AggregateType } from '../../../domain/shared/aggregate.ts';
import { type CaseRow, caseLists, caseRowSchema } from '../../../domain/views/case-row.ts';
import { type MeetingRow, meetingLists, meetingRowSchema } from '../../../domain/views/meeting-row.ts';
import { type FactPorts, loadFacts } from '../../access/load-facts.ts';
import type { App } from '../../app.ts';
import { loadAgency } from '../../load-states.ts';

/** Roles whose work is with their agency's own cases. */
const ofAgency: readonly TokenRole[] = ['representative', 'agency_manager', 'after_hours', 'coordinator'];
/** Roles that look at the handling of all cases; see the table of reading. */
const ofAll: readonly TokenRole[] = ['operations', 'national_viewer', 'auditor', 'records_officer'];

const has = ({ roles }: Subject, some: readonly TokenRole[]): boolean =>
  roles.some((role) => some.includes(role));

/** The lists of cases that somebody may look into. */
function caseListsOf(subject: Subject, ended: boolean): string[] {
  if (has(subject, ofAll)) return [caseLists.ofAll(ended)];
  const regions = has(subject, ['regional_viewer']) ? (subject.regions ?? []) : [];
  return [
    ...(has(subject, ofAgency) ? [caseLists.ofAgency(subject.agencyId, ended)] : []),
    ...regions.map((region) => caseLists.ofRegion(region, ended)),
  ];
}

/** Exclusion beats everything: an excluded worker, or any of an excluded agency, does not see the row. */
const mayKnow = ({ excluded }: Pick<CaseRow, 'excluded'>, subject: Subject): boolean =>
  !excluded.some(
    ({ agencyId, representativeId }) =>
      agencyId === subject.agencyId &&
      (representativeId === undefined || representativeId === subject.representativeId),
  );

/** All rows of a list, or those of these ids. */
const rowsIn = (
  { lists }: Pick<App, 'lists'>,
  type: AggregateType,
  name: string,
  only: readonly string[] | undefined,
): Promise<unknown[]> =>
  only === undefined
    ? lists.list(name)
    : lists.some(
        name,
        only.map((id) => ({ type, id })),
      );

type ListPorts = FactPorts & Pick<App, 'lists'>;

/** Whether the reader's own agency is shut to them: then they know of nothing but what they have a part in. */
export async function isShutTo(app: FactPorts, { agencyId, representativeId }: Subject): Promise<boolean> {
  return isShut(await loadAgency(app, agencyId), representativeId);
}

/**
 * Rows of which the reader may know. In an agency that is shut each case is asked itself: a list of the agency's
 * cases would tell somebody who is, or is close to, the person using violence that there is one.
 */
async function mayKnowAll(app: FactPorts, rows: readonly CaseRow[], subject: Subject): Promise<CaseRow[]> {
  const known = rows.filter((row) => mayKnow(row, subject));
  if (!(await isShutTo(app, subject))) return known;
  const asked = { kind: 'read', what: 'handling' } as const;
  const own: CaseRow[] = [];
  for (const row of known) {
    const { facts, policy } = await loadFacts(app, { subject, asked, ref: { type: 'case', id: row.caseId } });
    if (decideAccess(subject, asked, facts, undefined, policy).kind === 'permit') own.push(row);
  }
  return own;
}

/** The cases of which somebody may know, each once. @param only of these alone, if it is given */
export async function knownCases(
  app: ListPorts,
  subject: Subject,
  ended = false,
  only?: readonly string[],
): Promise<CaseRow[]> {
  const found = new Map<string, CaseRow>();
  for (const name of caseListsOf(subject, ended)) {
    const rows = z.array(caseRowSchema).parse(await rowsIn(app, 'case', name, only));
    // The row of the own agency comes first: it says what the agency is to the case.
    for (const row of rows) if (!found.has(row.caseId)) found.set(row.caseId, row);
  }
  return mayKnowAll(app, [...found.values()], subject);
}

/** Whether somebody may look at all that an agency does: a regional viewer sees only what is of their regions. */
export const seesAllOf = (agencyId: string, subject: Subject): boolean =>
  agencyId === subject.agencyId || has(subject, ofAll);

/** Rows of an agency's cases and meetings, for its worklist: those of which the reader may know. */
export async function agencyRows(
  app: ListPorts,
  agencyId: string,
  subject: Subject,
): Promise<{ cases: CaseRow[]; meetings: MeetingRow[] }> {
  const cases = z.array(caseRowSchema).parse(await app.lists.list(caseLists.ofAgency(agencyId)));
  const meetings = z.array(meetingRowSchema).parse(await app.lists.list(meetingLists.ofAgency(agencyId)));
  const known = await mayKnowAll(app, cases, subject);
  const all = seesAllOf(agencyId, subject);
  if (all && !(await isShutTo(app, subject))) return { cases: known, meetings };
  const near = all ? known : known.filter(({ region }) => subject.regions?.includes(region));
  const ids = new Set(near.map(({ caseId }) => caseId));
  return { cases: near, meetings: meetings.filter(({ caseIds }) => caseIds.some((id) => ids.has(id))) };
}

/**
 * The meetings of which somebody may know, to come or past, with those of its cases of which they may know too. A
 * meeting none of whose cases may be known is not shown.
 * @param only of these alone, if it is given
 */
export async function knownMeetings(
  app: ListPorts,
  subject: Subject,
  past: boolean,
  only?: readonly string[],
): Promise<MeetingRow[]> {
  const name = has(subject, ofAll) ? meetingLists.ofAll(past) : meetingLists.ofAgency(subject.agencyId, past);
  const rows = z.array(meetingRowSchema).parse(await rowsIn(app, 'meeting', name, only));
  const heard = only && [...new Set(rows.flatMap(({ caseIds }) => caseIds))];
  // A past meeting may have heard cases that have ended since.
  const ended = past ? await knownCases(app, subject, true, heard) : [];
  const cases = new Set(
    [...(await knownCases(app, subject, false, heard)), ...ended].map(({ caseId }) => caseId),
  );
  return rows.flatMap((row) => {
    const caseIds = row.caseIds.filter((id) => cases.has(id));
    return caseIds.length === 0 ? [] : [{ ...row, caseIds }];
  });
}
