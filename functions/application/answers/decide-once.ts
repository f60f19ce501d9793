import { withoutUsed, withUsed } from '../../domain/answers/link.ts';
import { type AnswerForm, slotOf } from '../../domain/answers/purposes.ts';
import { hashText } from '../../domain/shared/ids.ts';
import type { App } from '../app.ts';
import { canonicalJson } from '../canonical.ts';
import type { CommandAnswer } from '../execute-command.ts';
import { submitCommand } from '../submit-command.ts';
import { changeLink } from './change-link.ts';
import type { Prepared } from './forms/form.ts';
import type { OpenLink } from './open-link.ts';

/** `already`: this very answer was recorded before. `other`: by this link another answer was recorded. */
export type Outcome = CommandAnswer | { kind: 'already' } | { kind: 'other' };

/** Whether an answer leaves the thing open, so that the same link may say more about it. */
const staysOpen = (form: AnswerForm, did: readonly string[]): boolean =>
  did.includes('return.incomplete') || (form === 'progress' && !did.includes('action.completed'));

/**
 * Carry out what a form asks for, once for a link: the place is taken before the command is given, so that of
 * two different answers at the same moment one comes through; a crash in between goes on with the same answer.
 */
export async function decideOnce(app: App, open: OpenLink, asked: Prepared): Promise<Outcome> {
  const { linkId, now, worker } = open;
  if (!worker) return { kind: 'other' };
  const { form, caseId, command } = asked;
  const slot = slotOf(form, caseId);
  const bodyHash = hashText(canonicalJson({ form, ...command }));
  let known: 'free' | 'already' | 'other' = 'free';
  await changeLink(app, linkId, (found) => {
    const used = found.used[slot];
    known = !used ? 'free' : used.bodyHash !== bodyHash ? 'other' : used.done ? 'already' : 'free';
    return used ? undefined : withUsed(found, slot, { form, bodyHash, at: now, done: false });
  });
  if (known !== 'free') return { kind: known };
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
  await changeLink(app, linkId, (found) =>
    isFree ? withoutUsed(found, slot) : withUsed(found, slot, { form, bodyHash, at: now, done: true }),
  );
  return answer;
}
