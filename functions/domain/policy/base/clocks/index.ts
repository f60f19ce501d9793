import type { Policy } from '../../schema.ts';
import { actionClocks } from './actions.ts';
import { intakeClocks } from './intake.ts';
import { leadClocks } from './lead.ts';
import { meetingClocks } from './meeting.ts';
import { upkeepClocks } from './upkeep.ts';

/** Every clock rule, with default, source and confidence; profiles and overrides change values, not ids. */
export const baseClocks: Policy['clocks'] = {
  ...intakeClocks,
  ...meetingClocks,
  ...leadClocks,
  ...actionClocks,
  ...upkeepClocks,
};
