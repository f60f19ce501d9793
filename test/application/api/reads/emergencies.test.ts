import { describe, expect, it } from 'vitest';
import type { TokenRole } from '../../../../functions/domain/access/subject.ts';
import type { Worker } from '../../../../functions/domain/shared/actor.ts';
import { workers } from '../../../domain/case/fixtures.ts';
import { issued } from '../../../domain/case/plan/planned-case.ts';
import { createReadsWorld, stranger } from './world.ts';

/** A case that a worker of the hospital has read in an emergency, with the reason as a note. */
async function broken() {
  const { made } = issued();
  const reading = { reason: 'danger_to_life', minutes: 30 };
  made.run('breakGlass', reading, { by: workers.hospital, notes: ['rationale'] });
  const world = await createReadsWorld(made);
  const [grant] = made.case.breakGlass ?? [];
  const noteId = grant?.noteId ?? '';
  const owner = { type: 'case', id: world.caseId } as const;
  const note = { owner, noteId, field: 'rationale', text: 'A neighbour rang the ward.', createdAt: made.now };
  world.data.notes[`case/${world.caseId}/${noteId}`] = { note };
  const read = (who: Worker, roles: TokenRole[], path: string) =>
    world.get(`/cases/${world.caseId}${path}`, {
      as: who,
      roles,
      headers: { Purpose: 'manage_mitigate' },
    });
  return { world, read, path: `/notes/${noteId}` };
}

describe('why somebody read a case in an emergency', () => {
  it('is read by those who review it and by auditors, and recorded', async () => {
    const { world, read, path } = await broken();
    for (const [who, role] of [
      [workers.convenor, 'representative'],
      [workers.chair, 'representative'],
      [{ agencyId: 'agy-coord', representativeId: 'rep-colleague1' }, 'coordinator'],
      [stranger, 'auditor'],
    ] as const) {
      expect((await read(who, [role], path)).body['text']).toBe('A neighbour rang the ward.');
      expect((await read(who, [role], '/emergency-readings')).body['items']).toHaveLength(1);
    }
    const entries = await world.app.accessLog.page(world.caseId, 0);
    expect(entries.filter(({ event, what }) => event === 'read' && what === 'emergency_reason')).toHaveLength(
      8,
    );
  });

  it('is read by nobody else with a part, nor by the reader or another in an emergency', async () => {
    const { read, path } = await broken();
    for (const who of [workers.specialist, workers.police, workers.hospital])
      for (const what of [path, '/emergency-readings'])
        expect([403, 404]).toContain((await read(who, ['representative'], what)).status);
    expect((await read(stranger, ['representative'], path)).status).toBe(404);
  });
});
