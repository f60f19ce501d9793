import { Duration } from 'aws-cdk-lib';
import {
  Alarm as CloudWatchAlarm,
  ComparisonOperator,
  type IAlarmAction,
  type IMetric,
  MathExpression,
  Metric,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import type { MetricAlarm, QueueName, WatchedThing } from '../alarm-types.ts';
import { alarms, descriptionOf } from '../alarms.ts';

/** Names of what is watched, as CloudWatch's dimensions have them. What is not here is not deployed here. */
export interface Watched {
  machineArns?: readonly string[];
  /** By the names of their handlers. */
  functions?: Readonly<Record<string, string>>;
  queues?: Readonly<Partial<Record<QueueName, string>>>;
  tableName?: string;
  apiName?: string;
}

export interface AlarmSetProps {
  /** Stands before the name of each. */
  prefix: string;
  runbook: string;
  watched: Watched;
  /** Which alarms of the table this stack makes. */
  ids: (alarm: MetricAlarm) => boolean;
  /** Who hears of it. @default nobody here: another region forwards it */
  action?: IAlarmAction;
}

/** CloudWatch's alarms for those of the table that are metrics. */
export class AlarmSet extends Construct {
  readonly alarms: CloudWatchAlarm[];

  constructor(scope: Construct, id: string, props: AlarmSetProps) {
    super(scope, id);
    const wanted = alarms.filter(
      (alarm): alarm is MetricAlarm => alarm.kind === 'metric' && props.ids(alarm),
    );
    this.alarms = wanted.map((alarm) => {
      const made = this.create(alarm, props);
      if (props.action) made.addAlarmAction(props.action);
      return made;
    });
  }

  private create(alarm: MetricAlarm, { prefix, runbook, watched }: AlarmSetProps): CloudWatchAlarm {
    return new CloudWatchAlarm(this, pascalCase(alarm.id), {
      alarmName: `${prefix}-${alarm.id}`,
      alarmDescription: descriptionOf(alarm, runbook),
      metric: metricOf(alarm, watched),
      threshold: alarm.threshold,
      comparisonOperator:
        alarm.when === 'above'
          ? ComparisonOperator.GREATER_THAN_THRESHOLD
          : ComparisonOperator.LESS_THAN_THRESHOLD,
      evaluationPeriods: alarm.periods,
      treatMissingData: alarm.silenceIsBad ? TreatMissingData.BREACHING : TreatMissingData.NOT_BREACHING,
    });
  }
}

/** One metric, or the sum (the highest, for maxima) of several. */
function metricOf(alarm: Pick<MetricAlarm, 'metrics' | 'statistic' | 'minutes'>, watched: Watched): IMetric {
  const period = Duration.minutes(alarm.minutes);
  const metrics = alarm.metrics.flatMap((one): Metric[] =>
    one.from === 'app'
      ? [
          new Metric({
            namespace: 'CaseManagement',
            metricName: one.metric,
            statistic: alarm.statistic,
            period,
          }),
        ]
      : dimensionsOf(one.of, watched).map(
          ({ namespace, dimensions }) =>
            new Metric({
              namespace,
              metricName: one.metric,
              dimensionsMap: dimensions,
              statistic: alarm.statistic,
              period,
            }),
        ),
  );
  const [first, ...more] = metrics;
  if (first && more.length === 0) return first;
  const usingMetrics = Object.fromEntries(metrics.map((metric, index) => [`m${index}`, metric]));
  const join = alarm.statistic === 'Sum' ? 'SUM' : 'MAX';
  return new MathExpression({
    expression: `${join}(METRICS())`,
    usingMetrics,
    period,
    label: join.toLowerCase(),
  });
}

interface Dimensions {
  namespace: string;
  dimensions: Record<string, string>;
}

function dimensionsOf(of: WatchedThing, watched: Watched): Dimensions[] {
  const found = (namespace: string, name: string, values: readonly (string | undefined)[] = []) =>
    values.flatMap((value) => (value === undefined ? [] : [{ namespace, dimensions: { [name]: value } }]));
  switch (of.kind) {
    case 'machines':
      return found('AWS/States', 'StateMachineArn', watched.machineArns);
    case 'function':
      return found('AWS/Lambda', 'FunctionName', [watched.functions?.[of.name]]);
    case 'all-functions':
      return [{ namespace: 'AWS/Lambda', dimensions: {} }];
    case 'queue':
      return found('AWS/SQS', 'QueueName', [watched.queues?.[of.name]]);
    case 'table':
      return found('AWS/DynamoDB', 'TableName', [watched.tableName]);
    case 'api':
      return found('AWS/ApiGateway', 'ApiName', [watched.apiName]);
    case 'ses':
      return [{ namespace: 'AWS/SES', dimensions: {} }];
  }
}

/** Whether all that an alarm watches is deployed. */
export const isWatchable = ({ metrics }: MetricAlarm, watched: Watched): boolean =>
  metrics.every((one) => one.from === 'app' || dimensionsOf(one.of, watched).length > 0);

export const isOfMail = ({ metrics }: MetricAlarm): boolean =>
  metrics.some((one) => one.from === 'aws' && one.of.kind === 'ses');

const pascalCase = (name: string): string =>
  name.replaceAll(/(?:^|-)([a-z])/g, (_, letter: string) => letter.toUpperCase());
