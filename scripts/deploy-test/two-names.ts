/**
 * Ids of a scenario derive from its aliases, and the API gives others. Everything is told under the one name inside
 * the scenario and under the other outside; ids are opaque and long, so that a text can be searched for them.
 */
export class TwoNames {
  private readonly pairs: (readonly [inside: string, outside: string])[] = [];

  add(inside: string, outside: string): void {
    this.pairs.push([inside, outside]);
  }

  outward<T>(value: T): T {
    return replaced(value, this.pairs);
  }

  inward<T>(value: T): T {
    return replaced(
      value,
      this.pairs.map(([inside, outside]) => [outside, inside]),
    );
  }
}

/** JSON in, JSON of the same shape out. */
function replaced<T>(value: T, pairs: readonly (readonly [string, string])[]): T {
  if (value === undefined) return value;
  const text = pairs.reduce((all, [from, to]) => all.replaceAll(from, to), JSON.stringify(value));
  return JSON.parse(text);
}
