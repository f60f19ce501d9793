import { Duration } from 'aws-cdk-lib';
import {
  AlarmStatusWidget,
  type Alarm as CloudWatchAlarm,
  Dashboard,
  GraphWidget,
  LogQueryVisualizationType,
  LogQueryWidget,
  Metric,
  TextWidget,
} from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';

export interface CaseDashboardProps {
  name: string;
  runbook: string;
  alarms: readonly CloudWatchAlarm[];
  /** Where evaluate-case says what it found. */
  looks: string;
  /** Where the machinery says what failed. */
  relays: string;
  emailRegion: string;
  apiName: string;
}

const own = (metricName: string, statistic: string) =>
  new Metric({ namespace: 'CaseManagement', metricName, statistic, period: Duration.minutes(5) });

/** Four questions: are promises kept, what is late, how many cases are where, does mail arrive. No names anywhere. */
export class CaseDashboard extends Dashboard {
  constructor(scope: Construct, id: string, props: CaseDashboardProps) {
    super(scope, id, { dashboardName: props.name, defaultInterval: Duration.days(1) });
    this.addWidgets(
      new TextWidget({
        width: 24,
        height: 2,
        markdown: `# ${props.name}\nWhat to do about an alarm: [runbook](${props.runbook}). Nothing here names a person; ids lead to a case in the operations view.`,
      }),
    );
    this.addWidgets(
      new AlarmStatusWidget({ title: 'Alarms', width: 24, height: 6, alarms: [...props.alarms] }),
    );
    this.addWidgets(...promises(), ...mail(props.emailRegion), ...lists(props), ...ways(props.apiName));
  }
}

const promises = () => [
  new GraphWidget({
    title: 'Changes: seconds until the case is looked at (5 s is promised for 99 of 100)',
    width: 8,
    left: [own('signal-delay', 'p50'), own('signal-delay', 'p99')],
    leftAnnotations: [{ value: 5, label: 'promised for p99' }],
  }),
  new GraphWidget({
    title: 'Deadlines: seconds until they are acted on (60 s is promised for all)',
    width: 8,
    left: [own('deadline-delay', 'p50'), own('deadline-delay', 'p99'), own('deadline-delay', 'Maximum')],
    leftAnnotations: [{ value: 60, label: 'promised for all' }],
  }),
  new GraphWidget({
    title: 'Oldest thing that waits for somebody, in seconds (never 300)',
    width: 8,
    left: [own('attention-overdue', 'Maximum')],
    leftAnnotations: [{ value: 300, label: 'six minutes with the first' }],
  }),
];

const mail = (region: string) => {
  const ses = (metricName: string) =>
    new Metric({ namespace: 'AWS/SES', metricName, statistic: 'Sum', period: Duration.hours(1), region });
  const rate = (metricName: string) =>
    new Metric({ namespace: 'AWS/SES', metricName, statistic: 'Average', period: Duration.hours(1), region });
  return [
    new GraphWidget({
      title: 'Mail by the hour',
      width: 12,
      region,
      left: [ses('Send'), ses('Delivery'), ses('Bounce'), ses('Complaint'), ses('Reject')],
    }),
    new GraphWidget({
      title:
        'Reputation (AWS pauses at bounces of 10 %, complaints of 0.5 %); mails not known to have arrived',
      width: 12,
      left: [rate('Reputation.BounceRate'), rate('Reputation.ComplaintRate')],
      right: [own('alarm-message-late', 'Sum'), own('delivery-delayed', 'Sum')],
    }),
  ];
};

/** Each case says its phase whenever it is looked at, and what it did that is late; over 35 days each has said so. */
const lists = ({ looks, relays }: CaseDashboardProps) => [
  new LogQueryWidget({
    title: 'Cases by phase (set the time range to 35 days)',
    width: 8,
    height: 8,
    view: LogQueryVisualizationType.TABLE,
    logGroupNames: [looks],
    queryLines: [
      'filter message = "evaluate-case.looked"',
      'stats latest(phase) as now by caseId',
      'stats count(*) as cases by now',
      'sort cases desc',
    ],
  }),
  new LogQueryWidget({
    title: 'What is late now, and whose: agencies by id (set the time range to 35 days)',
    width: 8,
    height: 8,
    view: LogQueryVisualizationType.TABLE,
    logGroupNames: [looks],
    queryLines: [
      'filter message = "evaluate-case.looked" and ispresent(late)',
      'stats latest(late) as whose, latest(phase) as now, latest(@timestamp) as looked by caseId',
      'filter whose != "nobody"',
      'sort looked desc',
      'limit 50',
    ],
  }),
  new LogQueryWidget({
    title: 'What failed in relay, by reason',
    width: 8,
    height: 8,
    view: LogQueryVisualizationType.TABLE,
    logGroupNames: [relays],
    queryLines: [
      'filter ispresent(reason)',
      'stats count(*) as times by type, id, reason',
      'sort times desc',
    ],
  }),
];

const ways = (ApiName: string) => {
  const api = (metricName: string, statistic: string) =>
    new Metric({
      namespace: 'AWS/ApiGateway',
      metricName,
      statistic,
      dimensionsMap: { ApiName },
      period: Duration.minutes(5),
    });
  return [
    new GraphWidget({
      title: 'API: calls and failures',
      width: 12,
      left: [api('Count', 'Sum')],
      right: [api('4XXError', 'Sum'), api('5XXError', 'Sum')],
    }),
    new GraphWidget({
      title: 'API: milliseconds',
      width: 12,
      left: [api('Latency', 'p50'), api('Latency', 'p99')],
    }),
  ];
};
