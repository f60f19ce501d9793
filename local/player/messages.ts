import type { StoredMessage } from '../../functions/application/stored-message.ts';
import type { LoadedScenario } from '../scenario/load.ts';
import { aliasId, workerId } from '../scenario/references.ts';
import type { SeenMessage } from './expectations.ts';

/** Every message to an agency of this scenario, oldest first. */
export function seenMessages(messages: Iterable<StoredMessage>, scenario: LoadedScenario): SeenMessage[] {
  const agencies = new Map(
    Object.keys(scenario.agencies).map((alias) => [aliasId(scenario.name, 'agency', alias), alias]),
  );
  const workers = new Map(
    Object.entries(scenario.agencies).flatMap(([agency, { staff }]) =>
      Object.keys(staff).map((worker) => [workerId(scenario.name, `${agency}/${worker}`), worker] as const),
    ),
  );
  return [...messages].flatMap(({ message }) => {
    const agency = agencies.get(message.to.agencyId);
    if (agency === undefined) return [];
    const { representativeId, post } = message.to;
    const worker = representativeId === undefined ? post : workers.get(representativeId);
    return [{ kind: message.kind, agency, worker, createdAt: message.createdAt, fate: message.status }];
  });
}
