import { describe, expect, it } from 'vitest';
import { loadAgency, loadPerson } from '../../../functions/application/load-states.ts';
import { loadScenario } from '../../../local/scenario/load.ts';
import { aliasId } from '../../../local/scenario/references.ts';
import { parseMime } from '../../../local/ses/mime.ts';
import { showScenario } from '../scenario/every-scenario.ts';

const FILE = 'local/scenarios/new-zealand.json';
const { name: scenario, people, agencies } = loadScenario(FILE);

showScenario(FILE, (played) => {
  const cloud = () => played().run.handle.current;
  const mails = () =>
    Promise.all(
      cloud()
        .ses.mails()
        .map(async ({ to, tags, raw }) => ({ ...(await parseMime(Buffer.from(raw, 'base64'))), to, tags })),
    );

  describe('te reo Māori in the New Zealand scenario', () => {
    it.each(Object.entries(people))(
      'S4-16 the name of %s is stored with its macrons',
      async (alias, person) => {
        const stored = await loadPerson(cloud().app, aliasId(scenario, 'person', alias));
        expect(person.name).toMatch(/[āēīōū]/);
        expect(stored?.identity.names.map(({ text }) => text)).toContain(person.name);
      },
    );

    it('S4-16 the name of an organisation and the word whānau arrive in its mail as they are written', async () => {
      const iwi = await loadAgency(cloud().app, aliasId(scenario, 'agency', 'iwi'));
      expect(iwi?.name).toBe(agencies['iwi']?.name);
      const invitation = (await mails()).find(
        ({ to, tags }) => to.includes('kaimahi@iwi.example.test') && tags['kind'] === 'invitation',
      );
      const text = (invitation?.text ?? '').replaceAll(/\s+/g, ' ');
      expect(text).toContain('Te Whare Tauira o ngā Whānau');
      expect(text).toContain('anybody else of the whānau');
    });

    it('S4-16 no name of the whānau stands in a mail', async () => {
      const all = (await mails()).map(({ subject, text, html }) => `${subject} ${text} ${html}`).join('\n');
      for (const { name } of Object.values(people)) expect(all).not.toContain(name.split(' ')[0]);
    });
  });
});
