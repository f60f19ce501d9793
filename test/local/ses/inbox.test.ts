import { afterEach, describe, expect, it } from 'vitest';
import { calendarFor } from '../../../functions/domain/calendar/index.ts';
import { createInbox } from '../../../local/ses/inbox.ts';
import type { SesEntry } from '../../../local/ses/mail.ts';
import { openSes, type Ses } from '../../../local/ses/service.ts';
import { openJournal } from '../../../local/stepfunctions/journal.ts';
import { openTestCloud, type TestCloud } from '../gateway/cloud.ts';

const clouds: TestCloud[] = [];
afterEach(async () => {
  for (const cloud of clouds.splice(0)) await cloud.close();
});

async function open(): Promise<{ cloud: TestCloud; ses: Ses; get: (path: string) => Promise<Response> }> {
  const boxes: Ses[] = [];
  const cloud = await openTestCloud({
    rest: ({ clock, bus }) => {
      boxes.push(openSes({ clock, bus, journal: openJournal<SesEntry>(undefined), seed: 1 }));
      return [];
    },
    routes: [
      (request, response) => createInbox(boxes[0]!, async () => calendarFor('AU-WA'))(request, response),
    ],
  });
  clouds.push(cloud);
  return { cloud, ses: boxes[0]!, get: (path) => fetch(cloud.gateway.url + path) };
}

const HOSTILE = '<script>alert(1)</script>"\'&';

function mail(subject: string, to = 'worker@health.example') {
  return {
    FromEmailAddress: 'no-reply@convenor.example',
    Destination: { ToAddresses: [to] },
    EmailTags: [{ Name: 'kind', Value: 'plan_copy' }],
    Content: {
      Simple: {
        Subject: { Data: subject },
        Body: {
          Text: { Data: `Read http://127.0.0.1/reply?x=1 ${HOSTILE}` },
          Html: { Data: `<b>${HOSTILE}</b>` },
        },
        Attachments: [{ FileName: "a'b.pdf", RawContent: Buffer.from('PDF').toString('base64') }],
      },
    },
  };
}

describe('the inbox', () => {
  it('says that it is empty', async () => {
    const { get } = await open();
    expect(await (await get('/inbox')).text()).toContain('No mail has been sent yet.');
  });

  it('lists local time, kind in words, subject, recipient and outcome, newest first', async () => {
    const { cloud, ses, get } = await open();
    await ses.sendEmail(mail('First'));
    await cloud.clock.run();
    await ses.sendEmail(mail('Second'));
    const page = await (await get('/inbox')).text();
    expect(page.indexOf('Second')).toBeLessThan(page.indexOf('First'));
    for (const text of [
      'Mon 2 Mar 2026 09:00 AWST',
      'Plan copy',
      'worker@health.example',
      'Delivered',
      'Accepted',
    ]) {
      expect(page).toContain(text);
    }
  });

  it('pages, and stays on the nearest page there is', async () => {
    const { ses, get } = await open();
    for (let n = 0; n < 51; n++) await ses.sendEmail(mail(`Mail number ${n}.`));
    const first = await (await get('/inbox')).text();
    expect(first).toContain('Mail number 50.');
    expect(first).not.toContain('Mail number 0.');
    expect(first).toContain('href="/inbox?page=2"');
    for (const page of ['2', '99'])
      expect(await (await get(`/inbox?page=${page}`)).text()).toContain('Mail number 0.');
    expect(await (await get('/inbox?page=x')).text()).toContain('Mail number 50.');
  });

  it('shows a mail with everything escaped and its HTML in a frame that can do nothing', async () => {
    const { ses, get } = await open();
    const { MessageId } = await ses.sendEmail(mail(HOSTILE));
    for (const path of ['/inbox', `/inbox/${MessageId}`]) {
      const response = await get(path);
      expect(await response.text()).not.toContain('<script');
      expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
    }
    const page = await (await get(`/inbox/${MessageId}`)).text();
    expect(page).toContain('sandbox=""');
    expect(page).toContain('<a href="http://127.0.0.1/reply?x=1" rel="noreferrer">');
    for (const landmark of [
      '<html lang="en-AU">',
      '<main id="content">',
      '<nav aria-label',
      '<h1>',
      '<h2>',
    ]) {
      expect(page).toContain(landmark);
    }
  });

  it('gives attachments as downloads', async () => {
    const { ses, get } = await open();
    const { MessageId } = await ses.sendEmail(mail('With a file'));
    const response = await get(`/inbox/${MessageId}/attachments/0`);
    expect(await response.text()).toBe('PDF');
    expect(response.headers.get('content-disposition')).toBe("attachment; filename*=UTF-8''a%27b.pdf");
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
  });

  it.each([
    '/inbox/nothing',
    '/inbox/ID/attachments/1',
    '/inbox/ID/attachments/x',
    '/inbox/ID/other',
    '/inbox/ID/attachments/0/x',
  ])('has no %s', async (path) => {
    const { ses, get } = await open();
    const { MessageId } = await ses.sendEmail(mail('One'));
    expect((await get(path.replace('ID', MessageId))).status).toBe(404);
  });

  it('is for reading, and leaves other paths alone', async () => {
    const { cloud, get } = await open();
    expect((await fetch(`${cloud.gateway.url}/inbox`, { method: 'POST' })).status).toBe(405);
    expect((await fetch(`${cloud.gateway.url}/inbox`, { method: 'HEAD' })).status).toBe(200);
    expect((await get('/inboxes')).status).toBe(404);
  });
});
