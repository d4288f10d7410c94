import { css } from '@emotion/css';
import { PageLayoutType, type GrafanaTheme2, type NavModelItem } from '@grafana/data';
import type { PluginPageProps } from '@grafana/runtime';
import { Tab, TabsBar, useStyles2 } from '@grafana/ui';
import { useLocation } from 'grafana-router';
import { useContext, useEffect, type ReactNode } from 'react';

import { PageNavContext } from './Chrome';
import { activePath } from './navigation';

type PageProps = Pick<
  PluginPageProps,
  'actions' | 'info' | 'pageNav' | 'renderTitle' | 'subTitle' | 'children' | 'layout'
>;

function PageInfo({ info }: { info: PluginPageProps['info'] }) {
  const styles = useStyles2(getStyles);
  if (!info?.length) {
    return null;
  }
  return (
    <div className={styles.info}>
      {info.map((item) => (
        <div key={item.label}>
          <div className={styles.label}>{item.label}</div>
          <div>{item.value}</div>
        </div>
      ))}
    </div>
  );
}

function PageTabs({ pageNav }: { pageNav: NavModelItem | undefined }) {
  const styles = useStyles2(getStyles);
  const tabs = pageNav?.children?.filter(({ hideFromTabs }) => !hideFromTabs) ?? [];
  return tabs.length === 0 ? null : (
    <TabsBar className={styles.tabs}>
      {tabs.map(({ text, url, active = false, tabCounter }) => (
        <Tab
          key={text}
          label={text}
          active={active}
          href={url}
          {...(tabCounter !== undefined && { counter: tabCounter })}
        />
      ))}
    </TabsBar>
  );
}

/** A page with Grafana's heading: title, info and actions in one line, the subtitle and the tabs below. */
export function Page({ actions, info, pageNav, renderTitle, subTitle, children, layout }: PageProps) {
  const styles = useStyles2(getStyles);
  const setPageNav = useContext(PageNavContext);
  const { pathname } = useLocation();
  const current: NavModelItem | undefined = pageNav ?? activePath(pathname).at(-1);
  useEffect(() => {
    setPageNav(pageNav);
  }, [pageNav, setPageNav]);
  if (layout === PageLayoutType.Custom) {
    return children;
  }
  const text = current?.text ?? '';
  const title: ReactNode = renderTitle ? renderTitle(text) : <h1 className={styles.title}>{text}</h1>;
  const below = subTitle ?? current?.subTitle;
  return (
    <div className={layout === PageLayoutType.Canvas ? styles.canvas : styles.page}>
      {layout !== PageLayoutType.Canvas && (
        <div className={styles.header}>
          <div className={styles.heading}>
            <div className={styles.titleBox}>{title}</div>
            <PageInfo info={info} />
            {actions && <div className={styles.actions}>{actions}</div>}
          </div>
          {below && <div className={styles.subTitle}>{below}</div>}
        </div>
      )}
      <PageTabs pageNav={pageNav} />
      {children}
    </div>
  );
}

/** `PluginPage` of @grafana/runtime. */
export function PluginPage(props: PluginPageProps) {
  return <Page {...props} />;
}

const getStyles = (theme: GrafanaTheme2) => ({
  page: css({
    display: 'flex',
    flexDirection: 'column',
    flex: 1,
    padding: theme.spacing(2),
    [theme.breakpoints.up('md')]: { padding: theme.spacing(4) },
  }),
  canvas: css({ display: 'flex', flexDirection: 'column', flex: 1, padding: theme.spacing(2) }),
  header: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(1), marginBottom: theme.spacing(2) }),
  heading: css({ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: theme.spacing(1, 3) }),
  titleBox: css({ flex: 1, minWidth: 200 }),
  title: css({ display: 'flex', marginBottom: 0 }),
  info: css({
    display: 'flex',
    gap: theme.spacing(3),
    '& > * + *': { borderLeft: `1px solid ${theme.colors.border.weak}`, paddingLeft: theme.spacing(1.5) },
    fontSize: theme.typography.bodySmall.fontSize,
  }),
  label: css({ color: theme.colors.text.secondary }),
  actions: css({ display: 'flex', gap: theme.spacing(1) }),
  subTitle: css({ color: theme.colors.text.secondary }),
  tabs: css({ marginBottom: theme.spacing(2) }),
});
