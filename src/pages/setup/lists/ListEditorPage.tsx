import { PluginPage } from '@grafana/runtime';
import type { ReactNode } from 'react';
import { useParams } from 'react-router-dom';

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
  const { library, templates } = useConnection();
  const { loaded, reload } = usePublished(list);
  const template = library.checklists.find(({ id }) => id === list);
  return (
    <Frame title={template?.title ?? list}>
      {templates.missing
        .filter((missing) => missing.list === list)
        .map((missing) => (
          <p key={missing.list}>
            <Mark state="unknown" glyphOnly size="sm" /> {missingVersionWords(missing)}
          </p>
        ))}
      {template ? (
        <LoadableView
          of={loaded}
          subject={t('list.subject', 'The versions of the list')}
          loading={null}
          onRetry={reload}
        >
          {(published) => <ListEditor template={template} published={published} onPublished={reload} />}
        </LoadableView>
      ) : (
        <p>{t('list.none', 'There is no checklist "{{list}}".', { list })}</p>
      )}
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
      subTitle={t('list.subtitle', 'Rounds keep the version they began with.')}
    >
      {children}
    </PluginPage>
  );
}
