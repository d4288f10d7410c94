import { formatValue } from '../../../core/check/format';
import type { KpiDefinition } from '../../../core/kpi/definition';
import type { KpiEntry } from '../../../core/kpi/entries';
import type { KpiReading } from '../../../core/kpi/reading';
import { t } from '../../../ui/t';
import { shortDate } from '../../../ui/when';
import { daysWords, entryMeasure } from './entryPeriod';

/** What an entry says: `18 min`; of what is told by its day whether it was done. */
export function entryText(definition: KpiDefinition, value: number): string {
  return entryMeasure(definition) !== 'days-since'
    ? formatValue(value, definition.unit)
    : value > 0
      ? t('entry.done', 'Done, with success')
      : t('entry.not-done', 'Not done, or without success');
}

/** "Entered by lead1 on 20 Nov": of what a person entered; empty of all else. */
export function enteredWords({ entry }: KpiReading, zone: string): string {
  return entry === null
    ? ''
    : t('entry.by', 'Entered by {{who}} on {{when}}', { who: entry.author, when: shortDate(entry.atMs, zone) });
}

/** What stands before a new entry is made. */
export function standingWords(definition: KpiDefinition, entry: KpiEntry, zone: string): string {
  return t('entry.stands', '{{value}} stands for {{days}}, entered by {{who}} on {{when}}.', {
    value: entryText(definition, entry.value),
    days: daysWords(entry, zone),
    who: entry.author,
    when: shortDate(entry.atMs, zone),
  });
}

/** Why the window that is shown will not show an entry for a period; empty where it will. */
export function unseenWords(
  { definition, window, entry }: KpiReading,
  period: { fromMs: number; toMs: number },
  zone: string
): string {
  if (entryMeasure(definition) !== 'value') {
    return '';
  }
  if (period.fromMs >= window.toMs || period.toMs <= window.fromMs) {
    return t('entry.outside', 'It lies outside of the window that is shown.');
  }
  return entry !== null && entry.toMs > period.toMs
    ? t('entry.later', 'The window that is shown goes on with what was entered for {{days}}, which ends later.', {
        days: daysWords(entry, zone),
      })
    : '';
}
