import * as z from 'zod';
import { filledBy, ownParam } from '../../functions/application/api/commands/entry.ts';
import { areas } from '../../functions/application/api/commands/index.ts';
import type { Submission } from '../../functions/application/submit-command.ts';
import type { TokenRole } from '../../functions/domain/access/subject.ts';
import { type Refusal, refuse } from '../../functions/domain/shared/refusal.ts';
import { openIssuer } from '../../local/api/issuer.ts';
import { AFRESH } from './call-service.ts';
import { FOLDER } from './place.ts';

const answerSchema = z.looseObject({
  id: z.string().optional(),
  type: z.string().optional(),
  detail: z.string().optional(),
});
/** Of no agency of the scenario. */
const somebody = { agencyId: 'agy-operations1', representativeId: 'rep-operations1' };
export interface ApiResult {
  status: number;
  /** Of what was made or changed. */
  id?: string | undefined;
  /** In the words of the domain, such as `lead-not-nominated`. */
  refusal?: Refusal;
}

/** Sends commands to the deployed API, each with a token of the one who gives it. */
export class ApiClient {
  private readonly root: string;
  private readonly issuer = openIssuer(FOLDER);
  /** @param root the API's URL, without a slash at its end */
  constructor(root: string) {
    this.root = root;
  }

  /** @param caseId fills the paths of what is done to somebody or something within a case */
  async submit(
    { type, id = '', name, input, by, key, notes }: Submission,
    caseId: string,
  ): Promise<ApiResult> {
    if (by.kind !== 'worker') throw new Error(`${name}: only workers use the API`);
    const template = areas.find(({ aggregate }) => aggregate === type)?.places[name]?.path;
    if (template === undefined) throw new Error(`${type}.${name} has no place in the API`);
    const ids: Record<string, unknown> = { caseId, ...input, [ownParam[type] ?? '']: id };
    const path = template.replaceAll(/\{(\w+)\}/g, (_, param: string) => String(ids[param]));
    const filled = filledBy(type, template);
    // The API says itself how feedback came.
    const fields = Object.entries(input).filter(([field]) => !filled.includes(field) && field !== 'via');
    const roles = type === 'agency' ? (['administrator'] as const) : (['representative'] as const);
    const response = await fetch(`${this.root}${path}`, {
      method: 'POST',
      headers: {
        ...AFRESH,
        authorization: `Bearer ${this.issuer.token({ ...by, roles, regions: [] }, Date.now(), 1)}`,
        'content-type': 'application/json',
        'idempotency-key': key,
      },
      body: JSON.stringify({ ...Object.fromEntries(fields), ...(notes && { notes }) }),
    });
    const { id: made, type: problem = '', detail = '' } = answerSchema.parse(await response.json());
    return response.ok
      ? { status: response.status, id: made }
      : { status: response.status, refusal: refuse(problem.replace('/problems/', ''), detail) };
  }

  /** Reads something. @param roles with a token of somebody who has them; without: without a token */
  async read(path: string, roles?: readonly TokenRole[]): Promise<{ status: number; body: string }> {
    const token = roles && this.issuer.token({ ...somebody, roles, regions: [] }, Date.now(), 1);
    const headers = token === undefined ? AFRESH : { ...AFRESH, authorization: `Bearer ${token}` };
    const response = await fetch(`${this.root}${path}`, { headers });
    return { status: response.status, body: await response.text() };
  }
}
