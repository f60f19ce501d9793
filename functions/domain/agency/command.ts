import type * as z from 'zod/mini';
import type { AggregateCommand, AggregateContext, AggregateCreation } from '../shared/aggregate-command.ts';
import type { AgencyState } from './state.ts';

export type AgencyContext = AggregateContext;
export type AgencyCommand<Schema extends z.ZodMiniType = z.ZodMiniType> = AggregateCommand<
  AgencyState,
  Schema
>;
export type AgencyCreation<Schema extends z.ZodMiniType = z.ZodMiniType> = AggregateCreation<
  AgencyState,
  Schema
>;

export const defineAgencyCommand = <Schema extends z.ZodMiniType>(
  command: AgencyCommand<Schema>,
): AgencyCommand<Schema> => command;
export const defineAgencyCreation = <Schema extends z.ZodMiniType>(
  creation: AgencyCreation<Schema>,
): AgencyCreation<Schema> => creation;
