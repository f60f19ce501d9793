/**
 * An id in the shape of a UUID: the same in each run of the same seed, and another one after a restart, because the
 * time (ms since 1970) is in it. `kind` keeps ids of different sorts apart.
 */
export function timedId(time: number, n: number, kind: '8' | '9' | 'a'): string {
  const hex = time.toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4000-${kind}000-${n.toString(16).padStart(12, '0')}`;
}
