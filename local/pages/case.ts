import type { Instant } from '../../functions/domain/calendar/instants.ts';
import type { MessageRecord } from '../../functions/domain/message/record.ts';
import { agenciesOf, byCase, type CaseView, loadCase, namesOf } from './case-view.ts';
import { type Concern, concernsOf } from './concerns.ts';
import type { AuditLine, OperationsData } from './operations-data.ts';
import type { AgencyNames } from './parts.ts';

/** One stay in a phase. */
export interface PhaseStay {
  phase: string;
  from: Instant;
  to?: Instant | undefined;
  /** The command or `clock:<rule>` that ended it. */
  endedBy?: string | undefined;
}

/** Messages of one kind to one agency that came to the same end. */
export interface MessageGroup {
  kind: string;
  agencyId: string;
  status: string;
  count: number;
  last: Instant;
}

/** The whole life of a case. */
export interface CaseLife {
  now: Instant;
  view: CaseView;
  concerns: readonly Concern[];
  phases: readonly PhaseStay[];
  audit: readonly AuditLine[];
  messages: readonly MessageGroup[];
  messageCount: number;
  agencyName: AgencyNames;
}

/** Read a case; undefined if there is neither a record nor an execution of it. */
export async function loadLife(data: OperationsData, caseId: string): Promise<CaseLife | undefined> {
  const now = await data.now();
  const view = await loadCase(data, caseId, byCase(await data.listExecutions()).get(caseId) ?? []);
  if (view.record === undefined && view.generations.length === 0) return undefined;
  const audit = await data.auditOf(caseId);
  const stored = await data.messagesOf(caseId);
  const concerns = concernsOf(view, now);
  const agencies = [
    ...stored.map(({ message }) => message.to.agencyId),
    ...audit.map((line) => line.agencyId),
    ...concerns.map(({ ring }) => ring.agencyId),
    ...agenciesOf(view),
  ];
  return {
    now,
    view,
    concerns,
    phases: phasesOf(view, audit),
    audit,
    messages: groupMessages(stored.map(({ message }) => message)),
    messageCount: stored.length,
    agencyName: await namesOf(data, agencies),
  };
}

/** Read the moves out of the audit chain; the last stay is the one that the record says. */
function phasesOf({ state }: CaseView, audit: readonly AuditLine[]): PhaseStay[] {
  const stays: PhaseStay[] = [];
  let from = state?.openedAt ?? audit[0]?.at;
  if (from === undefined) return stays;
  for (const { at, type, facts } of audit) {
    if (type !== 'case.moved') continue;
    stays.push({ phase: String(facts['from']), from, to: at, endedBy: String(facts['on']) });
    from = at;
  }
  if (state) stays.push({ phase: state.phase, from: state.phaseSince });
  return stays;
}

/** How many messages of each kind went to each agency, and what became of them. */
function groupMessages(messages: readonly MessageRecord[]): MessageGroup[] {
  const groups = new Map<string, MessageGroup>();
  for (const { kind, to, status, statusAt } of messages) {
    const key = JSON.stringify([kind, to.agencyId, status]);
    const group = groups.get(key) ?? { kind, agencyId: to.agencyId, status, count: 0, last: statusAt };
    group.count += 1;
    if (group.last < statusAt) group.last = statusAt;
    groups.set(key, group);
  }
  return [...groups.values()].sort((a, b) =>
    a.kind === b.kind ? (a.agencyId < b.agencyId ? -1 : 1) : a.kind < b.kind ? -1 : 1,
  );
}
