import { it } from 'vitest';
import { inActions } from './cases.ts';
import { createPagesWorld } from './world.ts';

it('x', async () => {
  const w = createPagesWorld();
  await inActions(w, 'case-aaaa1');
  await w.until({ hours: 24 * 40 });
  for (const e of await w.data.listExecutions()) console.log(e.name, e.machine, e.status);
});
