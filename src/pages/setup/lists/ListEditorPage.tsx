import { PluginPage } from '@grafana/runtime';
import type { ReactNode } from 'react';
import { Link, useParams } from 'react-router-dom';

import { listsOn } from '../../../core/checklist/due';
import { ConnectionView, useConnection } from '../../../ui/connection';
import { LoadableView } from '../../../ui/LoadableView';
import { Mark } from '../../../ui/Mark';
import { missingVersionWords } from '../../../ui/round/versionWords';
import { t } from '../../../ui/t';
import { ListEditor } from './ListEditor';
import { usePublished } from './usePublished';

/** One checklist: its text, its versions, and which of them counts. */
export function ListEditorPage() {
  const { list = '' } = useParams();
  return (
    <ConnectionView
      loading={<Frame title={list}>{null}</Frame>}
      failed={(notice) => <Frame title={list}>{notice}</Frame>}
    >
      <OpenList key={list} list={list} />
    </ConnectionView>
  );
}

function OpenList({ list }: { list: string }) {
  const { connection, library, templates } = useConnection();
  const { settings } = connection;
  const { loaded, reload } = usePublished(list);
  const newest = loaded.state === 'ready' ? loaded.value.versions[0]?.template : undefined;
  const counted = library.checklists.find(({ id }) => id === list);
  // One of the journal alone is there before anybody activates it.
  const template = counted ?? newest;
  const isOff = counted !== undefined && !listsOn(settings, library.checklists).includes(counted);
  return (
    <Frame title={template?.title ?? list}>
      {isOff && (
        <p>
          {t('list.off', 'This list is not turned on, so it has no rounds.')}{' '}
          <Link to="/a/opsrounds-ops-app/setup#checklists">{t('begin.setup', 'Open Setup')}</Link>
        </p>
      )}
      {templates.missing
        .filter((missing) => missing.list === list)
        .map((missing) => (
          <p key={missing.list}>
            <Mark state="unknown" glyphOnly size="sm" /> {missingVersionWords(missing)}
          </p>
        ))}
      {template || loaded.state !== 'ready' ? (
        <LoadableView
          of={loaded}
          subject={t('list.subject', 'The versions of the list')}
          loading={null}
          onRetry={reload}
        >
          {(published) => template && <ListEditor template={template} published={published} onPublished={reload} />}
        </LoadableView>
      ) : (
        <p>{t('list.none', 'There is no checklist "{{list}}".', { list })}</p>
      )}
    </Frame>
  );
}

/** A page of the editor of lists. */
export function Frame({ title, children }: { title: string; children: ReactNode }) {
  return (
    <PluginPage
      pageNav={{
        text: title,
        parentItem: { text: t('setup.title', 'Setup'), url: '/a/opsrounds-ops-app/setup' },
      }}
      subTitle={t('list.subtitle', 'Rounds keep the version they began with.')}
    >
      {children}
    </PluginPage>
  );
}
