import type { AuditEntry } from '../../functions/application/record.ts';
import type { CaseState } from '../../functions/domain/case/state.ts';
import type { Cloud } from '../cloud.ts';
import type { CloudHandle } from '../handle.ts';
import type { Directory } from '../player/directory.ts';
import type { Failure } from '../player/play.ts';
import { readRecords } from '../records.ts';
import { listExecutions } from './executions.ts';
import type { Summary } from './schema.ts';
import { findViolations } from './violations.ts';

export type { Summary };

/** Read the whole cloud once and say what happened. The reading itself is not counted. */
export async function summarise(
  cloud: Cloud,
  directory: Directory,
  failures: Failure[],
  handle: Pick<CloudHandle, 'restarts' | 'spent'>,
): Promise<Summary> {
  const spent = handle.spent();
  const records = await readRecords(cloud);
  const executions = listExecutions(cloud);
  const cases: Summary['cases'] = [];
  for (const record of records.aggregates) {
    if (record.type !== 'case') continue;
    const state = record.data as CaseState;
    const alias = directory.caseAlias(record.id);
    cases.push({
      id: record.id,
      scenario: alias?.scenario ?? '',
      case: alias?.alias ?? '',
      phases: await phasesOf(cloud, state),
      clocks: state.clocks.map(({ rule, startedAt, dueAt, status, fired }) => ({
        rule,
        startedAt,
        dueAt,
        status,
        fired,
      })),
      breaches: state.clocks
        .filter(
          ({ fired, dueAt, endedAt }) => fired.includes('due') && (endedAt === undefined || endedAt > dueAt),
        )
        .map(({ rule, dueAt, endedAt }) => ({ rule, dueAt, ...(endedAt === undefined ? {} : { endedAt }) })),
      end: { phase: state.phase, ...(state.end === undefined ? {} : { how: state.end.how }) },
    });
  }
  const sum = (of: readonly number[]): number => of.reduce((a, b) => a + b, 0);
  return {
    cases,
    messages: records.messages.map(({ message }) => ({
      id: message.messageId,
      kind: message.kind,
      recipient: directory.agencyName(message.to.agencyId),
      time: message.createdAt,
      delivery: message.status,
    })),
    executions,
    counts: {
      transitions: sum(executions.map((one) => one.transitions)),
      historyEvents: sum(executions.map((one) => one.historyEvents)),
      ...spent,
      messages: records.messages.length,
      mails: cloud.ses.mails().length,
      restarts: handle.restarts,
    },
    failures,
    violations: await findViolations(cloud, records, executions),
  };
}

/** When the case entered each phase, from its audit chain. */
async function phasesOf({ app }: Cloud, state: CaseState): Promise<{ phase: string; at: string }[]> {
  const ref = { type: 'case' as const, id: state.caseId };
  const entries: AuditEntry[] = [];
  for (
    let page = await app.audit.page(ref, 0);
    page.length > 0;
    page = await app.audit.page(ref, entries.length)
  ) {
    entries.push(...page);
  }
  const moves = entries.filter(({ event }) => event.type === 'case.moved');
  const first = moves[0]?.event.facts['from'] ?? state.phase;
  return [
    { phase: String(first), at: state.openedAt },
    ...moves.map(({ at, event }) => ({ phase: String(event.facts['to']), at })),
  ];
}
