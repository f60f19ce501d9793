import { openGateway } from '../../../local/gateway/gateway.ts';
import { createOperationsPages, type OperationsData } from '../../../local/pages/index.ts';

export interface Served {
  get(path: string, init?: RequestInit): Promise<{ status: number; text: string; headers: Headers }>;
  errors: unknown[];
  close(): Promise<void>;
}

/** The pages behind a real gateway on a free port. */
export async function serve(data: OperationsData): Promise<Served> {
  const errors: unknown[] = [];
  const routes = createOperationsPages(data);
  const onError = (error: unknown) => void errors.push(error);
  const gateway = await openGateway(0, { jsonServices: {}, restServices: [], routes, onError });
  return {
    errors,
    async get(path, init) {
      const response = await fetch(gateway.url + path, { redirect: 'manual', ...init });
      return { status: response.status, text: await response.text(), headers: response.headers };
    },
    close: () => gateway.close(),
  };
}

/** The words of a page, without markup, style and superfluous space. */
export const wordsOf = (page: string): string =>
  page
    .replace(/<style>.*?<\/style>/gs, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ');
