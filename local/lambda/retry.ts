import type { LocalClock } from '../clock.ts';
import type { FunctionError, InvokeResult } from './runtime.ts';

/** A delivery that was tried as often as AWS would and then given up. Carries codes only, no content. */
class DeliveryFailedError extends Error {
  readonly functionName: string;

  constructor(what: string, functionName: string, error: FunctionError) {
    super(`${what} to ${functionName} given up: ${error.errorType}`);
    this.name = 'DeliveryFailedError';
    this.functionName = functionName;
  }
}

export interface Delivery {
  clock: LocalClock;
  functionName: string;
  invoke(): Promise<InvokeResult>;
  /** Seconds to wait before each further attempt. */
  delays: readonly number[];
  /** What is delivered, for the report. */
  what: string;
  onError: (error: unknown) => void;
}

/** Invokes a function now; while it fails, again as a later job after each delay; then reports. */
export async function deliver(delivery: Delivery, attempt = 0): Promise<void> {
  const { clock, functionName, delays, what, onError } = delivery;
  const result = await delivery.invoke();
  if (result.ok) return;
  const delay = delays[attempt];
  if (delay === undefined) onError(new DeliveryFailedError(what, functionName, result.error));
  else clock.at(clock.now() + delay * 1000, () => deliver(delivery, attempt + 1));
}
