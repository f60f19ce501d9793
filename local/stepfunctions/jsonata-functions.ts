import { createHash } from 'node:crypto';
import jsonata from 'jsonata';

/** Where the impure functions of an expression take their values from, so that a run can be repeated. */
export interface Impure {
  /** Milliseconds since 1970. */
  now: () => number;
  /** In [0, 1). */
  random: () => number;
}

type NamedFunction = (...args: never[]) => unknown;

const algorithms: Record<string, string> = {
  MD5: 'md5',
  'SHA-1': 'sha1',
  'SHA-256': 'sha256',
  'SHA-384': 'sha384',
  'SHA-512': 'sha512',
};

const formatTime = jsonata('$fromMillis($time, $picture, $zone)');

/**
 * The functions that Step Functions adds to JSONata, and those of JSONata itself that depend on time or chance.
 * https://docs.aws.amazon.com/step-functions/latest/dg/transforming-data.html
 */
export function jsonataFunctions({ now, random }: Impure): Record<string, NamedFunction> {
  return {
    partition,
    range,
    hash,
    parse: (text: string) => JSON.parse(text),
    random: (seed?: number) => (seed === undefined ? random() : seeded(seed)),
    uuid: () => uuid(random),
    eval: () => {
      throw new Error('$eval is not supported by Step Functions');
    },
    now: (picture?: string, zone?: string) => formatTime.evaluate(null, { time: now(), picture, zone }),
    millis: () => now(),
    shuffle: (list: unknown[]) => shuffle(list, random),
  };
}

/** `[1, 2, 3]` in parts of 2 is `[[1, 2], [3]]`. */
function partition(list: unknown[], size: number): unknown[][] {
  if (!Number.isInteger(size) || size < 1) throw new Error('$partition needs a positive whole size');
  return Array.from({ length: Math.ceil(list.length / size) }, (_, index) =>
    list.slice(index * size, (index + 1) * size),
  );
}

/** From `start` to `end`, both included, at most 1,000 numbers. */
function range(start: number, end: number, step: number): number[] {
  if (![start, end, step].every(Number.isInteger) || step === 0) {
    throw new Error('$range needs whole numbers and a step that is not zero');
  }
  const length = Math.max(0, Math.floor((end - start) / step) + 1);
  if (length > 1_000) throw new Error('$range gives at most 1,000 numbers');
  return Array.from({ length }, (_, index) => start + index * step);
}

function hash(text: string, algorithm: string): string {
  const name = algorithms[algorithm];
  if (typeof text !== 'string' || name === undefined) {
    throw new Error(`$hash needs a string and one of ${Object.keys(algorithms).join(', ')}`);
  }
  return createHash(name).update(text, 'utf8').digest('hex');
}

/** The same seed gives the same number; AWS does not document which. */
function seeded(seed: number): number {
  return createHash('sha256').update(String(seed)).digest().readUInt32BE(0) / 2 ** 32;
}

/** A version 4 UUID whose 122 free bits come from `random`. */
export function uuid(random: () => number): string {
  const digits = Array.from({ length: 32 }, () => Math.floor(random() * 16));
  digits[12] = 4;
  digits[16] = 8 + (digits[16]! & 3);
  const text = digits.map((digit) => digit.toString(16)).join('');
  return [8, 12, 16, 20, 32].map((end, index) => text.slice([0, 8, 12, 16, 20][index], end)).join('-');
}

/** Fisher and Yates: every order is equally likely. */
function shuffle(list: unknown[], random: () => number): unknown[] {
  const result = [...list];
  for (let last = result.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    [result[last], result[other]] = [result[other], result[last]];
  }
  return result;
}
