import * as z from 'zod';
import { callService } from './call-service.ts';

const functionsSchema = z.object({ Functions: z.array(z.object({ FunctionName: z.string() })) });
const ROOT = '/2015-03-31/functions';

/** Calls the function whose name has `part` in it. Throws if there is none or it fails. @param url the emulator */
export async function invoke(url: string, part: string, event: unknown): Promise<void> {
  const listed = await callService(url, 'lambda', `${ROOT}/`);
  const names = functionsSchema.parse(await listed.json()).Functions.map((one) => one.FunctionName);
  const name = names.find((one) => one.includes(part));
  if (name === undefined) throw new Error(`there is no function ${part} among ${names.join(', ')}`);
  const body = JSON.stringify(event);
  const response = await callService(url, 'lambda', `${ROOT}/${name}/invocations`, { body });
  const failure = response.headers.get('x-amz-function-error');
  if (response.ok && failure === null) return;
  throw new Error(`${name}: ${response.status} ${failure} ${await response.text()}`);
}
