import type { Crossing } from '../../core/chart/forecastLine';
import type { CephCapacity } from '../../core/products/ceph/view';
import { fullInText, percentText } from '../amounts';
import { plural, t } from '../t';
import { decimalText, shortDate } from '../when';

/** "27 to 46 d"; without a latest day "27 d or later". */
export function spanText({ soonestDays, latestDays }: Crossing): string {
  const from = wholeDays(soonestDays);
  return latestDays === null || latestDays > 365
    ? t('forecast.from', '{{n}} d or later', { n: from })
    : t('forecast.span', '{{from}} to {{to}} d', { from, to: wholeDays(latestDays) });
}

/** "24 Dec, in 34 d" */
export function crossingText({ atMs, days }: Crossing, zone: string): string {
  return days <= 0
    ? t('forecast.reached', 'reached')
    : t('forecast.crossing', '{{date}}, in {{n}} d', { date: shortDate(atMs, zone), n: wholeDays(days) });
}

/** Why there is no line; null where there is one. */
export function noForecastText({ forecast }: Pick<CephCapacity, 'forecast'>): string | null {
  switch (forecast.state) {
    case 'grows':
      return null;
    case 'flat':
      return t('forecast.flat', 'No forecast: it does not grow');
    case 'falls':
      return t('forecast.falls', 'No forecast: it gets emptier');
    case 'too-little':
      return plural(
        'forecast.too-little',
        forecast.needed,
        {
          one: 'No forecast: too little history, {{days}} of {{count}} day',
          other: 'No forecast: too little history, {{days}} of {{count}} days',
        },
        { days: forecast.days }
      );
  }
}

/** What the chart shows, for whoever cannot see it. */
export function chartText({ points, forecast, limits }: CephCapacity, crossing: Crossing | null, zone: string): string {
  const known = points.flatMap(({ value }) => value ?? []);
  const now =
    known.length === 0
      ? t('forecast.label-none', 'Raw space used over 60 days: nothing is known.')
      : t('forecast.label', 'Raw space used over 60 days: {{first}} at first, {{last}} now.', {
          first: percentText(known[0] ?? null),
          last: percentText(known.at(-1) ?? null),
        });
  const pace =
    forecast.state === 'grows'
      ? t('forecast.label-pace', 'It grows by {{n}} % a day.', { n: decimalText(forecast.perDay * 100, 2) })
      : `${noForecastText({ forecast }) ?? ''}.`;
  const meets =
    crossing === null
      ? ''
      : t('forecast.label-meets', 'Nearfull, {{limit}}: {{when}}, {{span}}.', {
          limit: percentText(limits.nearfull),
          when: crossing.days > 365 ? fullInText(crossing.days) : crossingText(crossing, zone),
          span: spanText(crossing),
        });
  return [now, pace, meets].filter((part) => part !== '').join(' ');
}

function wholeDays(days: number): string {
  return decimalText(Math.floor(days), 0);
}
