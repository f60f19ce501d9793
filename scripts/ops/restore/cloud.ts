/** What a restore sees of a table. */
export interface TableSeen {
  arn: string;
  /** Can be worked on: active, not being restored, indexes complete. */
  ready: boolean;
  /** Only while its stream is on. */
  streamArn?: string | undefined;
  deletionProtection: boolean;
  expiry: boolean;
  pointInTime: boolean;
  tags: Readonly<Record<string, string>>;
}

/** Something that changes the table by itself. */
export interface Writer {
  /** For people: `sweep-attention (rule)`. */
  name: string;
  kind: 'rule' | 'stream' | 'function';
  /** As AWS calls it. */
  id: string;
  stopped: boolean;
  /** Of a function: the table that it works on. */
  tableName?: string | undefined;
  /** Of a function: what the config reserves for it. @default nothing */
  reserved?: number | undefined;
}

/** The moments to which a table can be brought back. */
export interface RecoveryWindow {
  earliest: string;
  latest: string;
}

/**
 * What a restore asks of AWS. Each call can be done again: what is there already is left as it is. Reads are as
 * late as AWS makes them; errors carry the name that AWS gives them.
 */
export interface RestoreCloud {
  /** Undefined when there is no such table, or its point-in-time recovery is off. */
  recovery(tableName: string): Promise<RecoveryWindow | undefined>;
  table(tableName: string): Promise<TableSeen | undefined>;
  restore(from: string, to: string, at: string): Promise<void>;
  /** What the stack of the first table turns on, and a restore leaves off. */
  turnOn(tableName: string, what: 'stream' | 'deletionProtection' | 'expiry' | 'pointInTime'): Promise<void>;
  tag(tableArn: string, tags: Readonly<Record<string, string>>): Promise<void>;
  writers(): Promise<Writer[]>;
  stop(writer: Writer): Promise<void>;
  release(writer: Writer): Promise<void>;
}
