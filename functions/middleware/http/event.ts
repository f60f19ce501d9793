import * as z from 'zod/mini';

const texts = z.nullish(z.record(z.string(), z.nullish(z.string())));
const lists = z.nullish(z.record(z.string(), z.nullish(z.array(z.string()))));

/** What API Gateway (REST, proxy integration) sends, as far as it is used. */
export const proxyEventSchema = z.object({
  httpMethod: z.string(),
  path: z.string(),
  headers: texts,
  multiValueHeaders: lists,
  queryStringParameters: texts,
  multiValueQueryStringParameters: lists,
  body: z.nullish(z.string()),
  isBase64Encoded: z.optional(z.boolean()),
  requestContext: z.optional(z.object({ requestId: z.optional(z.string()), path: z.optional(z.string()) })),
});
export type ProxyEvent = z.infer<typeof proxyEventSchema>;

/** What API Gateway makes a response of. */
export interface ProxyResponse {
  statusCode: number;
  headers: Record<string, string>;
  body: string;
  isBase64Encoded: false;
}

/** The values of each header by its lower-case name. */
export function headersOf({ headers, multiValueHeaders }: ProxyEvent): Map<string, string[]> {
  const values = new Map<string, string[]>();
  for (const [name, value] of Object.entries(headers ?? {}))
    if (value != null) values.set(name.toLowerCase(), [value]);
  for (const [name, list] of Object.entries(multiValueHeaders ?? {}))
    if (list && list.length > 0) values.set(name.toLowerCase(), list);
  return values;
}

/** Query parameters; one that is given more than once is a list. */
export function queryOf(event: ProxyEvent): Record<string, string | string[]> {
  const single = Object.entries(event.queryStringParameters ?? {}).flatMap(([name, value]) =>
    value == null ? [] : [[name, value] as const],
  );
  const multiple = Object.entries(event.multiValueQueryStringParameters ?? {}).flatMap(([name, list]) =>
    list == null || list.length === 0 ? [] : [[name, list.length === 1 ? (list[0] ?? '') : list] as const],
  );
  return Object.fromEntries([...single, ...multiple]);
}

/**
 * The path from the API's root, and the root as the caller wrote it (a stage or a base path), such as
 * `/cases/x` and `/api`.
 */
export function pathOf({ path, requestContext }: ProxyEvent): { path: string; root: string } {
  const full = requestContext?.path ?? path;
  return { path, root: full.endsWith(path) ? full.slice(0, full.length - path.length) : '' };
}
