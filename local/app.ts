import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SESv2Client } from '@aws-sdk/client-sesv2';
import { SFNClient } from '@aws-sdk/client-sfn';
import { createDynamoStores } from '../functions/adapters/dynamodb/index.ts';
import { openLocalKeyFile } from '../functions/adapters/kms/local-key-file.ts';
import { createPlanDrawer } from '../functions/adapters/pdf/later-pdf.ts';
import { createSesMailer } from '../functions/adapters/ses/mailer.ts';
import { createWorkflow } from '../functions/adapters/stepfunctions/workflow.ts';
import { definitionOf } from '../functions/application/aggregates.ts';
import { createLinkMaker } from '../functions/application/answers/link-maker.ts';
import type { App } from '../functions/application/app.ts';
import { registry } from '../functions/application/definitions.ts';
import { createIdentifyingScan } from '../functions/application/identifying-scan.ts';
import { addressHealthChange } from '../functions/application/mail/address-health.ts';
import { createComposer } from '../functions/application/mail/compose-email.ts';
import type { PersonKeys, PolicyBook } from '../functions/application/ports.ts';
import { toInstant } from '../functions/domain/calendar/index.ts';
import { signInLink } from '../functions/domain/message/model.ts';
import { localSignIn } from './api/sign-in.ts';
import { REGION } from './gateway/arn.ts';
import type { DirectHandler } from './gateway/direct.ts';
import { definitionHash, machineArn } from './machines.ts';
import { type CloudObserver, observeAggregates, observeMessages } from './observer.ts';
import { TABLE_NAME } from './table.ts';
import type { VirtualClock } from './virtual-clock.ts';

export interface LocalAppOptions {
  /** Where the AWS SDK clients go, and what carries their calls; the only differences to AWS. */
  endpoint: string;
  requestHandler: DirectHandler;
  /** Wraps the data keys of persons and notes here, as KMS does on AWS. */
  keyFile: string;
  /** Hears each call to KMS as it would be there. */
  asked(action: string): void;
  clock: VirtualClock;
  policies: PolicyBook;
  observer: CloudObserver;
  onError(error: unknown): void;
}

const FONTS = 'node_modules/dejavu-fonts-ttf/ttf';

/** The application as the functions have it on AWS, over the real adapters and SDK clients. */
export function createLocalApp(options: LocalAppOptions): App {
  const { endpoint, requestHandler, clock, policies, observer, onError } = options;
  const client = {
    endpoint,
    requestHandler,
    region: REGION,
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    maxAttempts: 1,
    // Nobody here looks at signatures, and making them takes longer than the calls.
    signer: { sign: async <Request>(request: Request) => request },
  };
  const now = { now: () => toInstant(clock.now()) };
  const stores = createDynamoStores({
    client: new DynamoDBClient(client),
    tableName: TABLE_NAME,
    keys: heardBy(options.asked, openLocalKeyFile(options.keyFile)),
    parse: (type, data) => definitionOf(registry, type).parse(data),
    now: () => clock.now(),
  });
  const aggregates = observeAggregates(stores.aggregates, observer);
  const messages = observeMessages(stores.messages, observer);
  const ports = { ...stores, aggregates, messages, policies, clock: now };
  const composer = createComposer(ports, {
    drawPdf: createPlanDrawer(FONTS),
    // So that a link in the inbox can be followed.
    link: signInLink(endpoint),
    answers: createLinkMaker(ports, endpoint),
    sender: 'Department of Examples',
    classification: 'Sensitive',
  });
  return {
    ...ports,
    registry,
    workflow: createWorkflow({
      client: new SFNClient(client),
      caseMachineArn: machineArn('case-lifecycle'),
      deliveryMachineArn: machineArn('email-delivery'),
    }),
    mailer: createSesMailer({
      client: new SESv2Client(client),
      fromAddress: 'notices@notices.example.gov.au',
      configurationSets: { plan: 'plan', reminder: 'reminder' },
    }),
    composer: { compose: composer.compose, health: (message) => addressHealthChange(ports, message) },
    identifying: createIdentifyingScan(ports),
    definitionHash: definitionHash(),
    // Here the pages of the local cloud stand in for the console.
    consoleOf: (execution) => `${endpoint}/executions/${encodeURIComponent(execution)}`,
    operationsSignIn: localSignIn(endpoint),
    random: () => clock.random(),
    // A pause before another try: nothing else runs meanwhile, so there is nobody to wait for.
    pause: async () => undefined,
    telemetry: {
      count: () => undefined,
      seconds: () => undefined,
      alarm: (metric, ids) => onError(new AlarmRaised(`${metric} ${JSON.stringify(ids)}`)),
    },
  };
}

/** The keys, each call told by the name that IAM has for it. */
const heardBy = (asked: LocalAppOptions['asked'], keys: PersonKeys): PersonKeys => ({
  create(ownerId) {
    asked('kms:GenerateDataKey');
    return keys.create(ownerId);
  },
  unwrap(ownerId, wrapped) {
    asked('kms:Decrypt');
    return keys.unwrap(ownerId, wrapped);
  },
  rewrap(ownerId, wrapped) {
    asked('kms:ReEncrypt');
    return keys.rewrap(ownerId, wrapped);
  },
});

/** An alarm that operations would hear on AWS. */
export class AlarmRaised extends Error {
  override readonly name = 'AlarmRaised';
}
