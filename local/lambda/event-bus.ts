import type { LocalClock } from '../clock.ts';
import { ACCOUNT, REGION } from '../gateway/arn.ts';
import type { Json } from '../gateway/aws-error.ts';
import { timedId } from '../gateway/ids.ts';
import { compilePattern, type Pattern } from './pattern.ts';
import { deliver } from './retry.ts';
import type { LambdaRuntime } from './runtime.ts';

/** What a service puts on the bus; the bus adds time, account and region, and an id if there is none. */
export interface BusEvent {
  /** Of an event that may come again after a restart, so that it is known as the same. */
  id?: string;
  source: string;
  'detail-type': string;
  resources: string[];
  detail: Json;
}

export interface EventBus {
  /** Deliver every event that matches `pattern` to a function. Throws if the pattern is not supported. */
  subscribe(pattern: Pattern, functionName: string): void;
  /** Put an event from anywhere: it is delivered as a job at the clock's present time. */
  put(event: BusEvent): void;
  /** Deliver an event from within a job: resolves after the first attempt with each subscriber. */
  deliver(event: BusEvent): Promise<void>;
}

export interface EventBusOptions {
  clock: LocalClock;
  lambda: LambdaRuntime;
  onError: (error: unknown) => void;
}

/** Lambda tries an asynchronous event twice more, after one and after two minutes. */
const RETRY_SECONDS = [60, 120];

/** The default event bus, with functions as the only targets. */
export function createEventBus({ clock, lambda, onError }: EventBusOptions): EventBus {
  const rules: { matches: (event: unknown) => boolean; functionName: string }[] = [];
  let events = 0;

  async function deliverToAll(given: BusEvent): Promise<void> {
    events += 1;
    const event = {
      version: '0',
      id: timedId(clock.now(), events, '9'),
      ...given,
      account: ACCOUNT,
      time: new Date(clock.now()).toISOString().replace(/\.\d{3}Z$/, 'Z'),
      region: REGION,
    };
    const what = `event ${given['detail-type']}`;
    for (const { matches, functionName } of rules) {
      if (!matches(event)) continue;
      const invoke = () => lambda.invoke(functionName, event);
      await deliver({ clock, functionName, invoke, delays: RETRY_SECONDS, what, onError });
    }
  }

  return {
    subscribe(pattern, functionName) {
      rules.push({ matches: compilePattern(pattern), functionName });
    },
    put: (event) => void clock.at(clock.now(), () => deliverToAll(event)),
    deliver: deliverToAll,
  };
}
