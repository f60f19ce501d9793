import * as z from 'zod/mini';
import type { Refusal } from '../../domain/shared/refusal.ts';
import type { HttpAnswer } from './http.ts';
import { statusOf } from './problem-status.ts';
import type { RefusedRequest } from './route.ts';

export const PROBLEM_TYPE = 'application/problem+json';

/** Problem details (RFC 9457). `type` is stable per refusal; the rest of the members are its own. */
export const problemSchema = z.looseObject({
  type: z.string(),
  title: z.string(),
  status: z.number(),
  detail: z.optional(z.string()),
  /** What has to be given or done first. */
  missing: z.optional(z.array(z.string())),
  /** Which field of the request it is about. */
  field: z.optional(z.string()),
  /** The duty that asks for it. */
  duty: z.optional(z.string()),
});

/** `lead-not-nominated` reads `Lead not nominated`. */
export const titleOf = (code: string): string => {
  const words = code.replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
};

/** A refused request as problem details, with its status and headers. */
export function problemOf(
  { refusal, status, headers, extra }: RefusedRequest,
  fromPath: readonly string[] = [],
): HttpAnswer {
  const { code, message, missing, field, duty } = refusal;
  const answered = status ?? statusOf(refusal, fromPath);
  return {
    status: answered,
    contentType: PROBLEM_TYPE,
    body: {
      type: `/problems/${code}`,
      title: titleOf(code),
      status: answered,
      detail: message,
      ...(missing === undefined ? {} : { missing }),
      ...(field === undefined ? {} : { field }),
      ...(duty === undefined ? {} : { duty }),
      ...extra,
    },
    ...(headers && { headers }),
  };
}

/** A problem of the request itself, before any rule was asked. */
export const problem = (
  status: number,
  code: string,
  message: string,
  more: Pick<Refusal, 'field' | 'missing'> & Pick<RefusedRequest, 'headers' | 'extra'> = {},
): HttpAnswer => {
  const { headers, extra, ...said } = more;
  return problemOf({
    refusal: { kind: 'refused', code, message, ...said },
    status,
    ...(headers && { headers }),
    ...(extra && { extra }),
  });
};
