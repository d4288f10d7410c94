import { formatValue } from '../../core/check/format';
import { METRICS, type System, type SystemFigure } from '../../core/products/system';
import { countOrUnknown, fullInText, percentText, UNKNOWN_TEXT } from '../../ui/amounts';
import { reasonWords } from '../../ui/reasonText';
import { plural, t } from '../../ui/t';
import { markWord } from '../../ui/verdictLook';
import { sinceWhen } from '../../ui/when';
import type { ProductPage } from './productPages';

/** Its name as a line's heading; what has none of its own is all of its kind. */
export function systemName({ name }: System, { names, word }: ProductPage): string {
  return names === 'all' ? t('system.all', 'All {{kind}}', { kind: word().toLowerCase() }) : name;
}

/** What is wrong in one sentence, else that nothing is. */
export function systemSentence(system: System, { names }: ProductPage): string {
  const { finding, silent, product, name } = system;
  if (silent !== null && names !== 'server' && product !== METRICS) {
    // The line of the source says why.
    return t('system.behind', 'Its data source does not answer.');
  }
  if (silent !== null) {
    return product === METRICS
      ? t('system.metrics-silent', 'What it measures is unknown. {{reason}}', { reason: reasonWords(silent) })
      : reasonWords(silent);
  }
  if (finding !== null) {
    return finding;
  }
  return names === 'server'
    ? t('system.fine-named', 'Nothing wrong on {{name}}.', { name })
    : t('system.fine', 'Nothing wrong.');
}

/** "Last good read 15:42, was pass"; empty of a system that is seen. */
export function lastText({ last }: System, nowMs: number, zone: string): string {
  if (last === undefined) {
    return '';
  }
  if (last === null) {
    return t('system.last-unknown', 'What it was before is not known here.');
  }
  const values = { when: sinceWhen(last.atMs, nowMs, zone), verdict: markWord(last.verdict).toLowerCase() };
  return last.from === 'reading'
    ? t('system.last', 'Last good read {{when}}, was {{verdict}}.', values)
    : t('system.last-signed', 'A signature saw it {{when}}, was {{verdict}}.', values);
}

export function moreText(more: number): string {
  return plural('system.more', more, { one: 'and {{count}} more', other: 'and {{count}} more' });
}

/** `5 of 6`, `77 %`, `?`. */
export function figureText({ value, of, unit, id, verdict }: SystemFigure): string {
  if (value === null && verdict === 'na') {
    return '—';
  }
  if (of !== undefined) {
    return t('system.figure-of', '{{value}} of {{of}}', { value: countOrUnknown(value), of: countOrUnknown(of) });
  }
  if (id === 'dedup' && value !== null) {
    return `${value.toFixed(1)}\u00a0×`;
  }
  switch (unit) {
    case 'count':
      return countOrUnknown(value);
    case 'ratio':
      return percentText(value);
    case 'days':
      return fullInText(value);
    default:
      return value === null ? UNKNOWN_TEXT : formatValue(value, unit);
  }
}

/** What a figure shows, and of which thing where it is the worst of several: "Full in, offsite". */
export function figureWord({ id, title, thing }: SystemFigure, { figures }: ProductPage): string {
  const word = title ?? t(`system.figure.${id}`, figures[id] ?? id);
  return thing === undefined ? word : t('system.figure-thing', '{{word}}, {{thing}}', { word, thing });
}
