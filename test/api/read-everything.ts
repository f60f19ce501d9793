import * as z from 'zod';
import { paramsOf } from '../../functions/application/api/path.ts';
import { routes } from '../../functions/application/api/routes.ts';
import type { TokenRole } from '../../functions/domain/access/subject.ts';
import { openIssuer } from '../../local/api/issuer.ts';
import type { Cloud } from '../../local/cloud.ts';
import { aliasId, workerId } from '../../local/scenario/references.ts';
import { idsIn } from './commands/places.ts';
import { undocumented } from './document.ts';

/** Every read of the API. */
export const gets = routes.filter(({ method }) => method === 'GET');

const readers: readonly (readonly [who: string, roles: readonly TokenRole[], purpose: string])[] = [
  ['fss/coordinator', ['coordinator'], 'manage_mitigate'],
  ['refuge/advocate', ['representative'], 'identify_risk'],
  ['housing/officer', ['operations', 'administrator'], 'operate'],
  // Of the case's own region, for what is read without whom it is about.
  ['fss/manager', ['regional_viewer'], 'manage_mitigate'],
  ['hospital/socialworker', ['national_viewer'], 'manage_mitigate'],
];

/** Read all that there is of a case and its meeting, as several people; which reads answered, and what of it is not in the document. */
export async function readEverything(
  { url, app }: Cloud,
  directory: string,
  scenario: string,
  known: { caseId: string; meetingId: string },
): Promise<{ answered: Set<string>; faults: string[] }> {
  const issuer = openIssuer(directory);
  const states = [
    await app.aggregates.load({ type: 'meeting', id: known.meetingId }),
    await app.aggregates.load({ type: 'case', id: known.caseId }),
  ].map((record) => record?.data);
  const ids = idsIn(states);
  const { region } = z.object({ region: z.string() }).parse(states[1]);
  const single: Readonly<Record<string, string>> = { ...known, version: '1', code: 'lead-not-nominated' };
  const answered = new Set<string>();
  const faults: string[] = [];
  for (const [who, roles, purpose] of readers) {
    const agencyId = aliasId(scenario, 'agency', who.split('/')[0] ?? '');
    const claimant = { agencyId, representativeId: workerId(scenario, who), roles, regions: [region] };
    const headers = { authorization: `Bearer ${issuer.token(claimant, Date.now(), 1)}`, purpose };
    const own: Readonly<Record<string, string>> = { agencyId, representativeId: claimant.representativeId };
    for (const { path: template, operationId } of gets) {
      const [param] = paramsOf(template).filter((name) => !(name in single) && !(name in own));
      for (const id of param === undefined
        ? ['']
        : (ids.get(param) ?? ['xyz-none1']).slice(param === 'noteId' ? -8 : -2)) {
        const path = template.replaceAll(/\{(\w+)\}/g, (_, name: string) => single[name] ?? own[name] ?? id);
        const response = await fetch(`${url}/api${path}`, { headers });
        const contentType = response.headers.get('content-type') ?? '';
        const text = await response.text();
        const body: unknown = contentType.includes('json') ? JSON.parse(text) : text;
        const fault = undocumented({
          path: template,
          method: 'GET',
          status: response.status,
          contentType,
          body,
        });
        if (fault !== undefined) faults.push(fault);
        if (response.ok) answered.add(operationId);
      }
    }
  }
  return { answered, faults };
}
