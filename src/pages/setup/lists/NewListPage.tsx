import { Button, useStyles2 } from '@grafana/ui';
import { useMemo, useState } from 'react';
import { useNavigate, useSearchParams } from 'react-router-dom';

import type { ScheduledTemplate } from '../../../core/checklist/template';
import { listOfMarkdown, writeMarkdown } from '../../../library/checklistMarkdown';
import { writeChecklist } from '../../../library/writeChecklist';
import { ConnectionView, useConnection } from '../../../ui/connection';
import { Problems } from '../../../ui/editor/Problems';
import { useUnsaved } from '../../../ui/editor/useUnsaved';
import { YamlField } from '../../../ui/editor/YamlField';
import { useMayNotAppend } from '../../../ui/journal/useAppend';
import { t } from '../../../ui/t';
import { getEditorStyles } from './editorStyles';
import { ItemPreview } from './ItemPreview';
import { Frame } from './ListEditorPage';
import { MarkdownDialog } from './MarkdownDialog';
import { PublishDialog } from './PublishDialog';
import { readList } from './readList';

/** A list that there is not yet: written as YAML, or made of a task list in Markdown (`?markdown` asks for one at once). */
export function NewListPage() {
  const title = t('list.new', 'New checklist');
  return (
    <ConnectionView
      loading={<Frame title={title}>{null}</Frame>}
      failed={(notice) => <Frame title={title}>{notice}</Frame>}
    >
      <Frame title={title}>
        <NewList />
      </Frame>
    </ConnectionView>
  );
}

function NewList() {
  const styles = useStyles2(getEditorStyles);
  const { connection, library, templates } = useConnection();
  const mayNot = useMayNotAppend(connection.journal);
  const navigate = useNavigate();
  const [params] = useSearchParams();
  const [text, setText] = useState(() => writeChecklist(starter()));
  const [dialog, open] = useState<'publish' | 'markdown' | null>(params.has('markdown') ? 'markdown' : null);
  const letGo = useUnsaved(text !== writeChecklist(starter()));
  const checkIds = useMemo(() => new Set(library.checks.map(({ id }) => id)), [library]);
  const taken = useMemo(() => new Set(templates.versions.map(({ id }) => id)), [templates]);
  const reading = useMemo(() => readList(text, taken, checkIds), [text, taken, checkIds]);
  const template = reading.ok ? reading.template : starter();
  return (
    <div className={styles.columns}>
      <div className={styles.column}>
        <div className={styles.bar}>
          <Button disabled={!reading.ok || mayNot !== null} onClick={() => open('publish')}>
            {t('list.publish', 'Publish')}
          </Button>
          <Button variant="secondary" onClick={() => open('markdown')}>
            {t('list.markdown', 'Markdown')}
          </Button>
          <span className={styles.quiet}>
            {mayNot ?? (reading.ok ? '' : t('list.errors', 'The errors below block publishing.'))}
          </span>
        </div>
        <YamlField text={text} errors={reading.ok ? [] : reading.errors} onChange={setText} />
        {!reading.ok && <Problems errors={reading.errors} warnings={[]} />}
      </div>
      <div className={styles.column}>
        {reading.ok && <ItemPreview template={reading.template} checks={library.checks} />}
      </div>
      {dialog === 'publish' && reading.ok && (
        <PublishDialog
          template={template}
          before={null}
          after={writeChecklist(template)}
          onClose={() => open(null)}
          onPublished={() => {
            letGo();
            navigate(`/a/opsrounds-ops-app/setup/lists/${template.id}`);
          }}
        />
      )}
      {dialog === 'markdown' && (
        <MarkdownDialog
          text={writeMarkdown(template)}
          canUse
          onClose={() => open(null)}
          onUse={(list) => {
            setText(writeChecklist(listOfMarkdown(template, list)));
            open(null);
          }}
        />
      )}
    </div>
  );
}

/** What a new list begins as, for somebody to change. */
function starter(): ScheduledTemplate {
  return {
    id: 'new-list',
    title: t('list.starter', 'New checklist'),
    recurrence: { every: 'week', days: ['mon', 'tue', 'wed', 'thu', 'fri'] },
    onHoliday: 'skip',
    opens: '09:00',
    due: '10:00',
    windowSeconds: 86_400,
    items: [
      {
        id: 'first-item',
        title: t('list.starter-item', 'What somebody looks at'),
        shortTitle: t('list.starter-item', 'What somebody looks at'),
        checks: [],
        need: 'all',
        byHand: t('list.starter-why', 'Why a person looks.'),
        seeds: [],
      },
    ],
  };
}
