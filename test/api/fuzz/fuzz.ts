import fc from 'fast-check';
import { createRouter } from '../../../functions/application/api/router.ts';
import { routes } from '../../../functions/application/api/routes.ts';
import type { ProxyResponse } from '../../../functions/middleware/http/event.ts';
import { undocumented } from '../document.ts';
import { type Input, inputsOf } from './inputs.ts';
import { OWN } from './nasty.ts';
import { CANARIES, createFuzzWorld, type FuzzWorld } from './world.ts';

/** Something that must never be, and the input that it came of. */
export interface Fault {
  what: string;
  number: number;
  input: Input;
}

export interface FuzzOptions {
  seed: number;
  count: number;
  /** A folder for the key of the tokens. */
  directory: string;
  /** Only this input of the sequence. */
  only?: number | undefined;
  progress?(done: number, statuses: ReadonlyMap<number, number>): void;
}

export interface FuzzReport {
  faults: Fault[];
  statuses: ReadonlyMap<number, number>;
  /** Operations that were asked for. */
  operations: ReadonlySet<string>;
}

/** Inputs are made in portions, each from the seed and its number. */
const PORTION = 250;

/** Ask the API and the pages behind links all kinds of things. The same seed and count ask the same. */
export async function fuzz({ seed, count, directory, only, progress }: FuzzOptions): Promise<FuzzReport> {
  const world = await createFuzzWorld(directory);
  const inputs = inputsOf(world, routes);
  const faults: Fault[] = [];
  const statuses = new Map<number, number>();
  const operations = new Set<string>();
  for (let start = 0; start < count; start += PORTION) {
    const numRuns = Math.min(PORTION, count - start);
    for (const [index, input] of fc.sample(inputs, { seed: seed + start, numRuns }).entries()) {
      const number = start + index;
      if (only !== undefined && number !== only) continue;
      const { status, whats, operationId } = await tryInput(world, input);
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
      if (operationId !== undefined) operations.add(operationId);
      for (const what of whats) faults.push({ what, number, input });
    }
    progress?.(start + numRuns, statuses);
  }
  return { faults, statuses, operations };
}

const router = createRouter(routes);

async function tryInput(
  world: FuzzWorld,
  input: Input,
): Promise<{ status: number; whats: string[]; operationId?: string }> {
  await world.restore();
  const before = world.stored();
  const isPage = input.to === 'pages';
  const event = eventOf(input, world.link());
  let response: ProxyResponse;
  try {
    response = isPage ? await world.pages(event) : await world.api(event);
  } catch (error) {
    return { status: 0, whats: [`threw ${error instanceof Error ? error.name : typeof error}`] };
  }
  const { statusCode: status, headers, body } = response;
  const changed = world.stored() !== before;
  const found = router(input.method, event.path);
  const whats = [
    ...(status >= 500 ? [`status ${status}`] : []),
    ...(changed && (status >= 400 || (input.method !== 'POST' && status < 400))
      ? [`changed something with ${status}`]
      : []),
    ...leaks(input, status, `${JSON.stringify(headers)}${body}`),
    ...(CANARIES.some((canary) => world.logged().includes(canary)) ? ['a canary in the log'] : []),
    ...(Object.values(headers).some((value) => /[\r\n]/.test(value)) ? ['a line break in a header'] : []),
    ...('polluted' in {} ? ['a polluted prototype'] : []),
    ...(isPage || found.kind !== 'route' ? [] : undocumentedOf(found.route.path, input.method, response)),
  ];
  return {
    status,
    whats,
    ...(found.kind === 'route' && !isPage ? { operationId: found.route.operationId } : {}),
  };
}

/** Nobody outside reads a name; nobody at all reads one in a refusal, nor their own words. */
function leaks({ caller, to }: Input, status: number, text: string): string[] {
  const canary = CANARIES.find((one) => text.includes(one));
  return [
    ...(canary !== undefined && (!caller.inside || status >= 400) ? [`leaks ${canary} with ${status}`] : []),
    ...(to === 'api' && status >= 400 && text.includes(OWN)
      ? [`repeats the caller's words with ${status}`]
      : []),
  ];
}

function undocumentedOf(
  path: string,
  method: string,
  { statusCode, headers, body }: ProxyResponse,
): string[] {
  if (method === 'HEAD' || statusCode === 204) return [];
  const contentType = headers['content-type'] ?? '';
  const parsed: unknown = contentType.includes('json') ? JSON.parse(body) : body;
  const asked = { path, method: method.toUpperCase(), status: statusCode, contentType, body: parsed };
  return [undocumented(asked)].flatMap((one) => one ?? []);
}

function eventOf({ caller, method, path, query, headers, twice, body, base64 }: Input, link: string) {
  const full = path.replace('REAL', link);
  const authorization = caller.authorization === undefined ? {} : { Authorization: caller.authorization };
  return {
    httpMethod: method,
    path: full,
    headers: { Host: 'api.example.test', ...authorization, ...headers },
    multiValueHeaders: twice,
    queryStringParameters: Object.keys(query).length === 0 ? null : query,
    multiValueQueryStringParameters: null,
    body: body === null ? null : base64 ? Buffer.from(body).toString('base64') : body,
    isBase64Encoded: base64,
    requestContext: { requestId: 'request-of-fuzz', path: full },
  };
}
