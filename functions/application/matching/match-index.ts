/** People found under some of the keys that were asked for. `more`: there were others, too many to look at. */
export interface Found {
  personIds: string[];
  more: boolean;
}

/**
 * By what people can be found again. Keys come in plain (`matchKeys`) and are stored as HMAC-SHA256 under a
 * secret that the key service wraps, so that whoever holds the table can neither read nor guess a name.
 */
export interface MatchIndex {
  /**
   * The person is found by these keys from now on, and by no others. An older version changes nothing, and
   * doing it twice, or half and then again, ends the same.
   * @param version of the person's record
   */
  put(personId: string, version: number, keys: readonly string[]): Promise<void>;
  /** Whoever is indexed under any of the keys, those who share most of them first. */
  find(keys: readonly string[]): Promise<Found>;
}
