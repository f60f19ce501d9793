import { CfnOutput, Duration, Fn, RemovalPolicy, Stack, type StackProps } from 'aws-cdk-lib';
import {
  AccessLogFormat,
  AuthorizationType,
  DomainName,
  EndpointType,
  IdentitySource,
  type IResource,
  LambdaIntegration,
  LogGroupLogDestination,
  MethodLoggingLevel,
  RestApi,
  SecurityPolicy,
  TokenAuthorizer,
} from 'aws-cdk-lib/aws-apigateway';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import type { ITableV2 } from 'aws-cdk-lib/aws-dynamodb';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import type { Watched } from '../constructs/alarm-set.ts';
import { ApiFunctions } from '../constructs/api-functions.ts';
import { addGatewayProblems } from '../constructs/gateway-problem-responses.ts';
import type { LogProps } from '../constructs/task-function.ts';
import { WebFilter } from '../constructs/web-filter.ts';
import type { Deployment } from '../deployment.ts';
import type { Keys } from './keys-stack.ts';
import type { MachineArns } from './workflow-stack.ts';

export interface ApiStackProps extends StackProps {
  deployment: Deployment;
  table: ITableV2;
  keys: Keys;
  machines: MachineArns;
  /** Folder where scripts/bundle.ts puts the bundles. */
  bundles: string;
}

/** First parts of paths that need a token. One proxy each: which routes there are is the function's matter. */
export const signedInAreas = [
  'agencies',
  'cases',
  'deidentified-cases',
  'intake',
  'me',
  'meetings',
  'operations',
  'person-searches',
  'persons',
  'worklists',
] as const;
/** And those that say nothing of any case. */
export const openAreas = ['docs', 'health', 'openapi.json', 'operations-view', 'problems'] as const;
const STAGE = 'live';

/** The way in for people: the API and the pages behind links, with a firewall before both. */
export class ApiStack extends Stack {
  readonly api: RestApi;
  readonly functions: ApiFunctions;
  readonly watched: Watched;
  /** What a canary asks by: where people reach the API and the pages behind links. */
  readonly addresses: { api: string; answers: string };

  constructor(scope: Construct, id: string, props: ApiStackProps) {
    super(scope, id, props);
    const { deployment, keys } = props;
    const logs: LogProps = { key: keys.logs, retention: deployment.retention.logDays };
    this.functions = new ApiFunctions(this, 'Functions', { ...props, logs });
    this.api = this.createApi(deployment, logs);
    this.addRoutes();
    addGatewayProblems(this.api);
    this.createDomains(deployment);
    new WebFilter(this, 'WebFilter', {
      name: `${deployment.name}-api`,
      stageArn: this.api.deploymentStage.stageArn,
      logs,
      requestsPerAddress: deployment.api.requestsPerAddress,
      answersPerAddress: deployment.api.answersPerAddress,
    });
    const { serveApi, serveAnswers, authorizeRequest } = this.functions;
    this.watched = {
      apiName: deployment.name,
      functions: {
        'serve-api': serveApi.functionName,
        'serve-answers': serveAnswers.functionName,
        'authorize-request': authorizeRequest.functionName,
      },
    };
    const base = deployment.api.domain === undefined ? this.api.url : `https://${deployment.api.domain}/`;
    const { domain, certificateArn } = deployment.answers;
    this.addresses = { api: base, answers: certificateArn === undefined ? base : `https://${domain}/` };
    new CfnOutput(this, 'ApiUrl', { value: base });
  }

  private createApi(deployment: Deployment, logs: LogProps): RestApi {
    const kept = { retention: logs.retention, encryptionKey: logs.key, removalPolicy: RemovalPolicy.RETAIN };
    const { api: limits, answers } = deployment;
    const api = new RestApi(this, 'Api', {
      restApiName: deployment.name,
      description: 'Multi-agency case management',
      endpointTypes: [EndpointType.REGIONAL],
      // Where both have domains of their own, the address that AWS gives is one to forget.
      disableExecuteApiEndpoint: limits.domain !== undefined && answers.certificateArn !== undefined,
      cloudWatchRole: true,
      deployOptions: {
        stageName: STAGE,
        throttlingRateLimit: limits.requestsPerSecond,
        throttlingBurstLimit: limits.burst,
        loggingLevel: MethodLoggingLevel.ERROR,
        // Bodies hold what people said.
        dataTraceEnabled: false,
        metricsEnabled: true,
        // A trace of the gateway keeps the whole address, and that of a link opens it; functions are traced.
        tracingEnabled: false,
        accessLogDestination: new LogGroupLogDestination(new LogGroup(this, 'AccessLog', kept)),
        accessLogFormat: accessLog,
      },
    });
    // API Gateway would make it by itself, for ever and with a key of its own.
    const executionLog = new LogGroup(this, 'ExecutionLog', {
      ...kept,
      logGroupName: Fn.join('', ['API-Gateway-Execution-Logs_', api.restApiId, `/${STAGE}`]),
    });
    api.deploymentStage.node.addDependency(executionLog);
    return api;
  }

  private addRoutes(): void {
    const { serveApi, serveAnswers, authorizeRequest } = this.functions;
    const authorizer = new TokenAuthorizer(this, 'Authorizer', {
      handler: authorizeRequest,
      identitySource: IdentitySource.header('Authorization'),
      validationRegex: '^[Bb]earer +\\S+ *$',
      // So long does a token go on that its issuer has withdrawn.
      resultsCacheTtl: Duration.seconds(60),
    });
    const signedIn = { authorizer, authorizationType: AuthorizationType.CUSTOM };
    const open = { authorizationType: AuthorizationType.NONE };
    const api = integrate(serveApi);
    for (const area of signedInAreas) addArea(this.api.root.addResource(area), api, signedIn);
    for (const area of openAreas) addArea(this.api.root.addResource(area), api, open);
    this.api.root
      .addResource('answer')
      .addResource('{proxy+}')
      .addMethod('ANY', integrate(serveAnswers), open);
  }

  private createDomains({ api, answers }: Deployment): void {
    const domains = { ApiDomain: api, AnswersDomain: answers };
    for (const [id, { domain, certificateArn }] of Object.entries(domains)) {
      if (domain === undefined || certificateArn === undefined) continue;
      const name = new DomainName(this, id, {
        domainName: domain,
        certificate: Certificate.fromCertificateArn(this, `${id}Certificate`, certificateArn),
        endpointType: EndpointType.REGIONAL,
        securityPolicy: SecurityPolicy.TLS_1_2,
      });
      name.addBasePathMapping(this.api, { stage: this.api.deploymentStage });
      new CfnOutput(this, `${id}Target`, { value: `${domain} CNAME ${name.domainNameAliasDomainName}` });
    }
  }
}

/** One permission for the whole API: one a method would outgrow the function's policy. */
const integrate = (handler: IFunction) =>
  new LambdaIntegration(handler, { proxy: true, scopePermissionToMethod: false });

function addArea(area: IResource, integration: LambdaIntegration, options: object): void {
  area.addMethod('ANY', integration, options);
  area.addResource('{proxy+}').addMethod('ANY', integration, options);
}

/**
 * Who called what, by ids: the route's template instead of the path, whose end may be a link's token, and no
 * address. `who` is `<agencyId>/<representativeId>`.
 */
const accessLog = AccessLogFormat.custom(
  JSON.stringify({
    at: '$context.requestTimeEpoch',
    correlationId: '$context.requestId',
    method: '$context.httpMethod',
    resource: '$context.resourcePath',
    status: '$context.status',
    who: '$context.authorizer.principalId',
    milliseconds: '$context.responseLatency',
    functionMilliseconds: '$context.integrationLatency',
    bytes: '$context.responseLength',
    gatewayResponse: '$context.error.responseType',
    filter: '$context.waf.status',
  }),
);
