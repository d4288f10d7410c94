import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Button, Spinner, useStyles2 } from '@grafana/ui';
import { useEffect, useState, useSyncExternalStore, type ReactNode } from 'react';

import { browserTransport } from '../../../sources/transport/browser';
import { DataTable, type Column } from '../../../ui/DataTable';
import { isAbort } from '../../../ui/loadable';
import { Mark } from '../../../ui/Mark';
import { Section } from '../../../ui/Section';
import { t } from '../../../ui/t';
import { countText } from '../../../ui/when';
import { causeWords, happenedWords } from './diagnosisWords';
import { readServer, type Capability, type CheckedSource, type Report } from './readServer';
import { dropWords, featureWords, lacking, rightWords, versionWords, withoutWords } from './reportWords';
import { nothingWords, reports } from './testServer';

/** What the saved settings reach, and what their token may do there: read when the page opens and by every "Save & test". */
export function ServerReport({ source }: { source: CheckedSource }) {
  const { uid } = source;
  const report = useSyncExternalStore(reports.subscribe, () => reports.get(uid));
  const [attempt, setAttempt] = useState(0);
  const [reading, setReading] = useState(report === undefined);
  useEffect(() => {
    if (reports.get(uid) !== undefined && attempt === 0) {
      return undefined;
    }
    const abort = new AbortController();
    readServer(source, browserTransport(), Date.now, abort.signal).then(
      (found) => {
        reports.put(uid, found);
        setReading(false);
      },
      (error: unknown) => {
        if (!isAbort(error)) {
          console.error(error);
          setReading(false);
        }
      }
    );
    return () => abort.abort();
    // The saved settings count, not what is being typed.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [uid, attempt]);
  return (
    <Section
      title={t('argocd.report.title', 'What this token can see')}
      help={t('argocd.report.help', 'With the settings as they are saved. "Save & test" below reads it anew.')}
      actions={
        <Button
          size="sm"
          variant="secondary"
          fill="text"
          icon="sync"
          disabled={reading}
          onClick={() => {
            setReading(true);
            setAttempt((n) => n + 1);
          }}
        >
          {t('argocd.report.again', 'Check the token')}
        </Button>
      }
    >
      <div aria-live="polite">
        {report === undefined || reading ? (
          <span>
            <Spinner inline /> {t('argocd.report.reading', 'Asking Argo CD...')}
          </span>
        ) : (
          <Found report={report} />
        )}
      </div>
    </Section>
  );
}

function Found({ report }: { report: Report }) {
  const styles = useStyles2(getStyles);
  if (!report.ok) {
    const { causes } = report.diagnosis;
    return (
      <>
        <Mark state="fail" word={happenedWords(report.diagnosis, report.facts)} />
        {causes.length > 1 && <div>{t('argocd.report.causes', 'It may come from, the likeliest first:')}</div>}
        <ol className={styles.causes}>
          {causes.map((cause) => {
            const { why, fix } = causeWords(cause, report.facts);
            return (
              <li key={cause}>
                <div className={styles.why}>{why}</div>
                <div>{fix}</div>
              </li>
            );
          })}
        </ol>
      </>
    );
  }
  const blind = lacking(report).some(({ feature }) => feature === 'applications');
  return (
    <>
      <p>{versionWords(report)}.</p>
      {blind && (
        <Word state="fail" word={t('argocd.report.nothing.title', 'The token sees no application')}>
          {nothingWords()}
        </Word>
      )}
      {report.excess.length > 0 && (
        <Word state="warn" word={t('argocd.report.excess', 'This token can do more than read.')}>
          {dropWords(report.excess)}
        </Word>
      )}
      <div className={styles.table}>
        <DataTable
          label={t('argocd.report.table', 'What each feature needs, and what this token has')}
          columns={columns(styles.code)}
          rows={report.capabilities}
          rowKey={({ feature }) => feature}
        />
      </div>
    </>
  );
}

/** No box: Grafana's own alert says the same in one, once "Save & test" was pressed. */
function Word({ state, word, children }: { state: 'fail' | 'warn'; word: string; children: ReactNode }) {
  const styles = useStyles2(getStyles);
  return (
    <div className={styles.word}>
      <Mark state={state} word={word} />
      <div>{children}</div>
    </div>
  );
}

function columns(code: string): ReadonlyArray<Column<Capability>> {
  return [
    { key: 'feature', heading: t('argocd.report.feature', 'Feature'), cell: ({ feature }) => featureWords(feature) },
    {
      key: 'needs',
      heading: t('argocd.report.needs', 'Needs'),
      cell: ({ right }) => <code className={code}>{rightWords(right)}</code>,
    },
    {
      key: 'token',
      heading: t('argocd.report.token', 'This token'),
      tight: true,
      cell: (one) => <TokenCell {...one} />,
    },
    {
      key: 'seen',
      heading: t('argocd.report.seen-heading', 'Seen'),
      numeric: true,
      cell: ({ seen }) => (seen === null ? '?' : countText(seen)),
    },
    {
      key: 'without',
      heading: t('argocd.report.without', 'Unknown without it'),
      wideOnly: true,
      cell: ({ feature }) => withoutWords(feature),
    },
  ];
}

function TokenCell({ state }: Capability) {
  switch (state) {
    case 'has':
      return <Mark state="pass" word={t('argocd.report.has', 'has it')} />;
    case 'some':
      return <Mark state="unknown" word={t('argocd.report.some', 'for some')} />;
    case 'lacks':
      return <Mark state="unknown" word={t('argocd.report.lacks', 'lacks it')} />;
    case 'unknown':
      return <Mark state="unknown" word={t('argocd.report.unknown', 'not known')} />;
  }
}

const getStyles = (theme: GrafanaTheme2) => ({
  table: css({ containerType: 'inline-size', maxWidth: 1100, marginBottom: theme.spacing(3) }),
  word: css({ maxWidth: '100ch', marginBottom: theme.spacing(1.5), overflowWrap: 'anywhere' }),
  code: css({ fontSize: theme.typography.bodySmall.fontSize, whiteSpace: 'nowrap' }),
  causes: css({
    margin: theme.spacing(1, 0, 0),
    paddingLeft: theme.spacing(2.5),
    maxWidth: '100ch',
    overflowWrap: 'anywhere',
    '& li + li': { marginTop: theme.spacing(1) },
  }),
  why: css({ color: theme.colors.text.primary, fontWeight: theme.typography.fontWeightMedium }),
});
