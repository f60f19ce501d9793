import {
  exclusionRefusal,
  givenPart,
  givesParts,
  hasPart,
  ownWordRefusal,
} from '../../../domain/access/own-word.ts';
import type { Subject } from '../../../domain/access/subject.ts';
import type { Actor } from '../../../domain/shared/actor.ts';
import type { AggregateType } from '../../../domain/shared/aggregate.ts';
import { hashText } from '../../../domain/shared/ids.ts';
import { isRefusal, type Refusal } from '../../../domain/shared/refusal.ts';
import { authorise, type Permit } from '../../access/authorise.ts';
import { loadFacts } from '../../access/load-facts.ts';
import type { App } from '../../app.ts';
import { canonicalJson } from '../../canonical.ts';
import type { AggregateRecord, AggregateRef } from '../../record.ts';
import { creationId, submitCommand } from '../../submit-command.ts';
import { lateChanges } from '../changes.ts';
import { CHANGED, etagOf, parseIfMatch, stillAs } from '../etag.ts';
import { onceOnly } from '../once.ts';
import { accessStatus } from '../problem-status.ts';
import { places } from '../reads/next.ts';
import type { ApiAnswer, ApiRequest, RefusedRequest } from '../route.ts';
import { type Ids, type ThingName, things } from '../things.ts';
import { broughtPersons, strangerBrought } from './brought-persons.ts';
import { nextOf } from './next-of.ts';

/** A command as its route has read it. */
export interface AskedCommand {
  aggregate: AggregateType;
  name: string;
  /** The aggregate's id; none for a creation. */
  id?: string;
  input: Record<string, unknown>;
  notes?: Record<string, string>;
  /** What it edits. */
  thing?: ThingName;
  /** The thing people talk about, to say what can be done next with it. */
  tag: string;
}

/**
 * Carry out a worker's command: first whether they may, then whether the key was used, then the command itself
 * with its If-Match. A refusal leaves nothing behind but the key.
 */
export async function runCommand(
  app: App,
  request: ApiRequest,
  asked: AskedCommand,
): Promise<ApiAnswer | RefusedRequest | Refusal> {
  const { aggregate, name, id, thing } = asked;
  const { subject, idempotencyKey: key = '' } = request;
  const by = {
    kind: 'worker' as const,
    agencyId: subject.agencyId,
    representativeId: subject.representativeId,
  };
  const ref: AggregateRef = { type: aggregate, id: id ?? newId(asked, by, key) };
  const permitted = await permitFor(app, request, asked, id === undefined ? undefined : ref);
  if (isRefusal(permitted)) return { refusal: permitted, status: accessStatus(permitted) };
  const ownWord =
    (await givenByOwnWord(app, subject, asked, ref)) ?? (await excludedByOwnWord(app, subject, asked, ref));
  if (ownWord) return { refusal: ownWord, status: 403 };
  const stranger = await strangerBrought(app, subject, broughtPersons(name, asked.input), ref.id);
  if (stranger) return { refusal: stranger, status: accessStatus(stranger) };

  const match = request.ifMatch === undefined ? undefined : parseIfMatch(request.ifMatch);
  const ids = { agencyId: subject.agencyId, ...request.params };
  const changesOf = (edited: ThingName) =>
    lateChanges(app, ref, {
      id: things[edited].id(ids),
      commands: editing(aggregate, edited),
      agencyId: subject.agencyId,
    });
  return onceOnly(app, request, async () => {
    const { answer } = await submitCommand(app, {
      type: aggregate,
      id: ref.id,
      name,
      input: asked.input,
      by,
      key,
      ...(asked.notes && { notes: asked.notes }),
      ...(thing && match && { precondition: stillAs(match, thing, ids) }),
    });
    if (answer.kind === 'refused')
      return thing && match && answer.code === CHANGED
        ? { refusal: answer, status: 412, extra: { changes: await changesOf(thing) } }
        : answer;
    // Only what one aggregate sends to another can come too late.
    if (answer.kind === 'ignored') throw new TypeError(`${name} of a worker was ignored`);
    const { kind: _, ...said } = answer;
    const record = await app.aggregates.load(ref);
    const next = record && (await nextOf(app, record, request, asked.tag));
    return {
      status: id === undefined ? 201 : 200,
      body: { id: ref.id, ...said, ...(next && { next }) },
      headers: {
        ...(id === undefined ? locationOf(ref) : {}),
        ...tagHeader(record, said.version, thing, ids),
      },
    };
  });
}

/** From what is asked as well: a key that is used again after its day must not lead to the thing of then. */
const newId = ({ aggregate, input, notes }: AskedCommand, by: Actor, key: string): string =>
  creationId(aggregate, by, `${key}/${hashText(canonicalJson([input, notes ?? {}]))}`);

/**
 * Asked once for every case through which a person or a meeting is concerned; the first refusal counts. A case
 * that a meeting is to hear as well is asked as when a meeting is made for it.
 */
async function permitFor(
  app: App,
  { subject, purpose, params }: ApiRequest,
  { aggregate, name, input }: AskedCommand,
  ref: AggregateRef | undefined,
): Promise<Permit | Refusal> {
  const ask = (caseId?: string, of: { name: string; ref?: AggregateRef | undefined } = { name, ref }) =>
    authorise(app, {
      subject,
      asked: { kind: 'command', aggregate, name: of.name },
      purpose,
      ...(of.ref && { ref: of.ref }),
      ...(caseId === undefined ? {} : { caseId }),
    });
  if (aggregate === 'meeting' && name === 'addCase') {
    const runs = await ask();
    return isRefusal(runs) ? runs : ask(String(input['caseId']), { name: 'scheduleMeeting' });
  }
  const [first, ...others] = aggregate === 'case' ? [] : throughCases({ ...input, ...params });
  const permitted = await ask(first);
  for (const caseId of isRefusal(permitted) ? [] : others) {
    const other = await ask(caseId);
    if (isRefusal(other)) return other;
  }
  return permitted;
}

/** A refusal where somebody without a part would give one to themselves, or to anybody else who has none. */
async function givenByOwnWord(
  app: App,
  subject: Subject,
  { aggregate, name, input }: AskedCommand,
  ref: AggregateRef,
): Promise<Refusal | undefined> {
  const whom = givenPart(`${aggregate}.${name}`, input, subject);
  if (whom.length === 0) return undefined;
  const asked = { kind: 'command', aggregate, name } as const;
  const relationsOf = async (of: Subject) =>
    (await loadFacts(app, { subject: of, asked, ref })).facts.relations;
  if (givesParts(subject, await relationsOf(subject), aggregate)) return undefined;
  for (const worker of whom) {
    const other: Subject = { ...worker, roles: ['representative'], via: 'account', mfa: true };
    if (!hasPart(await relationsOf(other))) return ownWordRefusal();
  }
  return undefined;
}

/** A refusal where somebody would take a case away from others than themselves and single colleagues. */
async function excludedByOwnWord(
  app: App,
  subject: Subject,
  { aggregate, name, input }: AskedCommand,
  ref: AggregateRef,
): Promise<Refusal | undefined> {
  if (name !== 'declareConflict') return undefined;
  const { facts } = await loadFacts(app, { subject, asked: { kind: 'command', aggregate, name }, ref });
  return exclusionRefusal(subject, input, facts.relations);
}

/** Cases that a request names: in its path, or in its body for a meeting that is to hear them. */
const throughCases = ({ caseId, caseIds }: Record<string, unknown>): string[] => {
  const named = [caseId, ...(Array.isArray(caseIds) ? caseIds : [])];
  return [...new Set(named.filter((id) => typeof id === 'string'))];
};

/** Where the things that somebody makes are read; a person only in a case, which they are in none yet. */
const collections: Readonly<Partial<Record<AggregateType, string>>> = {
  case: '/cases',
  meeting: '/meetings',
  agency: '/agencies',
};

/** The address of what was made, where it has one. */
const locationOf = ({ type, id }: AggregateRef): Record<string, string> => {
  const root = collections[type];
  return root === undefined ? {} : { location: `${root}/${id}` };
};

/** The tag after the change, unless somebody has written since: theirs the caller has not seen. */
function tagHeader(
  record: AggregateRecord | undefined,
  version: number,
  thing: ThingName | undefined,
  ids: Ids,
): Record<string, string> {
  const etag = thing && record?.version === version ? etagOf(thing, record, ids) : undefined;
  return etag === undefined ? {} : { etag };
}

/** The commands that edit a thing. */
const editing = (aggregate: AggregateType, thing: ThingName): string[] =>
  Object.entries(places[aggregate] ?? {}).flatMap(([name, place]) => (place.thing === thing ? [name] : []));
