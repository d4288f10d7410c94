import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Alert, Button, useStyles2 } from '@grafana/ui';

import type { PostureSource, PostureView, TargetRow } from '../../../core/products/backups/view';
import { useConnection } from '../../../ui/connection';
import { GrafanaLink } from '../../../ui/GrafanaLink';
import { Mark } from '../../../ui/Mark';
import { reasonWords } from '../../../ui/reasonText';
import { serverAdvice } from '../../../ui/serverAdvice';
import { SourceSaid } from '../../../ui/SourceSaid';
import { plural, t } from '../../../ui/t';

interface Props {
  view: PostureView;
  onRetry: () => void;
}

/** One alert for each source that could not be read; it is the sentence of all targets that only it tells of. */
export function SourceAlerts({ view, onRetry }: Props) {
  const styles = useStyles2(getStyles);
  const { connection } = useConnection();
  const isAll = view.rows.length === 0;
  return view.sources.flatMap(({ uid, name, problem }) => {
    if (problem === null) {
      return [];
    }
    const unknown = view.rows.filter((row) => row.target.sourceUid === uid && row.posture === 'unknown').length;
    return (
      <Alert key={uid} severity="warning" title={titleOf(name, problem)}>
        <div className={styles.alert}>
          <div>
            {reasonWords(problem)} {serverAdvice(problem)} {isAll ? '' : unknownWords(unknown)}{' '}
            {connection.dataSources.some((source) => source.uid === uid) && (
              <GrafanaLink place={{ to: 'data-source', uid }} look="text" />
            )}
            <SourceSaid reason={problem} />
          </div>
          <Button variant="secondary" onClick={onRetry}>
            {t('loadable.retry', 'Retry')}
          </Button>
        </div>
      </Alert>
    );
  });
}

function titleOf(name: string, { code }: NonNullable<PostureSource['problem']>): string {
  switch (code) {
    case 'not-permitted':
      return t('backup-source.not-permitted', '{{name}} does not show its backups', { name });
    case 'source-down':
    case 'timeout':
      return t('backup-source.silent', '{{name}} does not answer', { name });
    default:
      return t('backup-source.unread', '{{name}} could not be read whole', { name });
  }
}

function unknownWords(count: number): string {
  return count === 0
    ? t('backup-source.more', 'What else it would tell of is missing here; everything else is current.')
    : plural('backup-source.unknown', count, {
        one: '{{count}} target is unknown until it does; everything else is current.',
        other: '{{count}} targets are unknown until it does; everything else is current.',
      });
}

/** Whether an alert above says already why a target is unknown. */
export function isToldAbove(row: TargetRow, sources: readonly PostureSource[]): boolean {
  const [first] = row.reasons;
  const problem = sources.find(({ uid }) => uid === row.target.sourceUid)?.problem;
  return first?.code === 'not-seen' && problem != null && first.reason?.code === problem.code;
}

/** That the journal could not be read, and what is missing for it. */
export function JournalUnread({ reason }: { reason: NonNullable<PostureView['journalFailed']> }) {
  const styles = useStyles2(getStyles);
  return (
    <p role="alert" className={styles.notice}>
      <Mark state="unknown" word={t('infra.journal', 'The journal could not be read')} />{' '}
      {t('backups.journal-what', 'Restore tests and the days that no source remembers are not known. {{reason}}', {
        reason: reasonWords(reason),
      })}
    </p>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  alert: css({
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    justifyContent: 'space-between',
    gap: theme.spacing(1, 3),
    overflowWrap: 'anywhere',
    '& > div': { flex: '1 1 320px', maxWidth: '100ch' },
  }),
  notice: css({ margin: theme.spacing(0, 0, 1, 0), maxWidth: '110ch', overflowWrap: 'anywhere' }),
});
