import * as z from 'zod';

/* Kinds of values in a config. Whatever is wrong with one, its message says what was expected and gives an example. */

/** A text of a pattern. */
export const text = (pattern: RegExp, expected: string, example: string) => {
  const message = `expected ${expected}, such as '${example}'`;
  return z.string(message).regex(pattern, message);
};
export const words = (expected: string, example: string) => text(/\S/, expected, example);
export const count = (expected: string, example: number, least = 1) => {
  const message = `expected ${expected}, such as ${example}`;
  return z.int(message).min(least, message);
};
export const region = (what: string, example: string) =>
  text(/^[a-z]{2}-[a-z]+-\d$/, `an AWS region ${what}`, example);
export const domain = (what: string, example: string) =>
  text(/^(?=.{4,253}$)([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}$/, what, example);

/** Words that tell whoever looks over a shoulder what the mail is about. */
const tellsTheMatter = /violence|macm|safety.?plan|victim|perpetrator|offender|abuse|refuge|domestic/i;

/** A domain or name that stands in an inbox list or an address bar, and so must not say what it is about. */
export const neutral = (field: z.ZodString, what: string) =>
  field.refine(
    (value) => !tellsTheMatter.test(value),
    `expected ${what} without a word that tells the matter`,
  );

export const certificate = () =>
  text(
    /^arn:aws:acm:[a-z0-9-]+:\d{12}:certificate\/[0-9a-f-]+$/,
    'the ARN of a certificate in the same region',
    'arn:aws:acm:ap-southeast-2:111122223333:certificate/11111111-2222-3333-4444-555555555555',
  );
export const address = () => text(/^[^@\s]+@[^@\s]+\.[^@\s]+$/, 'a mail address', 'on-call@example.gov.au');
export const role = (what: string) =>
  text(/^arn:aws:iam::\d{12}:(role|root)(\/.+)?$/, what, 'arn:aws:iam::111122223333:role/platform-engineers');

/** Keys that belong together. */
export const section = <Shape extends z.ZodRawShape>(shape: Shape) =>
  z.strictObject(shape, {
    error: ({ code, keys }) =>
      code === 'unrecognized_keys'
        ? `has no ${String(keys)}: known are ${Object.keys(shape).join(', ')}`
        : `expected an object with ${Object.keys(shape).join(', ')}; see config/example-wa.ts`,
  });
