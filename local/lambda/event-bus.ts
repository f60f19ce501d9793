import type { LocalClock } from '../clock.ts';
import { ACCOUNT, REGION } from '../gateway/arn.ts';
import type { Json } from '../gateway/aws-error.ts';
import { compilePattern, type Pattern } from './pattern.ts';
import { deliver } from './retry.ts';
import type { LambdaRuntime } from './runtime.ts';

/** What a service puts on the bus; the bus adds id, time, account and region. */
export interface BusEvent {
  source: string;
  'detail-type': string;
  resources: string[];
  detail: Json;
}

export interface EventBus {
  /** Deliver every event that matches `pattern` to a function. Throws if the pattern is not supported. */
  subscribe(pattern: Pattern, functionName: string): void;
  /** Put an event: each subscriber gets it as a job of its own, at the clock's present time. */
  put(event: BusEvent): void;
}

export interface EventBusOptions {
  clock: LocalClock;
  lambda: LambdaRuntime;
  onError(error: unknown): void;
}

/** Lambda tries an asynchronous event twice more, after one and after two minutes. */
const RETRY_SECONDS = [60, 120];

/** The default event bus, with functions as the only targets. */
export function createEventBus({ clock, lambda, onError }: EventBusOptions): EventBus {
  const rules: { matches(event: unknown): boolean; functionName: string }[] = [];
  let events = 0;

  return {
    subscribe(pattern, functionName) {
      rules.push({ matches: compilePattern(pattern), functionName });
    },
    put(given) {
      events += 1;
      const event = {
        version: '0',
        id: `00000000-0000-4000-9000-${events.toString(16).padStart(12, '0')}`,
        ...given,
        account: ACCOUNT,
        time: new Date(clock.now()).toISOString().replace(/\.\d{3}Z$/, 'Z'),
        region: REGION,
      };
      for (const { matches, functionName } of rules) {
        if (!matches(event)) continue;
        const what = `event ${given['detail-type']}`;
        const invoke = () => lambda.invoke(functionName, event);
        const delivery = { clock, functionName, invoke, delays: RETRY_SECONDS, what, onError };
        clock.at(clock.now(), () => deliver(delivery));
      }
    },
  };
}
