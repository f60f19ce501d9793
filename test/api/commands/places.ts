import { areas } from '../../../functions/application/api/commands/index.ts';
import type { AggregateType } from '../../../functions/domain/shared/aggregate.ts';

/** The path of a command, with its parameters in braces. */
export function placeOf(aggregate: AggregateType, command: string): string {
  const place = areas.find((one) => one.aggregate === aggregate)?.places[command];
  if (!place) throw new Error(`${aggregate}.${command} has no place in the API`);
  return place.path;
}

/** The ids in a state by the names that they stand under, in the order of the state. */
export function idsIn(value: unknown, found = new Map<string, string[]>()): Map<string, string[]> {
  if (typeof value !== 'object' || value === null) return found;
  for (const [name, part] of Object.entries(value)) {
    if (typeof part === 'string' && name.endsWith('Id')) found.set(name, [...(found.get(name) ?? []), part]);
    else idsIn(part, found);
  }
  return found;
}
