import { PROBLEM_TYPE, problemSchema, titleOf } from '../problem.ts';
import { isPage, type Route } from '../route.ts';
import { type Components, jsonSchemaOf } from './components.ts';
import { exampleOf } from './examples.ts';
import type { Json } from './json.ts';
import { problemsOf } from './problems.ts';

/** The answers of operations; those that many operations give stand in the components. */
export interface Responses {
  of(route: Route): Json;
  shared(): Json;
}

const CORRELATION: Json = {
  'X-Correlation-Id': {
    description: 'Leads operations to what happened.',
    schema: { type: 'string' },
  },
};
const LOCATION: Json = {
  Location: {
    description: 'Where it is read. A person has none: they are read in a case.',
    schema: { type: 'string' },
  },
};
const ETAG: Json = {
  ETag: { description: 'For If-Match; the same while the thing is the same.', schema: { type: 'string' } },
};

const words: Readonly<Record<number, string>> = {
  200: 'As asked.',
  201: 'Made.',
  202: 'Received.',
  400: 'The request cannot be read as it is.',
  401: 'Sign in.',
  403: 'This is not for you, or something has to be there first.',
  404: 'There is nothing here, or nothing for you.',
  409: 'It is not the time for it, or it was done already.',
  412: 'It has changed since you read it; `changes` says what happened to it lately.',
  413: 'The body is too large.',
  415: 'The body is not JSON in UTF-8.',
  422: 'What is asked cannot be done as it is asked.',
  431: 'The headers are too large.',
  500: 'This did not work.',
  503: 'Try again with the same Idempotency-Key.',
};

/** Members of some problems besides those of all. */
const members: Readonly<Record<number, Json>> = {
  412: {
    changes: {
      type: 'array',
      items: {
        type: 'object',
        properties: { event: { type: 'string' }, at: { type: 'string' }, agencyId: { type: 'string' } },
        required: ['event', 'at'],
      },
    },
  },
  500: { correlationId: { type: 'string' } },
  503: { correlationId: { type: 'string' } },
};

export function createResponses(components: Components): Responses {
  const problem = components.refer(jsonSchemaOf(problemSchema, 'output'));
  const found = new Map<string, { name: string; response: Json }>();

  function problemResponse(status: number, codes: readonly string[]): Json {
    const key = `${status} ${codes.join(' ')}`;
    const number = [...found.keys()].filter((one) => one.startsWith(`${status} `)).length + 1;
    const known = found.get(key) ?? { name: `Problem${status}_${number}`, response: made(status, codes) };
    found.set(key, known);
    return { $ref: `#/components/responses/${known.name}` };
  }

  function made(status: number, codes: readonly string[]): Json {
    const [code = ''] = codes;
    const properties = {
      type: { enum: codes.map((one) => `/problems/${one}`) },
      status: { const: status },
      ...members[status],
    };
    const example = { type: `/problems/${code}`, title: titleOf(code), status };
    const schema = { allOf: [problem, { type: 'object', properties }] };
    return {
      description: words[status] ?? '',
      headers: CORRELATION,
      content: { [PROBLEM_TYPE]: { schema, example } },
    };
  }

  return {
    of(route) {
      const { status = 200 } = route;
      const problems = [...problemsOf(route)].map(([code, codes]) => [
        String(code),
        problemResponse(code, codes),
      ]);
      return {
        [String(status)]: success(route, components),
        ...(isPage(route) && { '308': elsewhere }),
        ...Object.fromEntries(problems),
      };
    },
    shared: () => Object.fromEntries([...found.values()].map(({ name, response }) => [name, response])),
  };
}

/** A page asked for with a slash at its end. */
const elsewhere: Json = {
  description: 'The page stands at its address without a slash at the end',
  headers: { Location: { description: 'That address.', schema: { type: 'string' } } },
};

function success(
  { status = 200, answer, produces = [], conditional, method }: Route,
  components: Components,
): Json {
  const schema = answer && jsonSchemaOf(answer, 'output');
  const json = schema && {
    'application/json': { schema: components.refer(schema), example: exampleOf(schema) },
  };
  const texts = produces.map((type) => [type, { schema: { type: 'string' } }]);
  const tagged = conditional || (method === 'GET' && answer);
  return {
    description: words[status] ?? '',
    headers: { ...CORRELATION, ...(status === 201 && LOCATION), ...(tagged && ETAG) },
    content: { ...json, ...Object.fromEntries(texts) },
  };
}
