import type { CephHost, MissingOsd, OsdTile } from '../../core/products/ceph/view';
import { percentText, UNKNOWN_TEXT } from '../amounts';
import { t } from '../t';
import { markWord } from '../verdictLook';
import { clockTime, countText, shortDate } from '../when';

/** `17` of `osd.17`: the number that is left where there is little room. */
export function osdNumber(id: string): string {
  return id.replace(/^osd\./, '');
}

/** "osd.8 on pve-a2: up, 83 % full, Warning": all that its tile says by its place, its color and its level. */
export function osdText({ id, state, usedRatio, verdict }: OsdTile, host: string): string {
  // How full a missing one was is known to whoever lists those, if to anybody.
  const says =
    state === 'missing' && usedRatio === null ? [osdStateWord(state)] : [osdStateWord(state), fillText(usedRatio)];
  return t('osd.text', '{{osd}} on {{host}}: {{says}}', {
    osd: id,
    host: host === '' ? t('osd.no-host', 'an unknown host') : host,
    says: [...says, ...(verdict === 'pass' || state === 'missing' ? [] : [markWord(verdict)])].join(', '),
  });
}

export function osdStateWord(state: OsdTile['state']): string {
  switch (state) {
    case 'up':
      return t('osd.up', 'up');
    case 'down':
      return t('osd.down', 'down');
    case 'out':
      return t('osd.out', 'out');
    case 'missing':
      return t('osd.missing', 'missing');
  }
}

/** "Last seen 17 Nov, 02:14, 69 % full, Samsung PM9A3" */
export function lastSeenText({ lastSeenMs, usedRatio, device }: MissingOsd, zone: string): string {
  const seen =
    lastSeenMs === null
      ? t('osd.never-seen', 'When it was last seen is not known')
      : t('osd.last-seen', 'Last seen {{date}}, {{time}}', {
          date: shortDate(lastSeenMs, zone),
          time: clockTime(lastSeenMs, zone),
        });
  return [seen, usedRatio === null ? '' : fillText(usedRatio), device ?? ''].filter((part) => part !== '').join(', ');
}

/** "5 of 6": those that are up, of all that are or should be there. */
export function upText({ osds }: CephHost): string {
  return t('osd.up-of', '{{up}} of {{all}}', {
    up: countText(osds.filter(({ state }) => state === 'up').length),
    all: countText(osds.length),
  });
}

function fillText(usedRatio: number | null): string {
  return usedRatio === null
    ? t('osd.fill-unknown', 'how full is not known')
    : t('osd.fill', '{{share}} full', { share: percentText(usedRatio) });
}

/** What stands below the number: how full it is, or why nobody can say. */
export function tileWord({ state, usedRatio }: OsdTile): string {
  return state !== 'up' ? osdStateWord(state) : usedRatio === null ? UNKNOWN_TEXT : percentText(usedRatio);
}
