import fc from 'fast-check';
import { jsonSchemaOf } from '../../../functions/application/api/openapi/components.ts';
import { partOf } from '../../../functions/application/api/openapi/json.ts';
import type { Route } from '../../../functions/application/api/route.ts';
import { purposes } from '../../../functions/domain/access/purpose.ts';
import { fitting, OWN, rawBodies, spoiled, texts } from './nasty.ts';
import type { Caller, FuzzWorld } from './world.ts';

/** One request, as the handler gets it. */
export interface Input {
  to: 'api' | 'pages';
  caller: Caller;
  method: string;
  path: string;
  query: Readonly<Record<string, string>>;
  headers: Readonly<Record<string, string>>;
  /** Headers that stand there twice. */
  twice: Readonly<Record<string, string[]>>;
  body: string | null;
  base64: boolean;
}

const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS', 'TRACE', 'get', '', OWN];
const odd = <T>(usual: fc.Arbitrary<T>, ...others: fc.Arbitrary<T>[]): fc.Arbitrary<T> =>
  fc.oneof({ weight: 24, arbitrary: usual }, ...others.map((arbitrary) => ({ weight: 1, arbitrary })));

const segments = [
  ...texts.filter((one) => one.length < 100),
  '%',
  '%ff',
  '%00',
  '%0d%0aSet-Cookie:%20a=1',
  '.',
  'x'.repeat(3_000),
];

/** Requests of every route, most of them near to what it takes. */
export function inputsOf(world: FuzzWorld, routes: readonly Route[]): fc.Arbitrary<Input> {
  const ids = fc.constantFrom(...world.ids);
  const caller = fc.oneof(
    fc.constantFrom(...world.callers.filter(({ inside }) => inside)),
    fc.constantFrom(...world.callers),
  );
  const requests = routes.map((route) => requestOf(route, world, ids, caller));
  return fc.oneof(
    { weight: 9, arbitrary: fc.oneof(...requests) },
    { weight: 1, arbitrary: pageInput(world) },
  );
}

function requestOf(
  route: Route,
  world: FuzzWorld,
  ids: fc.Arbitrary<string>,
  caller: fc.Arbitrary<Caller>,
): fc.Arbitrary<Input> {
  return fc.record({
    to: fc.constant('api' as const),
    caller,
    method: odd(fc.constant(route.method as string), fc.constantFrom(...methods)),
    path: pathOf(route, world, ids),
    query: odd(
      queryOf(route, world),
      fc.dictionary(fc.constantFrom('limit', OWN, '__proto__'), fc.constantFrom(...texts)),
    ),
    headers: headersOf(route, world),
    twice: odd(fc.constant({}), fc.constant({ Purpose: ['audit', OWN] })),
    body: bodyOf(route, world),
    base64: odd(fc.constant(false), fc.constant(true)),
  });
}

/** Ids that belong where they stand more often than not. */
function pathOf({ path }: Route, world: FuzzWorld, ids: fc.Arbitrary<string>): fc.Arbitrary<string> {
  const parts = path
    .split('/')
    .slice(1)
    .map((part) => {
      if (!part.startsWith('{')) return fc.constant(part);
      const own = world.idsOf(part.slice(1, -1));
      return odd(own.length > 0 ? fc.constantFrom(...own) : ids, ids, fc.constantFrom(...segments));
    });
  const whole = fc.tuple(...parts).map((all) => `/${all.join('/')}`);
  return odd(
    whole,
    whole.map((one) => `${one}/`),
    whole.map((one) => one.replaceAll('/', '//')),
    whole.map((one) => `${one}/../${OWN}`),
  );
}

function queryOf({ query }: Route, world: FuzzWorld): fc.Arbitrary<Record<string, string>> {
  if (!query) return fc.constant({});
  const { cursors } = world;
  const fields = Object.entries(partOf(jsonSchemaOf(query, 'input'), 'properties')).map(([name, part]) => {
    const value =
      name === 'cursor' ? fc.constantFrom(...cursors, OWN, '') : fitting(part as never, world.ids, name);
    const given = odd(value.map(String), fc.constantFrom(...texts));
    return fc.tuple(fc.boolean(), given).map(([is, one]): [string, string][] => (is ? [[name, one]] : []));
  });
  return fc.tuple(...fields).map((all) => Object.fromEntries(all.flat()));
}

function headersOf({ method, conditional }: Route, world: FuzzWorld): fc.Arbitrary<Record<string, string>> {
  const keys = fc.nat(1_000_000).map((number) => `key-${number}`);
  const key = odd(keys, fc.constantFrom(...texts, 'x'.repeat(256), 'a b'));
  const tags = [
    ...world.etags,
    '*',
    'W/"a"',
    `"${OWN}"`,
    '"',
    ...world.etags.map((tag) => tag.replace(/\w/, '0')),
  ];
  return fc
    .record({
      key: fc.option(key, { freq: method === 'POST' ? 12 : 1, nil: undefined }),
      match: conditional
        ? fc.option(fc.constantFrom(...tags), { freq: 1, nil: undefined })
        : odd(fc.constant(undefined), fc.constantFrom(...tags)),
      purpose: fc.option(odd(fc.constantFrom<string>(...purposes), fc.constantFrom(...texts)), {
        freq: 3,
        nil: undefined,
      }),
      type: odd(
        fc.constant('application/json'),
        fc.constantFrom('text/plain', 'application/json; charset=utf-16', OWN, ''),
      ),
      encoding: odd(fc.constant<string | undefined>(undefined), fc.constant('gzip')),
    })
    .map(({ key: one, match, purpose, type, encoding }) => ({
      'Content-Type': type,
      ...(one === undefined ? {} : { 'Idempotency-Key': one }),
      ...(match === undefined ? {} : { 'If-Match': match }),
      ...(purpose === undefined ? {} : { Purpose: purpose }),
      ...(encoding === undefined ? {} : { 'Content-Encoding': encoding }),
    }));
}

function bodyOf({ body }: Route, world: FuzzWorld): fc.Arbitrary<string | null> {
  const raw = fc.constantFrom(...rawBodies);
  if (!body) return odd(fc.constant<string | null>(null), raw);
  const whole = fitting(jsonSchemaOf(body, 'input'), world.ids);
  return fc.oneof(
    { weight: 6, arbitrary: whole.map((one) => JSON.stringify(one)) },
    { weight: 3, arbitrary: spoiled(whole).map((one) => JSON.stringify(one)) },
    { weight: 1, arbitrary: raw },
  );
}

const forms = [
  'reply',
  'send_code',
  'code',
  'endorse',
  'refuse',
  'proxy',
  'return',
  'nothing_known',
  'decline',
  OWN,
  '',
];
const names = [
  'form',
  'reply',
  'code',
  'proxy',
  'name',
  'address',
  'reason',
  'basis',
  'text',
  'involved',
  OWN,
  '__proto__',
];

/** Forms and looks behind a link that is real, forged, cut or put together anew. */
function pageInput(world: FuzzWorld): fc.Arbitrary<Input> {
  const forge = (token: string) => [
    token.slice(0, -1),
    `${token.slice(0, -3)}AAA`,
    token.replace('v1', 'v0'),
    token.replace(/\.\d{6}\./, '.199001.'),
    token.split('.').toReversed().join('.'),
    `${token}.${OWN}`,
    encodeURIComponent(`${token}/../${OWN}`),
  ];
  const fields = fc.array(
    fc.tuple(fc.constantFrom(...names), fc.constantFrom('accept', 'yes', '123456', ...texts)),
    { maxLength: 6 },
  );
  return fc.record({
    to: fc.constant('pages' as const),
    caller: fc.constant(world.callers[0] ?? { inside: false, authorization: undefined }),
    method: odd(fc.constantFrom('GET', 'POST'), fc.constantFrom(...methods)),
    path: fc.nat(30).map((number) => `/answer/${number > 20 ? 'REAL' : (forge('REAL')[number % 7] ?? '')}`),
    query: fc.constant({}),
    headers: odd(
      fc.constant({}),
      fc.constant({ cookie: `proof-0123456789ab=v1.${OWN}` }),
      fc.constant({ Origin: 'https://elsewhere.example' }),
    ),
    twice: fc.constant({}),
    body: fc
      .tuple(fc.constantFrom(...forms), fields)
      .map(([form, more]) =>
        new URLSearchParams([
          ['form', form],
          ...more.map(([a, b]): [string, string] => [a, b.slice(0, 5_000)]),
        ]).toString(),
      ),
    base64: fc.constant(false),
  });
}
