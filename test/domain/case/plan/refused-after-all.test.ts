import { describe, expect, it } from 'vitest';
import { hasEndorsed } from '../../../../functions/domain/case/queries.ts';
import { workers } from '../fixtures.ts';
import { endorse, withLead, word } from '../meeting/held-case.ts';
import { copies, lead, plan } from './planned-case.ts';

const refused = { ...word(), worker: workers.police };

describe('a declaration that was endorsed and then refused', () => {
  it('S0-21 opens nothing any more: no copy goes on the endorsement', () => {
    const made = withLead();
    for (const worker of [workers.specialist, workers.police, workers.chair]) endorse(made, worker);
    made.run('endorsementWithdrawn', refused, { by: 'system' });
    expect(hasEndorsed(made.case, workers.police, made.case.cycle)).toBe(false);
    expect(hasEndorsed(made.case, workers.specialist, made.case.cycle)).toBe(true);
    made.run('recordPlan', plan(), lead);
    made.run('issuePlan', {}, lead);
    expect(copies(made)).toContainEqual(['rep-police1', 'has_action', 'held_not_endorsed']);
  });

  it('is taken from the meeting alone', () => {
    const made = withLead();
    expect(made.refused('endorsementWithdrawn', refused, { by: workers.police }).code).toBe(
      'not-for-this-actor',
    );
  });
});
