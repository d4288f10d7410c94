import { css } from '@emotion/css';
import type { GrafanaTheme2, NavModelItem } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import { createContext, useMemo, useState, type ReactNode } from 'react';

import { Banner, BANNER_HEIGHT } from './Banner';
import { MegaMenu } from './MegaMenu';
import { MENU_WIDTH, TOP_BAR_HEIGHT } from './sizes';
import { Toasts } from './Toasts';
import { TopBar } from './TopBar';

/** What sticks to the top of the window, in px; pages ask for it to place their own sticky parts. */
export const HEADER_HEIGHT = BANNER_HEIGHT + TOP_BAR_HEIGHT;

/** How a page tells the breadcrumbs what it shows. */
export const PageNavContext = createContext<(pageNav: NavModelItem | undefined) => void>(() => undefined);

/** The frame around every page: banner, top bar, docked menu, toasts. */
export function Chrome({ children }: { children: ReactNode }) {
  const styles = useStyles2(getStyles);
  const [pageNav, setPageNav] = useState<NavModelItem>();
  const page = useMemo(
    () => <PageNavContext.Provider value={setPageNav}>{children}</PageNavContext.Provider>,
    [children]
  );
  return (
    <div className={`${styles.frame} grafana-app`}>
      <Banner />
      <MegaMenu />
      <TopBar pageNav={pageNav} />
      <main className={styles.main} id="pageContent">
        {page}
      </main>
      <Toasts />
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  frame: css({
    minHeight: '100vh',
    // Grafana's global style gives this class the window's height: a longer page would stand on nothing below it.
    '&&': { height: 'auto' },
    background: theme.colors.background.primary,
    paddingTop: HEADER_HEIGHT,
    [theme.breakpoints.up('xl')]: { paddingLeft: MENU_WIDTH },
  }),
  main: css({ display: 'flex', flexDirection: 'column', minHeight: `calc(100vh - ${HEADER_HEIGHT}px)` }),
});
