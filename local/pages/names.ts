import { displayCode } from '../../functions/domain/shared/ids.ts';

/** What the name of an execution says: a case's generation, a message's run, or nothing we know. */
export interface ExecutionName {
  caseId?: string;
  generation?: number;
  messageId?: string;
  run?: number;
}

/** Read `<caseId>.g<generation>` and `<messageId>.a<run>`. */
export function executionNameOf(name: string): ExecutionName {
  const [, id, letter, digits] = /^([a-z]{1,4}-[a-z0-9]{4,40})\.([ga])(\d{1,9})$/.exec(name) ?? [];
  if (id === undefined) return {};
  const number = Number(digits);
  return letter === 'g' ? { caseId: id, generation: number } : { messageId: id, run: number };
}

/** A short code that stands for a message on these pages, as `displayCode` does for a case. */
export const messageCode = (messageId: string): string => `M-${displayCode(messageId)}`;

/** Where an execution is shown. Its machine is named only where two machines run executions of one name. */
export const executionHref = (name: string, machine?: string): string =>
  `/executions/${encodeURIComponent(name)}${machine === undefined ? '' : `?machine=${encodeURIComponent(machine)}`}`;

export const caseHref = (caseId: string): string => `/cases/${encodeURIComponent(caseId)}`;
