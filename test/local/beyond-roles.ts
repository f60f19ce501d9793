import type { Cloud } from '../../local/cloud.ts';
import { permissions } from '../lib/rules/permissions.ts';

/** What functions have asked AWS for in a local cloud that their roles on AWS do not allow. */
export const beyondRoles = ({ calls }: Pick<Cloud, 'calls'>): string[] =>
  Object.entries(calls()).flatMap(([name, actions]) =>
    actions.filter((action) => !permissions[name]?.includes(action)).map((action) => `${name} ${action}`),
  );
