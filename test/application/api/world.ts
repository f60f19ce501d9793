import {
  createMemoryStores,
  emptyWorld,
  type MemoryWorld,
} from '../../../functions/adapters/memory/index.ts';
import type { Authenticator } from '../../../functions/application/api/authenticator.ts';
import { routes } from '../../../functions/application/api/routes.ts';
import type { App } from '../../../functions/application/app.ts';
import { registry } from '../../../functions/application/definitions.ts';
import { createIdentifyingScan } from '../../../functions/application/identifying-scan.ts';
import { createPolicyBook } from '../../../functions/application/policy-book.ts';
import type { Ports } from '../../../functions/application/ports.ts';
import { submitCommand } from '../../../functions/application/submit-command.ts';
import type { Subject, TokenRole } from '../../../functions/domain/access/subject.ts';
import type { CaseState } from '../../../functions/domain/case/state.ts';
import type { Worker } from '../../../functions/domain/shared/actor.ts';
import { createHandler } from '../../../functions/handlers/serve-api/handler.ts';
import { asActor, type CaseUnderTest, workers } from '../../domain/case/fixtures.ts';
import { testPolicy } from '../../domain/test-policy.ts';
import { createTestLog, type Line } from '../../handlers/support.ts';
import { recordOf } from '../support/people.ts';
import { createWorld, type TestWorld } from '../support/world.ts';

/** A call as somebody makes it; a POST has a key of its own unless one is given. */
export interface Call {
  as?: Worker | undefined;
  roles?: readonly TokenRole[];
  body?: unknown;
  key?: string;
  headers?: Record<string, string>;
  query?: Record<string, string>;
}

export interface Said {
  status: number;
  headers: Record<string, string>;
  /** The parsed body. */
  body: Record<string, unknown>;
  text: string;
}

export interface ApiWorld {
  app: App;
  data: MemoryWorld;
  world: TestWorld;
  lines: Line[];
  get(path: string, call?: Call): Promise<Said>;
  post(path: string, call?: Call): Promise<Said>;
  send(event: object): Promise<Said>;
  /** Put a case there as it stands. */
  seed(made: CaseUnderTest): string;
  caseState(caseId: string): CaseState;
}

/** Tokens that say in plain text who they are. */
const token = (subject: Subject): string => Buffer.from(JSON.stringify(subject)).toString('base64url');
const trusting: Authenticator = {
  async authenticate(text) {
    try {
      return JSON.parse(Buffer.from(text, 'base64url').toString()) as Subject;
    } catch {
      return { kind: 'rejected', reason: 'not-a-token' };
    }
  },
};

/** The API over memory, with the fixtures' agencies in the directory. `stores` are put in place of the memory's. */
export async function createApiWorld(
  stores?: Partial<Ports>,
  authenticator: Authenticator = trusting,
): Promise<ApiWorld> {
  const data = emptyWorld();
  const world = createWorld();
  const ports = { ...createMemoryStores(data), ...stores };
  const app: App = {
    ...world.app,
    ...ports,
    policies: createPolicyBook(testPolicy),
    registry,
    identifying: createIdentifyingScan(ports),
  };
  for (const { agencyId, representativeId } of Object.values(workers)) {
    const entry = { type: 'agency' as const, id: agencyId, by: asActor(workers.triage) };
    const input = {
      name: 'Example Agency',
      kind: 'police',
      government: true,
      domains: ['agency.example.test'],
    };
    await submitCommand(app, { ...entry, name: 'createAgency', key: `create-${agencyId}`, input });
    await submitCommand(app, {
      ...entry,
      name: 'recordAgreement',
      key: `agree-${agencyId}`,
      input: { code: 'invented_mou', signedAt: '2026-01-01T00:00:00.000Z', reviewOn: '2027-01-01' },
    });
    await submitCommand(app, {
      ...entry,
      name: 'addRepresentative',
      key: `add-${representativeId}`,
      input: { representativeId, name: 'Placeholder', roles: ['representative'] },
    });
  }
  const log = createTestLog();
  const handler = createHandler(app, routes, authenticator, log);
  let keys = 0;

  async function send(event: object): Promise<Said> {
    const { statusCode, headers, body } = await handler(event, {} as never);
    const json = /json/.test(headers['content-type'] ?? '');
    return { status: statusCode, headers, body: json && body !== '' ? JSON.parse(body) : {}, text: body };
  }
  function call(httpMethod: string, path: string, given: Call = {}): Promise<Said> {
    const { as, roles = ['representative'], body, headers, query, key } = given;
    keys += 1;
    const subject = as && { ...as, roles, via: 'account' as const, mfa: true };
    return send({
      httpMethod,
      path,
      headers: {
        ...(subject && { Authorization: `Bearer ${token(subject)}` }),
        ...(httpMethod === 'POST' && { 'Idempotency-Key': key ?? `test-${keys}` }),
        ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
        ...headers,
      },
      queryStringParameters: query ?? null,
      body: body === undefined ? null : JSON.stringify(body),
      requestContext: { requestId: `request-${keys}`, path: `/api${path}` },
    });
  }
  return {
    app,
    data,
    world,
    lines: log.lines,
    send,
    get: (path, given) => call('GET', path, given),
    post: (path, given) => call('POST', path, given),
    seed(made) {
      data.aggregates[`case/${made.caseId}`] = { ...recordOf('case', made.caseId, made.case), at: made.now };
      return made.caseId;
    },
    caseState: (caseId) => data.aggregates[`case/${caseId}`]?.data as CaseState,
  };
}
