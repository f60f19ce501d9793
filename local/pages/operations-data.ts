import type { PolicyContext } from '../../functions/application/ports.ts';
import type { AggregateRecord } from '../../functions/application/record.ts';
import type { StoredMessage } from '../../functions/application/stored-message.ts';
import type { Instant } from '../../functions/domain/calendar/instants.ts';

export const executionStatuses = ['RUNNING', 'SUCCEEDED', 'FAILED', 'TIMED_OUT', 'ABORTED'] as const;
export type ExecutionStatus = (typeof executionStatuses)[number];

export interface Execution {
  arn: string;
  name: string;
  machine: string;
  status: ExecutionStatus;
  startedAt: Instant;
  stoppedAt?: Instant | undefined;
}

/** One event of an execution without its inputs and outputs: names, codes and seconds only. */
export interface HistoryEvent {
  id: number;
  at: Instant;
  type: string;
  /** The state that was entered or left. */
  state?: string | undefined;
  error?: string | undefined;
  /** How long the task may take. */
  timeoutSeconds?: number | undefined;
  /** What an evaluation of a case answered. */
  evaluated?: { phase: string; did: string[] } | undefined;
}

/** One link of a case's audit chain: when, which agency (none: the system), and what happened. */
export interface AuditLine {
  at: Instant;
  type: string;
  agencyId?: string | undefined;
  /** Codes and ids only of what the event says. */
  facts: Readonly<Record<string, unknown>>;
}

/** Everything that the pages for operations read. Nothing here writes. */
export interface OperationsData {
  now(): Promise<Instant>;
  /** Every execution of every machine, newest first. */
  listExecutions(): Promise<Execution[]>;
  /** What `Error` an execution ended with, if it failed. */
  describe(arn: string): Promise<{ error?: string | undefined }>;
  /** Oldest first. With `newest`, only so many of the newest. */
  history(arn: string, newest?: number): Promise<HistoryEvent[]>;
  /** The definition that an execution runs, in the Amazon States Language. */
  definition(arn: string): Promise<string>;
  /** Ids of cases that are not finally closed, whether or not anything carries them. */
  openCases(): Promise<string[]>;
  caseRecord(caseId: string): Promise<AggregateRecord | undefined>;
  /** The audit chain of a case, oldest first. */
  auditOf(caseId: string): Promise<AuditLine[]>;
  /** Messages about a case, oldest first. */
  messagesOf(caseId: string): Promise<StoredMessage[]>;
  message(messageId: string): Promise<StoredMessage | undefined>;
  /** How many entries of a case's outbox were given up. */
  deadLettersOf(caseId: string): Promise<number>;
  /** Rules and calendar of a case; undefined if its policy is not known. */
  policyOf(policyVersion: string, region: string): Promise<PolicyContext | undefined>;
  /** What an agency is called; undefined if it is not known. */
  agencyName(agencyId: string): Promise<string | undefined>;
}
