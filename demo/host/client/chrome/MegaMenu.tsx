import { css, cx } from '@emotion/css';
import type { GrafanaTheme2, NavModelItem } from '@grafana/data';
import { config } from '@grafana/runtime';
import { Icon, useStyles2 } from '@grafana/ui';
import { useLocation } from 'grafana-router';

import { BANNER_HEIGHT } from './Banner';
import { activePath } from './navigation';
import { MENU_WIDTH, TOP_BAR_HEIGHT } from './sizes';

interface EntryProps {
  item: NavModelItem;
  level: number;
  active: NavModelItem[];
}

function Entry({ item, level, active }: EntryProps) {
  const styles = useStyles2(getStyles);
  // The only section with something to open; it stays open, so that the app is a click away from everywhere.
  const isOpen = active.includes(item) || item.id === 'apps';
  const isCurrent = active.at(-1) === item;
  const children = item.children ?? [];
  const content = (
    <>
      {item.icon && <Icon name={item.icon} size="lg" />}
      <span className={styles.label}>{item.text}</span>
    </>
  );
  return (
    <li>
      <div
        className={cx(
          styles.row,
          level > 0 && styles.nested,
          level > 1 && styles.indented,
          isCurrent && styles.current
        )}
      >
        {item.url ? (
          <a
            href={`${config.appSubUrl}${item.url}`}
            className={styles.link}
            aria-current={isCurrent ? 'page' : undefined}
          >
            {content}
          </a>
        ) : (
          <span className={styles.link}>{content}</span>
        )}
        {(children.length > 0 || item.isSection) && <Icon name={isOpen ? 'angle-up' : 'angle-down'} />}
      </div>
      {isOpen && children.length > 0 && (
        <ul className={level === 0 ? styles.sublist : styles.branch}>
          {children.map((child) => (
            <Entry key={child.id ?? child.text} item={child} level={level + 1} active={active} />
          ))}
        </ul>
      )}
    </li>
  );
}

/** The docked menu of wide windows; its entries come from the server, as Grafana's. */
export function MegaMenu() {
  const styles = useStyles2(getStyles);
  const active = activePath(useLocation().pathname);
  return (
    <div className={styles.menu} data-testid="data-testid navigation mega-menu">
      <div className={styles.header}>
        <svg width="24" height="24" viewBox="0 0 24 24" aria-hidden="true">
          <circle cx="12" cy="12" r="9" fill="none" stroke="#F55F3E" strokeWidth="3" strokeDasharray="42 15" />
          <circle cx="12" cy="12" r="3" fill="#FF8833" />
        </svg>
        <span className={styles.label}>Demo host</span>
        <Icon name="columns" />
        <Icon name="times" />
      </div>
      <nav aria-label="Main menu">
        <ul className={styles.list}>
          {config.bootData.navTree.map((item) => (
            <Entry key={item.id ?? item.text} item={item} level={0} active={active} />
          ))}
        </ul>
      </nav>
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  menu: css({
    position: 'fixed',
    top: BANNER_HEIGHT,
    bottom: 0,
    left: 0,
    width: MENU_WIDTH,
    overflowY: 'auto',
    zIndex: theme.zIndex.navbarFixed,
    background: theme.colors.background.primary,
    borderRight: `1px solid ${theme.colors.border.weak}`,
    color: theme.colors.text.secondary,
    [theme.breakpoints.down('xl')]: { display: 'none' },
  }),
  header: css({
    height: TOP_BAR_HEIGHT,
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(1),
    padding: theme.spacing(0, 1.5),
    borderBottom: `1px solid ${theme.colors.border.weak}`,
    color: theme.colors.text.primary,
  }),
  list: css({ listStyle: 'none', margin: 0, padding: theme.spacing(1, 0.5, 0, 1) }),
  sublist: css({ listStyle: 'none', margin: 0, paddingLeft: theme.spacing(4) }),
  branch: css({
    listStyle: 'none',
    marginLeft: theme.spacing(1.5),
    borderLeft: `1px solid ${theme.colors.border.weak}`,
  }),
  row: css({
    position: 'relative',
    display: 'flex',
    alignItems: 'center',
    height: theme.spacing(4),
    paddingRight: theme.spacing(0.75),
    borderRadius: theme.shape.radius.default,
  }),
  nested: css({ paddingLeft: theme.spacing(0.25) }),
  indented: css({ paddingLeft: theme.spacing(1.5) }),
  current: css({
    color: theme.colors.text.primary,
    background: theme.colors.action.selected,
    '&::before': {
      content: '""',
      position: 'absolute',
      inset: '0 auto 0 0',
      width: theme.spacing(0.5),
      borderRadius: theme.shape.radius.default,
      backgroundImage: theme.colors.gradients.brandVertical,
    },
  }),
  link: css({
    flex: 1,
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(1.25),
    minWidth: 0,
    color: 'inherit',
    padding: theme.spacing(0, 0.75),
    '&:hover, &:focus-visible': { color: theme.colors.text.primary },
  }),
  label: css({ flex: 1, overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' }),
});
