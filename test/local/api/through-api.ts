import * as z from 'zod';
import { filledBy, ownParam } from '../../../functions/application/api/commands/entry.ts';
import { areas } from '../../../functions/application/api/commands/index.ts';
import type { CommandAnswer } from '../../../functions/application/execute-command.ts';
import type { Submission } from '../../../functions/application/submit-command.ts';
import { openIssuer } from '../../../local/api/issuer.ts';
import type { Cloud } from '../../../local/cloud.ts';
import type { CloudHandle } from '../../../local/handle.ts';
import { undocumented } from '../../api/document.ts';

/** A command as a request of the API: the path with its ids, and what is left for the body. */
export function requestOf({ type, id = '', name, input, notes }: Submission, caseId: string) {
  const path = areas.find(({ aggregate }) => aggregate === type)?.places[name]?.path;
  if (path === undefined) throw new Error(`${type}.${name} has no place in the API`);
  const filled = filledBy(type, path);
  const ids: Record<string, unknown> = { caseId, ...input, [ownParam[type] ?? '']: id };
  // The API says itself that feedback came through it.
  const { via, ...rest } = input;
  const fields = via === 'link' || via === undefined ? rest : input;
  return {
    template: path,
    path: path.replaceAll(/\{(\w+)\}/g, (_, param: string) => String(ids[param])),
    body: {
      ...Object.fromEntries(Object.entries(fields).filter(([field]) => !filled.includes(field))),
      ...(notes && { notes }),
    },
  };
}

/** What was sent over HTTP while a scenario was played, and what was answered that the document does not have. */
export interface Sent {
  commands: string[];
  undocumented: string[];
}

/**
 * From now on every command goes over HTTP, as its worker would send it, over restarts too. What makes a thing
 * under an id of the scenario's own cannot come that way and goes to the application. Where access answers
 * before the domain is asked, the domain is asked too: both walls stand.
 * @param caseId the case through which persons are known
 */
export function throughApi(handle: CloudHandle, directory: string, caseId: string): Sent {
  const sent: Sent = { commands: [], undocumented: [] };
  const restart = handle.restart.bind(handle);
  handle.restart = async () => {
    await restart();
    overHttp(handle.current, directory, caseId, sent);
  };
  overHttp(handle.current, directory, caseId, sent);
  return sent;
}

/** A creation, or an entry of a scenario's own people into the directory. */
const isMade = ({ type, name }: Submission): boolean =>
  areas.some(({ aggregate, creations }) => aggregate === type && creations.some((one) => one.name === name));

function overHttp(cloud: Cloud, directory: string, caseId: string, sent: Sent): void {
  const issuer = openIssuer(directory);
  const submit = cloud.submit.bind(cloud);
  cloud.submit = async (submission, policy) => {
    const { type, id, by, key, name } = submission;
    if (isMade(submission) || by.kind !== 'worker' || id === undefined) return submit(submission, policy);
    const { template, path, body } = requestOf(submission, caseId);
    const roles = type === 'agency' ? (['administrator'] as const) : (['representative'] as const);
    const response = await fetch(`${cloud.url}/api${path}`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${issuer.token({ ...by, roles, regions: [] }, Date.now(), 1)}`,
        'content-type': 'application/json',
        'idempotency-key': key,
      },
      body: JSON.stringify(body),
    });
    const { status, headers } = response;
    const contentType = headers.get('content-type') ?? '';
    const answered = said.parse(await response.json());
    const fault = undocumented({ path: template, method: 'POST', status, contentType, body: answered });
    if (fault !== undefined) sent.undocumented.push(fault);
    sent.commands.push(`${type}.${name}`);
    const answer = answerOf(status, answered);
    return status === 403 || status === 404 ? submit(submission, policy) : answer;
  };
}

const said = z.looseObject({
  version: z.optional(z.number()),
  did: z.optional(z.array(z.string())),
  type: z.optional(z.string()),
  detail: z.optional(z.string()),
  missing: z.optional(z.array(z.string())),
  field: z.optional(z.string()),
  duty: z.optional(z.string()),
});

function answerOf(
  status: number,
  { version = 0, did = [], ...problem }: z.output<typeof said>,
): CommandAnswer {
  if (status < 300) return { kind: 'accepted', version, did };
  const { type = '', detail = '', missing, field, duty } = problem;
  return {
    kind: 'refused',
    code: type.replace('/problems/', ''),
    message: detail,
    ...(missing && { missing }),
    ...(field === undefined ? {} : { field }),
    ...(duty === undefined ? {} : { duty }),
  };
}
