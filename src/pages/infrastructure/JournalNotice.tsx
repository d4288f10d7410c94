import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';

import { useConnection } from '../../ui/connection';
import { Mark } from '../../ui/Mark';
import { usePoll } from '../../ui/polling/usePoll';
import { reasonWords } from '../../ui/reasonText';
import { t } from '../../ui/t';

/** That the journal could not be read: what verdicts remember is missing then. */
export function JournalNotice() {
  const styles = useStyles2(getStyles);
  const { memory } = useConnection();
  const states = [usePoll(memory.acceptances), usePoll(memory.rounds)];
  const failed = states.find((state) => state.failed !== null)?.failed;
  return failed ? (
    <p role="alert" className={styles.notice}>
      <Mark state="unknown" word={t('infra.journal', 'The journal could not be read')} />{' '}
      {t(
        'infra.journal-what',
        'What signatures remember and what was said to be gone for good may be missing here. {{reason}}',
        { reason: reasonWords(failed) }
      )}
    </p>
  ) : null;
}

const getStyles = (theme: GrafanaTheme2) => ({
  notice: css({ margin: theme.spacing(0, 0, 1, 0), maxWidth: '100ch', overflowWrap: 'anywhere' }),
});
