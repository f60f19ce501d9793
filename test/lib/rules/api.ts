import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import exampleNz from '../../../config/example-nz.ts';
import { routes } from '../../../functions/application/api/routes.ts';
import { gatewayProblems } from '../../../lib/gateway-problems.ts';
import { openAreas, signedInAreas } from '../../../lib/stacks/api-stack.ts';
import { asConfigured, ofType, type Resources, target } from './templates.ts';

const { api } = asConfigured();

const methodSchema = z.object({
  AuthorizationType: z.string(),
  AuthorizerId: z.optional(z.unknown()),
  ResourceId: z.unknown(),
  Integration: z.object({ Type: z.string(), Uri: z.unknown() }),
});
const resourceSchema = z.object({ ParentId: z.unknown(), PathPart: z.string() });

/** `/cases/{proxy+}`, from the root down. */
function pathOf(resources: Resources, logicalId: string | undefined): string {
  const resource = resources[logicalId ?? ''];
  if (resource?.Type !== 'AWS::ApiGateway::Resource') return '';
  const { ParentId, PathPart } = resourceSchema.parse(resource.Properties);
  const parent = resources[target(ParentId) ?? ''];
  return `${parent?.Type === 'AWS::ApiGateway::Resource' ? pathOf(resources, target(ParentId)) : ''}/${PathPart}`;
}

const methods = ofType(api, 'AWS::ApiGateway::Method').map(([, { Properties }]) => {
  const method = methodSchema.parse(Properties);
  const uri = JSON.stringify(method.Integration.Uri);
  return {
    path: pathOf(api, target(method.ResourceId)),
    signedIn: method.AuthorizationType === 'CUSTOM' && method.AuthorizerId !== undefined,
    function: /"(\w+)Function"/.exec(uri)?.[1],
  };
});

describe('routes', () => {
  it('lead every area to the API, with a token but for what says nothing of any case', () => {
    const ofApi = methods.filter((method) => method.function === 'ServeApi');
    const expected = (areas: readonly string[], signedIn: boolean) =>
      areas.flatMap((area) =>
        [`/${area}`, `/${area}/{proxy+}`].map((path) => ({ path, signedIn, function: 'ServeApi' })),
      );
    expect(ofApi).toEqual([...expected(signedInAreas, true), ...expected(openAreas, false)]);
  });

  it('lead links to their pages, which anybody may ask for', () => {
    expect(methods.filter((method) => method.function === 'ServeAnswers')).toEqual([
      { path: '/answer/{proxy+}', signedIn: false, function: 'ServeAnswers' },
    ]);
  });

  it('lead every route of the API to it, and open only those that are open', () => {
    const closed = routes.filter(({ open }) => !open);
    const areaOf = ({ path }: { path: string }) => path.split('/')[1] ?? '';
    expect(signedInAreas).toEqual(expect.arrayContaining([...new Set(closed.map(areaOf))]));
    const open = routes.filter((route) => route.open);
    expect(openAreas.toSorted()).toEqual([...new Set(open.map(areaOf))].toSorted());
  });

  it('are these and no others', () => {
    expect(methods).toHaveLength((signedInAreas.length + openAreas.length) * 2 + 1);
  });
});

it('forgets what a token may do after a minute', () => {
  const [authorizer] = ofType(api, 'AWS::ApiGateway::Authorizer');
  expect(authorizer?.[1].Properties).toMatchObject({
    Type: 'TOKEN',
    IdentitySource: 'method.request.header.Authorization',
    AuthorizerResultTtlInSeconds: 60,
  });
});

describe('the stage', () => {
  const [stage] = ofType(api, 'AWS::ApiGateway::Stage').map(([, { Properties }]) => Properties);

  it('throttles, and keeps bodies out of logs and addresses out of traces', () => {
    expect(stage).toMatchObject({
      TracingEnabled: false,
      MethodSettings: [
        {
          DataTraceEnabled: false,
          LoggingLevel: 'ERROR',
          ThrottlingRateLimit: 50,
          ThrottlingBurstLimit: 100,
        },
      ],
    });
  });

  it('logs who called what by ids, and neither address nor path, whose end may be a token', () => {
    const format = z.object({ Format: z.string() }).parse(stage?.['AccessLogSetting']).Format;
    expect(format).toContain('$context.resourcePath');
    for (const personal of ['context.path', 'sourceIp', 'userAgent', 'context.identity'])
      expect(format).not.toContain(personal);
  });

  it('keeps all its logs with the key of logs, as long as the config says', () => {
    const groups = ofType(api, 'AWS::Logs::LogGroup');
    expect(groups.length).toBeGreaterThanOrEqual(6);
    for (const [id, { Properties }] of groups)
      expect(Properties, id).toMatchObject({ RetentionInDays: 731, KmsKeyId: expect.anything() });
  });
});

describe('the firewall', () => {
  const [acl] = ofType(api, 'AWS::WAFv2::WebACL').map(([, { Properties }]) => Properties);
  const rules = z.array(z.looseObject({ Name: z.string(), Priority: z.number() })).parse(acl?.['Rules']);

  it('stands before the stage', () => {
    const [association] = ofType(api, 'AWS::WAFv2::WebACLAssociation');
    expect(JSON.stringify(association?.[1].Properties['ResourceArn'])).toContain('DeploymentStagelive');
  });

  it('only counts bodies that are long, or prose with markup and links: a written return may be both', () => {
    const common = rules.find(({ Name }) => Name === 'AWSManagedRulesCommonRuleSet');
    expect(common).toMatchObject({
      OverrideAction: { None: {} },
      Statement: {
        ManagedRuleGroupStatement: {
          RuleActionOverrides: [
            'SizeRestrictions_BODY',
            'CrossSiteScripting_BODY',
            'GenericLFI_BODY',
            'GenericRFI_BODY',
          ].map((Name) => ({ Name, ActionToUse: { Count: {} } })),
        },
      },
    });
    const others = rules.filter((rule) => rule !== common);
    expect(JSON.stringify(others)).not.toContain('"Count"');
  });

  it('blocks an address that asks too often, and sooner where there is no sign-in', () => {
    expect(rules.slice(0, 2)).toMatchObject([
      {
        Action: { Block: {} },
        Statement: {
          RateBasedStatement: {
            Limit: 300,
            ScopeDownStatement: { ByteMatchStatement: { SearchString: '/answer/' } },
          },
        },
      },
      { Action: { Block: {} }, Statement: { RateBasedStatement: { Limit: 3000 } } },
    ]);
  });

  it('writes no token into its log', () => {
    const [logging] = ofType(api, 'AWS::WAFv2::LoggingConfiguration');
    expect(logging?.[1].Properties['RedactedFields']).toEqual([
      { UriPath: {} },
      { QueryString: {} },
      { SingleHeader: { Name: 'authorization' } },
      { SingleHeader: { Name: 'cookie' } },
    ]);
  });
});

describe('what the gateway answers by itself', () => {
  const responses = ofType(api, 'AWS::ApiGateway::GatewayResponse').map(([, { Properties }]) => Properties);

  it.each(gatewayProblems)('is problem details: $response', ({ response, code, title }) => {
    const found = responses.find((one) => one['ResponseType'] === response);
    expect(found?.['ResponseParameters']).toMatchObject({
      'gatewayresponse.header.Content-Type': "'application/problem+json'",
    });
    const templates = z.object({ 'application/json': z.string() }).parse(found?.['ResponseTemplates']);
    expect(JSON.parse(templates['application/json'])).toMatchObject({ type: `/problems/${code}`, title });
  });

  it('leaves no status of the gateway without', () => {
    expect(gatewayProblems.map(({ response }) => response)).toEqual(
      expect.arrayContaining(['DEFAULT_4XX', 'DEFAULT_5XX']),
    );
  });
});

describe('domains', () => {
  it('are both ours, by TLS 1.2, and then the address that AWS gives is closed', () => {
    const names = ofType(api, 'AWS::ApiGateway::DomainName').map(([, { Properties }]) => Properties);
    expect(names.map(({ DomainName }) => DomainName)).toEqual([
      'api.example.gov.au',
      'respond.example.gov.au',
    ]);
    for (const name of names) expect(name).toMatchObject({ SecurityPolicy: 'TLS_1_2' });
    expect(restApi(api)).toMatchObject({ DisableExecuteApiEndpoint: true });
  });

  it('are one where the API has none', () => {
    const nz = asConfigured(exampleNz).api;
    expect(ofType(nz, 'AWS::ApiGateway::DomainName')).toHaveLength(1);
    expect(restApi(nz)).toMatchObject({ DisableExecuteApiEndpoint: false });
  });
});

const restApi = (resources: Resources) => ofType(resources, 'AWS::ApiGateway::RestApi')[0]?.[1].Properties;
