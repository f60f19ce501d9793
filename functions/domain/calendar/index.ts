export * from './calendar.ts';
export * from './instants.ts';
export {
  dateOfDay,
  dayOfDate,
  isLocalDate,
  type LocalDate,
  type LocalTime,
  localDateSchema,
  localTimeSchema,
} from './local-date.ts';
export * from './local-time.ts';
export * from './working-days.ts';
export * from './zones.ts';
