import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Deployment, DeploymentConfigError, parseDeployment } from './deployment.ts';

/**
 * Read a config file: a TypeScript module with the deployment as its default export. Throws
 * DeploymentConfigError, also if there is no such file or it cannot be loaded.
 */
export async function loadDeployment(file: string): Promise<Deployment> {
  return parseDeployment(await defaultExport(file), file);
}

async function defaultExport(file: string): Promise<unknown> {
  if (statSync(file, { throwIfNoEntry: false })?.isFile() !== true)
    throw new DeploymentConfigError(file, ['there is no such file; config/example-wa.ts is one to copy']);
  try {
    const module: { default?: unknown } = await import(pathToFileURL(resolve(file)).href);
    return module.default;
  } catch (error) {
    const reason = error instanceof Error ? error.message.split('\n')[0] : String(error);
    throw new DeploymentConfigError(file, [
      `cannot be read (${reason}); expected a module with a default export, such as config/example-wa.ts`,
    ]);
  }
}
