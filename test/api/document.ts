import * as z from 'zod';
import { openApiOf } from '../../functions/application/api/openapi/document.ts';
import { isJson, type Json, partOf } from '../../functions/application/api/openapi/json.ts';
import { routes } from '../../functions/application/api/routes.ts';

/** The document of all routes, as anybody reads it. */
export const document: Json = JSON.parse(JSON.stringify(openApiOf(routes)));

/** What a reference leads to; undefined if to nothing. */
export function referred(reference: string): unknown {
  let found: unknown = document;
  for (const part of reference.replace(/^#\//, '').split('/'))
    found = isJson(found) ? found[part] : undefined;
  return found;
}

const moved = (json: unknown): unknown =>
  JSON.parse(JSON.stringify(json).replaceAll('#/components/schemas/', '#/$defs/'));
const definitions = moved(partOf(partOf(document, 'components'), 'schemas'));
const made = new Map<string, z.ZodType>();

/** A validator of a schema of the document, references and all. */
function validator(schema: Json): z.ZodType {
  const key = JSON.stringify(schema);
  const known =
    made.get(key) ?? z.fromJSONSchema({ ...(moved(schema) as Json), $defs: definitions } as never);
  made.set(key, known);
  return known;
}

/** What somebody got for what they asked. */
export interface Exchange {
  /** The route's template. */
  path: string;
  method: string;
  status: number;
  contentType: string;
  body: unknown;
}

/** What is wrong with an answer by the document; undefined if nothing is. */
export function undocumented({ path, method, status, contentType, body }: Exchange): string | undefined {
  const operation = partOf(partOf(partOf(document, 'paths'), path), method.toLowerCase());
  const answer = partOf(partOf(operation, 'responses'), String(status));
  const response = typeof answer['$ref'] === 'string' ? referred(answer['$ref']) : answer;
  const what = `${method} ${path} ${status}`;
  const [type = ''] = contentType.split(';');
  const media = isJson(response) ? partOf(partOf(response, 'content'), type) : {};
  if (type === '' && 'description' in answer && !('content' in answer)) return undefined;
  if (!isJson(media['schema'])) return `${what}: ${type} is not in the document`;
  if (!type.includes('json')) return undefined;
  const parsed = validator(media['schema']).safeParse(body);
  if (parsed.success) return undefined;
  const said = isJson(body) && status >= 400 ? ` (${String(body['type'])})` : '';
  return `${what}${said}: ${JSON.stringify(parsed.error.issues[0]).slice(0, 300)}`;
}
