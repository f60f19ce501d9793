import type { Summary } from '../local/summary/schema.ts';
import type { Line } from './bench-prices.ts';

/*
 * Cost as arithmetic: counts of a played case, resources of the templates, and assumptions, each in its line.
 * Everything here is pure.
 */

/** What no scenario shows. Judgement. */
export const assumed = {
  /** Billed, at the mean; the handlers wait for DynamoDB most of the time. */
  milliseconds: 100,
  megabytes: 256,
  /** API calls for each thing that is done: the command, and what was read before it. */
  callsPerCommand: 5,
  /** Unwrapping of data keys; each mail and call needs about one. */
  keyUsesPerCall: 1,
  /** What a call of the API reads, and in how many calls of the table. */
  readUnitsPerCall: 10,
  tableCallsPerCall: 5,
  /** A function's two or three lines, and what Step Functions writes for a transition. */
  logBytes: 1_500,
  daysInMonth: 30.4,
} as const;

/** What one case uses over its life, by a scenario's counts. @param commands how many things people did in it */
export function caseLines({ counts }: Pick<Summary, 'counts'>, commands: number): Line[] {
  const { transitions, readUnits, writeUnits, mails } = counts;
  const background = Object.values(counts.lambdaInvocations).reduce((sum, one) => sum + one, 0);
  const calls = commands * assumed.callsPerCommand;
  // The authorizer's answer is remembered for a minute; one in two is asked.
  const invocations = background + calls * 1.5;
  const gbSeconds = (invocations * assumed.milliseconds * assumed.megabytes) / 1000 / 1024;
  const logged = ((invocations + transitions) * assumed.logBytes) / 1e9;
  return [
    { price: 'transition', amount: transitions, because: 'counted' },
    { price: 'invocation', amount: invocations, because: `${background} counted, and the API` },
    {
      price: 'gbSecond',
      amount: gbSeconds,
      because: `${assumed.milliseconds} ms at ${assumed.megabytes} MB assumed`,
    },
    { price: 'write', amount: writeUnits, because: 'counted' },
    {
      price: 'read',
      amount: readUnits + calls * assumed.readUnitsPerCall,
      because: 'counted, and 10 for each call of the API assumed',
    },
    { price: 'mail', amount: mails, because: 'counted' },
    {
      price: 'request',
      amount: calls,
      because: `${commands} commands, ${assumed.callsPerCommand} calls each assumed`,
    },
    { price: 'filtered', amount: calls, because: 'the same' },
    {
      price: 'keyUse',
      amount: (calls + mails) * assumed.keyUsesPerCall,
      because: 'one for each call and mail assumed',
    },
    {
      price: 'logs',
      amount: logged,
      because: `${assumed.logBytes} bytes for each invocation and transition`,
    },
  ];
}

/** Resources of a deployment by type, with what is in them that is paid for. */
export interface Deployed {
  keys: number;
  alarms: number;
  dashboards: number;
  webAcls: number;
  webRules: number;
}

/** What a month costs before the first case. @param schedules runs of functions by the clock in a month */
export function fixedLines(deployed: Deployed, schedules: number): Line[] {
  const gbSeconds = (schedules * assumed.milliseconds * assumed.megabytes) / 1000 / 1024;
  return [
    { price: 'key', amount: deployed.keys, because: 'in the templates' },
    { price: 'alarm', amount: deployed.alarms, because: 'in the templates' },
    { price: 'dashboard', amount: deployed.dashboards, because: 'in the templates' },
    { price: 'metric', amount: 20, because: 'assumed' },
    { price: 'webAcl', amount: deployed.webAcls, because: 'in the templates' },
    { price: 'webRule', amount: deployed.webRules, because: 'in the templates' },
    { price: 'invocation', amount: schedules, because: 'sweeper, anchors and health by the clock' },
    { price: 'gbSecond', amount: gbSeconds, because: `${assumed.milliseconds} ms each assumed` },
    { price: 'read', amount: schedules * 8, because: 'each sweep asks eight shards' },
    { price: 'logs', amount: (schedules * assumed.logBytes) / 1e9, because: 'two lines each' },
  ];
}
