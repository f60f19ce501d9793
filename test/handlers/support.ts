import type { Log } from '../../functions/middleware/log.ts';

export interface Line {
  level: 'info' | 'error';
  code: string;
  keys: Record<string, unknown>;
}

/** A log that keeps its lines for the test to read. */
export function createTestLog(): Log & { lines: Line[] } {
  const lines: Line[] = [];
  return {
    lines,
    info: (code, keys = {}) => void lines.push({ level: 'info', code, keys }),
    error: (code, keys = {}) => void lines.push({ level: 'error', code, keys }),
  };
}
