import type { Link } from '../../domain/answers/link.ts';
import { NotFoundError } from '../errors.ts';
import type { Ports } from '../ports.ts';
import { untilWritten } from '../retry.ts';

/**
 * Change a link by a pure function of what it is, until nobody else wrote first; `undefined` leaves it.
 * Answers the link as it then stands. Throws NotFoundError, ConflictError.
 */
export function changeLink(
  { links, random, pause }: Pick<Ports, 'links' | 'random' | 'pause'>,
  linkId: string,
  change: (link: Link) => Link | undefined,
): Promise<Link> {
  return untilWritten({ random, pause }, `link ${linkId}`, async () => {
    const link = await links.load(linkId);
    if (!link) throw new NotFoundError(`there is no link ${linkId}`);
    const changed = change(link);
    if (!changed) return link;
    const next = { ...changed, version: link.version + 1 };
    return (await links.save(linkId, next)) ? next : undefined;
  });
}
