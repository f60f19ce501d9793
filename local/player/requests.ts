import type { Submission } from '../../functions/application/submit-command.ts';
import { atLocalTime } from '../../functions/domain/calendar/index.ts';
import type { Actor } from '../../functions/domain/shared/actor.ts';
import type { LoadedScenario } from '../scenario/load.ts';
import { aliasId, creationKey, workerId } from '../scenario/references.ts';
import { scenarioCalendar } from './timeline.ts';

/** Somebody of a scenario as the actor of a command. */
export function actorOf(scenario: string, worker: string): Actor {
  const [agency = ''] = worker.split('/');
  return {
    kind: 'worker',
    agencyId: aliasId(scenario, 'agency', agency),
    representativeId: workerId(scenario, worker),
  };
}

type Agency = LoadedScenario['agencies'][string];

/** The commands that enter a scenario's agencies into the directory: what an administrator would do. */
export function directoryRequests(scenario: LoadedScenario): Submission[] {
  return Object.entries(scenario.agencies).flatMap(([alias, agency]) =>
    agencyRequests(scenario, alias, agency),
  );
}

function agencyRequests(scenario: LoadedScenario, alias: string, agency: Agency): Submission[] {
  const [first = 'nobody'] = Object.keys(agency.staff);
  const by = actorOf(scenario.name, `${alias}/${first}`);
  const id = aliasId(scenario.name, 'agency', alias);
  const request = (name: string, what: string, input: Record<string, unknown>): Submission => {
    const key = `${creationKey(scenario.name, 'agency', alias)}/${what}`;
    return { type: 'agency', id, name, input, by, key };
  };
  const staff = Object.entries(agency.staff);
  // An address counts when two have verified it: the administrator, and somebody who rang back.
  const verifiers = [by, { ...by, representativeId: workerId(scenario.name, `${alias}/second-person`) }];
  const { name, kind, government, specialist, scope, localities, agreements } = agency;
  return [
    request('createAgency', 'create', {
      name,
      kind,
      government,
      specialistService: specialist,
      ...(scope === undefined ? {} : { scope }),
      domains: agency.domains ?? [
        ...new Set(staff.map(([, { email }]) => email.split('@')[1]?.toLowerCase())),
      ],
    }),
    ...(localities ? [request('recordLocality', 'localities', { localities })] : []),
    ...staff.flatMap(([worker, person]) => {
      const representativeId = workerId(scenario.name, `${alias}/${worker}`);
      const { roles = ['representative'], posts = [], verified = true, email } = person;
      return [
        request('addRepresentative', `staff/${worker}`, { representativeId, name: person.name, roles }),
        ...(verified
          ? verifiers.map((verifier) => ({
              ...request('verifyAddress', `address/${worker}`, { representativeId, address: email }),
              by: verifier,
            }))
          : []),
        ...posts.map((post) => request('setPost', `post/${post}`, { post, representativeId })),
      ];
    }),
    ...(agreements ?? []).map(({ code, signedOn, reviewOn }) =>
      request('recordAgreement', `agreement/${code}`, {
        code,
        reviewOn,
        signedAt: atLocalTime(scenarioCalendar(scenario), signedOn, '09:00'),
      }),
    ),
  ];
}

type Person = LoadedScenario['people'][string];

/** The commands that enter a scenario's family, made by the first worker of its first agency. */
export function peopleRequests(scenario: LoadedScenario): Submission[] {
  const [agency = 'nobody'] = Object.keys(scenario.agencies);
  const [worker = 'nobody'] = Object.keys(scenario.agencies[agency]?.staff ?? {});
  const by = actorOf(scenario.name, `${agency}/${worker}`);
  return Object.entries(scenario.people).map(([alias, person]) => {
    const key = `${creationKey(scenario.name, 'person', alias)}/create`;
    const id = aliasId(scenario.name, 'person', alias);
    return { type: 'person', id, name: 'createPerson', input: { identity: identityOf(person) }, by, key };
  });
}

const listOf = (text: string | undefined): string[] => (text === undefined ? [] : [text]);

const identityOf = (person: Person): Record<string, unknown> => ({
  names: [
    { kind: 'legal', text: person.name },
    ...(person.aliases ?? []).map((text) => ({ kind: 'alias', text })),
  ],
  ...(person.born === undefined ? {} : { birthDate: person.born }),
  addresses: listOf(person.address).map((text) => ({ kind: 'home', text })),
  workplaces: listOf(person.workplace),
  schools: listOf(person.school),
  phones: listOf(person.phone),
  emails: listOf(person.email),
});
