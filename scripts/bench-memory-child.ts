import { pathToFileURL } from 'node:url';

/*
 * One bundle in a Node of its own, as Lambda runs it: loads it, calls it with each event, and tells its parent what
 * that took of the processor. Its clock is the one of the played case.
 */

/** What the parent asks for. */
export interface Asked {
  bundle: string;
  events: unknown[];
  /** Ms since 1970 at which it is called. */
  at: number;
}

/** What it took: processor time in ms (all threads), and the most memory that it held in MB. */
export interface Taken {
  start: number;
  each: number[];
  megabytes: number;
  /** Names of errors that calls ended with. */
  errors: string[];
}

const processorMs = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

function moveClock(at: number): void {
  const Host = Date;
  const ahead = at - Host.now();
  globalThis.Date = new Proxy(Host, {
    construct: (target, given: [number]) =>
      given.length > 0 ? new target(...given) : new target(target.now() + ahead),
    get: (target, name) => (name === 'now' ? () => target.now() + ahead : Reflect.get(target, name)),
  });
}

async function measure({ bundle, events, at }: Asked): Promise<Taken> {
  moveClock(at);
  const before = processorMs();
  const { handler }: { handler(event: unknown, context: object): Promise<unknown> } = await import(
    pathToFileURL(bundle).href
  );
  const start = processorMs() - before;
  const each: number[] = [];
  const errors: string[] = [];
  for (const event of events) {
    const begun = processorMs();
    await handler(event, {}).catch((error: unknown) => errors.push(String(error).slice(0, 200)));
    each.push(processorMs() - begun);
  }
  return { start, each, megabytes: process.resourceUsage().maxRSS / 1024, errors };
}

process.once('message', (asked: Asked) => {
  void measure(asked).then((taken) => process.send?.(taken, () => process.exit(0)));
});
