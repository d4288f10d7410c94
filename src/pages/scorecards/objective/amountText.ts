import type { Objective } from '../../../core/slo/objective';
import { countedNoun } from '../../../core/slo/sentences';
import { t } from '../../../ui/t';
import { decimalText } from '../../../ui/when';

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;

/** `16.4 of 43.2 min`: what is left or overspent of a budget, as time. */
export function budgetTimeText(leftMs: number, budgetMs: number): string {
  const isHours = budgetMs >= 3 * HOUR_MS;
  const unit = isHours ? HOUR_MS : MINUTE_MS;
  const values = {
    part: Number.isFinite(leftMs) ? decimalText(Math.abs(leftMs) / unit, 1) : '∞',
    whole: decimalText(budgetMs / unit, 1),
  };
  return isHours
    ? t('objective.budget-hours', '{{part}} of {{whole}} h', values)
    : t('objective.budget-minutes', '{{part}} of {{whole}} min', values);
}

/** What is counted, in words: requests, events, slices or samples. */
export function nounText(objective: Objective): string {
  switch (countedNoun(objective)) {
    case 'requests':
      return t('objective.noun.requests', 'requests');
    case 'queries':
      return t('objective.noun.queries', 'queries');
    case 'slices':
      return t('objective.noun.slices', 'slices');
    case 'samples':
      return t('objective.noun.samples', 'samples');
    default:
      return t('objective.noun.events', 'events');
  }
}

/** `9.1 %`: a share with so many decimals that it is not 0 unless it is. */
export function shareText(share: number): string {
  if (!Number.isFinite(share)) {
    return '∞ %';
  }
  const percent = share * 100;
  return `${decimalText(percent, percent === 0 || percent >= 10 ? 0 : percent >= 0.1 ? 1 : 3)} %`;
}

/** `12,973,913`: how many, of small numbers with a decimal. */
export function amountText(amount: number): string {
  return decimalText(amount, Math.abs(amount) < 10 ? 1 : 0);
}
