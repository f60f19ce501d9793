import { describe, expect, it } from 'vitest';
import { asked, createDesk, invitation } from './desk.ts';

describe('the code', () => {
  it('opens once: the same code again, from another device, opens nothing', async () => {
    const desk = createDesk();
    const link = await desk.linkIn('declaration_request', asked);
    await desk.send(link, { form: 'send_code' });
    const code = /\b\d{6}\b/.exec((await desk.post()).at(-1)?.text ?? '')?.[0] ?? '';
    expect(
      (await desk.send(link, { form: 'code', code: ` ${code.slice(0, 3)} ${code.slice(3)}` })).proof,
    ).toBeDefined();
    expect((await desk.send(link, { form: 'code', code })).proof).toBeUndefined();
  });

  it('is good for ten minutes and five tries, then none is', async () => {
    const desk = createDesk();
    const link = await desk.linkIn('declaration_request', asked);
    await desk.send(link, { form: 'send_code' });
    const code = /\b\d{6}\b/.exec((await desk.post()).at(-1)?.text ?? '')?.[0] ?? '';
    const wrong = String((Number(code) + 1) % 1_000_000).padStart(6, '0');
    for (const _ of [1, 2, 3, 4])
      expect((await desk.send(link, { form: 'code', code: wrong })).html).toContain('not the code');
    expect((await desk.send(link, { form: 'code', code: wrong })).html).toContain('cannot be used any more');
    expect((await desk.send(link, { form: 'code', code })).proof).toBeUndefined();
    desk.pass({ minutes: 1 });
    await desk.send(link, { form: 'send_code' });
    const second = /\b\d{6}\b/.exec((await desk.post()).at(-1)?.text ?? '')?.[0] ?? '';
    expect(second).not.toBe(code);
    desk.pass({ minutes: 10 });
    expect((await desk.send(link, { form: 'code', code: second })).html).toContain('too old');
  });

  it('goes to the address of record, beside nothing that tells what it is for, and stands in no store', async () => {
    const desk = createDesk();
    const link = await desk.linkIn('declaration_request', asked);
    await desk.send(link, { form: 'send_code' });
    const mail = (await desk.post()).at(-1);
    expect([mail?.to, mail?.subject, mail?.kind]).toEqual([
      'worker.one@owner.example',
      'Your code',
      'link_code',
    ]);
    const code = /\b\d{6}\b/.exec(mail?.text ?? '')?.[0] ?? 'none';
    expect(mail?.text).not.toMatch(/answers\.example|[A-Z0-9]{4}-[A-Z0-9]{4}/);
    expect(desk.stored()).not.toContain(code);
  });

  it('is sent five times an hour at most, and not twice at once; the wait ends by itself', async () => {
    const desk = createDesk();
    const link = await desk.linkIn('declaration_request', asked);
    const codes = async () => (await desk.post()).filter(({ kind }) => kind === 'link_code').length;
    for (let n = 0; n < 7; n += 1) {
      await desk.send(link, { form: 'send_code' });
      await desk.send(link, { form: 'send_code' });
      desk.pass({ minutes: 11 });
      if (n === 4) expect((await desk.send(link, { form: 'send_code' })).html).toContain('Too many codes');
    }
    expect(await codes()).toBe(6);
    desk.pass({ hours: 25 });
    await desk.prove(link);
    expect((await desk.look(link)).html).toContain('I have read the declaration');
  });

  it('S1-08 used up by a stranger, is told to operations, and a new link goes to the true recipient', async () => {
    const alarms: string[] = [];
    const desk = createDesk();
    Object.assign(desk.app, {
      telemetry: { ...desk.app.telemetry, alarm: (name: string) => alarms.push(name) },
    });
    const link = await desk.linkIn('declaration_request', asked);
    for (let n = 0; n < 12; n += 1) {
      await desk.send(link, { form: 'send_code' });
      desk.pass({ minutes: 15 });
    }
    expect(alarms).toEqual(['link-guessed']);
    expect((await desk.send(link, { form: 'send_code' })).html).toContain('Send me a new link');
    for (const _ of [1, 2]) await desk.send(link, { form: 'new_link' });
    const mails = (await desk.post()).filter(({ kind }) => kind === 'declaration_request');
    expect(mails.map(({ to }) => to)).toEqual(['worker.one@owner.example', 'worker.one@owner.example']);
    const fresh = /https:\/\/answers\.example\/answer\/\S+/.exec(mails.at(-1)?.text ?? '')?.[0] ?? '';
    expect((await desk.prove(fresh)).html).toContain('I have read the declaration');
  });

  it('is asked for as the policy says: never, before content, always', async () => {
    const shows = async (linkChallenge: 'never' | 'content' | 'always') => {
      const desk = createDesk({ access: { linkChallenge } });
      const { html } = await desk.look(await desk.linkIn('invitation', invitation));
      return [html.includes('value="reply"'), html.includes('value="endorse"')];
    };
    expect(await shows('never')).toEqual([true, true]);
    expect(await shows('content')).toEqual([true, false]);
    expect(await shows('always')).toEqual([false, false]);
  });
});
