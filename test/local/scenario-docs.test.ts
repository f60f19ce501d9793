import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { faults } from '../../local/scenario/check.ts';
import { commandsText, scenarioSchemaText } from '../../local/scenario/docs.ts';

import { scenarioSchema } from '../../local/scenario/schema.ts';

const folder = 'local/scenarios';

describe('what scenario authors look things up in (npm run scenario-docs)', () => {
  it('the JSON Schema is that of the format', () => {
    expect(readFileSync(`${folder}/scenario.schema.json`, 'utf8')).toBe(scenarioSchemaText());
  });

  it('the list of commands is that of the domain', () => {
    expect(readFileSync(`${folder}/COMMANDS.md`, 'utf8')).toBe(commandsText());
  });

  it('names workers, ids, codes, times and dates instead of spelling them out', () => {
    const text = commandsText();
    expect(text).toMatch(/### acceptReferral[\s\S]*?conveningLead: worker/);
    expect(text).toMatch(/### startInterimLead[\s\S]*?reason: code[\s\S]*?until\?: time/);
    expect(text).toMatch(/### tellGoAhead[\s\S]*?personId: id/);
    expect(text).not.toContain('{ agencyId: id, representativeId: id }');
  });
});

describe('the worked example in local/scenarios/README.md', () => {
  it('is a scenario', () => {
    const text = readFileSync(`${folder}/README.md`, 'utf8');
    // A step stands there by itself before it.
    const example = [...text.matchAll(/```json\n([\s\S]*?)```/g)].at(-1)?.[1] ?? '';
    expect(scenarioSchema.safeParse(JSON.parse(example)).error).toBeUndefined();
  });

  it('names every way to break things', () => {
    const text = readFileSync(`${folder}/README.md`, 'utf8');
    expect(faults.filter((fault) => !text.includes(`\`${fault}\``))).toEqual([]);
  });
});
