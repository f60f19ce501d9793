import type { Route } from '../route.ts';
import { type Components, componentsOf, jsonSchemaOf } from './components.ts';
import type { Json } from './json.ts';
import { operationOf, sharedParameters } from './operation.ts';
import { createResponses } from './responses.ts';

const DESCRIPTION = `Agencies take part in the management of a case through this API.

**Sign in.** Send the token of your identity provider as \`Authorization: Bearer …\`. \`GET /me\` says what it opens.

**Purpose.** What is read of a case's content is recorded with the header \`Purpose\`.

**Commands.** Every change is a POST with an \`Idempotency-Key\` of your own. The same key and body give the same answer for 24 hours; the same key with another body is refused. After a 503 or a broken connection send the same again.

**Edits.** A read answers with an \`ETag\`; send it as \`If-Match\` to be refused (412, with what changed lately) when somebody was faster.

**Free text** stands in \`notes\`, by the field that it belongs to, and nowhere else.

**Lists** go on with \`cursor\` from \`nextCursor\`, all else of the query as before.

**Problems** are RFC 9457 problem details. \`type\` is stable and leads to a page; \`missing\` and \`field\` say what to put right.

Every path answers HEAD like GET without a body, and OPTIONS with the methods that it has; another method is 405, an unknown path 404.`;

/** The routes as an OpenAPI 3.1 document. Pure: the same routes give the same document. */
export function openApiOf(routes: readonly Route[]): Json {
  const schemas = routes.flatMap((route) => schemasOf(route));
  const components = componentsOf(schemas.map(({ name, schema }) => ({ name, schema })));
  const responses = createResponses(components);
  const paths: Record<string, Record<string, Json>> = {};
  for (const route of routes.toSorted((a, b) => (a.path < b.path ? -1 : 1))) {
    const operation = operationOf(route, components, responses);
    paths[route.path] = { ...paths[route.path], [route.method.toLowerCase()]: operation };
  }
  return {
    openapi: '3.1.0',
    jsonSchemaDialect: 'https://json-schema.org/draft/2020-12/schema',
    info: { title: 'Multi-agency case management', version: '1', description: DESCRIPTION },
    servers: [{ url: '.', description: 'The folder that this document is read from' }],
    security: [{ token: [] }],
    tags: [...new Set(routes.map(({ tag }) => tag))].toSorted().map((name) => ({ name })),
    paths,
    components: {
      schemas: sorted(components),
      responses: responses.shared(),
      parameters: sharedParameters,
      securitySchemes: {
        token: {
          type: 'http',
          scheme: 'bearer',
          bearerFormat: 'JWT',
          description: 'Of an identity provider that the department trusts.',
        },
      },
    },
  };
}

const sorted = ({ schemas }: Components): Json =>
  Object.fromEntries(Object.entries(schemas).toSorted(([a], [b]) => (a < b ? -1 : 1)));

function schemasOf({ operationId, body, answer }: Route): { name: string; schema: Json }[] {
  const name = operationId.charAt(0).toUpperCase() + operationId.slice(1);
  return [
    ...(body ? [{ name: `${name}Body`, schema: jsonSchemaOf(body, 'input') }] : []),
    ...(answer ? [{ name: `${name}Answer`, schema: jsonSchemaOf(answer, 'output') }] : []),
  ];
}
