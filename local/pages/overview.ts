import { slice } from '../../functions/application/operations/pages/table.ts';
import type { Zone } from '../../functions/application/operations/pages/times.ts';
import {
  codeText,
  inWords,
  phaseText,
  ruleText,
} from '../../functions/application/operations/pages/words.ts';
import type { Instant } from '../../functions/domain/calendar/instants.ts';
import { openPhases, type Phase, phases } from '../../functions/domain/case/phases.ts';
import { isLive } from '../../functions/domain/clocks/schema.ts';
import { displayCode } from '../../functions/domain/shared/ids.ts';
import { type CaseView, loadCases, namesOf } from './case-view.ts';
import { type Concern, concernsOf, worstFirst } from './concerns.ts';
import { executionNameOf, messageCode } from './names.ts';
import { type Execution, executionStatuses, type OperationsData } from './operations-data.ts';
import { walkOf } from './walk.ts';

/** What the overview was asked for. Values that mean nothing are as good as none. */
export interface OverviewQuery {
  machine?: string | undefined;
  status?: string | undefined;
  phase?: string | undefined;
  page?: number | undefined;
  refresh: boolean;
}

/** A case that wants attention, with its worst concern first. */
export interface Troubled {
  view: CaseView;
  concerns: readonly Concern[];
}

export interface ExecutionRow {
  execution: Execution;
  /** The case or message that it is about, if it is one of ours. */
  subject: { text: string; caseId?: string | undefined } | undefined;
  phase: string;
  since: Instant;
  zone: Zone;
  next?: { title: string; due: Instant } | undefined;
  stuck: boolean;
  /** Another machine has an execution of this name. */
  ambiguous: boolean;
}

export interface Overview {
  now: Instant;
  zone: Zone;
  troubled: readonly Troubled[];
  counts: ReadonlyMap<Phase, number>;
  unreadable: number;
  machines: readonly string[];
  /** Of all executions, before filters. */
  total: number;
  /** After filters. */
  matching: number;
  rows: readonly ExecutionRow[];
  page: number;
  pages: number;
  agencyName: (agencyId: string) => string;
}

export const ROWS = 50;

/** Read all that the overview shows. */
export async function loadOverview(data: OperationsData, query: OverviewQuery): Promise<Overview> {
  const now = await data.now();
  const executions = (await data.listExecutions()).toSorted(liveFirst);
  const views = await loadCases(data, executions);
  const troubled = troubledOf(views, now);
  const stuck = new Set(
    troubled.filter((one) => one.concerns[0]?.level === 'stuck').map((one) => one.view.caseId),
  );
  const byId = new Map(views.map((view) => [view.caseId, view]));
  const matching = executions.filter((one) => matches(one, query, byId));
  const { shown, page, pages } = slice(matching, query.page, ROWS);
  const names = Map.groupBy(executions, (one) => one.name);
  const zone = troubled[0]?.view.context?.calendar ?? views.find((view) => view.context)?.context?.calendar;
  const rows = await Promise.all(
    shown.map(async (execution) => {
      const row = await rowOf(data, execution, byId);
      const { caseId, generation } = executionNameOf(execution.name);
      const isCarrier = generation !== undefined && byId.get(caseId ?? '')?.record?.generation === generation;
      const ambiguous = (names.get(execution.name)?.length ?? 0) > 1;
      // A mail about a meeting belongs to no one case: it is shown in the time of the page.
      return { ...row, zone: row.zone ?? zone, ambiguous, stuck: isCarrier && stuck.has(caseId ?? '') };
    }),
  );
  const agencies = troubled.flatMap(({ concerns }) => concerns.map(({ ring }) => ring.agencyId));
  return {
    now,
    zone,
    troubled,
    counts: countByPhase(views),
    unreadable: views.filter((view) => view.state === undefined).length,
    machines: [...new Set(executions.map((one) => one.machine))].sort(),
    total: executions.length,
    matching: matching.length,
    rows,
    page,
    pages,
    agencyName: await namesOf(data, agencies),
  };
}

/** Cases with a concern, stuck ones first. */
export function troubledOf(views: readonly CaseView[], now: Instant): Troubled[] {
  return views
    .map((view) => ({ view, concerns: concernsOf(view, now) }))
    .filter(({ concerns }) => concerns.length > 0)
    .sort(({ concerns: [a] }, { concerns: [b] }) => (a && b ? worstFirst(a, b) : 0));
}

/** How many cases are in each phase; every phase has its number, 0 too. */
export function countByPhase(views: readonly CaseView[]): Map<Phase, number> {
  const counts = new Map<Phase, number>(phases.map((phase) => [phase, 0]));
  for (const { state } of views)
    if (state !== undefined) counts.set(state.phase, (counts.get(state.phase) ?? 0) + 1);
  return counts;
}

/** Cases on which work goes on. */
export const openCount = (counts: ReadonlyMap<Phase, number>): number =>
  openPhases.reduce((sum, phase) => sum + (counts.get(phase) ?? 0), 0);

/** Running ones first and among them those of cases. Sorting is stable: among equals the newest stay first. */
const liveFirst = (a: Execution, b: Execution): number => place(a) - place(b);
const place = ({ status, name }: Execution): number =>
  status !== 'RUNNING' ? 2 : executionNameOf(name).caseId === undefined ? 1 : 0;

const isStatus = (text: string | undefined): boolean => executionStatuses.some((status) => status === text);
const isPhase = (text: string | undefined): boolean => phases.some((phase) => phase === text);

function matches(execution: Execution, query: OverviewQuery, cases: ReadonlyMap<string, CaseView>): boolean {
  const { machine, status, phase } = query;
  if (machine && execution.machine !== machine) return false;
  if (isStatus(status) && execution.status !== status) return false;
  if (!isPhase(phase)) return true;
  const { caseId = '', generation } = executionNameOf(execution.name);
  const view = cases.get(caseId);
  return view?.state?.phase === phase && view?.record?.generation === generation;
}

type Row = Omit<ExecutionRow, 'stuck' | 'ambiguous'>;

async function rowOf(
  data: OperationsData,
  execution: Execution,
  cases: ReadonlyMap<string, CaseView>,
): Promise<Row> {
  const { caseId, messageId } = executionNameOf(execution.name);
  if (caseId !== undefined) return caseRow(execution, caseId, cases.get(caseId));
  if (messageId !== undefined) return messageRow(data, execution, messageId, cases);
  const running = execution.status === 'RUNNING';
  const current = running ? walkOf(await data.history(execution.arn)).current : undefined;
  const since = current?.since ?? execution.stoppedAt ?? execution.startedAt;
  return { execution, subject: undefined, phase: current?.state ?? 'ended', since, zone: undefined };
}

function caseRow(execution: Execution, caseId: string, view: CaseView | undefined): Row {
  const { generation } = executionNameOf(execution.name);
  const zone = view?.context?.calendar;
  const subject = { text: `Case ${displayCode(caseId)}`, caseId };
  const { record, state, context } = view ?? {};
  if (record !== undefined && record.generation !== generation) {
    const phase = `carried on by generation ${record.generation}`;
    return { execution, subject, phase, since: execution.stoppedAt ?? execution.startedAt, zone };
  }
  if (state === undefined)
    return { execution, subject, phase: 'unreadable record', since: execution.startedAt, zone };
  const [clock] = state.clocks.filter(isLive).toSorted((a, b) => (a.dueAt < b.dueAt ? -1 : 1));
  return {
    execution,
    subject,
    phase: phaseText(state.phase),
    since: state.phaseSince,
    zone,
    next: clock && { title: ruleText(clock.rule, context?.policy), due: clock.dueAt },
  };
}

async function messageRow(
  data: OperationsData,
  execution: Execution,
  messageId: string,
  cases: ReadonlyMap<string, CaseView>,
): Promise<Row> {
  const stored = await data.message(messageId);
  const about = (stored?.message.about ?? []).find((id) => cases.has(id));
  const kind = stored === undefined ? 'message without a record' : inWords(stored.message.kind);
  return {
    execution,
    subject: { text: `${messageCode(messageId)} ${kind}`, caseId: about },
    phase: stored === undefined ? 'unknown' : inWords(codeText(stored.message.status)),
    since: stored?.message.statusAt ?? execution.startedAt,
    zone: cases.get(about ?? '')?.context?.calendar,
  };
}
