import * as z from 'zod/mini';
import { idSchema } from '../../../shared/ids.ts';
import { convenorRecipient, openChasedTask } from '../../chased-tasks.ts';
import { defineCaseCommand } from '../../command.ts';
import { phases } from '../../phases.ts';

/** Another record refused what this case asked of it. Somebody has to know, for what was asked did not happen. */
export const commandRefused = defineCaseCommand({
  name: 'commandRefused',
  title: 'Take note that another record refused',
  duty: ['judgement'],
  phases,
  by: 'system',
  input: z.object({ aggregate: z.string(), id: idSchema, name: z.string(), code: z.string() }),
  decide(draft, { aggregate, id, name, code }, context) {
    openChasedTask(draft, context, {
      code: `command_refused.${name}`,
      for: convenorRecipient(draft),
      subject: id,
      reason: code,
      tell: true,
    });
    context.event('command.refused', { aggregate, id, name, code });
    context.did('command.refused');
    return undefined;
  },
});
