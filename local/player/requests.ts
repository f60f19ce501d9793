import type { CommandRequest } from '../../functions/application/execute-command.ts';
import { atLocalTime } from '../../functions/domain/calendar/index.ts';
import type { LoadedScenario } from '../scenario/load.ts';
import { aliasId, creationKey, workerId } from '../scenario/references.ts';
import { scenarioCalendar } from './timeline.ts';

/** Somebody of a scenario as the actor of a command. */
export function actorOf(scenario: string, worker: string): CommandRequest['by'] {
  const [agency = ''] = worker.split('/');
  return {
    kind: 'worker',
    agencyId: aliasId(scenario, 'agency', agency),
    representativeId: workerId(scenario, worker),
  };
}

type Agency = LoadedScenario['agencies'][string];

/** The commands that enter a scenario's agencies into the directory: what an administrator would do. */
export function directoryRequests(scenario: LoadedScenario): CommandRequest[] {
  return Object.entries(scenario.agencies).flatMap(([alias, agency]) =>
    agencyRequests(scenario, alias, agency),
  );
}

function agencyRequests(scenario: LoadedScenario, alias: string, agency: Agency): CommandRequest[] {
  const [first = 'nobody'] = Object.keys(agency.staff);
  const by = actorOf(scenario.name, `${alias}/${first}`);
  const ref = { type: 'agency' as const, id: aliasId(scenario.name, 'agency', alias) };
  const request = (name: string, what: string, input: Record<string, unknown>): CommandRequest => {
    const key = `${creationKey(scenario.name, 'agency', alias)}/${what}`;
    return { ref, name, input, by, commandId: key, key };
  };
  const staff = Object.entries(agency.staff);
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
          ? [request('verifyAddress', `address/${worker}`, { representativeId, address: email })]
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
