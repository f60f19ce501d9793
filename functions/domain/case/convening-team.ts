import type { Draft } from 'immer';
import type { Policy } from '../policy/schema.ts';
import type { Worker } from '../shared/actor.ts';
import type { Recipient } from '../shared/recipient.ts';
import type { CaseState } from './state.ts';

type Team = Pick<Policy, 'conveningTeam'>;

/** The desk that sees to an area, or the one that sees to everything else. */
export const deskFor = ({ conveningTeam }: Team, area?: string): Worker =>
  (area === undefined ? undefined : conveningTeam.areas[area]) ?? conveningTeam.desk;

/** Whether somebody works where one of the convening team's desks is. */
export const isOfTeam = ({ conveningTeam }: Team, { agencyId }: Pick<Worker, 'agencyId'>): boolean =>
  [conveningTeam.desk, ...Object.values(conveningTeam.areas)].some((desk) => desk.agencyId === agencyId);

/** Code of the task of the convening team to look at a call from outside; `acceptConvening` answers it. */
export const ACCEPT_TASK = 'accept_convening';

/**
 * Whether somebody is of the agency that named itself to run the case, and the convening team has not accepted
 * that: such a part gives no right over content that the agency would not have without it (docs/adr/0019).
 */
export const isSelfNamed = (
  { convening, referral }: CaseState | Draft<CaseState>,
  { agencyId }: Pick<Recipient, 'agencyId'>,
): boolean =>
  convening?.selfNamed === true && convening.answer === undefined && agencyId === referral.from.agencyId;
