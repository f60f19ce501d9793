/** What could not be done, and the name and words of the error, which hold ids and codes only. */
export interface Failure {
  id: string;
  cause: string;
}

/** A failure of one among many: named, so that somebody looks, while the others have their turn. */
export const failureOf = (id: string, error: unknown): Failure => ({ id, cause: causeOf(error) });

const causeOf = (error: unknown): string =>
  error instanceof Error ? `${error.name}: ${error.message}` : String(error);
