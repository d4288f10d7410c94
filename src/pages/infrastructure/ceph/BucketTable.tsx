import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';

import { verdictRank } from '../../../core/check/verdict';
import type { BucketRow } from '../../../core/products/ceph/view';
import { bytesText, countOrUnknown, growthText } from '../../../ui/amounts';
import type { Column } from '../../../ui/column';
import { Mark } from '../../../ui/Mark';
import { byNumber, byText, sortOf, sortParam, sortRows, type Sort } from '../../../ui/sortRows';
import { t } from '../../../ui/t';
import { useAddress } from '../../../ui/useAddress';
import { VirtualTable } from '../../../ui/VirtualTable';
import { useStickyTop } from '../useStickyTop';
import { quotaText } from './quotaText';

const USUAL: Sort = { key: 'verdict', descending: true };

/** Buckets of the object gateway: size, objects, growth and quota. */
export function BucketTable({ buckets }: { buckets: readonly BucketRow[] }) {
  const stickyTop = useStickyTop();
  const [params, change] = useAddress();
  const columns = useColumns();
  const sort = sortOf(params.get('buckets'), USUAL);
  return (
    <VirtualTable
      label={t('ceph.section.buckets', 'Buckets')}
      columns={columns}
      rows={sortRows(buckets, columns, sort)}
      rowKey={({ owner, name }) => `${owner}/${name}`}
      sort={sort}
      onSort={(next) => change({ buckets: sortParam(next, USUAL) }, { replace: true })}
      rowHeight={41}
      stickyTop={stickyTop}
    />
  );
}

function useColumns(): Array<Column<BucketRow>> {
  const styles = useStyles2(getStyles);
  const numeric = { numeric: true, largestFirst: true };
  const nameOf = ({ name, owner }: BucketRow) => `${name} ${owner}`;
  return [
    {
      key: 'verdict',
      heading: t('bucket.verdict', 'Verdict'),
      width: 108,
      compare: (a, b) => verdictRank(b.verdict) - verdictRank(a.verdict) || byText(nameOf)(b, a),
      largestFirst: true,
      cell: ({ verdict }) => (verdict === 'na' ? '—' : <Mark state={verdict} />),
    },
    {
      key: 'name',
      heading: t('bucket.name', 'Bucket'),
      compare: byText(nameOf),
      wraps: true,
      cell: ({ name, owner }) => (
        <>
          <span className={styles.name}>{name}</span> <span className={styles.quiet}>{owner}</span>
        </>
      ),
    },
    {
      key: 'size',
      heading: t('bucket.size', 'Size'),
      width: 100,
      ...numeric,
      compare: byNumber(({ sizeBytes }) => sizeBytes),
      cell: ({ sizeBytes }) => bytesText(sizeBytes),
    },
    {
      key: 'objects',
      heading: t('bucket.objects', 'Objects'),
      width: 110,
      from: 620,
      ...numeric,
      compare: byNumber(({ objects }) => objects),
      cell: ({ objects }) => countOrUnknown(objects),
    },
    {
      key: 'grown',
      heading: t('bucket.grown', '30 days'),
      width: 110,
      from: 760,
      ...numeric,
      compare: byNumber(({ grown30dBytes }) => grown30dBytes),
      cell: ({ grown30dBytes }) => growthText(grown30dBytes),
    },
    {
      key: 'quota',
      heading: t('bucket.quota', 'Quota'),
      width: 150,
      from: 460,
      ...numeric,
      compare: byNumber(({ quota }) => quota?.usedRatio ?? null),
      cell: ({ quota }) => (quota === null ? <span className={styles.none}>—</span> : quotaText(quota)),
    },
  ];
}

const getStyles = (theme: GrafanaTheme2) => ({
  name: css({ fontWeight: theme.typography.fontWeightMedium }),
  quiet: css({ ...theme.typography.bodySmall, color: theme.colors.text.secondary }),
  none: css({ color: theme.colors.text.disabled }),
});
