import { purposes } from '../../../domain/access/purpose.ts';
import { paramsOf } from '../path.ts';
import type { Route } from '../route.ts';
import { type Components, jsonSchemaOf } from './components.ts';
import { exampleOf, idFor } from './examples.ts';
import { isJson, type Json, partOf } from './json.ts';
import type { Responses } from './responses.ts';

const header = (name: string, required: boolean, description: string, schema: Json): Json => ({
  name,
  in: 'header',
  required,
  description,
  schema,
});

/** Headers that mean something to many operations. */
export const sharedParameters: Readonly<Record<string, Json>> = {
  IdempotencyKey: header(
    'Idempotency-Key',
    true,
    'A key of your own, such as a UUID. The same key and body give the same answer for 24 hours.',
    { type: 'string', minLength: 1, maxLength: 255, pattern: '^[\\x21-\\x7e]+$' },
  ),
  IfMatch: header('If-Match', false, 'The ETag of the thing as you read it, or *.', { type: 'string' }),
  Purpose: header('Purpose', false, 'Why you read or do this; content of a case needs one.', {
    type: 'string',
    enum: purposes,
  }),
};

/** One route as an operation of the document. */
export function operationOf(route: Route, components: Components, responses: Responses): Json {
  const { operationId, summary, description, tag, duty, body, open } = route;
  return {
    operationId,
    summary,
    ...(description === undefined ? {} : { description }),
    tags: [tag],
    ...(duty && duty.length > 0 ? { 'x-duties': duty } : {}),
    ...(open ? { security: [] } : {}),
    parameters: parametersOf(route),
    ...(body ? { requestBody: bodyOf(jsonSchemaOf(body, 'input'), components) } : {}),
    responses: responses.of(route),
  };
}

function bodyOf(schema: Json, components: Components): Json {
  const content = { schema: components.refer(schema), example: exampleOf(schema) };
  // An empty body is an empty object.
  const required = Array.isArray(schema['required']) && schema['required'].length > 0;
  return { required, content: { 'application/json': content } };
}

function parametersOf(route: Route): Json[] {
  const reference = (name: string): Json => ({ $ref: `#/components/parameters/${name}` });
  return [
    ...paramsOf(route.path).map(pathParameter),
    ...queryParameters(route),
    ...(route.method === 'POST' ? [reference('IdempotencyKey')] : []),
    ...(route.conditional ? [reference('IfMatch')] : []),
    ...(route.open ? [] : [reference('Purpose')]),
  ];
}

/** What no id can be is answered like what is not there. */
const pathParameter = (name: string): Json => ({
  name,
  in: 'path',
  required: true,
  schema: { type: 'string' },
  example: examples[name] ?? idFor(name),
});
const examples: Readonly<Record<string, string>> = { version: '1', code: 'lead-not-nominated' };

function queryParameters({ query }: Route): Json[] {
  if (!query) return [];
  const schema = jsonSchemaOf(query, 'input');
  const required = Array.isArray(schema['required']) ? schema['required'] : [];
  return Object.entries(partOf(schema, 'properties')).map(([name, part]) => ({
    name,
    in: 'query',
    required: required.includes(name),
    schema: isJson(part) ? part : {},
  }));
}
