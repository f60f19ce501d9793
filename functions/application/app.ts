import type { Finding } from '../domain/message/identifying.ts';
import type { MessageRecord } from '../domain/message/record.ts';
import type { MailDisclosure } from './access/mail-disclosures.ts';
import type { AggregateRegistry } from './aggregates.ts';
import type { SignIn } from './operations/view/sign-in.ts';
import type { Email, Ports } from './ports.ts';
import type { AggregateRef } from './record.ts';

type GateRecord = NonNullable<MessageRecord['gate']>;

/** What the gate and the renderer make of a message, just before it would go, and what it gives of each case. */
export type Composed =
  | { allowed: true; gate: GateRecord; email: Email; disclosures: readonly MailDisclosure[] }
  | { allowed: false; gate: GateRecord; superseded: boolean };

/** The mail side of the domain, behind one function, so that the delivery protocol needs no template. */
export interface Composer {
  /** Reads what the gate needs through the ports, consistently, and asks it. */
  compose: (message: MessageRecord) => Promise<Composed>;
  /** The command for the recipient's agency if this outcome changes an address's health, else nothing. */
  health(message: MessageRecord): Promise<{ ref: AggregateRef; input: Record<string, unknown> } | undefined>;
}

/** Where free texts name a person or a place of the case, by field. `subject` is whatever refers to persons. */
export interface IdentifyingScan {
  scan(subject: unknown, texts: Record<string, string>): Promise<Record<string, Finding[]>>;
}

/** What it takes to decide a command and store what it causes. */
export type CommandPorts = Pick<
  App,
  | 'registry'
  | 'aggregates'
  | 'notes'
  | 'identifying'
  | 'policies'
  | 'clock'
  | 'telemetry'
  | 'random'
  | 'pause'
>;

/** All that the use cases stand on. */
export interface App extends Ports {
  registry: AggregateRegistry;
  composer: Composer;
  identifying: IdentifyingScan;
  /** Hash of the case-lifecycle definition that is deployed now. */
  definitionHash: string;
  /** Where an execution of a case is shown in the Step Functions console; a local cloud has none. */
  consoleOf?: (execution: string) => string;
  /** How the view for operations signs people in; a deployment may have none. */
  operationsSignIn?: SignIn | undefined;
}
