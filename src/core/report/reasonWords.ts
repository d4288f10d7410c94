import type { ReasonCode } from '../check/verdict';

/** Why something is unknown or not covered, as the report prints it. */
export const REASON_WORDS: Readonly<Record<ReasonCode, string>> = {
  'no-data': 'no data',
  vanished: 'stopped reporting',
  'source-down': 'source did not answer',
  timeout: 'not answered in time',
  unauthorized: 'login refused',
  'not-permitted': 'not permitted',
  'query-error': 'query refused',
  'bad-response': 'answer not readable',
  'not-connected': 'not connected',
  'no-history': 'no history',
  'too-many': 'too many series',
  'bad-definition': 'pack with mistakes',
  internal: 'error in Ops Rounds',
};
