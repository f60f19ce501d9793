import type { LocalClock } from '../clock.ts';
import { AwsError } from '../gateway/aws-error.ts';

/** What goes wrong with one call. With `applied`, the work is done and only the answer is lost. */
export interface Fault {
  name: string;
  message?: string;
  /** HTTP status; SDKs retry from 500 on. Default 400. */
  statusCode?: number;
  applied?: boolean;
}

export interface TableFaults {
  /** The next `times` calls of `operation` (such as `UpdateItem`, or `*` for any) fail with `fault`. */
  failNext(operation: string, times: number, fault: Fault): void;
  /** Every call fails until the clock reads `until` (ms). */
  setOutage(until: number): void;
}

export interface TableFaultPlan extends TableFaults {
  /** The fault that this call meets, if any; a planned one is used up. */
  take(operation: string): Fault | undefined;
}

/** Makes a plan in which nothing fails. */
export function createTableFaults(clock: LocalClock): TableFaultPlan {
  const planned = new Map<string, Fault[]>();
  let outageUntil = Number.NEGATIVE_INFINITY;
  return {
    failNext(operation, times, fault) {
      planned.set(operation, [...(planned.get(operation) ?? []), ...Array<Fault>(times).fill(fault)]);
    },
    setOutage(until) {
      outageUntil = until;
    },
    take(operation) {
      if (clock.now() < outageUntil) {
        return { name: 'InternalServerError', message: 'The table is out of service.', statusCode: 500 };
      }
      return planned.get(operation)?.shift() ?? planned.get('*')?.shift();
    },
  };
}

/** The error that a fault answers with. */
export function errorOfFault(fault: Fault): AwsError {
  return new AwsError(fault.name, fault.message ?? 'A planned fault.', fault.statusCode ?? 400);
}
