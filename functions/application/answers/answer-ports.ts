import type { Refusal } from '../../domain/shared/refusal.ts';
import type { AccessRequest, Permit } from '../access/authorise.ts';
import type { App } from '../app.ts';

/** What the pages stand on. `authorise` decides each read of identity or content, and records it. */
export interface AnswerApp extends App {
  authorise(request: AccessRequest): Promise<Permit | Refusal>;
}
