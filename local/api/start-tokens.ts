import type { TokenRole } from '../../functions/domain/access/subject.ts';
import type { LoadedScenario } from '../scenario/load.ts';
import { aliasId, workerId } from '../scenario/references.ts';
import type { LocalIssuer } from './issuer.ts';

const HOURS = 12;

/** As who one looks around: somebody who refers, the convening team, who watches the system. */
const seats: readonly { roles: readonly TokenRole[]; coordinates: boolean }[] = [
  { roles: ['representative'], coordinates: false },
  { roles: ['representative', 'coordinator'], coordinates: true },
  { roles: ['operations'], coordinates: true },
];

/**
 * Tokens of a scenario's people, one for each role that one looks around as, and a call that works as it stands.
 * They are of the local cloud's own issuer, which nothing else trusts.
 * @param now ms since 1970, of the host
 */
export function tokenLines(
  { name, agencies }: Pick<LoadedScenario, 'name' | 'agencies'>,
  issuer: Pick<LocalIssuer, 'token'>,
  root: string,
  now: number,
): string[] {
  const people = Object.entries(agencies).flatMap(([alias, agency]) =>
    Object.entries(agency.staff).map(([worker, { roles = [] }]) => ({
      agencyId: aliasId(name, 'agency', alias),
      representativeId: workerId(name, `${alias}/${worker}`),
      who: `${worker} of ${agency.name}`,
      coordinates: roles.includes('family_safety_coordinator'),
    })),
  );
  const lines = seats.flatMap(({ roles, coordinates }) => {
    const person = people.find((one) => one.coordinates === coordinates);
    if (!person) return [];
    const token = issuer.token({ ...person, roles, regions: [] }, now, HOURS);
    return [`  ${person.who}, as ${roles.at(-1)}:`, `  TOKEN=${token}`];
  });
  return [
    `Tokens for ${HOURS} hours, of this local cloud's own issuer, which nothing else trusts; paste one, then the call:`,
    ...lines,
    `  curl --header "Authorization: Bearer $TOKEN" ${root}/me`,
  ];
}
