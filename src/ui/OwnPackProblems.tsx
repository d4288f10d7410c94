import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';

import type { OwnPack } from '../core/check/ownPack';
import { useConnection } from './connection';
import { Mark } from './Mark';
import { plural, t } from './t';

/** Packs of one's own that cannot be read, each with its first mistake; what they speak of is unknown. */
export function OwnPackProblems() {
  const { library } = useConnection();
  const broken = (library.own ?? []).filter(({ problems }) => problems.length > 0);
  return broken.map((pack) => <Broken key={pack.key} pack={pack} />);
}

function Broken({ pack: { title, problems } }: { pack: OwnPack }) {
  const styles = useStyles2(getStyles);
  const [first] = problems;
  return (
    <div role="alert" className={styles.broken}>
      <Mark state="unknown" word={t('own-pack.broken', 'The pack {{title}} does not count', { title })} />
      {first && <p>{problemWords(first)}</p>}
      <p className={styles.quiet}>
        {problems.length > 1 &&
          plural('own-pack.more', problems.length - 1, {
            one: 'It has {{count}} more mistake.',
            other: 'It has {{count}} more mistakes.',
          })}{' '}
        {t('own-pack.unknown', 'What it defines or changes is unknown until it is corrected.')}
      </p>
    </div>
  );
}

function problemWords({ line, field, message, fix }: OwnPack['problems'][number]): string {
  const place =
    field === ''
      ? t('problems.line', 'line {{line}}', { line })
      : t('problems.place', 'line {{line}}, {{field}}', { line, field });
  return t('own-pack.problem', 'In {{place}}: {{message}}. Fix: {{fix}}.', { place, message, fix });
}

const getStyles = (theme: GrafanaTheme2) => ({
  broken: css({
    display: 'flex',
    flexDirection: 'column',
    gap: theme.spacing(0.5),
    padding: theme.spacing(1.5, 0, 1.5, 2),
    marginBottom: theme.spacing(1),
    borderLeft: `3px dashed ${theme.visualization.getColorByName(theme.isDark ? 'light-purple' : 'dark-purple')}`,
    '& p': { margin: 0, maxWidth: '90ch', overflowWrap: 'anywhere' },
  }),
  quiet: css({ color: theme.colors.text.secondary }),
});
