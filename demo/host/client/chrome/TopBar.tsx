import { css } from '@emotion/css';
import type { GrafanaTheme2, NavModelItem } from '@grafana/data';
import { config } from '@grafana/runtime';
import { Icon, useStyles2 } from '@grafana/ui';
import { useLocation } from 'grafana-router';
import { Fragment, useEffect } from 'react';

import { BANNER_HEIGHT } from './Banner';
import { activePath, breadcrumbs } from './navigation';
import { MENU_WIDTH, TOP_BAR_HEIGHT } from './sizes';

/** Breadcrumbs left; what stands right of them in Grafana is drawn only, it does nothing here. */
export function TopBar({ pageNav }: { pageNav: NavModelItem | undefined }) {
  const styles = useStyles2(getStyles);
  const crumbs = breadcrumbs(activePath(useLocation().pathname), pageNav);
  const title = [...crumbs.map((crumb) => crumb.text).reverse(), 'Demo host'].join(' - ');
  useEffect(() => {
    document.title = title;
  }, [title]);
  return (
    <header className={styles.bar}>
      <nav aria-label="Breadcrumbs" className={styles.crumbs}>
        {crumbs.map((crumb, at) => {
          const isLast = at === crumbs.length - 1;
          return (
            <Fragment key={at}>
              {crumb.url && !isLast ? (
                <a className={styles.crumb} href={`${config.appSubUrl}${crumb.url}`}>
                  {crumb.text}
                </a>
              ) : (
                <span className={isLast ? styles.lastCrumb : styles.crumb} aria-current={isLast ? 'page' : undefined}>
                  {crumb.text}
                </span>
              )}
              {!isLast && <Icon name="angle-right" />}
            </Fragment>
          );
        })}
      </nav>
      <div className={styles.actions} aria-hidden="true">
        <div className={styles.search}>
          <Icon name="search" />
          <span className={styles.searchText}>Search...</span>
          <span className={styles.shortcut}>ctrl+k</span>
        </div>
        <Icon name="plus" size="lg" />
        <Icon name="question-circle" size="lg" />
        <img className={styles.avatar} src={`${config.appSubUrl}${config.bootData.user.gravatarUrl}`} alt="" />
      </div>
    </header>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  bar: css({
    position: 'fixed',
    top: BANNER_HEIGHT,
    right: 0,
    left: 0,
    height: TOP_BAR_HEIGHT,
    zIndex: theme.zIndex.navbarFixed,
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(2),
    padding: theme.spacing(0, 1.5, 0, 2),
    background: theme.colors.background.primary,
    borderBottom: `1px solid ${theme.colors.border.weak}`,
    [theme.breakpoints.up('xl')]: { left: MENU_WIDTH, paddingLeft: theme.spacing(4) },
  }),
  crumbs: css({
    flex: 1,
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(0.5),
    minWidth: 0,
    whiteSpace: 'nowrap',
  }),
  crumb: css({ color: theme.colors.text.primary, fontWeight: theme.typography.fontWeightMedium }),
  lastCrumb: css({ color: theme.colors.text.secondary, overflow: 'hidden', textOverflow: 'ellipsis' }),
  actions: css({ display: 'flex', alignItems: 'center', gap: theme.spacing(2.5), color: theme.colors.text.secondary }),
  search: css({
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(0.75),
    width: 350,
    height: theme.spacing(4),
    padding: theme.spacing(0, 1),
    background: theme.components.input.background,
    border: `1px solid ${theme.components.input.borderColor}`,
    borderRadius: theme.shape.radius.default,
    [theme.breakpoints.down('lg')]: { display: 'none' },
  }),
  searchText: css({ flex: 1 }),
  shortcut: css({ fontSize: theme.typography.bodySmall.fontSize }),
  avatar: css({ width: 24, height: 24, borderRadius: '50%' }),
});
