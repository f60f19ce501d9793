const full = /no space left on device|disk quota exceeded|file too large/i;

/** The folder of the cloud cannot be written to any more: what comes now would be lost, so the play ends. */
export class DiskFullError extends Error {
  override readonly name = 'DiskFullError';
}

/**
 * That a disk is full, if this error or what caused it says so; in words, with where and what to do.
 * @param folder of the cloud's data
 */
export function diskFullOf(error: unknown, folder: string): DiskFullError | undefined {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if (full.test(cause.message)) {
      const text = `${folder}: the disk is full, and the play has stopped. Free some space; with the same --data it goes on from there.`;
      return new DiskFullError(text, { cause: error });
    }
  }
  return undefined;
}
