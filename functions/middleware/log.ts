/** Where handlers log: codes and ids, never a sentence about a person. */
export interface Log {
  info(code: string, keys?: Record<string, unknown>): void;
  error(code: string, keys?: Record<string, unknown>): void;
}
