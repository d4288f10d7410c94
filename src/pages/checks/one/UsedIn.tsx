import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import type { ReactNode } from 'react';
import { Link } from 'react-router-dom';

import type { Column } from '../../../ui/column';
import { DataTable } from '../../../ui/DataTable';
import { productWord } from '../../../ui/productWord';
import { t } from '../../../ui/t';
import type { Use } from './uses';

const APP = '/a/opsrounds-ops-app';

/** Where its verdict decides something or is shown. */
export function UsedIn({ uses }: { uses: readonly Use[] }) {
  const styles = useStyles2(getStyles);
  if (uses.length === 0) {
    return (
      <p className={styles.quiet}>
        {t('used.nowhere', 'No checklist, page or report uses it. It stands in Checks alone.')}
      </p>
    );
  }
  const columns: Array<Column<Use>> = [
    {
      key: 'what',
      heading: t('used.what', 'Used by'),
      cell: (use) => (
        <Link to={hrefOf(use)} className={styles.link}>
          {nameOf(use)}
        </Link>
      ),
    },
    { key: 'how', heading: t('used.how', 'For'), cell: (use) => howOf(use, styles.quiet) },
  ];
  return (
    <DataTable
      label={t('check.used-in', 'Used in')}
      columns={columns}
      rows={uses}
      rowKey={(use) => `${hrefOf(use)} ${nameOf(use)}`}
    />
  );
}

function nameOf(use: Use): string {
  switch (use.kind) {
    case 'item':
      return use.list.title;
    case 'product':
      return t('used.infrastructure', 'Infrastructure, {{product}}', { product: productWord(use.product) });
    case 'report':
      return t('used.report', 'Monthly report');
  }
}

function hrefOf(use: Use): string {
  switch (use.kind) {
    case 'item':
      return use.isOn
        ? `${APP}/today/${encodeURIComponent(use.list.id)}?${new URLSearchParams({ item: use.item.id })}`
        : `${APP}/setup/lists/${encodeURIComponent(use.list.id)}`;
    case 'product':
      return `${APP}/infrastructure`;
    case 'report':
      return `${APP}/reports`;
  }
}

function howOf(use: Use, quiet: string): ReactNode {
  switch (use.kind) {
    case 'item':
      return (
        <>
          {use.item.title} {!use.isOn && <span className={quiet}>{t('used.off', 'Not turned on')}</span>}
        </>
      );
    case 'product':
      return t('used.product-how', 'Its verdict and what stands behind it');
    case 'report':
      return t('used.report-how', 'Its results by the hour, section Checks');
  }
}

const getStyles = (theme: GrafanaTheme2) => ({
  link: css({ textDecoration: 'underline' }),
  quiet: css({ color: theme.colors.text.secondary }),
});
