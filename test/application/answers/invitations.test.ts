import { describe, expect, it } from 'vitest';
import { asked, CANARY, createDesk, endorse, invitation, owner } from './desk.ts';

const accept = { form: 'reply', reply: 'accept' };
const apology = { form: 'reply', reply: 'apology' };

describe('an invitation', () => {
  it('S0-35 is answered once: the same page sent twice is one answer', async () => {
    const desk = createDesk();
    const link = await desk.linkIn('invitation', invitation);
    const accept = { form: 'reply', reply: 'accept', stands: '' };
    expect((await desk.send(link, accept)).html).toContain('You take part.');
    expect(desk.meeting().invitations[0]?.reply).toBe('accepted');
    expect((await desk.send(link, accept)).html).toContain('It was recorded before.');
  });

  it('S0-35 is changed until the meeting begins, and never by a page that did not show what stands', async () => {
    const desk = createDesk();
    const link = await desk.linkIn('invitation', invitation);
    const page = await desk.send(link, { form: 'reply', reply: 'apology' });
    expect(page.html).toContain('Change your answer');
    const stale = await desk.send(link, { form: 'reply', reply: 'accept', stands: '' });
    expect([stale.status, stale.html.includes('since this page was opened')]).toEqual([422, true]);
    expect(desk.meeting().invitations[0]?.reply).toBe('apology');
    await desk.send(link, { form: 'reply', reply: 'accept' });
    expect(desk.meeting().invitations[0]?.reply).toBe('accepted');
    await desk.send(link, { form: 'reply', reply: 'apology' });
    expect(desk.meeting().invitations[0]?.reply).toBe('apology');
  });

  it('keeps the place of an answer on its way for a minute, and of one that crashed no longer', async () => {
    const desk = createDesk();
    const link = await desk.linkIn('invitation', invitation);
    const { aggregates } = desk.app;
    const { save } = aggregates;
    aggregates.save = () => Promise.reject(new Error('crashed'));
    await expect(desk.send(link, { ...accept, stands: '' })).rejects.toThrow('crashed');
    aggregates.save = save;
    expect((await desk.send(link, { ...apology, stands: '' })).status).toBe(422);
    desk.pass({ seconds: 61 });
    expect((await desk.send(link, { ...apology, stands: '' })).status).toBe(200);
    expect(desk.meeting().invitations[0]?.reply).toBe('apology');
  });

  it('remembers the answer that took the place, whichever ends last', async () => {
    const desk = createDesk();
    const link = await desk.linkIn('invitation', invitation);
    const { aggregates } = desk.app;
    const { save } = aggregates;
    aggregates.save = async (change) => {
      aggregates.save = save;
      desk.pass({ seconds: 61 });
      await desk.send(link, { ...apology, stands: '' });
      return save(change);
    };
    await desk.send(link, { ...accept, stands: '' });
    expect((await desk.send(link, { ...apology, stands: '' })).html).toContain('It was recorded before.');
  });

  it('S1-08 names a proxy of the own agency, and nobody else', async () => {
    const desk = createDesk();
    const link = await desk.linkIn('invitation', invitation);
    const stranger = await desk.send(link, { form: 'reply', reply: 'proxy', proxy: 'rep-stranger' });
    expect([stranger.status, stranger.html.includes('Choose who comes')]).toEqual([422, true]);
    await desk.send(link, { form: 'reply', reply: 'proxy', proxy: 'rep-second' });
    expect(desk.meeting().invitations.map(({ role }) => role)).toEqual(['representative', 'proxy']);
  });

  it('S1-08 names colleagues by post and role before the code, by name after it', async () => {
    const desk = createDesk();
    desk.change<{ representatives: { representativeId: string; roles: string[] }[] }>(
      'agency',
      owner.agencyId,
      ({ representatives }) => {
        for (const one of representatives) if (one.representativeId === 'rep-second') one.roles = ['manager'];
      },
    );
    const link = await desk.linkIn('invitation', invitation);
    const before = await desk.look(link);
    expect(before.html).not.toContain('Worker rep-');
    expect(before.html).toMatch(/<option value="rep-second">[\w, ]*Manager</);
    expect((await desk.prove(link)).html).toContain('Worker rep-second');
  });

  it('S0-18 S1-24 shows nobody before the code and the declaration, then whom it concerns, and records the reading', async () => {
    const desk = createDesk();
    const link = await desk.linkIn('invitation', invitation);
    const pages = [await desk.look(link), await desk.send(link, { form: 'send_code' })];
    for (const form of ['endorse', 'return', 'nothing_known'])
      pages.push(await desk.send(link, { ...endorse, form }));
    pages.push(await desk.prove(link));
    for (const page of pages) expect(page.html).not.toContain(CANARY);
    expect(desk.meeting().endorsements).toEqual([]);
    const shown = await desk.send(link, endorse);
    expect(desk.meeting().endorsements).toMatchObject([
      { worker: owner, mode: 'electronic', status: 'endorsed' },
    ]);
    expect(shown.html).toContain(`${CANARY} victim`);
    expect(desk.stored()).toContain('"via":"link"');
  });
});

describe('a declaration', () => {
  it('S0-21 lets who did not endorse the declaration endorse it after all', async () => {
    const desk = createDesk();
    const link = await desk.linkIn('declaration_request', asked);
    await desk.prove(link);
    await desk.send(link, { form: 'refuse', why: 'not_said' });
    expect((await desk.look(link)).html).toContain('You can endorse it after all');
    await desk.send(link, endorse);
    expect(desk.meeting().endorsements.map(({ status }) => status)).toEqual(['refused', 'endorsed']);
  });
});
