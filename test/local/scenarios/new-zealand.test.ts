import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadAgency, loadPerson } from '../../../functions/application/load-states.ts';
import { fromInstant } from '../../../functions/domain/calendar/index.ts';
import { type CloudHandle, openCloudHandle } from '../../../local/handle.ts';
import type { Narrator } from '../../../local/narrator.ts';
import { play } from '../../../local/player/play.ts';
import { policyBookOf } from '../../../local/player/policies.ts';
import { timelineOf } from '../../../local/player/timeline.ts';
import { loadScenario } from '../../../local/scenario/load.ts';
import { aliasId } from '../../../local/scenario/references.ts';
import { parseMime } from '../../../local/ses/mime.ts';

const whole = loadScenario('local/scenarios/new-zealand.json');
/** Up to the invitations. */
const scheduled = whole.steps.findIndex((step) => step.do === 'scheduleMeeting');
const scenario = { ...whole, steps: whole.steps.slice(0, scheduled + 1), runUntil: '+1h', end: {} };

const silent: Narrator = {
  say: () => undefined,
  fault: () => undefined,
  command: () => undefined,
  invoked: () => undefined,
  aggregate: () => undefined,
  message: () => undefined,
};

const directory = mkdtempSync(join(tmpdir(), 'new-zealand-'));
let handle: CloudHandle;

beforeAll(async () => {
  const timeline = timelineOf([scenario]);
  handle = await openCloudHandle({
    directory,
    port: 0,
    mode: 'jump',
    start: fromInstant(timeline.start),
    seed: 1,
    policies: policyBookOf([scenario]),
    observer: silent,
    routes: () => [],
    onError: (error) => {
      throw error;
    },
  });
  expect(await play(handle, timeline, silent, directory)).toEqual([]);
});

afterAll(async () => {
  await handle.current.close();
  rmSync(directory, { recursive: true });
});

describe('te reo Māori in the New Zealand scenario', () => {
  it.each(Object.entries(whole.people))(
    'S4-16 the name of %s is stored with its macrons',
    async (alias, person) => {
      const stored = await loadPerson(handle.current.app, aliasId(whole.name, 'person', alias));
      expect(person.name).toMatch(/[āēīōū]/);
      expect(stored?.identity.names.map(({ text }) => text)).toContain(person.name);
    },
  );

  it('S4-16 the name of an organisation and the word whānau arrive in its mail as they are written', async () => {
    const iwi = await loadAgency(handle.current.app, aliasId(whole.name, 'agency', 'iwi'));
    expect(iwi?.name).toBe(whole.agencies['iwi']?.name);
    const mails = handle.current.ses.mails().filter(({ to }) => to.includes('kaimahi@iwi.example.test'));
    const [invitation] = await Promise.all(mails.map(({ raw }) => parseMime(Buffer.from(raw, 'base64'))));
    const text = (invitation?.text ?? '').replaceAll(/\s+/g, ' ');
    expect(text).toContain('Te Whare Tauira o ngā Whānau');
    expect(text).toContain('anybody else of the whānau');
  });

  it('S4-16 no name of the whānau stands in a mail', async () => {
    const mails = await Promise.all(
      handle.current.ses.mails().map(({ raw }) => parseMime(Buffer.from(raw, 'base64'))),
    );
    const all = mails.map(({ subject, text, html }) => `${subject} ${text} ${html}`).join('\n');
    for (const { name } of Object.values(whole.people)) expect(all).not.toContain(name.split(' ')[0]);
  });
});
