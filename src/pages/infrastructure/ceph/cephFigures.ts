import { crossingOf } from '../../../core/chart/forecastLine';
import { isStandingBad } from '../../../core/products/pending';
import type { CephView } from '../../../core/products/ceph/view';
import { bytesText, countOrUnknown, fullInText } from '../../../ui/amounts';
import { noForecastText, spanText } from '../../../ui/ceph/forecastWords';
import type { Figure } from '../../../ui/Figures';
import { plural, t } from '../../../ui/t';
import { countText, decimalText, shortDate } from '../../../ui/when';

type Figures = CephView['figures'];

/** Proxmox tells nothing of the others. */
const TOLD_BY_PROXMOX: ReadonlyArray<keyof Figures> = ['osds', 'rawUsed', 'pgs'];

/** The six facts of a cluster, as far as its source tells them; `open` gives what opens the evidence of one, undefined where no check feeds it. */
export function cephFigures(
  { figures, capacity, asOfMs, through }: Pick<CephView, 'figures' | 'capacity' | 'asOfMs' | 'through'>,
  zone: string,
  open: (figure: keyof Figures) => (() => void) | undefined
): Figure[] {
  const all: Array<[keyof Figures, Omit<Figure, 'key'>]> = [
    ['osds', osds(figures.osds)],
    ['rawUsed', rawUsed(figures.rawUsed)],
    ['writable', writable(figures.writable)],
    ['nearfullIn', nearfullIn(figures.nearfullIn, capacity, asOfMs, zone)],
    ['hostFails', hostFails(figures.hostFails)],
    ['pgs', pgs(figures.pgs)],
  ];
  const told = through === 'proxmox' ? all.filter(([key]) => TOLD_BY_PROXMOX.includes(key)) : all;
  return told.map(([key, figure]) => {
    const onOpen = open(key);
    return { key, ...figure, broken: isStandingBad(figures[key].verdict), ...(onOpen && { onOpen }) };
  });
}

function osds({ value, verdict, expected, missing }: Figures['osds']): Omit<Figure, 'key'> {
  return {
    label: t('ceph.figure.osds', 'OSD up'),
    value: value === null ? null : countText(value),
    unit: t('ceph.figure.of', 'of {{n}}', { n: countOrUnknown(expected) }),
    verdict,
    ...(missing > 0 && {
      word: plural('ceph.figure.missing', missing, { one: '{{count}} missing', other: '{{count}} missing' }),
    }),
  };
}

function rawUsed({ value, verdict, totalBytes }: Figures['rawUsed']): Omit<Figure, 'key'> {
  return {
    label: t('ceph.figure.raw-used', 'Raw used'),
    ...percent(value),
    verdict,
    sub: t('ceph.figure.of', 'of {{n}}', { n: bytesText(totalBytes) }),
  };
}

function writable({ value, verdict, of }: Figures['writable']): Omit<Figure, 'key'> {
  const [amount = '', unit] = bytesText(value).split('\u00a0');
  return {
    label: t('ceph.figure.writable', 'Can still be written'),
    value: value === null ? null : amount,
    ...(value !== null && unit !== undefined && { unit }),
    verdict,
    ...(of !== null && { sub: t('ceph.figure.to-pool', 'to pool {{pool}}', { pool: of }) }),
  };
}

function nearfullIn(
  { value, verdict }: Figures['nearfullIn'],
  capacity: CephView['capacity'],
  asOfMs: number | null,
  zone: string
): Omit<Figure, 'key'> {
  const label = t('ceph.figure.nearfull-in', 'Nearfull in');
  const why = noForecastText(capacity);
  if (why !== null) {
    const isKnown = capacity.forecast.state !== 'too-little';
    return { label, value: isKnown ? stateWord(capacity.forecast.state) : null, verdict, sub: isKnown ? '' : why };
  }
  const crossing = asOfMs === null ? null : crossingOf(capacity.forecast, capacity.limits.nearfull, asOfMs);
  const isFar = value !== null && value > 365;
  return {
    label,
    value: value === null ? null : isFar ? fullInText(value) : decimalText(Math.floor(value), 0),
    ...(value !== null && !isFar && { unit: t('ceph.figure.days', 'd') }),
    verdict,
    ...(crossing !== null && !isFar && { word: shortDate(crossing.atMs, zone), sub: spanText(crossing) }),
  };
}

function stateWord(state: CephView['capacity']['forecast']['state']): string {
  return state === 'falls' ? t('ceph.figure.falls', 'falls') : t('amount.flat', 'flat');
}

function hostFails({ value, verdict, of, limitRatio }: Figures['hostFails']): Omit<Figure, 'key'> {
  const limit = t('ceph.figure.limit', 'limit {{n}} %', { n: countText(Math.round(limitRatio * 100)) });
  return {
    label: t('ceph.figure.host-fails', 'If one host fails'),
    ...percent(value, t('ceph.figure.full', '% full')),
    verdict,
    ...(value !== null && value > limitRatio && { word: t('ceph.figure.too-full', 'Too full') }),
    sub: of === null ? limit : t('ceph.figure.of-host', '{{host}}, {{limit}}', { host: of, limit }),
  };
}

function pgs({ value, verdict, clean, total }: Figures['pgs']): Omit<Figure, 'key'> {
  return {
    label: t('ceph.figure.pgs', 'Placement groups'),
    ...percent(value, t('ceph.figure.clean', '% clean')),
    verdict,
    sub: t('ceph.figure.part-of', '{{part}} of {{all}}', { part: countOrUnknown(clean), all: countOrUnknown(total) }),
  };
}

/** Whole percents, rounded so that not all is never 100. */
function percent(ratio: number | null, unit = '%'): Pick<Figure, 'value' | 'unit'> {
  if (ratio === null) {
    return { value: null };
  }
  const whole = Math.round(ratio * 100);
  return { value: countText(ratio < 1 && whole === 100 ? 99 : whole), unit };
}
