import type { PanelProps } from '@grafana/data';
import { LinkButton, LoadingBar } from '@grafana/ui';

import type { Reason } from '../../core/check/verdict';
import type { PostureView } from '../../core/products/backups/view';
import { libraryOf } from '../../library/libraryOf';
import { browserClient } from '../../sources/browserClient';
import { useNow } from '../../ui/Age';
import { usePosture } from '../../ui/backups/usePosture';
import { browserServices } from '../../ui/browserSession';
import { ConnectionProvider, ConnectionView, useConnection } from '../../ui/connection';
import { GrafanaLink, useMayFollow } from '../../ui/GrafanaLink';
import { FirstReading, PanelNotice, SilentSource } from '../../ui/panel/PanelNotice';
import { useAlong } from '../../ui/polling/usePoll';
import { ServicesProvider } from '../../ui/services';
import { plural, t } from '../../ui/t';
import { backupsHref } from './backupsHref';
import { BackupView } from './BackupView';
import { chosenTargets } from './chosen';
import type { BackupOptions } from './options';

/** One for all panels of a page: they share what is read. */
const services = browserServices(browserClient(), libraryOf);

/** Backups in any dashboard: what is protected and what is not, and how the last nights ended. */
export function BackupPanel(props: PanelProps<BackupOptions>) {
  return (
    <ServicesProvider services={services}>
      <ConnectionProvider>
        <ConnectionView loading={<LoadingBar width={props.width} />}>
          <ChosenBackups {...props} />
        </ConnectionView>
      </ConnectionProvider>
    </ServicesProvider>
  );
}

type Shown = Pick<PanelProps<BackupOptions>, 'options' | 'width' | 'height' | 'timeRange' | 'replaceVariables'>;

/** Reads all targets and shows those that the options choose. */
export function ChosenBackups({ options, width, height, timeRange, replaceVariables }: Shown) {
  const { connection } = useConnection();
  const nowMs = useNow(() => 60_000);
  const { poll, state } = usePosture(options.days === 90 ? 90 : 35);
  useAlong(poll.refresh, timeRange.to.valueOf());
  const size = { width, height };
  const view = state.value;
  const name = t('panel.backup.backups', 'Backups');
  const silent = silentOf(name, view, state.failed);
  if (silent) {
    return (
      <div style={size}>
        <SilentSource
          {...silent}
          isReading={state.isReading}
          lastGoodMs={state.lastGood?.asOfMs ?? null}
          onRetry={() => {
            connection.backups.forget();
            poll.refresh();
          }}
        />
      </div>
    );
  }
  if (view === null) {
    return (
      <div style={size}>
        <FirstReading name={name} progress={state.progress} width={width} />
      </div>
    );
  }
  const search = replaceVariables(options.search);
  const rows = chosenTargets(view.rows, { kind: options.kind, search });
  if (rows.length === 0) {
    return (
      <div style={size}>
        {view.rows.length > 0 ? <NoneChosen all={view.rows.length} /> : <NothingFound view={view} />}
      </div>
    );
  }
  return <BackupView view={view} rows={rows} options={options} isReading={state.isReading} nowMs={nowMs} size={size} />;
}

/** Who says nothing, in place of all targets: the reading itself, or each source that was asked. */
function silentOf(name: string, view: PostureView | null, failed: Reason | null) {
  if (failed !== null) {
    return { name, uid: null, reason: failed };
  }
  const problems =
    view?.rows.length === 0 ? view.sources.flatMap(({ problem, ...of }) => (problem ? { ...of, problem } : [])) : [];
  const [first] = problems;
  return first ? { name: first.name, uid: first.uid, reason: first.problem } : null;
}

function NoneChosen({ all }: { all: number }) {
  return (
    <PanelNotice
      label={t('panel.backup.backups', 'Backups')}
      title={t('panel.backup.none-chosen', 'No target matches')}
      actions={
        <LinkButton size="sm" variant="secondary" href={backupsHref()}>
          {t('panel.backup.open', 'Open backups')}
        </LinkButton>
      }
    >
      <p>
        {plural('panel.backup.none-chosen-what', all, {
          one: 'There is {{count}} target. Check kind and words in the panel options.',
          other: 'There are {{count}} targets. Check kind and words in the panel options.',
        })}
      </p>
    </PanelNotice>
  );
}

/** There is no target at all: nothing is connected, or nothing was found, which is no proof that all is well. */
function NothingFound({ view }: { view: PostureView }) {
  const mayAdd = useMayFollow('new-data-source');
  const isConnected = view.sources.length > 0;
  return (
    <PanelNotice
      label={t('panel.backup.backups', 'Backups')}
      title={
        isConnected
          ? t('panel.backup.none', 'No target of backups is known')
          : t('panel.backup.not-set-up', 'Nothing that makes backups is connected')
      }
      actions={mayAdd && !isConnected && <GrafanaLink place={{ to: 'new-data-source' }} look="quiet" />}
    >
      <p>
        {isConnected
          ? t(
              'panel.backup.none-what',
              'The sources answer, and none of them tells of anything that should be backed up.'
            )
          : t(
              'panel.backup.not-set-up-what',
              'Add a data source for Proxmox or its backup server, or a Prometheus that has metrics of backups.'
            )}
      </p>
    </PanelNotice>
  );
}
