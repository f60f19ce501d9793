import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

/** What would reach other test files of the same worker, which share its modules and its globals. */
const leaks: Record<string, RegExp> = {
  'a patched module, spy or clock of Vitest': /\bvi\s*\.\s*\w+/,
  'the environment of the process': /\bprocess\.env(?:\.\w+|\[[^\]]+\])\s*=[^=]|\bdelete process\.env/,
  'the folder, the exit code or a listener of the process':
    /\bprocess\.(?:chdir|exitCode\s*=|on\(|once\(|umask)/,
  'a global': /\b(?:globalThis|global)\s*(?:\.\s*\w+|\[[^\]]+\])\s*=[^=]/,
  'the prototype of a built-in': /\b[A-Z]\w*\.prototype\.\w+\s*=[^=]/,
};

const offences: Record<string, string> = {
  'a patched module, spy or clock of Vitest': "vi.useFakeTimers('modern')",
  'the environment of the process': "process.env['TZ'] = 'UTC'",
  'the folder, the exit code or a listener of the process': "process.chdir('/')",
  'a global': 'globalThis.fetch = other',
  'the prototype of a built-in': 'Date.prototype.getTime = () => 0',
};

const files = readdirSync('test', { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts') && !name.startsWith('architecture') && name !== 'closing-line.ts')
  .map((name) => `test/${name}`);

describe.each(Object.entries(leaks))('no test file changes %s', (what, leak) => {
  it('nowhere', () => {
    expect(files.length).toBeGreaterThan(150);
    expect(files.filter((file) => leak.test(readFileSync(file, 'utf8')))).toEqual([]);
  });

  it('and one that did would be seen', () => {
    expect(leak.test(offences[what] ?? '')).toBe(true);
  });
});

it('no module that test files share has a hook at its top, which only the first of them would get', () => {
  const hook = /^(?:after|before)(?:Each|All)\(/m;
  const shared = files.filter((file) => !file.endsWith('.test.ts') && !file.endsWith('.browser.ts'));
  expect(shared.length).toBeGreaterThan(30);
  expect(shared.filter((file) => hook.test(readFileSync(file, 'utf8')))).toEqual([]);
  expect(hook.test('const a = 1;\nafterEach(() => close());')).toBe(true);
});
