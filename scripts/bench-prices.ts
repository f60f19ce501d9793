/** What something costs, and who says so. */
export interface Price {
  /** US dollars for one `unit`. */
  usd: number;
  unit: string;
  source: string;
}

const KMS =
  'https://aws.amazon.com/kms/pricing/ (keys), https://www.wring.co/blog/aws-kms-pricing-guide (requests)';
const WAF = 'https://c3x.dev/blog/aws-waf-cost-explained/; the same in every region';
const WATCH =
  'https://www.factualminds.com/blog/amazon-cloudwatch-pricing-metrics-logs-alarms-dashboards/, 2026-06-13';
const TRAIL = 'https://c3x.dev/blog/aws-cloudtrail-cost-optimization/; management events are free once';
const BACKUP =
  'https://www.factualminds.com/blog/aws-backup-pricing-vaults-cross-region-restores/, 2026-06-13';
const LIST = 'list price as commonly quoted in 2026, not read anywhere: check it';

/**
 * On-demand prices without free tiers and taxes, each with where it was read in 2026. Most are those of us-east-1,
 * since citable ones for Sydney were not to be found: plan on 15 % more there.
 */
export const prices = {
  transition: {
    usd: 2.5e-5,
    unit: 'state transition',
    source: 'aws-lambda-power-tuning, sfCosts, 2026-04-13; Sydney is no exception',
  },
  invocation: { usd: 2e-7, unit: 'invocation of a function', source: 'Lambda plans file, 2026-09-20' },
  gbSecond: {
    usd: 1.7e-9 * 8 * 1000,
    unit: 'GB and second of a function on arm64',
    source: 'aws-lambda-power-tuning, baseCosts, 2026-04-13',
  },
  write: { usd: 6.25e-7, unit: 'write unit', source: 'DynamoDB cost script of AWS, 2026-08-20, us-east-1' },
  read: { usd: 1.25e-7, unit: 'read unit', source: 'DynamoDB cost script of AWS, 2026-08-20, us-east-1' },
  stored: {
    usd: 0.25,
    unit: 'GB and month in the table',
    source: 'https://aws.amazon.com/dynamodb/pricing/',
  },
  recovery: { usd: 0.2, unit: 'GB and month of point-in-time recovery', source: LIST },
  backup: { usd: 0.1, unit: 'GB and month of a backup', source: BACKUP },
  copied: { usd: 0.02, unit: 'GB copied to another region', source: BACKUP },
  dataEvent: { usd: 1e-6, unit: 'data event of a trail', source: TRAIL },
  file: { usd: 0.025, unit: 'GB and month in S3', source: LIST },
  mail: { usd: 1.6e-4, unit: 'mail (SES Essentials)', source: 'AWS price list, 2026-07-22' },
  request: {
    usd: 3.5e-6,
    unit: 'request to the REST API',
    source:
      'https://blog.easecloud.io/cost-optimization/reduce-api-gateway-dynamodb-costs/, which quotes AWS',
  },
  filtered: { usd: 6e-7, unit: 'request that the firewall looks at', source: WAF },
  keyUse: { usd: 3e-6, unit: 'request to KMS', source: KMS },
  logs: { usd: 0.5, unit: 'GB of logs taken in', source: WATCH },
  key: { usd: 1, unit: 'customer managed key and month', source: KMS },
  alarm: {
    usd: 0.1,
    unit: 'alarm over one metric and month',
    source: 'https://c3x.dev/resources/aws/aws_cloudwatch_metric_alarm',
  },
  dashboard: { usd: 3, unit: 'dashboard and month', source: WATCH },
  metric: {
    usd: 0.3,
    unit: 'metric of our own and month',
    source: 'https://signoz.io/guides/cloudwatch-pricing, 2026-02-15',
  },
  webAcl: { usd: 5, unit: 'web ACL and month', source: WAF },
  webRule: { usd: 1, unit: 'rule of a web ACL and month', source: WAF },
} satisfies Record<string, Price>;
export type PriceName = keyof typeof prices;

/** So much of something, and how that number came about. */
export interface Line {
  price: PriceName;
  amount: number;
  because: string;
}

/** US dollars. */
export const costOf = (lines: readonly Line[]): number =>
  lines.reduce((sum, { price, amount }) => sum + amount * prices[price].usd, 0);
