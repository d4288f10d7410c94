import { formatValue } from '../../../core/check/format';
import type { KpiDefinition } from '../../../core/kpi/definition';
import type { KpiPart, KpiReading } from '../../../core/kpi/reading';
import { reasonWords } from '../../../ui/reasonText';
import { plural, t } from '../../../ui/t';
import { countText, decimalText, shortDate } from '../../../ui/when';

/** The words of key figures. */

const NBSP = '\u00a0';
const SIGNS = { gte: '≥', gt: '>', lte: '≤', lt: '<' } as const;

/** Value and unit apart: `18` `min`, `99.94` `%`; of an unknown one the range of what can be true, or `?`. */
export function figureValue({ value, range, verdict, definition, bound }: KpiReading): { value: string; unit: string } {
  const { unit } = definition;
  if (verdict === 'unknown' && range !== null) {
    const [low, high] = [parted(range.low, unit), parted(range.high, unit)];
    return low.unit === high.unit
      ? { value: `${low.value}–${high.value}`, unit: high.unit }
      : { value: `${low.value}${NBSP}${low.unit}–${high.value}`, unit: high.unit };
  }
  if (value === null || verdict === 'unknown') {
    return { value: '?', unit: '' };
  }
  const parts = parted(value, unit);
  const sign = bound === 'atLeast' ? '≥ ' : bound === 'atMost' ? '≤ ' : '';
  return { ...parts, value: sign + parts.value };
}

/** `18 min`, `73–95 %`, `?` */
export function figureText(reading: KpiReading): string {
  const { value, unit } = figureValue(reading);
  return unit === '' ? value : `${value}${NBSP}${unit}`;
}

/** `target ≤ 15 min`, `target 70 % to 80 %` */
export function targetWords(definition: KpiDefinition): string {
  return t('figure.target', 'target {{target}}', { target: targetText(definition) });
}

export function targetText({ target, unit }: KpiDefinition): string {
  return target.op === 'band'
    ? t('figure.band', '{{low}} to {{high}}', {
        low: formatValue(target.value[0], unit),
        high: formatValue(target.value[1], unit),
      })
    : `${isWhole(target, unit) ? '' : `${SIGNS[target.op]} `}${formatValue(target.value, unit)}`;
}

/** There is no more than all of it. */
function isWhole({ op, value }: KpiDefinition['target'], unit: KpiDefinition['unit']): boolean {
  return unit === 'ratio' && op === 'gte' && value === 1;
}

/** "4 min slower", "0.02 points worse", "9 of 41 silent": how it went, or what is missing. Empty where there is nothing to say. */
export function trendWords(reading: KpiReading): string {
  const { verdict, population, change, definition } = reading;
  if (verdict === 'unknown') {
    if (reading.reason?.code === 'coverage' && population && population.reporting < population.of) {
      return t('figure.silent', '{{n}} of {{of}} silent', {
        n: countText(population.of - population.reporting),
        of: countText(population.of),
      });
    }
    return reading.reason?.code === 'no-feed' ? t('figure.no-feed', 'Nothing feeds it') : reasonShort(reading);
  }
  if (change === null) {
    return '';
  }
  return changeWords(change, definition);
}

function changeWords(change: number, { unit, direction }: KpiDefinition): string {
  const size = Math.abs(change);
  const amount =
    unit === 'ratio'
      ? t('figure.points', '{{n}} points', { n: decimalText(size * 100, size < 0.01 ? 2 : 1) })
      : formatValue(size, unit);
  if (Number(decimalText(size * (unit === 'ratio' ? 100 : 1), 2)) === 0) {
    return t('figure.same', 'As before');
  }
  if (direction === 'band') {
    return change > 0
      ? t('figure.more', '{{amount}} more', { amount })
      : t('figure.less', '{{amount}} less', { amount });
  }
  const isBetter = direction === 'up' ? change > 0 : change < 0;
  if (unit === 'seconds' && direction === 'down') {
    return isBetter
      ? t('figure.faster', '{{amount}} faster', { amount })
      : t('figure.slower', '{{amount}} slower', { amount });
  }
  if (unit === 'ratio') {
    return isBetter
      ? t('figure.better', '{{amount}} better', { amount })
      : t('figure.worse', '{{amount}} worse', { amount });
  }
  return change > 0 ? t('figure.more', '{{amount}} more', { amount }) : t('figure.less', '{{amount}} less', { amount });
}

/** Why it is unknown, in a few words. */
export function reasonShort({ reason }: KpiReading): string {
  switch (reason?.code) {
    case undefined:
      return '';
    case 'no-feed':
    case 'not-connected':
      return t('figure.no-feed', 'Nothing feeds it');
    case 'coverage':
      return t('figure.coverage', 'Too little data');
    case 'nothing-happened':
      return t('figure.nothing', 'Nothing happened');
    case 'nothing-to-compare':
      return t('figure.compare', 'Nothing to compare');
    case 'entry-expired':
      return t('figure.expired', 'Entry too old');
    case 'incomplete-history':
      return t('figure.history', 'History too short');
    case 'not-over':
      return t('figure.not-over', 'Not over yet');
    case 'window-too-short':
      return t('figure.window', 'Window too short');
    case 'no-data':
    case 'vanished':
      return t('figure.no-data', 'No data');
    default:
      return t('figure.source', 'Source does not answer');
  }
}

/** Why it is unknown, and what would help, in full sentences. Empty when it is judged. */
export function reasonSentence({ reason, definition, population }: KpiReading, zone: string): string {
  if (reason === null) {
    return '';
  }
  const { code, params = {} } = reason;
  switch (code) {
    case 'no-feed':
    case 'not-connected':
      return t('figure.why-no-feed', 'Nothing feeds it yet. {{what}}', { what: definition.wouldFeed });
    case 'coverage':
      return population && population.reporting < population.of
        ? t('figure.why-members', '{{n}} of {{of}} report ({{share}} %), {{needed}} % is needed.', {
            n: countText(population.reporting),
            of: countText(population.of),
            share: decimalText(Math.floor((population.reporting / population.of) * 100), 0),
            needed: decimalText((params['needed'] ?? 0.95) * 100, 0),
          })
        : t('figure.why-coverage', 'Only {{share}} % of the window has data, {{needed}} % is needed.', {
            share: decimalText(Math.floor((params['coverage'] ?? 0) * 1000) / 10, 1),
            needed: decimalText((params['needed'] ?? 0.95) * 100, 0),
          });
    case 'nothing-happened':
      return t('figure.why-nothing', 'Nothing happened in this window that it could be made of.');
    case 'nothing-to-compare':
      return t('figure.why-compare', 'There is too little in this window or the one before to compare.');
    case 'entry-expired':
      return params['atMs'] === undefined
        ? t('figure.why-expired', 'The last entry by hand is too old.')
        : t('figure.why-expired-at', 'The last entry by hand is of {{day}}: it is too old.', {
            day: shortDate(params['atMs'], zone),
          });
    case 'incomplete-history':
      return t('figure.why-history', 'The source keeps less than the window: only what is possible can be told.');
    case 'not-over':
      return t('figure.why-not-over', 'What it is made of is not over: how long it takes is not known yet.');
    case 'window-too-short':
      return t('figure.why-window', 'Even a window without a failure does not prove the target.');
    default:
      return reasonWords({ ...reason, code });
  }
}

/** The arithmetic, some lines for each part, with the numbers filled in; of one that nothing was read of its formula alone. */
export function arithmeticText({ parts, definition }: Pick<KpiReading, 'parts' | 'definition'>): string {
  if (parts.length === 0) {
    return definition.formula;
  }
  return parts
    .map(({ name, formula, numbers, result, unit }) => {
      // Read as it is: how it came about stands in its definition.
      const made = formula === undefined ? (parts.length === 1 ? [definition.formula] : []) : [formula];
      const filled = formula === undefined ? [] : [filledIn(formula, numbers)];
      return [name, ...made, ...filled, formatValue(result, unit)].join('\n  = ');
    })
    .join('\n');
}

/** The names in a formula replaced by their numbers, the longest names first: one may be a part of another. */
function filledIn(formula: string, numbers: KpiPart['numbers']): string {
  const byLength = [...numbers].sort((a, b) => b.name.length - a.name.length);
  let text = formula;
  byLength.forEach(({ name }, index) => {
    text = text.replaceAll(name, String.fromCharCode(0xe000 + index));
  });
  return text.replace(/[\ue000-\uf8ff]/g, (mark) => {
    const found = byLength[mark.charCodeAt(0) - 0xe000];
    return found === undefined ? '' : formatValue(found.value, found.unit);
  });
}

export function figuresCount(count: number): string {
  return plural('figure.all', count, { one: 'All {{count}} key figure', other: 'All {{count}} key figures' });
}

function parted(value: number, unit: KpiDefinition['unit']): { value: string; unit: string } {
  const text = formatValue(value, unit);
  const gap = text.lastIndexOf(NBSP);
  return gap < 0 ? { value: text, unit: '' } : { value: text.slice(0, gap), unit: text.slice(gap + 1) };
}
