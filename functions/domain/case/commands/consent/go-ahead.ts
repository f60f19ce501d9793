import type { Draft } from 'immer';
import { startClock } from '../../../clocks/manage.ts';
import type { CaseContext } from '../../command.ts';
import { askedVictims, hasInformedConsent } from '../../legal-basis.ts';
import { isHeld } from '../../queries.ts';
import type { CaseState } from '../../state.ts';
import { openTask } from '../../tasks.ts';
import { responsible } from '../people/responsible.ts';

/**
 * Without her consent the group goes ahead: she is to be told when it is safe, or why she is not is recorded.
 * Put off while liaison is held; `resumeLiaison` asks again.
 * @param personId the adult victim concerned; without one all of them
 */
export function askToTellGoAhead(
  draft: Draft<CaseState>,
  personId: string | undefined,
  context: CaseContext,
): void {
  if (isHeld(draft, 'death') || isHeld(draft, 'misidentification')) return;
  const people = askedVictims(draft).filter((m) => personId === undefined || m.personId === personId);
  for (const member of people) {
    if (hasInformedConsent(draft, member.personId)) continue;
    startClock(draft, context, 'goahead.told', { subject: member.personId });
    openTask(draft, context, {
      code: 'tell_go_ahead',
      for: responsible(draft, context),
      subject: member.personId,
    });
  }
}
