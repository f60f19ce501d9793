import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadCase } from '../../functions/application/load-states.ts';
import { aliasId } from '../../local/scenario/references.ts';
import { openSite, type Site } from './site.ts';
import { createVisitor, devices, openBrowser, type Visitor } from './visitor.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

const caseId = aliasId('default', 'case', 'main');
const meetingId = aliasId('default', 'meeting', 'first');
const names = /Examplewoman|Exampleman|Examplechild/;

describe.each(devices)('on $name', (device) => {
  describe('before the meeting', () => {
    let site: Site;
    let visitor: Visitor;
    beforeAll(async () => {
      site = await openSite((step) => step.on === 'meeting:first' && step.do === 'scheduleMeeting');
      visitor = await createVisitor(browser, device);
    });
    afterAll(async () => {
      await visitor.close();
      await site.close();
    });

    it('S0-35 an invitation is accepted, after a mistake, by the keyboard alone', async () => {
      await visitor.open(await site.link('sergeant@police.example.test', 'invitation'));
      await visitor.reach('Skip to content', 'Enter');
      await visitor.reach('Send the answer', 'Enter');
      // What is wrong has the focus, and the next thing it reaches leads to the field.
      expect(await visitor.focused()).toContain('There is a problem');
      await visitor.reach('Choose an answer', 'Enter');
      await visitor.reach('We take part: I come', 'Space');
      await visitor.reach('Send the answer', 'Enter');
      expect(await visitor.text()).toContain('You take part.');
    });

    it('S0-35 an apology is taken back', async () => {
      await visitor.open(await site.link('sergeant@police.example.test', 'invitation'));
      for (const [answer, said] of [
        ['I cannot come, and nobody comes in my place', 'You cannot come.'],
        ['We take part: I come', 'You take part.'],
      ] as const) {
        await visitor.page.getByText('Change your answer').click();
        await visitor.page.getByLabel(answer).check();
        await visitor.press('Send the answer');
        expect(await visitor.text()).toContain(said);
      }
    });

    it('S1-08 somebody else is named to come', async () => {
      const address = 'worker@childprotection.example.test';
      await visitor.open(await site.link(address, 'invitation'));
      expect(await visitor.text()).not.toContain('Placeholder');
      await visitor.prove(site, address);
      await visitor.page.getByLabel('Somebody else comes in my place').check();
      await visitor.page
        .getByLabel('Who comes in your place')
        .selectOption({ label: 'Team Leader Placeholder' });
      await visitor.press('Send the answer');
      expect(await visitor.text()).toContain('gets an invitation of their own');
    });

    it('S0-18 S0-36 S0-42 an apology, the declaration, and the written return in three headings', async () => {
      const address = 'socialworker@hospital.example.test';
      await visitor.open(await site.link(address, 'invitation'));
      await visitor.page.getByLabel('I cannot come, and nobody comes in my place').check();
      await visitor.press('Send the answer');
      await visitor.prove(site, address);
      expect(await visitor.text()).not.toMatch(names);
      await visitor.press('Endorse');
      expect(await visitor.text()).toContain('Tick the box');
      await visitor.page.getByLabel('I have read the declaration and endorse it').check();
      await visitor.press('Endorse');
      expect(await visitor.text()).toMatch(names);
      await visitor.page.getByLabel('Facts').fill('Seen in January with an injured arm.');
      await visitor.press('Send the return');
      expect(await visitor.text()).toContain('Say what the information is for');
      expect(await visitor.page.getByLabel('Facts').inputValue()).toBe(
        'Seen in January with an injured arm.',
      );
      await visitor.page.getByLabel('To see the risk').check();
      for (const group of await visitor.page.getByRole('group', { name: 'Is your agency involved' }).all())
        await group.getByLabel('Yes, now').check();
      await visitor.page.getByLabel('What was tried (1)').fill('Safety planning before discharge.');
      await visitor.page.getByLabel('Did it work? (1)').selectOption('partly');
      await visitor.press('Send the return');
      expect(await visitor.text()).toContain('Your written return is recorded.');
    });

    it.each([
      [
        'officer@corrections.example.test',
        'We know nothing',
        'Send that nothing is known',
        'looked and knows nothing',
      ],
      ['worker@acco.example.test', 'We may not share it', 'Send that we decline', 'declines to share'],
    ])('S0-36 %s answers by another way: %s', async (address, summary, button, said) => {
      await visitor.open(await site.link(address, 'invitation'));
      await visitor.prove(site, address);
      await visitor.page.getByLabel('I have read the declaration and endorse it').check();
      await visitor.press('Endorse');
      const details = visitor.page.locator('details', { hasText: summary });
      await details.locator('summary').click();
      await visitor.press(button);
      expect(await visitor.text()).toContain('There is a problem');
      const box = details.getByRole('checkbox');
      if ((await box.count()) > 0) await box.check();
      else await details.getByLabel('On what basis').selectOption('court_order');
      await visitor.press(button);
      expect(await visitor.text()).toContain(said);
      await visitor.page.getByText('Correct this answer').click();
      await visitor.page.getByLabel('Facts').fill('Seen in May after all.');
      await visitor.page.getByLabel('To see the risk').check();
      await visitor.press('Send the return');
      expect(await visitor.text()).toContain('Your return is kept');
    });

    it('S0-21 the declaration alone is endorsed by a link for it', async () => {
      const address = 'advocate@womensservice.example.test';
      const ref = { type: 'meeting', id: meetingId } as const;
      await site.mail('refuge/advocate', 'declaration_request', ref, { meetingId });
      await visitor.open(await site.link(address, 'declaration_request'));
      await visitor.prove(site, address);
      expect(await visitor.text()).not.toMatch(names);
      await visitor.page.getByLabel('I have read the declaration and endorse it').check();
      await visitor.press('Endorse');
      expect(await visitor.text()).toContain('You have endorsed');
      expect(await visitor.text()).toMatch(names);
    });

    it('a link that is wrong says what to do and nothing else', async () => {
      const link = await site.link('sergeant@police.example.test', 'invitation');
      await visitor.open(link.slice(0, -2));
      expect(await visitor.text()).toContain('This link does not work');
    });

    it('the page is left by the first thing that the keyboard reaches, and Back does not lead to it', async () => {
      const other = await createVisitor(browser, device);
      await other.open(await site.link('sergeant@police.example.test', 'invitation'));
      await other.page.keyboard.press('Tab');
      await other.page.keyboard.press('Enter');
      await other.page.waitForURL('https://www.bom.gov.au/');
      await other.page.goBack();
      // Without scripts the page stays in the history, and is fetched anew.
      expect(other.page.url().includes('/answer/')).toBe(!device.scripts);
      await other.close();
    });
  });

  describe('after the plan', () => {
    let site: Site;
    let visitor: Visitor;
    beforeAll(async () => {
      site = await openSite(
        (step) => step.do === 'issuePlan' && step.at === '+1m',
        [
          {
            at: '+1m',
            as: 'fss/coordinator',
            do: 'addInterimAction',
            on: 'case:main',
            with: {
              owner: '@worker:police/sergeant',
              stream: 'adult_victim',
              part: 'safety_strategy',
              code: 'safety_planning_victim',
              towards: ['@person:anna'],
              priority: 'urgent',
            },
            notes: { description: 'Check that the alarm works.' },
          },
          {
            at: '+1m',
            as: 'fss/coordinator',
            do: 'offerLead',
            on: 'case:main',
            with: { to: '@worker:acco/worker', reason: 'main_service_need' },
          },
        ],
      );
      visitor = await createVisitor(browser, device);
    });
    afterAll(async () => {
      await visitor.close();
      await site.close();
    });

    /** Mail the owner of the action that an agency has. */
    async function assign(worker: string): Promise<void> {
      const [agency = ''] = worker.split('/');
      const agencyId = aliasId('default', 'agency', agency);
      const state = await loadCase(site.run.handle.current.app, caseId);
      const action = state?.actions.find(
        ({ owner, status }) => owner.agencyId === agencyId && status === 'not_started',
      );
      const params = { actionId: action?.actionId ?? '' };
      await site.mail(worker, 'action_assigned', { type: 'case', id: caseId }, params);
    }

    it('S0-39 S0-43 an action is taken on, reported on, and given more time', async () => {
      const address = 'sergeant@police.example.test';
      await visitor.open(await site.link(address, 'action_assigned'));
      await visitor.prove(site, address);
      expect(await visitor.text()).toContain('Check that the alarm works.');
      await visitor.press('We take this on');
      expect(await visitor.text()).toContain('Your agency has taken the action on.');
      await visitor.page.getByLabel('This is the last report').check();
      await visitor.page.getByLabel('Done', { exact: true }).check();
      await visitor.press('Send the report');
      expect(await visitor.text()).toContain('Say what effect it had');
      await visitor.page.getByLabel('This is the last report').uncheck();
      await visitor.page.getByLabel('Under way').check();
      await visitor.page.getByLabel('Too early to say').check();
      await visitor.press('Send the report');
      expect(await visitor.text()).toContain('Your report is recorded.');
      await visitor.page.getByText('Ask for more time, or for other terms').click();
      await visitor.page.getByLabel('By when instead').fill('2026-04-30');
      await visitor.press('Send the proposal');
      expect(await visitor.text()).toContain('Your proposal is recorded.');
    });

    it('S0-38 an action is handed back', async () => {
      const address = 'worker@childprotection.example.test';
      await assign('childprotection/worker');
      await visitor.open(await site.link(address, 'action_assigned'));
      await visitor.prove(site, address);
      await visitor.page.getByText('Decline it or hand it back').click();
      await visitor.press('Hand it back');
      expect(await visitor.text()).toContain('Choose a reason');
      await visitor.page.getByLabel('Why').selectOption('no_capacity');
      await visitor.press('Hand it back');
      expect(await visitor.text()).toContain('The lead agency is told');
    });

    it('S3-35 an offer of the lead is answered, and the link is used then', async () => {
      const address = 'worker@acco.example.test';
      const link = await site.link(address, 'lead_offered');
      await visitor.open(link);
      await visitor.prove(site, address);
      await visitor.press('Accept');
      expect(await visitor.text()).toContain('There is a problem');
      if (device.scripts) {
        await visitor.page.getByLabel('from now on').check();
        await visitor.press('Accept');
      } else {
        await visitor.page.getByText('We cannot').click();
        await visitor.page.getByLabel('Why').selectOption('no_capacity');
        await visitor.press('Decline');
      }
      expect(await visitor.text()).toContain('Recorded');
      await visitor.open(link);
      expect(await visitor.text()).toContain('This link has been used');
    });

    it('an invitation to what has been is over', async () => {
      await visitor.open(await site.link('sergeant@police.example.test', 'invitation'));
      expect(await visitor.text()).toMatch(/This link has expired/);
      await visitor.press('Send me a new link');
      expect(await visitor.text()).toContain('Look into your mail');
    });
  });
});
