import { commandCalls } from '../../../lib/ops-roles.ts';
import { runOps } from '../../../scripts/ops/run.ts';

/** What came of a command. */
export interface Ran {
  code: number;
  output: string;
  complaint: string;
}

/**
 * The command as `npm run ops` runs it.
 * @param where the words that say on what
 * @param strays gets every call of AWS that the role of the command does not have
 */
export const createOps =
  (where: () => string[], strays: Set<string>) =>
  async (...words: string[]): Promise<Ran> => {
    const written: string[] = [];
    const complaints: string[] = [];
    const calls = commandCalls[words[0] ?? '']?.calls ?? [];
    const code = await runOps(
      [...words, ...where()],
      {},
      {
        write: (text) => written.push(text),
        complain: (text) => complaints.push(text),
        onCall: (action) => {
          if (!calls.includes(action)) strays.add(`${words[0]}: ${action}`);
        },
      },
    );
    return { code, output: written.join(''), complaint: complaints.join('') };
  };
