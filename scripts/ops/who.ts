import type { Worker } from '../../functions/domain/shared/actor.ts';
import type { Caller } from './aws/caller.ts';
import type { Connection } from './connect.ts';
import { type Flags, OpsUsageError, workerOf } from './options.ts';

/** Who does something: as the records know them, and, on AWS, as AWS knows them. Both are recorded. */
export interface Doer {
  by: Worker;
  /** `arn:aws:sts::…:assumed-role/ROLE/SESSION` */
  as?: string | undefined;
}

/** The person behind a session: what IAM Identity Center or the caller has put after the last slash. */
const sessionOf = ({ arn }: Caller): string => arn.split('/').at(-1) ?? arn;

/**
 * Who runs this. On AWS, where the config says who is who (`operations.workers`), `--by` must be who AWS says it is,
 * and may be left out. Throws OpsUsageError.
 */
export async function doerOf(
  flags: Flags,
  { caller, workers }: Pick<Connection, 'caller' | 'workers'>,
): Promise<Doer> {
  const known = await caller();
  if (!known || Object.keys(workers).length === 0)
    return { by: workerOf(flags), ...(known ? { as: known.arn } : {}) };
  const session = sessionOf(known);
  const expected = Object.hasOwn(workers, session) ? workers[session] : undefined;
  if (expected === undefined)
    throw new OpsUsageError(
      `AWS knows you as ${session}, whom operations.workers of the config does not have`,
    );
  if (flags.by !== undefined && flags.by !== expected)
    throw new OpsUsageError(`--by ${flags.by}: AWS knows you as ${session}, who is ${expected}`);
  return { by: workerOf({ ...flags, by: expected }), as: known.arn };
}
