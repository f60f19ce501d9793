import {
  type AggregateCommand,
  type AggregateContext,
  type AggregateCreation,
  definersOf,
} from '../shared/aggregate-command.ts';
import type { AgencyState } from './state.ts';

export type AgencyContext = AggregateContext;
export type AgencyCommand = AggregateCommand<AgencyState>;
export type AgencyCreation = AggregateCreation<AgencyState>;

export const { command: defineAgencyCommand, creation: defineAgencyCreation } = definersOf<AgencyState>();
