import { RemovalPolicy } from 'aws-cdk-lib';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { CfnLoggingConfiguration, CfnWebACL, CfnWebACLAssociation } from 'aws-cdk-lib/aws-wafv2';
import { Construct } from 'constructs';
import type { LogProps } from './task-function.ts';

export interface WebFilterProps {
  name: string;
  /** What it stands before. */
  stageArn: string;
  logs: LogProps;
  /** Requests from one address in five minutes, to anything. */
  requestsPerAddress: number;
  /** And to pages behind links, which have no sign-in. */
  answersPerAddress: number;
}

/** Rules that AWS keeps; `counted` only counts what it names. */
const managed = [
  { name: 'AWSManagedRulesAmazonIpReputationList', counted: [] },
  {
    name: 'AWSManagedRulesCommonRuleSet',
    counted: [
      // Written returns are longer than the 8 KB that the rule allows.
      'SizeRestrictions_BODY',
      // They are prose as well: a pasted mail with its markup, a link to a page on some host, `../` in a path. Who is
      // stopped for that loses what they wrote, and nobody hears of it. Here every body is parsed by its schema, every
      // page escapes what it shows and has no script of another's; what these rules find still stands in the log.
      'CrossSiteScripting_BODY',
      'GenericLFI_BODY',
      'GenericRFI_BODY',
    ],
  },
  { name: 'AWSManagedRulesKnownBadInputsRuleSet', counted: [] },
];

/** The firewall before the API: rates by address, and rules that AWS keeps. */
export class WebFilter extends Construct {
  constructor(scope: Construct, id: string, props: WebFilterProps) {
    super(scope, id);
    const acl = new CfnWebACL(this, 'Acl', {
      name: props.name,
      scope: 'REGIONAL',
      defaultAction: { allow: {} },
      visibilityConfig: visibility(props.name),
      // Look at more of a body than the 16 KB of the default: what is beyond is not looked at.
      associationConfig: { requestBody: { API_GATEWAY: { defaultSizeInspectionLimit: 'KB_64' } } },
      rules: [
        rate('answers-per-address', 0, props.answersPerAddress, '/answer/'),
        rate('requests-per-address', 1, props.requestsPerAddress),
        ...managed.map((rule, index) => managedRule(rule, index + 2)),
      ],
    });
    new CfnWebACLAssociation(this, 'Association', { webAclArn: acl.attrArn, resourceArn: props.stageArn });
    const logs = new LogGroup(this, 'Logs', {
      // WAF insists on how the name begins.
      logGroupName: `aws-waf-logs-${props.name}`,
      retention: props.logs.retention,
      encryptionKey: props.logs.key,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    new CfnLoggingConfiguration(this, 'Logging', {
      resourceArn: acl.attrArn,
      logDestinationConfigs: [logs.logGroupArn],
      // Paths of links hold the token that opens them, headers the one that signs in.
      redactedFields: [
        { uriPath: {} },
        { queryString: {} },
        { singleHeader: { Name: 'authorization' } },
        { singleHeader: { Name: 'cookie' } },
      ],
      loggingFilter: {
        DefaultBehavior: 'DROP',
        Filters: [
          {
            Behavior: 'KEEP',
            Requirement: 'MEETS_ANY',
            Conditions: [{ ActionCondition: { Action: 'BLOCK' } }, { ActionCondition: { Action: 'COUNT' } }],
          },
        ],
      },
    });
  }
}

const visibility = (metricName: string): CfnWebACL.VisibilityConfigProperty => ({
  metricName,
  cloudWatchMetricsEnabled: true,
  // A sample shows whole requests, paths and tokens too.
  sampledRequestsEnabled: false,
});

/** @param limit requests from one address in five minutes */
const rate = (name: string, priority: number, limit: number, path?: string): CfnWebACL.RuleProperty => ({
  name,
  priority,
  action: { block: {} },
  statement: {
    rateBasedStatement: {
      limit,
      evaluationWindowSec: 300,
      aggregateKeyType: 'IP',
      ...(path === undefined
        ? {}
        : {
            scopeDownStatement: {
              byteMatchStatement: {
                fieldToMatch: { uriPath: {} },
                positionalConstraint: 'CONTAINS',
                searchString: path,
                textTransformations: [{ priority: 0, type: 'URL_DECODE' }],
              },
            },
          }),
    },
  },
  visibilityConfig: visibility(name),
});

const managedRule = (
  { name, counted }: { name: string; counted: readonly string[] },
  priority: number,
): CfnWebACL.RuleProperty => ({
  name,
  priority,
  overrideAction: { none: {} },
  statement: {
    managedRuleGroupStatement: {
      vendorName: 'AWS',
      name,
      ruleActionOverrides: counted.map((rule) => ({ name: rule, actionToUse: { count: {} } })),
    },
  },
  visibilityConfig: visibility(name),
});
