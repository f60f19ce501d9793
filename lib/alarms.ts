import { anyOf, app, aws, fn } from './alarm-metrics.ts';
import type { Alarm } from './alarm-types.ts';
import { apiAlarms } from './api-alarms.ts';
import { misuseAlarms } from './misuse-alarms.ts';
import { toldAlarms } from './told-alarms.ts';

/*
 * Every alarm, as data: what it watches, what it means to a person, and where the runbook goes on. The stacks make
 * alarms of it, and a test of the documents finds a heading for each in docs/runbook.md.
 */

export const alarms: readonly Alarm[] = [
  {
    ...anyOf(
      aws({ kind: 'machines' }, 'ExecutionsFailed'),
      aws({ kind: 'machines' }, 'ExecutionsTimedOut'),
      aws({ kind: 'machines' }, 'ExecutionsAborted'),
    ),
    id: 'executions-failed',
    severity: 'high',
    impact: 'A case or a mail lost its clock; the sweeper should have given it a new one within two minutes.',
  },
  {
    // A function that does not even start, or runs out of time, raises nothing itself.
    ...anyOf(app('evaluate-failed'), fn('evaluate-case')),
    id: 'case-quarantined',
    severity: 'critical',
    impact: 'Nobody is reminded of anything in one case until it can be looked at again.',
  },
  {
    kind: 'metric',
    id: 'attention-overdue',
    metrics: [{ from: 'app', metric: 'attention-overdue' }],
    statistic: 'Maximum',
    when: 'above',
    // Things are looked at a minute after they should have settled: six minutes in all.
    threshold: 300,
    minutes: 1,
    periods: 3,
    severity: 'critical',
    impact:
      'A change or a deadline of some case has had no effect for six minutes: people are not told what they must do.',
  },
  {
    kind: 'metric',
    id: 'looks-late',
    metrics: [{ from: 'app', metric: 'signal-delay' }],
    statistic: 'p99',
    when: 'above',
    threshold: 5,
    minutes: 5,
    periods: 3,
    severity: 'high',
    impact: 'Cases are looked at more than five seconds after a change; urgent messages wait.',
  },
  {
    kind: 'metric',
    id: 'deadlines-late',
    metrics: [{ from: 'app', metric: 'deadline-delay' }],
    statistic: 'Maximum',
    when: 'above',
    threshold: 60,
    minutes: 5,
    periods: 1,
    severity: 'high',
    impact:
      'A deadline was acted on more than a minute after it passed: a reminder or an escalation was late.',
  },
  {
    kind: 'metric',
    id: 'sweeper-silent',
    metrics: [{ from: 'app', metric: 'attention-overdue' }],
    statistic: 'Sum',
    when: 'below',
    threshold: 0,
    minutes: 5,
    periods: 1,
    silenceIsBad: true,
    severity: 'critical',
    impact: 'Nothing catches what was lost: any case may now stand still without anybody knowing.',
  },
  {
    ...anyOf(app('sweep-failed'), app('sweep-broke')),
    id: 'sweep-failed',
    severity: 'high',
    impact: 'One case or mail could not be repaired and is tried ever more rarely.',
  },
  {
    kind: 'metric',
    id: 'relay-behind',
    metrics: [fn('relay-changes', 'IteratorAge')],
    statistic: 'Maximum',
    when: 'above',
    // Milliseconds.
    threshold: 120_000,
    minutes: 1,
    periods: 3,
    severity: 'high',
    impact: 'What changed is not carried to the people whom it concerns but by the sweeper, minutes later.',
  },
  {
    ...anyOf(app('dead-letter')),
    id: 'dead-letter',
    severity: 'critical',
    impact:
      'Something a case decided was given up after ten tries: a mail, a task or a message to another case is missing.',
  },
  {
    ...anyOf(app('projection-failed')),
    id: 'lists-stale',
    severity: 'high',
    impact: 'Lists and worklists do not show what the case holds: somebody may not see work that waits.',
  },
  {
    kind: 'metric',
    id: 'failed-events',
    metrics: [
      aws({ kind: 'queue', name: 'FailedEvents' }, 'ApproximateNumberOfMessagesVisible'),
      aws({ kind: 'queue', name: 'RelayFailures' }, 'ApproximateNumberOfMessagesVisible'),
    ],
    statistic: 'Maximum',
    when: 'above',
    threshold: 0,
    minutes: 5,
    periods: 1,
    severity: 'high',
    impact:
      'News of a delivery, a bounce or an ended execution was not taken in; it lies in a queue for fourteen days.',
  },
  {
    kind: 'metric',
    id: 'alarms-untold',
    metrics: [aws({ kind: 'queue', name: 'Untold' }, 'ApproximateNumberOfMessagesVisible')],
    statistic: 'Maximum',
    when: 'above',
    threshold: 0,
    minutes: 5,
    periods: 1,
    severity: 'high',
    impact: 'An alarm, or a tick of the canary or of anchoring, did not get through.',
  },
  {
    ...anyOf(app('message-late')),
    id: 'message-not-confirmed',
    severity: 'critical',
    impact: 'A plan or another mail is not known to have arrived: an agency may not know that it must act.',
  },
  {
    ...anyOf(fn('send-email')),
    minutes: 15,
    threshold: 3,
    id: 'mail-not-sent',
    severity: 'critical',
    impact: 'Mails wait: agencies hear nothing of invitations, plans and deadlines.',
  },
  {
    kind: 'metric',
    id: 'mail-bounces',
    metrics: [aws({ kind: 'ses' }, 'Reputation.BounceRate')],
    statistic: 'Average',
    when: 'above',
    // AWS reviews a sender at 5 % and pauses it at 10 %.
    threshold: 0.04,
    minutes: 60,
    periods: 1,
    severity: 'high',
    impact: 'Many addresses are wrong; AWS may stop all our mail.',
  },
  {
    kind: 'metric',
    id: 'mail-complaints',
    metrics: [aws({ kind: 'ses' }, 'Reputation.ComplaintRate')],
    statistic: 'Average',
    when: 'above',
    // AWS reviews a sender at 0.1 % and pauses it at 0.5 %.
    threshold: 0.0008,
    minutes: 60,
    periods: 1,
    severity: 'high',
    impact: 'Recipients mark our mail as spam; AWS may stop all of it.',
  },
  {
    ...anyOf(fn('relay-changes'), fn('sweep-attention'), fn('record-delivery'), fn('restart-failed')),
    id: 'functions-failing',
    severity: 'high',
    impact: 'Parts of the machinery fail and are tried again; what they do comes late.',
  },
  {
    ...anyOf(aws({ kind: 'all-functions' }, 'Throttles')),
    id: 'functions-throttled',
    severity: 'high',
    impact: 'The account has no room for more at once: answers, mails and looks wait or fail.',
  },
  {
    ...anyOf(aws({ kind: 'table' }, 'ReadThrottleEvents'), aws({ kind: 'table' }, 'WriteThrottleEvents')),
    id: 'table-throttled',
    severity: 'high',
    impact: 'Records are read or written only after repeated tries, or not at all.',
  },
  {
    ...anyOf(app('aggregate-very-large')),
    id: 'case-very-large',
    severity: 'low',
    impact: 'One case nears the size at which nothing more can be added to it.',
  },
  {
    ...anyOf(app('aggregate-full')),
    id: 'case-full',
    severity: 'high',
    impact: 'One case takes no more: what workers want to record of it is refused, and told them so.',
  },
  {
    ...anyOf(app('desk-unreachable')),
    // The canary asks every five minutes: as long as it finds the same, this is one alarm.
    minutes: 15,
    id: 'desk-unreachable',
    severity: 'high',
    impact:
      "Mail does not reach a desk of the convening team: nobody hears there of reports, possible matches and calls that wait for the team's word.",
  },
  ...apiAlarms,
  ...misuseAlarms,
  {
    ...anyOf(fn('anchor-audit')),
    id: 'audit-not-anchored',
    minutes: 60,
    threshold: 1,
    severity: 'high',
    impact: 'New entries of the audit chain are not anchored: a change of the past could go unseen.',
  },
  ...toldAlarms,
];

/** Heading of an alarm in the runbook, as GitHub makes an anchor of it. */
export const runbookAnchor = ({ id }: Alarm): string => id;

/** What stands in the alarm itself, for whoever is woken by it. */
export const descriptionOf = (alarm: Alarm, runbook: string): string =>
  `${alarm.severity.toUpperCase()}: ${alarm.impact} Runbook: ${runbook}#${runbookAnchor(alarm)}`;
