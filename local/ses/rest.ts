import { AwsError, type Json } from '../gateway/aws-error.ts';
import { parseJson } from '../gateway/http.ts';
import { ok, type RestAnswer, type RestRequest, type RestService } from '../gateway/rest-service.ts';
import type { Ses } from './service.ts';
import type { Suppressed } from './suppression.ts';

const PREFIX = '/v2/email/';

type Handler = (request: RestRequest, name: string) => RestAnswer | Promise<RestAnswer>;

/** SES v2 over HTTP: SendEmail, the suppression list, and what tools ask of identities and configuration sets. */
export function createSesRest(ses: Ses): RestService {
  const identities = new Set<string>();
  const configurationSets = new Set<string>();

  const handlers: [method: string, path: RegExp, handler: Handler][] = [
    ['POST', /^outbound-emails$/, ({ body }) => send(ses, body)],
    ['GET', /^account$/, () => ok(ACCOUNT_ANSWER)],
    ['PUT', /^suppression\/addresses$/, ({ body }) => putSuppressed(ses, parseJson(body))],
    [
      'GET',
      /^suppression\/addresses$/,
      () => ok({ SuppressedDestinationSummaries: ses.suppression.list().map(summary) }),
    ],
    ['GET', /^suppression\/addresses\/([^/]+)$/, (_, address) => getSuppressed(ses, address)],
    ['DELETE', /^suppression\/addresses\/([^/]+)$/, (_, address) => deleteSuppressed(ses, address)],
    ['GET', /^identities$/, () => ok({ EmailIdentities: [...identities].map(identitySummary) })],
    ['POST', /^identities$/, ({ body }) => create(identities, parseJson(body)['EmailIdentity'], IDENTITY)],
    ['GET', /^identities\/([^/]+)$/, (_, name) => get(identities, name, IDENTITY)],
    ['DELETE', /^identities\/([^/]+)$/, (_, name) => remove(identities, name)],
    ['GET', /^configuration-sets$/, () => ok({ ConfigurationSets: [...configurationSets] })],
    [
      'POST',
      /^configuration-sets$/,
      ({ body }) => create(configurationSets, parseJson(body)['ConfigurationSetName'], {}),
    ],
    [
      'GET',
      /^configuration-sets\/([^/]+)$/,
      (_, name) => get(configurationSets, name, { ConfigurationSetName: name }),
    ],
    ['DELETE', /^configuration-sets\/([^/]+)$/, (_, name) => remove(configurationSets, name)],
  ];

  return {
    claims: (path) => path.startsWith(PREFIX),
    async handle(request) {
      const path = request.path.slice(PREFIX.length).replace(/\/$/, '');
      for (const [method, pattern, handler] of handlers) {
        const match = method === request.method ? pattern.exec(path) : null;
        if (match !== null) return handler(request, decodeURIComponent(match[1] ?? ''));
      }
      const call = `SES ${request.method} ${request.path}`;
      throw new AwsError('UnknownOperationException', `${call} is not part of this local cloud.`, 404);
    },
  };
}

/** Out of the sandbox, with all the quota one could want. */
const ACCOUNT_ANSWER: Json = {
  ProductionAccessEnabled: true,
  SendingEnabled: true,
  EnforcementStatus: 'HEALTHY',
  SendQuota: { Max24HourSend: 50_000, MaxSendRate: 14, SentLast24Hours: 0 },
  SuppressionAttributes: { SuppressedReasons: ['BOUNCE', 'COMPLAINT'] },
};

const IDENTITY: Json = {
  IdentityType: 'DOMAIN',
  VerifiedForSendingStatus: true,
  VerificationStatus: 'SUCCESS',
};

function identitySummary(name: string): Json {
  return { IdentityName: name, IdentityType: 'DOMAIN', SendingEnabled: true, VerificationStatus: 'SUCCESS' };
}

async function send(ses: Ses, body: Buffer): Promise<RestAnswer> {
  const { MessageId, lost } = await ses.sendEmail(parseJson(body));
  return lost ? 'lost' : ok({ MessageId });
}

function putSuppressed(ses: Ses, request: Json): RestAnswer {
  const { EmailAddress, Reason } = request;
  if (typeof EmailAddress !== 'string' || (Reason !== 'BOUNCE' && Reason !== 'COMPLAINT')) {
    throw new AwsError('BadRequestException', 'Expected EmailAddress, and Reason BOUNCE or COMPLAINT.');
  }
  ses.suppression.put(EmailAddress, Reason);
  return ok({});
}

function getSuppressed(ses: Ses, address: string): RestAnswer {
  const entry = ses.suppression.get(address);
  if (entry === undefined) throw notFound('The address is not suppressed.');
  return ok({ SuppressedDestination: summary(entry) });
}

function deleteSuppressed(ses: Ses, address: string): RestAnswer {
  if (!ses.suppression.delete(address)) throw notFound('The address is not suppressed.');
  return ok({});
}

function summary({ address, reason, at }: Suppressed): Json {
  return { EmailAddress: address, Reason: reason, LastUpdateTime: at / 1000 };
}

function create(names: Set<string>, name: unknown, answer: Json): RestAnswer {
  if (typeof name !== 'string' || name === '') throw new AwsError('BadRequestException', 'A name is needed.');
  if (names.has(name)) throw new AwsError('AlreadyExistsException', 'There is one of this name.');
  names.add(name);
  return ok(answer);
}

function get(names: Set<string>, name: string, answer: Json): RestAnswer {
  if (!names.has(name)) throw notFound('There is none of this name.');
  return ok(answer);
}

function remove(names: Set<string>, name: string): RestAnswer {
  if (!names.delete(name)) throw notFound('There is none of this name.');
  return ok({});
}

function notFound(message: string): AwsError {
  return new AwsError('NotFoundException', message, 404);
}
