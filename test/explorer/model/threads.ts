import { hash } from 'node:crypto';
import type { App } from '../../../functions/application/app.ts';
import type { Instant } from '../../../functions/domain/calendar/instants.ts';
import { createApp } from './app.ts';

/** A call of a port that a running handler waits for. */
export interface Call {
  port: string;
  method: string;
  args: unknown[];
}
export type Answer = { value: unknown } | { error: string };
/** What a handler does next: call a port, return, or throw. */
export type Next =
  | { does: 'call'; call: Call }
  | { does: 'return'; value: unknown }
  | { does: 'throw'; error: string };

export type Task = (app: App, input: never) => Promise<unknown>;
export type Tasks = Readonly<Record<string, Task>>;

/**
 * A point in the run of a handler: which it is, and all that it has observed so far. The code is deterministic
 * in these, so that equal points are one node and the code runs once for each.
 */
export interface Point {
  key: string;
  task: string;
  input: unknown;
  /** The point before, and the answer that led here. */
  before?: Point;
  answer?: string;
  now: Instant;
  next: Next;
}

/** All points that were reached, and the way to reach further ones by running the real code again. */
export class Threads {
  readonly #points = new Map<string, Point>();
  readonly #tasks: Tasks;
  readonly #change: (app: App) => App;

  constructor(tasks: Tasks, change: (app: App) => App) {
    this.#tasks = tasks;
    this.#change = change;
  }

  get size(): number {
    return this.#points.size;
  }

  /** A point that was reached before. */
  at(key: string): Point {
    const point = this.#points.get(key);
    if (!point) throw new Error(`no handler was ever at ${key}`);
    return point;
  }

  /** Where a handler stands after it was invoked. */
  begin(task: string, input: unknown, now: Instant): Promise<Point> {
    return this.#reach(keyOf(task, JSON.stringify(input), now), { task, input, now });
  }

  /** Where it stands after its call was answered. */
  go(before: Point, answer: Answer, now: Instant): Promise<Point> {
    const text = JSON.stringify(answer);
    const { task, input } = before;
    return this.#reach(keyOf(before.key, text, now), { task, input, before, answer: text, now });
  }

  async #reach(key: string, point: Omit<Point, 'key' | 'next'>): Promise<Point> {
    const known = this.#points.get(key);
    if (known) return known;
    const reached = { key, ...point, next: await this.#run(point) };
    this.#points.set(key, reached);
    return reached;
  }

  #run(point: Omit<Point, 'key' | 'next'>): Promise<Next> {
    const past: { answer: string; now: Instant; expected: Next }[] = [];
    let start = point;
    for (; start.before && start.answer !== undefined; start = start.before) {
      past.unshift({ answer: start.answer, now: start.now, expected: start.before.next });
    }
    const run = this.#tasks[point.task];
    if (!run) throw new Error(`there is no handler ${point.task}`);
    let { now } = start;
    let made = 0;
    return new Promise((resolve) => {
      const ask = (call: Call): Promise<unknown> => {
        const known = past[made];
        if (!known) {
          // The handler stays here for good: what comes next runs in a new copy of it.
          resolve({ does: 'call', call });
          return new Promise(() => undefined);
        }
        if (known.expected.does !== 'call' || known.expected.call.method !== call.method) {
          throw new Error(`${point.task} is not deterministic at ${call.method}`);
        }
        made += 1;
        now = known.now;
        return settle(known.answer);
      };
      const app = this.#change(createApp(ask, () => now));
      run(app, structuredClone(point.input) as never).then(
        (value) => resolve({ does: 'return', value }),
        (error: unknown) =>
          resolve({ does: 'throw', error: error instanceof Error ? error.name : 'unknown' }),
      );
    });
  }
}

async function settle(text: string): Promise<unknown> {
  const answer: Answer = JSON.parse(text);
  if ('error' in answer) throw Object.assign(new Error(answer.error), { name: answer.error });
  return answer.value;
}

const keyOf = (...parts: string[]): string => hash('sha1', parts.join('\n'), 'base64url').slice(0, 16);
