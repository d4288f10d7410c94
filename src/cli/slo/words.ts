import type { ObjectiveResult } from '../../core/slo/judge';
import type { Objective } from '../../core/slo/objective';
import { becauseSentence, sliPercent, type Wording } from '../../core/slo/sentences';
import { shownSli, type SloLine } from './outcome';

/** Numbers and instants of the command line: English, in the app's zone. */
export function wordingIn(timeZone: string): Wording {
  const date = (ms: number, options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat('en-US', { timeZone, ...options }).format(ms);
  return {
    instant: (ms) => date(ms, { month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }),
    day: (ms) => date(ms, { month: 'short', day: 'numeric' }),
    number: (value, decimals = 0) => value.toLocaleString('en-US', { maximumFractionDigits: decimals }),
  };
}

/** `Checkout availability`, with its group where it has several. */
export function titleOf({ row: { objective, group } }: SloLine): string {
  const values = Object.values(group);
  return values.length === 0 ? objective.title : `${objective.title} (${values.join(', ')})`;
}

/** `99.862 % of 99.9 %, budget left −38 %, 30 days`; what is not known is left out. Of a month its name. */
export function numbersOf({ result }: SloLine, month: string | null): string {
  const { budget, objective, verdict } = result;
  const sli = shownSli(result);
  const measured = sli === null ? 'target ' : `${sliPercent(sli, objective.target)}\u00a0% of `;
  const isKnown = verdict !== 'unknown' && budget !== null;
  const left = isKnown ? [`budget left ${percentLeft(budget.left)}`] : [];
  const agreement = result.agreementHolds === null || verdict === 'unknown' ? [] : [agreementOf(result)];
  return [`${measured}${objective.target}\u00a0%`, ...left, ...agreement, month ?? windowOf(result)].join(', ');
}

/** Whole percent, rounded so that an overspent budget never reads as one that is just used up. */
function percentLeft(left: number): string {
  return Number.isFinite(left) ? `${Math.floor(left * 100 + 1e-9)}\u00a0%`.replace('-', '−') : 'none';
}

function agreementOf({ agreementHolds, objective }: ObjectiveResult): string {
  return `contract ${objective.agreement ?? ''}\u00a0% ${agreementHolds === true ? 'kept' : 'broken'}`;
}

const UNITS = { week: 'this week', month: 'this month', quarter: 'this quarter' } as const;

function windowOf({ objective: { window } }: ObjectiveResult): string {
  return window.kind === 'rolling' ? `${window.days} days` : UNITS[window.unit];
}

/** Why it is not met; empty when it is. */
export function becauseOf({ result }: SloLine, wording: Wording): string {
  const { because } = result;
  const detail = because?.code === 'source' && because.reason.detail !== undefined ? ` ${because.reason.detail}` : '';
  return `${becauseSentence(result, wording)}${detail}`;
}

/** `checkout, owner lead1`. */
export function ownerOf({ service, owner }: Objective): string {
  return owner === '' ? service : `${service}, owner ${owner}`;
}
