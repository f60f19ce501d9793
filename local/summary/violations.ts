import { verifyAuditChain } from '../../functions/application/audit.ts';
import { type AggregateRecord, isOutboxEmpty } from '../../functions/application/record.ts';
import type { StoredMessage } from '../../functions/application/stored-message.ts';
import { isExcluded } from '../../functions/domain/case/queries.ts';
import type { CaseState } from '../../functions/domain/case/state.ts';
import { isLive } from '../../functions/domain/clocks/schema.ts';
import type { MeetingState } from '../../functions/domain/meeting/state.ts';
import { isSettled } from '../../functions/domain/message/lifecycle.ts';
import type { Cloud } from '../cloud.ts';
import type { Records } from '../records.ts';
import type { SentMail } from '../ses/mail.ts';
import type { ExecutionSummary } from './executions.ts';

/** Something that must never be: which invariant, of what. */
export interface Violation {
  invariant: string;
  of: string;
}

const caseOf = ({ type, data }: AggregateRecord): CaseState | undefined =>
  type === 'case' ? (data as CaseState) : undefined;

/** Check what holds of every run, whatever the scenario. An empty answer is the only good one. */
export async function findViolations(
  cloud: Pick<Cloud, 'app' | 'ses'>,
  { aggregates, messages }: Records,
  executions: readonly ExecutionSummary[],
): Promise<Violation[]> {
  const cases = aggregates.flatMap((record) => caseOf(record) ?? []);
  const found: Violation[] = [
    ...cases
      .filter(withoutClock)
      .map(({ caseId }) => ({ invariant: 'a live clock on every open case', of: caseId })),
    ...twiceAlive(executions),
    ...cases
      .filter((state) => state.phase !== 'closed' && !isAlive(state.caseId, executions))
      .map(({ caseId }) => ({ invariant: 'a running execution for every open case', of: caseId })),
    ...sentTwice(cloud.ses.mails()),
    ...messages
      .filter(isUndecided)
      .map(({ message }) => ({ invariant: 'a fate for every message', of: message.messageId })),
    ...excludedRecipients(messages, { cases, meetings: new Map(aggregates.flatMap(casesOfMeeting)) }),
    ...aggregates
      .filter((record) => !isOutboxEmpty(record))
      .map(({ id }) => ({ invariant: 'empty outboxes at the end', of: id })),
  ];
  for (const record of aggregates) {
    const { type, id } = record;
    const fault = await chainFault(cloud, record);
    if (fault !== undefined) found.push({ invariant: `audit chains verify: ${fault}`, of: id });
    const dead = await cloud.app.deadLetters.list({ type, id });
    if (dead.length > 0) found.push({ invariant: 'no dead letters', of: id });
  }
  return found;
}

const withoutClock = (state: CaseState): boolean => state.phase !== 'closed' && !state.clocks.some(isLive);

/** A message that still waits for its time has a fate to come; one under way at the very end has not. */
const isUndecided = ({ message, attentionAt }: StoredMessage): boolean =>
  !isSettled(message.status) && attentionAt === undefined;

const isAlive = (caseId: string, executions: readonly ExecutionSummary[]): boolean =>
  executions.some(({ name, status }) => status === 'RUNNING' && name.startsWith(`${caseId}.`));

function twiceAlive(executions: readonly ExecutionSummary[]): Violation[] {
  const running = executions.filter(
    ({ machine, status }) => machine === 'case-lifecycle' && status === 'RUNNING',
  );
  const counts = new Map<string, number>();
  for (const { name } of running) {
    const caseId = name.split('.')[0] ?? name;
    counts.set(caseId, (counts.get(caseId) ?? 0) + 1);
  }
  return [...counts]
    .filter(([, count]) => count > 1)
    .map(([caseId]) => ({ invariant: 'at most one live generation', of: caseId }));
}

/** The tag of a mail is its message; SES having accepted two with the same tag is a message sent twice. */
function sentTwice(mails: readonly SentMail[]): Violation[] {
  const counts = new Map<string, number>();
  for (const { tags } of mails) {
    const message = tags['message'];
    if (message !== undefined) counts.set(message, (counts.get(message) ?? 0) + 1);
  }
  return [...counts].filter(([, count]) => count > 1).map(([of]) => ({ invariant: 'no message twice', of }));
}

/**
 * A message that went to somebody who was at that time excluded from every case that it is about; mail about a
 * meeting is about its cases. What it may say of each of several cases is the gate's own rule.
 */
function excludedRecipients(messages: readonly StoredMessage[], { cases, meetings }: Known): Violation[] {
  return messages.flatMap(({ message }) => {
    if (message.gate?.allowed !== true) return [];
    const { at } = message.gate;
    const ids = [message.from.id, ...message.about].flatMap((id) => meetings.get(id) ?? [id]);
    const about = cases.filter(({ caseId }) => ids.includes(caseId));
    const isOut = (state: CaseState): boolean =>
      isExcluded({ ...state, exclusions: exclusionsAt(state, at) }, message.to);
    const isWrong = about.length > 0 && about.every(isOut);
    return isWrong ? [{ invariant: 'no excluded recipient', of: message.messageId }] : [];
  });
}

/** The cases of a run, and by meeting the ids of the cases that were ever on its list. */
interface Known {
  cases: readonly CaseState[];
  meetings: ReadonlyMap<string, readonly string[]>;
}

const casesOfMeeting = ({ type, id, data }: AggregateRecord): [string, readonly string[]][] =>
  type === 'meeting' ? [[id, (data as MeetingState).cases.map(({ caseId }) => caseId)]] : [];

/** The exclusions as they stood at an instant, whatever was lifted since. */
const exclusionsAt = (state: CaseState, at: string): CaseState['exclusions'] =>
  state.exclusions
    .filter(({ from, liftedAt }) => from <= at && (liftedAt === undefined || liftedAt > at))
    .map((exclusion) => ({ ...exclusion, liftedAt: undefined }));

/** The chain must verify, and end where the record says that it ends. */
async function chainFault(
  cloud: Pick<Cloud, 'app' | 'ses'>,
  { type, id, auditSeq, auditHash }: AggregateRecord,
): Promise<string | undefined> {
  const report = await verifyAuditChain(cloud.app.audit, { type, id });
  if (!report.ok) return `${report.fault} at ${report.seq}`;
  return report.checked === auditSeq && report.hash === auditHash
    ? undefined
    : `ends at ${report.checked} of ${auditSeq}`;
}
