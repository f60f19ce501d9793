import { describe, expect, it } from 'vitest';
import { isJson, type Json, listOf, partOf } from '../../functions/application/api/openapi/json.ts';
import {
  accessRefusals,
  commandRefusals,
  problemWords,
  refusals,
} from '../../functions/application/api/openapi/refusals.ts';
import { paramsOf } from '../../functions/application/api/path.ts';
import { routes } from '../../functions/application/api/routes.ts';
import { refusalsFound } from '../../scripts/openapi.ts';
import { document, referred, undocumented } from './document.ts';

const operations = Object.entries(partOf(document, 'paths')).flatMap(([path, item]) =>
  Object.entries(isJson(item) ? item : {}).map(([method, operation]) => ({
    path,
    method,
    operation: isJson(operation) ? operation : {},
  })),
);

/** Every object of the document with its place. */
function* objectsIn(value: unknown, place = '#'): Generator<[string, Json]> {
  if (Array.isArray(value))
    for (const [index, one] of value.entries()) yield* objectsIn(one, `${place}/${index}`);
  if (!isJson(value)) return;
  yield [place, value];
  for (const [key, one] of Object.entries(value)) yield* objectsIn(one, `${place}/${key}`);
}

describe('the OpenAPI document', () => {
  it('has every route, once, by its own name', () => {
    const there = operations.map(({ method, path }) => `${method.toUpperCase()} ${path}`).toSorted();
    expect(there).toEqual(routes.map(({ method, path }) => `${method} ${path}`).toSorted());
    const ids = operations.map(({ operation }) => operation['operationId']);
    expect(new Set(ids).size).toBe(routes.length);
  });

  it('has what OpenAPI 3.1 asks of a document', () => {
    expect(document['openapi']).toMatch(/^3\.1\.\d+$/);
    expect(partOf(document, 'info')).toMatchObject({
      title: expect.any(String),
      version: expect.any(String),
    });
    const tags = listOf(document, 'tags').map(({ name }) => name);
    expect(new Set(tags).size).toBe(tags.length);
    const shapes = Object.keys(partOf(document, 'paths')).map((path) => path.replaceAll(/\{\w+\}/g, '{}'));
    expect(new Set(shapes).size).toBe(shapes.length);
    for (const group of Object.values(partOf(document, 'components')))
      for (const name of Object.keys(isJson(group) ? group : {})) expect(name).toMatch(/^[\w.-]+$/);
  });

  it.each(operations)(
    '$method $path has its parameters, tags, responses and security',
    ({ path, operation }) => {
      const parameters = listOf(operation, 'parameters').map((one) =>
        typeof one['$ref'] === 'string' ? referred(one['$ref']) : one,
      );
      const inPath = parameters.flatMap((one) => (isJson(one) && one['in'] === 'path' ? [one] : []));
      expect(inPath.map(({ name }) => name)).toEqual(paramsOf(path));
      expect(inPath.every(({ required }) => required === true)).toBe(true);
      const named = parameters.map((one) =>
        isJson(one) ? `${String(one['in'])} ${String(one['name'])}` : '',
      );
      expect(new Set(named).size).toBe(named.length);
      const tags = listOf(document, 'tags').map(({ name }) => name);
      expect(tags).toEqual(expect.arrayContaining([operation['tags']].flat()));
      const responses = partOf(operation, 'responses');
      expect(Object.keys(responses).every((status) => /^[1-5]\d\d$/.test(status))).toBe(true);
      expect(Object.keys(responses).filter((status) => status.startsWith('2'))).toHaveLength(1);
      expect(operation['requestBody'] === undefined).toBe(operation['operationId'] && !hasBody(operation));
    },
  );

  it('refers only to what is there, and has nothing that nobody refers to', () => {
    const referredTo = new Set<unknown>();
    for (const [place, { $ref }] of objectsIn(document)) {
      if ($ref === undefined) continue;
      expect(typeof $ref === 'string' ? referred($ref) : undefined, `${place} leads nowhere`).toBeDefined();
      referredTo.add($ref);
    }
    const { schemas, responses } = partOf(document, 'components');
    const there = [
      ...Object.keys(isJson(schemas) ? schemas : {}).map((name) => `#/components/schemas/${name}`),
      ...Object.keys(isJson(responses) ? responses : {}).map((name) => `#/components/responses/${name}`),
    ];
    expect(there.filter((one) => !referredTo.has(one))).toEqual([]);
  });

  it('gives examples that the API itself would take', () => {
    for (const { path, operation } of operations) {
      const { body } = routes.find(({ operationId }) => operationId === operation['operationId']) ?? {};
      const { example } = partOf(partOf(partOf(operation, 'requestBody'), 'content'), 'application/json');
      expect(body?.safeParse(example).error?.issues, path).toBeUndefined();
    }
  });

  it('gives examples of answers that it would itself take for answers', () => {
    const shown = operations.flatMap(({ path, method, operation }) =>
      Object.entries(partOf(operation, 'responses')).flatMap(([status, one]) => {
        const response = isJson(one) && typeof one['$ref'] === 'string' ? referred(one['$ref']) : one;
        const content = isJson(response) ? Object.entries(partOf(response, 'content')) : [];
        return content.flatMap(([contentType, media]) =>
          isJson(media) && 'example' in media
            ? [{ path, method, status: Number(status), contentType, body: media['example'] }]
            : [],
        );
      }),
    );
    expect(shown.length).toBeGreaterThan(1_000);
    expect(shown.flatMap((one) => undocumented(one) ?? [])).toEqual([]);
  });

  it.each([
    ['a field more', 200, 'application/json', { moves: [], more: 1 }],
    ['a field less', 200, 'application/json', {}],
    ['another status', 418, 'application/json', { moves: [] }],
    ['another content type', 200, 'text/html', ''],
    [
      'a problem of another kind',
      409,
      'application/problem+json',
      { type: '/problems/other', title: 'Other', status: 409 },
    ],
  ])('would tell of %s', (_, status, contentType, body) => {
    const asked = { path: '/cases/{caseId}/plans/issue', method: 'POST', status, contentType };
    const answer = { id: 'case-invented', version: 1, did: [], next: body };
    const isAnswer = status === 200 && contentType.includes('json');
    expect(undocumented({ ...asked, body: isAnswer ? answer : body })).toBeDefined();
    const whole = { ...answer, next: { moves: [] } };
    expect(
      undocumented({ ...asked, status: 200, contentType: 'application/json', body: whole }),
    ).toBeUndefined();
  });

  it('says nothing of a person: ids in examples are invented', () => {
    const text = JSON.stringify(document);
    const ids = new Set(
      text.match(/"[a-z]{1,4}-[a-z0-9]{8,40}"/g)?.filter((id) => /^"(?:agy|case|per|rep|mtg|act)-/.test(id)),
    );
    expect([...ids].filter((id) => !id.includes('invented'))).toEqual([]);
  });

  it('knows what the code can refuse (npm run openapi)', () => {
    expect({ accessRefusals, commandRefusals, refusals, problemWords }).toEqual(refusalsFound());
  });
});

const hasBody = ({ operationId }: Json): boolean =>
  routes.find((route) => route.operationId === operationId)?.body !== undefined;
