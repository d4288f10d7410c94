import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import { Link, useLocation } from 'react-router-dom';

import type { CephPlace } from '../../../core/products/ceph/shows';
import { sectionWord } from './sectionWord';

/** To another part of the page. */
export function SectionLink({ section }: { section: CephPlace }) {
  const styles = useStyles2(getStyles);
  const { search } = useLocation();
  return (
    <Link to={{ search, hash: section }} className={styles.link}>
      {sectionWord(section)}
    </Link>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  link: css({
    ...theme.typography.bodySmall,
    color: theme.colors.text.link,
    '&:hover': { textDecoration: 'underline' },
  }),
});
