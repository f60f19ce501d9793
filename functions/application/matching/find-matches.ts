import { matchKeys, type Sought } from '../../domain/matching/keys.ts';
import { type Likeness, likeness, SUGGEST_FROM } from '../../domain/matching/score.ts';
import type { PersonState } from '../../domain/person/state.ts';
import type { App } from '../app.ts';
import { loadPerson } from '../load-states.ts';

/** Records looked into for one person; the index gives those who share most first. */
const MOST_COMPARED = 40;

/** A record that may be of the person sought. */
export interface Match extends Likeness {
  person: PersonState;
}

type MatchPorts = Pick<App, 'aggregates' | 'matches' | 'telemetry'>;

/**
 * Records that look like somebody, likeliest first. The index gives hints by keyed hashes; what stands in the
 * records themselves decides, so that a stale hint shows nobody.
 */
export async function findMatches(app: MatchPorts, sought: Sought): Promise<Match[]> {
  const { personIds, more } = await app.matches.find(matchKeys(sought));
  if (more || personIds.length > MOST_COMPARED) app.telemetry.count('matches-cut', {});
  const matches: Match[] = [];
  for (const personId of personIds.slice(0, MOST_COMPARED)) {
    const person = await loadPerson(app, personId);
    if (!person) continue;
    const alike = likeness(sought, person.identity);
    if (alike.score >= SUGGEST_FROM) matches.push({ ...alike, person });
  }
  return matches.toSorted((a, b) => b.score - a.score);
}
