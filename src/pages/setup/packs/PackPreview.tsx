import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Button, useStyles2 } from '@grafana/ui';

import type { CheckResult } from '../../../core/check/result';
import { DataTable } from '../../../ui/DataTable';
import { Mark } from '../../../ui/Mark';
import { reasonAdvice, reasonWords } from '../../../ui/reasonText';
import { Section } from '../../../ui/Section';
import { t } from '../../../ui/t';
import { verdictCounts } from '../../../ui/verdictCounts';
import type { ChangedCheck, DraftPack } from './draftPack';
import { usePackPreview } from './usePackPreview';

/** What the checks that the draft changes say now, and what they would say. Asks when somebody wants it. */
export function PackPreview({ draft }: { draft: DraftPack }) {
  const styles = useStyles2(getStyles);
  const { state, look, cancel } = usePackPreview();
  const { changed } = draft;
  const isBroken = draft.pack.problems.length > 0;
  const seen = state.state === 'seen' ? state : null;
  return (
    <Section
      title={t('packs.preview', 'On the data of now')}
      help={t('packs.preview-what', 'Every source is asked as it would be. Nothing is saved by that.')}
      actions={
        state.state === 'looking' ? (
          <Button size="sm" variant="secondary" icon="times" onClick={cancel}>
            {t('save.cancel', 'Cancel')}
          </Button>
        ) : (
          <Button
            size="sm"
            variant="secondary"
            icon="sync"
            disabled={isBroken || changed.length === 0}
            onClick={() => look(changed)}
          >
            {t('packs.look', 'Look')}
          </Button>
        )
      }
    >
      <div aria-live="polite">
        {isBroken ? (
          <p className={styles.quiet}>{t('packs.preview-broken', 'Correct the mistakes first.')}</p>
        ) : changed.length === 0 ? (
          <p className={styles.quiet}>{t('packs.preview-none', 'It changes no check yet.')}</p>
        ) : (
          <>
            {state.state === 'looking' && <p className={styles.quiet}>{t('packs.looking', 'Asking the sources')}</p>}
            {state.state === 'failed' && (
              <p>
                {reasonWords(state.reason)} {reasonAdvice(state.reason)}
              </p>
            )}
            {seen && seen.of !== changed && (
              <p className={styles.quiet}>
                {t('packs.preview-old', 'The pack was changed since: this is what it said before.')}
              </p>
            )}
            <DataTable
              label={t('packs.preview', 'On the data of now')}
              rows={seen?.of ?? changed}
              rowKey={({ id }) => id}
              columns={[
                {
                  key: 'check',
                  heading: t('evidence.check', 'Check'),
                  wholeWords: true,
                  cell: (check) => <Name check={check} />,
                },
                {
                  key: 'before',
                  heading: t('packs.before', 'Now'),
                  cell: ({ id, before }) =>
                    before === null ? t('packs.new-check', 'new') : <Said check={seen?.before.get(id)} />,
                },
                {
                  key: 'after',
                  heading: t('packs.after', 'With the change'),
                  cell: ({ id, after }) =>
                    after === null ? t('packs.gone-check', 'removed') : <Said check={seen?.after.get(id)} />,
                },
              ]}
            />
          </>
        )}
      </div>
    </Section>
  );
}

function Name({ check: { id, before, after } }: { check: ChangedCheck }) {
  const styles = useStyles2(getStyles);
  return (
    <>
      {(after ?? before)?.title}
      <code className={styles.id}>{id}</code>
    </>
  );
}

/** Its verdict, of how many things, and its finding. */
function Said({ check }: { check: CheckResult | undefined }) {
  const styles = useStyles2(getStyles);
  if (check === undefined) {
    return <span className={styles.quiet}>{t('packs.not-looked', 'not looked yet')}</span>;
  }
  return (
    <>
      <Mark state={check.verdict} size="sm" />
      <span className={styles.below}>
        {check.finding ?? (check.reason ? reasonWords(check.reason) : verdictCounts(check.counts))}
      </span>
    </>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  quiet: css({ color: theme.colors.text.secondary }),
  below: css({ ...theme.typography.bodySmall, color: theme.colors.text.secondary, display: 'block' }),
  id: css({
    display: 'block',
    margin: 0,
    padding: 0,
    border: 0,
    background: 'none',
    fontSize: theme.typography.bodySmall.fontSize,
    color: theme.colors.text.secondary,
    whiteSpace: 'normal',
  }),
});
