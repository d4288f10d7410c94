import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { config, getBackendSrv } from '@grafana/runtime';
import { useStyles2 } from '@grafana/ui';

/** In px. */
export const BANNER_HEIGHT = 26;

const logins = ['admin', 'editor', 'editor2', 'viewer'];
const quietly = { showSuccessAlert: false };

/** The demo's users have their login as password. */
async function signInAs(login: string): Promise<void> {
  await getBackendSrv().post('/login', { user: login, password: login }, quietly);
  window.location.reload();
}

async function changeTheme(theme: string): Promise<void> {
  await getBackendSrv().patch('/api/user/preferences', { theme }, quietly);
  const url = new URL(window.location.href);
  url.searchParams.delete('theme');
  window.location.assign(url);
}

/** Says that this is not Grafana, and switches user and theme. */
export function Banner() {
  const styles = useStyles2(getStyles);
  const { login, orgRole } = config.bootData.user;
  const otherTheme = config.theme2.isDark ? 'light' : 'dark';
  return (
    <aside className={styles.banner} aria-label="Demo host">
      <span className={styles.text}>
        Demo host, not Grafana<span className={styles.detail}>: it loads the plugin that Grafana loads</span>
      </span>
      <label className={styles.control}>
        <span className={styles.detail}>User</span>{' '}
        <select
          className={`${styles.select} ${styles.users}`}
          value={login}
          onChange={(event) => void signInAs(event.currentTarget.value)}
        >
          {[...new Set([...logins, login])].map((one) => (
            <option key={one} value={one}>
              {one === login ? `${one} (${orgRole})` : one}
            </option>
          ))}
        </select>
      </label>
      <button type="button" className={styles.select} onClick={() => void changeTheme(otherTheme)}>
        {otherTheme === 'light' ? 'Light theme' : 'Dark theme'}
      </button>
    </aside>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  banner: css({
    position: 'fixed',
    inset: '0 0 auto 0',
    height: BANNER_HEIGHT,
    zIndex: theme.zIndex.navbarFixed + 1,
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(1.5),
    padding: theme.spacing(0, 1.5),
    background: theme.colors.background.secondary,
    borderBottom: `1px solid ${theme.colors.border.weak}`,
    fontSize: theme.typography.bodySmall.fontSize,
    color: theme.colors.text.primary,
  }),
  text: css({ flex: 1, overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' }),
  detail: css({ color: theme.colors.text.secondary, [theme.breakpoints.down('md')]: { display: 'none' } }),
  control: css({ margin: 0, whiteSpace: 'nowrap' }),
  users: css({ [theme.breakpoints.down('md')]: { maxWidth: 90 } }),
  select: css({
    background: 'transparent',
    color: theme.colors.text.primary,
    border: `1px solid ${theme.colors.border.medium}`,
    borderRadius: theme.shape.radius.default,
    padding: theme.spacing(0, 0.75),
    height: 20,
    lineHeight: '18px',
    fontSize: 'inherit',
    '& option': { color: '#111', background: '#fff' },
  }),
});
