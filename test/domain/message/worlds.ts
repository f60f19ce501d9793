import type { CaseState } from '../../../functions/domain/case/state.ts';
import { hashAddress } from '../../../functions/domain/message/address.ts';
import type { GateAgency, GateFacts } from '../../../functions/domain/message/gate.ts';
import type { MessageKind } from '../../../functions/domain/message/kinds.ts';
import type { MessageRecord } from '../../../functions/domain/message/record.ts';
import { requirements } from '../../../functions/domain/message/requirements.ts';
import {
  aCase,
  agencyId,
  aMeeting,
  aMessage,
  anAgency,
  factsOf,
  meetingId,
  now,
  owner,
  victimId,
} from './fixtures.ts';

/** What the decision table varies. The defaults let every kind go. */
export interface World {
  endorsed: boolean;
  basis: boolean;
  excluded: 'no' | 'worker' | 'agency' | 'condition';
  held: 'no' | 'death' | 'misidentification';
  address: 'ok' | 'bounced' | 'complained' | 'unverified' | 'elsewhere' | 'family';
  withdrawn: boolean;
}

export const openWorld: World = {
  endorsed: true,
  basis: true,
  excluded: 'no',
  held: 'no',
  address: 'ok',
  withdrawn: false,
};

/** A message of the kind to the owner of the action, and everything that the gate reads, in this world. */
export function inWorld(kind: MessageKind, world: World): { record: MessageRecord; facts: GateFacts } {
  const state = aCase({
    ...casePart(kind),
    exclusions: exclusions(world),
    holds:
      world.held === 'no'
        ? []
        : [{ holdId: 'hold-0000a', kind: world.held, from: now, by: 'agy-coord', reason: 'invented' }],
    consent: consent(world),
  });
  const meeting = aMeeting({
    status: kind === 'meeting_cancelled' ? 'cancelled' : 'scheduled',
    endorsed: world.endorsed ? [{ worker: owner, at: now }] : [],
  });
  const record = aMessage(kind, owner, kind === 'digest' ? { entries: [entry()] } : {});
  return {
    record,
    facts: factsOf(state, {
      agency: agency(world),
      meetings: new Map([[meetingId, meeting]]),
      familyAddresses: new Set(world.address === 'family' ? [hashAddress('Worker.One+x@owner.example')] : []),
    }),
  };
}

const entry = () => {
  const { kind, cause, from, params } = aMessage('reminder');
  return { kind, cause, from, params };
};

function casePart(kind: MessageKind): Partial<CaseState> {
  const leads = requirements[kind].audience === 'lead';
  return {
    ...(kind === 'closure_notice' || kind === 'watch_lapse' ? { phase: 'closed_watch' } : {}),
    ...(leads
      ? {
          lead: {
            offers: [],
            periods: [
              {
                leadId: 'lead-0000b',
                ...owner,
                kind: 'lead',
                from: now,
                by: 'x',
                reason: 'x',
                victimInformed: [],
              },
            ],
          },
        }
      : {}),
  };
}

const exclusions = ({ excluded }: World): CaseState['exclusions'] =>
  excluded === 'worker' || excluded === 'agency'
    ? [
        {
          exclusionId: 'exc-0000a',
          agencyId,
          ...(excluded === 'worker' ? { representativeId: owner.representativeId } : {}),
          because: 'conflict_of_interest',
          from: now,
        },
      ]
    : [];

function consent({ excluded, withdrawn }: World): CaseState['consent'] {
  const base = aCase().consent;
  const condition = { exclude: owner };
  return {
    ...base,
    attempts: [
      {
        attemptId: 'att-0000a',
        personId: victimId,
        by: owner,
        at: now,
        method: 'phone',
        outcome: excluded === 'condition' ? 'given_with_conditions' : 'given',
        conditions: excluded === 'condition' ? [condition] : [],
        informed: true,
      },
    ],
    ...(withdrawn ? { withdrawnUndecidedSince: now } : {}),
  };
}

function agency({ basis, address }: World): GateAgency {
  const fine = anAgency();
  const [first, ...rest] = fine.representatives;
  if (!first?.address) throw new Error('the invented agency has a representative with an address');
  return {
    ...fine,
    ...(basis ? {} : { agreements: [] }),
    ...(address === 'elsewhere' ? { domains: ['another.example'] } : {}),
    representatives: [
      {
        ...first,
        address: {
          ...first.address,
          health: address === 'bounced' || address === 'complained' ? address : 'ok',
          verifiedAt: address === 'unverified' ? undefined : now,
        },
      },
      ...rest,
    ],
  };
}
