/** A replacement of an owner's data key that is under way. */
export interface Replacement {
  /** Number of the key that seals from now on. */
  current: number;
  /** Long enough ago that no process seals with the one before any more. */
  settled: boolean;
}

/** The data keys of owners, for operations: to replace, to wrap anew, to destroy. Each method can be done again. */
export interface OwnerKeys {
  /** Owners that have data keys, a page at a time, in no order. */
  page(cursor?: string): Promise<{ ownerIds: string[]; cursor?: string | undefined }>;
  /** A newer key that seals from now on, unless a replacement is under way; undefined for an owner without keys. */
  begin(ownerId: string): Promise<Replacement | undefined>;
  /**
   * Seal anew whatever of the owner is sealed with an older key; answers how many things. Everything can be read
   * at every moment: the older key stays until `finish`. Throws ConflictError when writers will not let it end.
   */
  reseal(ownerId: string): Promise<number>;
  /** Forget the older keys; false if the keys have changed since. */
  finish(ownerId: string, replacement: Replacement): Promise<boolean>;
  /** Wrap the keys under the wrapping key as it stands now; false if the keys have changed meanwhile. */
  rewrap(ownerId: string): Promise<boolean>;
  /** Destroy all keys of the owner for good: what they sealed can never be read again. False if there are none. */
  destroy(ownerId: string, at: string): Promise<boolean>;
}
