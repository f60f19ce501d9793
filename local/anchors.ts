import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Anchors } from '../functions/application/anchors/ports.ts';

/** Anchors as files of a folder, in the place of the bucket with Object Lock. */
export const createFileAnchors = (folder: string): Anchors => ({
  async put(anchor) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, `${anchor.to}-${anchor.root}.json`), JSON.stringify(anchor));
  },
  async list(since) {
    mkdirSync(folder, { recursive: true });
    const names = readdirSync(folder).filter((name) => name >= since);
    return names.sort().map((name): unknown => JSON.parse(readFileSync(join(folder, name), 'utf8')));
  },
});
