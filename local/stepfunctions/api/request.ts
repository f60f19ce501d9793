import { z } from 'zod';
import { AwsError } from '../../gateway/aws-error.ts';
import { byteLength } from '../json.ts';
import { limits } from '../limits.ts';

/** One operation: an AWS JSON request in, an AWS JSON response out, or an AwsError thrown. */
export type Operation = (request: unknown) => object;

/** Join a schema and a handler to an operation. Members that are not in the schema are ignored, as AWS does. */
export function operation<Request>(
  schema: z.ZodType<Request>,
  handle: (request: Request) => object,
): Operation {
  return (request) => {
    const parsed = schema.safeParse(request);
    if (parsed.success) return handle(parsed.data);
    const reasons = parsed.error.issues.map(
      (issue) => `Value at '${issue.path.join('.')}' failed to satisfy constraint: ${issue.message}`,
    );
    const count = reasons.length === 1 ? '1 validation error' : `${reasons.length} validation errors`;
    throw new AwsError('ValidationException', `${count} detected: ${reasons.join('; ')}`);
  };
}

/** Text of JSON within the limit for inputs and outputs, 256 KiB in UTF-8. */
export const payload = z
  .string()
  .refine((text) => byteLength(text) <= limits.payloadBytes, 'Member must have length at most 262144 bytes');

export const paging = {
  maxResults: z.int().min(0).max(limits.pageSize).optional(),
  nextToken: z.string().optional(),
};

/**
 * One page of those items of a list that `keep` keeps; the list may only grow at its end. The token is a place
 * in the whole list, so that nothing is shown twice or left out when items come or change.
 * @throws AwsError InvalidToken
 */
export function page<Item>(
  items: readonly Item[],
  request: { maxResults?: number | undefined; nextToken?: string | undefined },
  { reverse = false, keep = () => true }: { reverse?: boolean; keep?: (item: Item) => boolean } = {},
): { items: Item[]; nextToken?: string } {
  const size = request.maxResults || 100;
  const shown: Item[] = [];
  let place =
    request.nextToken === undefined ? (reverse ? items.length : 0) : placeIn(items, request.nextToken);
  const more = () => (reverse ? place > 0 : place < items.length);
  while (shown.length < size && more()) {
    const item = items[reverse ? place - 1 : place];
    place += reverse ? -1 : 1;
    if (item !== undefined && keep(item)) shown.push(item);
  }
  return more()
    ? { items: shown, nextToken: Buffer.from(`p${place}`).toString('base64url') }
    : { items: shown };
}

function placeIn(items: readonly unknown[], token: string): number {
  const found = /^p(\d+)$/.exec(Buffer.from(token, 'base64url').toString());
  const place = Number(found?.[1] ?? Number.NaN);
  if (place <= items.length) return place;
  throw new AwsError('InvalidToken', `Invalid Token: '${token}'`);
}

/** AWS JSON carries times as seconds since 1970. */
export function seconds(ms: number): number {
  return ms / 1_000;
}
