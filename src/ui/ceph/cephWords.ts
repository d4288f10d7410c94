import type { Verdict } from '../../core/check/verdict';
import type { CephView } from '../../core/products/ceph/view';
import { plural, t } from '../t';
import { markWord } from '../verdictLook';

const OWN: Readonly<Record<NonNullable<CephView['own']>['word'], Verdict>> = {
  HEALTH_OK: 'pass',
  HEALTH_WARN: 'warn',
  HEALTH_ERR: 'fail',
};

/** "Ceph says HEALTH_OK; Ops Rounds does not.": both verdicts where they differ. */
export function ownText({ own, verdict }: Pick<CephView, 'own' | 'verdict'>): string {
  if (own === null) {
    return t('ceph.own-unknown', 'What Ceph says of itself is not known.');
  }
  const { word } = own;
  if (OWN[word] === verdict) {
    return t('ceph.own', 'Ceph says {{word}}.', { word });
  }
  return word === 'HEALTH_OK'
    ? t('ceph.own-but', 'Ceph says {{word}}; Ops Rounds does not.', { word })
    : t('ceph.own-other', 'Ceph says {{word}}, Ops Rounds says {{verdict}}.', { word, verdict: markWord(verdict) });
}

/** "Ceph 19.2.1, 4 hosts. Ceph says HEALTH_OK; Ops Rounds does not." */
export function cephSubtitle(view: CephView | undefined): string {
  if (view === undefined || view.silent !== null) {
    return t('ceph.product', 'Ceph');
  }
  const { versions, hosts } = view;
  const version =
    versions.length === 0
      ? t('ceph.product', 'Ceph')
      : t('ceph.version', 'Ceph {{version}}', { version: versions.join(' / ') });
  return `${plural(
    'ceph.hosts',
    hosts.length,
    { one: '{{version}}, {{count}} host.', other: '{{version}}, {{count}} hosts.' },
    { version }
  )} ${ownText(view)}`;
}

/** The reason in one line: the worst finding, else that nothing is wrong or that nobody can say. */
export function cephHeadline({ attention, name, verdict }: Pick<CephView, 'attention' | 'name' | 'verdict'>): string {
  const [worst] = attention;
  return worst !== undefined
    ? (worst.finding ?? worst.definition.title)
    : verdict === 'pass'
      ? t('ceph.quiet', 'Nothing about {{name}} needs attention', { name })
      : t('ceph.unjudged', 'No check says anything about {{name}}', { name });
}
