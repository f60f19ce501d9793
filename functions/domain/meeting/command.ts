import {
  type AggregateCommand,
  type AggregateContext,
  type AggregateCreation,
  definersOf,
} from '../shared/aggregate-command.ts';
import type { MeetingState } from './state.ts';

export type MeetingContext = AggregateContext;
export type MeetingCommand = AggregateCommand<MeetingState>;
export type MeetingCreation = AggregateCreation<MeetingState>;

export const { command: defineMeetingCommand, creation: defineMeetingCreation } = definersOf<MeetingState>();
