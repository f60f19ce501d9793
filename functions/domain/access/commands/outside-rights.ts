import { by, byAnyWorker, bySystem, type CommandRight, type CommandRights } from './right.ts';

/**
 * Whoever was asked, and coordinators of their agency. Neither a coordinator of another team nor anybody else who works
 * there has a part: who gives the answer reads what was sent or sought, which names people, and who is known.
 */
const byTeam: CommandRight = by('task', 'convening_team');

/** Who may give each command of a report from another system. */
export const intakeRights: CommandRights = {
  receiveReport: { relations: [], roles: ['intake_system'] },
  decideReport: bySystem,
  recordSteps: bySystem,
  settleReport: byTeam,
  messageOutcome: bySystem,
  commandRefused: bySystem,
};

/** Who may give each command about searches. Anybody may look; who is found is for the convening team. */
export const searchRights: CommandRights = {
  askSearch: byAnyWorker,
  recordHits: bySystem,
  answerSearch: byTeam,
  reviewUnusualSearching: byTeam,
  messageOutcome: bySystem,
  commandRefused: bySystem,
};
