import { PluginPage } from '@grafana/runtime';
import { useCallback, type ReactNode } from 'react';
import { useParams, useSearchParams } from 'react-router-dom';

import { ConnectionView, useConnection } from '../../../ui/connection';
import { LoadableView } from '../../../ui/LoadableView';
import { useServices } from '../../../ui/services';
import { t } from '../../../ui/t';
import { useLoaded } from '../../../ui/useLoaded';
import { Waiting } from '../../../ui/Waiting';
import { starterPack } from './draftPack';
import { PackEditor } from './PackEditor';

/** One pack of one's own, or a new one (`new`, with `?check=` to begin with the limits of a check). */
export function PackEditorPage() {
  const { pack = '' } = useParams();
  const title = pack === 'new' ? t('packs.new', 'New pack') : pack;
  return (
    <ConnectionView
      loading={
        <Frame title={title}>
          <Waiting />
        </Frame>
      }
      failed={(notice) => <Frame title={title}>{notice}</Frame>}
    >
      <OpenPack key={pack} name={pack} />
    </ConnectionView>
  );
}

function OpenPack({ name }: { name: string }) {
  const { connection, library } = useConnection();
  const services = useServices();
  const [params] = useSearchParams();
  const load = useCallback(async () => ({ state: 'ready' as const, value: await services.library() }), [services]);
  const { loaded, reload } = useLoaded(load);
  const own = library.own ?? [];
  const isNew = name === 'new';
  const at = isNew ? (connection.settings.packs ?? []).length : own.findIndex(({ key }) => key === name);
  const pack = own[at];
  if (!isNew && pack === undefined) {
    return (
      <Frame title={name}>
        <p>{t('packs.no-such', 'There is no pack "{{pack}}" in the settings.', { pack: name })}</p>
      </Frame>
    );
  }
  return (
    <Frame title={pack?.title ?? t('packs.new', 'New pack')}>
      <LoadableView
        of={loaded}
        subject={t('packs.library', 'The built-in packs')}
        loading={<Waiting />}
        onRetry={reload}
      >
        {(builtIn) => (
          <PackEditor
            builtIn={builtIn}
            at={at}
            saved={pack?.text ?? ''}
            start={pack?.text ?? starterPack(builtIn, params.get('check'), t('packs.starter', 'Our checks'))}
          />
        )}
      </LoadableView>
    </Frame>
  );
}

function Frame({ title, children }: { title: string; children: ReactNode }) {
  return (
    <PluginPage
      pageNav={{
        text: title,
        parentItem: { text: t('setup.title', 'Setup'), url: '/a/opsrounds-ops-app/setup' },
      }}
      subTitle={t('packs.subtitle', 'Checks of your own, and what is different here of those that are built in.')}
    >
      {children}
    </PluginPage>
  );
}
