import type { RestoreCloud, TableSeen, Writer } from '../../../../scripts/ops/restore/cloud.ts';

/** Whoever ran it was stopped here. */
export class KilledError extends Error {
  override readonly name = 'KilledError';
}

type Made = Omit<TableSeen, 'streamArn'> & { stream: boolean; busy: number };

export const LATEST = '2026-03-03T00:00:00.000Z';
const EARLIEST = '2026-02-01T00:00:00.000Z';
const FUNCTIONS = ['EvaluateCaseFunction', 'SendEmailFunction', 'ServeApiFunction', 'ServeAnswersFunction'];

/** Tables and writers as AWS has them, in memory; a table is busy for some looks after each change. */
export class FakeCloud implements RestoreCloud {
  readonly tables = new Map<string, Made>();
  /** What changed something, in order. */
  readonly changes: string[] = [];
  private readonly stopped = new Set<string>();
  private deployed: string;
  private readonly looksBusy: number;
  /** Changes that are left before it dies; the last one may still happen. */
  private left = Number.POSITIVE_INFINITY;
  private happens = true;

  constructor(tableName: string, looksBusy = 1) {
    this.deployed = tableName;
    this.looksBusy = looksBusy;
    this.tables.set(tableName, {
      ...this.bare(tableName),
      busy: 0,
      stream: true,
      deletionProtection: true,
      expiry: true,
      pointInTime: true,
    });
  }

  /** Dies at a change, before it or right after it. */
  dieAt(change: number, happens: boolean): void {
    this.left = change;
    this.happens = happens;
  }
  live(): void {
    this.left = Number.POSITIVE_INFINITY;
  }
  /** What `cdk deploy` does with `table.restored`. */
  deploy(tableName: string): void {
    this.deployed = tableName;
    // The event source is another one, on another stream, and begins enabled.
    this.stopped.delete('stream');
  }

  private bare(name: string): Made {
    const arn = `arn:aws:dynamodb:ap-southeast-2:111122223333:table/${name}`;
    const off = { deletionProtection: false, expiry: false, pointInTime: false, stream: false };
    return { arn, ready: false, busy: this.looksBusy, ...off, tags: {} };
  }

  private change(what: string, act: () => void): void {
    this.left -= 1;
    if (this.left < 0 || (this.left === 0 && !this.happens)) throw new KilledError(what);
    this.changes.push(what);
    act();
    if (this.left === 0) throw new KilledError(what);
  }

  async recovery(tableName: string) {
    return this.tables.get(tableName)?.pointInTime === true
      ? { earliest: EARLIEST, latest: LATEST }
      : undefined;
  }

  async table(tableName: string): Promise<TableSeen | undefined> {
    const found = this.tables.get(tableName);
    if (!found) return undefined;
    const { stream, busy, ...rest } = found;
    found.busy = Math.max(0, busy - 1);
    const streamArn = `${found.arn}/stream/2026-03-02T01:00:00.000`;
    return { ...rest, ready: busy === 0, ...(stream ? { streamArn } : {}) };
  }

  async restore(from: string, to: string, at: string): Promise<void> {
    if (!this.tables.has(from)) throw new Error(`there is no ${from}`);
    if (this.tables.has(to)) throw new Error(`there is a ${to} already`);
    this.change(`restore ${from} ${at}`, () => void this.tables.set(to, this.bare(to)));
  }

  async turnOn(tableName: string, what: 'stream' | 'deletionProtection' | 'expiry' | 'pointInTime') {
    const found = this.idle(tableName);
    this.change(what, () => {
      found[what] = true;
      found.busy = this.looksBusy;
    });
  }

  private idle(tableName: string): Made {
    const found = this.tables.get(tableName);
    if (!found || found.busy > 0) throw new Error(`${tableName} cannot be changed now`);
    return found;
  }

  async tag(tableArn: string, tags: Readonly<Record<string, string>>): Promise<void> {
    const found = [...this.tables.values()].find(({ arn }) => arn === tableArn);
    this.change(`tag ${Object.keys(tags).join(' ')}`, () => {
      if (found) found.tags = { ...found.tags, ...tags };
    });
  }

  async writers(): Promise<Writer[]> {
    const of = (kind: Writer['kind'], id: string): Writer => ({
      name: id,
      kind,
      id,
      stopped: this.stopped.has(id),
    });
    return [
      of('rule', 'rule'),
      of('stream', 'stream'),
      ...FUNCTIONS.map((id) => ({ ...of('function', id), tableName: this.deployed })),
    ];
  }
  async stop({ id }: Writer): Promise<void> {
    this.change(`stop ${id}`, () => void this.stopped.add(id));
  }
  async release({ id }: Writer): Promise<void> {
    this.change(`release ${id}`, () => void this.stopped.delete(id));
  }
}
