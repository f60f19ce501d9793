import { submitCommand } from '../../functions/application/submit-command.ts';
import { hashText } from '../../functions/domain/shared/ids.ts';
import type { ConnectedCommand } from './command.ts';
import { needed, OpsUsageError, type Words } from './options.ts';
import { doerOf } from './who.ts';

function asked({ ids }: Words): { id: string; version: string } {
  const [id, version] = ids;
  if (id !== undefined && /^case-[a-z0-9]{4,40}$/.test(id) && version !== undefined && ids.length === 2)
    return { id, version };
  throw new OpsUsageError('move-policy: expected a case and a version, such as case-ab12cd34 wa-2');
}

/** Moves a case to another policy, for a case whose own policy is gone, so that its convenor cannot. */
export const movePolicyCommand: ConnectedCommand = {
  name: 'move-policy',
  usage: 'CASE VERSION --by AGENCY/REP --reason TEXT',
  about: 'Move a case to another version of its policy, when its convenor cannot',
  help: `What is due stays due when it was promised; what is to come goes by the new policy. The convenor does this by the API;
here it is for a case that cannot be evaluated. Recorded in the case's audit under --by; the reason is sealed as any
narrative. Needs the key of persons and narratives. Wants --yes.`,
  async warns(words, connection) {
    const { id, version } = asked(words);
    await doerOf(words.flags, connection);
    needed(words.flags, 'reason');
    return `${id} in ${connection.place} goes by the policy ${version} from now on.`;
  },
  async run(words, connection) {
    const { app } = connection;
    const { id, version } = asked(words);
    const doer = await doerOf(words.flags, connection);
    const by = { kind: 'worker' as const, ...doer.by };
    const reason = needed(words.flags, 'reason');
    const { answer } = await submitCommand(app, {
      type: 'case',
      id,
      name: 'movePolicy',
      input: { version },
      by,
      notes: { reason },
      // The same again is the same; another reason is another command.
      key: `ops:${hashText(`${id} ${version} ${reason}`).slice(0, 32)}`,
    });
    if (answer.kind === 'refused')
      return { lines: [`refused: ${answer.code}: ${answer.message}`], data: { refused: answer }, bad: true };
    return { lines: [`${id}: goes by ${version}`], data: answer };
  },
};
