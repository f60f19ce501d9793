import { type Link, withoutUsed, withUsed } from '../../domain/answers/link.ts';
import { type AnswerForm, slotOf } from '../../domain/answers/purposes.ts';
import { addElapsed, type Instant } from '../../domain/calendar/instants.ts';
import type { App } from '../app.ts';
import { canonicalJson } from '../canonical.ts';
import type { CommandAnswer } from '../execute-command.ts';
import { submitCommand } from '../submit-command.ts';
import { changeLink } from './change-link.ts';
import type { Prepared } from './forms/form.ts';
import type { OpenLink } from './open-link.ts';
import { type Standing, standingOf } from './stands.ts';

/**
 * `already`: this very answer was recorded before. `other`: another answer was recorded, by this link or since the
 * page was drawn. `too_late`: the answer that stands can no longer be changed here.
 */
export type Outcome = CommandAnswer | { kind: 'already' | 'other' | 'too_late' };

/** Whether an answer leaves the thing open, so that the same link may say more about it. */
const staysOpen = (form: AnswerForm, did: readonly string[]): boolean =>
  did.includes('return.incomplete') || (form === 'progress' && !did.includes('action.completed'));

/** As long as that, an answer on its way keeps its place against another one; then it is held to have crashed. */
const ON_ITS_WAY_SECONDS = 60;

type Taking = 'free' | 'already' | 'other' | 'too_late';

/** Whether an answer may take its place. */
function takingOf(
  used: Link['used'][string] | undefined,
  {
    bodyHash,
    standing,
    seen,
    now,
  }: { bodyHash: string; standing: Standing | undefined; seen: string; now: Instant },
): Taking {
  if (used?.bodyHash === bodyHash) return used.done ? 'already' : 'free';
  if (!standing) return used ? 'other' : 'free';
  const isOnItsWay = used && !used.done && addElapsed(used.at, { seconds: ON_ITS_WAY_SECONDS }) > now;
  if (isOnItsWay || standing.stands !== seen) return 'other';
  return standing.stands === '' || standing.mayReplace ? 'free' : 'too_late';
}

/**
 * Carry out what a form asks for, once for a link: the place is taken before the command is given, so that of
 * two different answers at the same moment one comes through; a crash in between goes on with the same answer.
 * What may be answered anew takes the place of the answer that its sender has seen.
 * @param seen stands for the answer on the page that the form was sent from; empty if there was none
 */
export async function decideOnce(app: App, open: OpenLink, asked: Prepared, seen = ''): Promise<Outcome> {
  const { linkId, now, worker } = open;
  if (!worker) return { kind: 'other' };
  const { form, caseId, command } = asked;
  const slot = slotOf(form, caseId);
  // Under a secret: who holds the table cannot try words against it.
  const bodyHash = await app.ledger.unguessable(
    canonicalJson({ form, ...command, ...(seen === '' ? {} : { seen }) }),
  );
  const standing = standingOf(open, form, caseId);
  let taking: Taking = 'free';
  await changeLink(app, linkId, (found) => {
    const used = found.used[slot];
    taking = takingOf(used, { bodyHash, standing, seen, now });
    const isNew = taking === 'free' && used?.bodyHash !== bodyHash;
    return isNew ? withUsed(found, slot, { form, bodyHash, at: now, done: false }) : undefined;
  });
  if (taking !== 'free') return { kind: taking };
  const { answer } = await submitCommand(app, {
    type: command.ref.type,
    id: command.ref.id,
    name: command.name,
    input: command.input,
    notes: command.notes,
    by: { kind: 'worker', ...worker },
    key: `link:${linkId}:${slot}:${bodyHash}`,
  });
  const isFree = answer.kind !== 'accepted' || staysOpen(form, answer.did);
  await changeLink(app, linkId, (found) => {
    if (found.used[slot]?.bodyHash !== bodyHash) return undefined;
    return isFree ? withoutUsed(found, slot) : withUsed(found, slot, { form, bodyHash, at: now, done: true });
  });
  return answer;
}
