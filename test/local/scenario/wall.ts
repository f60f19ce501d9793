import type { AccessRequest } from '../../../functions/application/access/authorise.ts';
import { loadFacts } from '../../../functions/application/access/load-facts.ts';
import type { App } from '../../../functions/application/app.ts';
import { loadPerson } from '../../../functions/application/load-states.ts';
import type { Submission } from '../../../functions/application/submit-command.ts';
import { isCreation } from '../../../functions/domain/access/command-rights.ts';
import { decideAccess } from '../../../functions/domain/access/decide.ts';
import type { Subject } from '../../../functions/domain/access/subject.ts';
import type { Cloud } from '../../../local/cloud.ts';

/** The same as a request to the API, by a worker with no role but the least. */
async function asRequest(app: App, { type, id, name, by }: Submission): Promise<AccessRequest | undefined> {
  if (by.kind === 'system') return undefined;
  const { agencyId, representativeId } = by;
  // The directory is an administrator's work.
  const roles = type === 'agency' ? (['administrator'] as const) : (['representative'] as const);
  const subject: Subject = { agencyId, representativeId, roles, via: 'account', mfa: true };
  const asked = { kind: 'command', aggregate: type, name } as const;
  if (id === undefined || isCreation(type, name)) return { subject, asked };
  const person = type === 'person' ? await loadPerson(app, id) : undefined;
  const caseId = person?.cases.find(({ leftAt }) => leftAt === undefined)?.caseId;
  return { subject, asked, ref: { type, id }, caseId };
}

/** What the outer wall of access would have stopped of the commands that a cloud then accepted; filled while it runs. */
export function watchWall(cloud: Cloud): { stopped: string[]; permitted: string[] } {
  const seen = { stopped: [] as string[], permitted: [] as string[] };
  const submit = cloud.submit.bind(cloud);
  cloud.submit = async (submission, policy) => {
    const request = await asRequest(cloud.app, submission);
    const loaded = request && (await loadFacts(cloud.app, request));
    const answer = await submit(submission, policy);
    if (!request || !loaded || answer.kind !== 'accepted') return answer;
    const decision = decideAccess(request.subject, request.asked, loaded.facts, undefined, loaded.policy);
    const name = `${submission.type}.${submission.name}`;
    if (decision.kind === 'permit') seen.permitted.push(name);
    else seen.stopped.push(`${name}: ${decision.code}`);
    return answer;
  };
  return seen;
}
