import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Alert, Button, ClipboardButton, Drawer, LoadingPlaceholder, Tab, TabsBar, useStyles2 } from '@grafana/ui';
import { useCallback, useRef, useState } from 'react';

import { zoneOf, type Settings } from '../../../core/settings/settings';
import type { Objective } from '../../../core/slo/objective';
import { download } from '../../../ui/download';
import type { Loadable } from '../../../ui/loadable';
import { LoadableView } from '../../../ui/LoadableView';
import { t } from '../../../ui/t';
import { useFirstFocus } from '../../../ui/useFirstFocus';
import { useLoaded } from '../../../ui/useLoaded';
import type { ExportFile, ExportFormat } from './exportFile';

interface Props {
  objective: Objective;
  settings: Settings;
  onClose: () => void;
}

/** The objective as files of others: rules for Prometheus, and OpenSLO. They are handed out and never applied. */
export function ExportDrawer({ objective, settings, onClose }: Props) {
  const styles = useStyles2(getStyles);
  const body = useRef<HTMLDivElement>(null);
  const [format, choose] = useState<ExportFormat>('rules');
  const zone = zoneOf(settings);
  const load = useCallback(async (): Promise<Loadable<ExportFile>> => {
    const { exportFile } = await import('./exportFile');
    return { state: 'ready', value: exportFile(objective, format, zone) };
  }, [objective, format, zone]);
  const { loaded, reload } = useLoaded(load);
  useFirstFocus(() => body.current);
  const count = loaded.state === 'ready' ? countText(loaded.value) : '';
  return (
    <Drawer
      size="md"
      title={t('export.title', 'Export rules')}
      subtitle={count === '' ? objective.title : `${objective.title}: ${count}`}
      onClose={onClose}
      tabs={
        <TabsBar>
          {FORMATS.map((one) => (
            <Tab key={one} label={nameOf(one)} active={one === format} onChangeTab={() => choose(one)} />
          ))}
        </TabsBar>
      }
    >
      <div ref={body} tabIndex={-1} className={styles.column}>
        <Alert severity="info" title={t('export.never', 'Ops Rounds never applies rules')}>
          {format === 'openslo'
            ? t('export.openslo', 'The definition for other tools that read OpenSLO v1.')
            : t(
                'export.load',
                'Load this file where your rules live. Once the series exist, an objective over them is read without raw samples.'
              )}
        </Alert>
        <LoadableView
          of={loaded}
          subject={t('export.subject', 'The file')}
          loading={<LoadingPlaceholder text={t('export.loading', 'Writing it')} />}
          onRetry={reload}
        >
          {(file) => <File file={file} />}
        </LoadableView>
      </div>
    </Drawer>
  );
}

function File({ file: { name, text, left } }: { file: ExportFile }) {
  const styles = useStyles2(getStyles);
  return (
    <>
      {text !== '' && (
        <>
          <div className={styles.actions}>
            <Button icon="import" onClick={() => download(new Blob([text], { type: 'application/yaml' }), name)}>
              {t('export.download', 'Download {{name}}', { name })}
            </Button>
            <ClipboardButton variant="secondary" fill="outline" icon="copy" getText={() => text}>
              {t('export.copy', 'Copy')}
            </ClipboardButton>
          </div>
          <pre className={styles.code} tabIndex={0} aria-label={name}>
            {text}
          </pre>
        </>
      )}
      {left.length > 0 && (
        <section>
          <h3 className={styles.heading}>{t('export.left', 'What it does not carry')}</h3>
          <ul className={styles.list}>
            {left.map((words) => (
              <li key={words}>{words}</li>
            ))}
          </ul>
        </section>
      )}
      <p className={styles.note}>
        {t('export.names', 'Names of series follow Sloth, so its dashboards work with them.')}
      </p>
    </>
  );
}

const FORMATS: readonly ExportFormat[] = ['rules', 'prometheusrule', 'openslo'];

function nameOf(format: ExportFormat): string {
  switch (format) {
    case 'rules':
      return t('export.rules', 'Prometheus rules');
    case 'prometheusrule':
      return t('export.prometheusrule', 'PrometheusRule');
    case 'openslo':
      return t('export.openslo-name', 'OpenSLO');
  }
}

function countText({ recording, alerts }: ExportFile): string {
  return recording + alerts === 0
    ? ''
    : t('export.count', '{{recording}} recording rules, {{alerts}} alert rules', { recording, alerts });
}

const getStyles = (theme: GrafanaTheme2) => ({
  column: css({
    display: 'flex',
    flexDirection: 'column',
    gap: theme.spacing(2),
    '&:focus': { outline: 'none' },
  }),
  actions: css({ display: 'flex', flexWrap: 'wrap', gap: theme.spacing(1) }),
  code: css({
    ...theme.typography.code,
    fontSize: theme.typography.bodySmall.fontSize,
    lineHeight: 1.6,
    letterSpacing: 0,
    margin: 0,
    padding: theme.spacing(1, 1.5),
    overflow: 'auto',
    maxHeight: '60vh',
    whiteSpace: 'pre',
    color: theme.colors.text.primary,
    background: theme.colors.background.canvas,
    border: `1px solid ${theme.colors.border.weak}`,
    borderRadius: theme.shape.radius.default,
  }),
  heading: css({ ...theme.typography.h6, margin: theme.spacing(0, 0, 0.5) }),
  list: css({ margin: 0, paddingLeft: theme.spacing(2.5) }),
  note: css({ ...theme.typography.bodySmall, color: theme.colors.text.secondary, margin: 0 }),
});
