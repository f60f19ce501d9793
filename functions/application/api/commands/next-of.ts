import { hadPart, isExcluded } from '../../../domain/case/queries.ts';
import type { NextMove } from '../../../domain/views/command-moves.ts';
import { type Next, nextMoves } from '../../../domain/views/next-moves.ts';
import type { App } from '../../app.ts';
import { loadAgency, loadCase, loadMeeting } from '../../load-states.ts';
import { policyToReadBy } from '../../policy-book.ts';
import type { AggregateRecord } from '../../record.ts';
import { askerOfCase, nextOfAgency, nextOfMeeting, placed } from '../reads/next.ts';
import type { ApiRequest } from '../route.ts';

/**
 * What can be done next with the thing that a command was about, and by whom. Nothing for somebody who may give
 * the command, such as report an incident, but has no part in the case.
 */
export async function nextOf(
  app: App,
  { type, id }: AggregateRecord,
  { subject, params }: ApiRequest,
  tag: string,
): Promise<Next | { moves: NextMove[] } | undefined> {
  const tags = [tag];
  const current = app.policies.current().policy;
  switch (type) {
    case 'case': {
      const state = await loadCase(app, id);
      if (!state || !hadPart(state, subject.agencyId) || isExcluded(state, subject)) return undefined;
      const { policy } = policyToReadBy(app.policies, state.policyVersion, state.region);
      const asker = await askerOfCase(app, id, subject);
      const next = nextMoves(state, asker, policy, app.clock.now());
      return { ...next, moves: placed(next.moves, { ...params, caseId: id }, tags) };
    }
    case 'meeting': {
      const state = await loadMeeting(app, id);
      return state && nextOfMeeting(state, subject, current, { ...params, meetingId: id }, tags);
    }
    case 'agency': {
      const state = await loadAgency(app, id);
      return state && nextOfAgency(state, subject, current, { ...params, agencyId: id });
    }
    // A person is read through a case; reports and searches are answered once.
    case 'person':
    case 'report':
    case 'search':
      return undefined;
  }
}
