import type * as z from 'zod/mini';
import type { AggregateCommand, AggregateContext, AggregateCreation } from '../shared/aggregate-command.ts';
import type { MeetingState } from './state.ts';

export type MeetingContext = AggregateContext;
export type MeetingCommand<Schema extends z.ZodMiniType = z.ZodMiniType> = AggregateCommand<
  MeetingState,
  Schema
>;
export type MeetingCreation<Schema extends z.ZodMiniType = z.ZodMiniType> = AggregateCreation<
  MeetingState,
  Schema
>;

export const defineMeetingCommand = <Schema extends z.ZodMiniType>(
  command: MeetingCommand<Schema>,
): MeetingCommand<Schema> => command;
export const defineMeetingCreation = <Schema extends z.ZodMiniType>(
  creation: MeetingCreation<Schema>,
): MeetingCreation<Schema> => creation;
