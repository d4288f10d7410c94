/** What a foreign format cannot say of an objective: an export lists it and drops nothing in silence. */

export const LEFT_WORDS = {
  composite: 'A composite has no counts of its own: it is not exported.',
  calendar: 'Rules know no calendar: they look at the last 7, 30 or 90 days.',
  'long-slice': 'Rules count every five minutes: slices longer than that are not exported.',
  share: 'The share has no number of events: the period is an average over time.',
  agreement: 'The target of the contract is not in the rules.',
  'min-events': 'Rules give a ratio however few events there are: the least number of events is not carried.',
  'no-budget': 'At 100 % nothing may be bad: there is no burn rate and no alert.',
  'never-fires': 'A burn rate is higher than a total outage can reach at this target: its pair of windows is left out.',
  coverage: 'Rules do not tell how much of the window has data: half the data looks like all of it.',
  exclusions: 'Time that was left out of the objective counts in the rules.',
  'openslo-target': 'OpenSLO allows targets below 100 % only: other tools may refuse this one.',
  'openslo-own': 'Written as an annotation that only Ops Rounds reads.',
  'openslo-zone': 'The calendar has the zone of the app.',
} as const satisfies Readonly<Record<string, string>>;

export interface Left {
  /** Its id; empty where it holds for all. */
  objective: string;
  /** Field of the objective. */
  field: string;
  code: keyof typeof LEFT_WORDS;
}
