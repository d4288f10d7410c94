import { Button, useStyles2 } from '@grafana/ui';
import { useMemo, useState } from 'react';

import type { ChecklistTemplate } from '../../../core/checklist/template';
import { templateSha } from '../../../core/checklist/templateEvent';
import { withMarkdown, writeMarkdown } from '../../../library/checklistMarkdown';
import { writeChecklist } from '../../../library/writeChecklist';
import { useConnection, useReconnect } from '../../../ui/connection';
import { Problems } from '../../../ui/editor/Problems';
import { useUnsaved } from '../../../ui/editor/useUnsaved';
import { YamlField } from '../../../ui/editor/YamlField';
import { t } from '../../../ui/t';
import { getEditorStyles } from './editorStyles';
import { ItemPreview } from './ItemPreview';
import { MarkdownDialog } from './MarkdownDialog';
import { PublishDialog } from './PublishDialog';
import { readList } from './readList';
import type { PublishedList } from './usePublished';
import { Versions } from './Versions';

interface Props {
  /** The version that counts; of a list that nobody activated its newest. */
  template: ChecklistTemplate;
  published: PublishedList;
  onPublished: () => void;
}

/** A list as text, what is wrong with it, how it will look, and its versions. What is active is read-only: one changes a copy. */
export function ListEditor({ template, published: { versions, mayPublish }, onPublished }: Props) {
  const styles = useStyles2(getEditorStyles);
  const reconnect = useReconnect();
  const { library } = useConnection();
  const active = useMemo(() => writeChecklist(template), [template]);
  const [copy, setCopy] = useState<string | null>(null);
  const [dialog, open] = useState<'publish' | 'markdown' | null>(null);
  const text = copy ?? active;
  const letGo = useUnsaved(text !== active);
  const checkIds = useMemo(() => new Set(library.checks.map(({ id }) => id)), [library]);
  const reading = useMemo(() => readList(text, template.id, checkIds), [text, template, checkIds]);
  const known = reading.ok && isKnown(reading.template, template, versions);
  return (
    <div className={styles.columns}>
      <div className={styles.column}>
        <div className={styles.bar}>
          {copy === null ? (
            <Button icon="edit" disabled={!mayPublish} onClick={() => setCopy(active)}>
              {t('list.change', 'Change a copy')}
            </Button>
          ) : (
            <>
              <Button disabled={!reading.ok || known} onClick={() => open('publish')}>
                {t('list.publish', 'Publish')}
              </Button>
              <Button variant="secondary" fill="text" onClick={() => setCopy(null)}>
                {t('list.discard', 'Discard')}
              </Button>
            </>
          )}
          <Button variant="secondary" disabled={!reading.ok} onClick={() => open('markdown')}>
            {t('list.markdown', 'Markdown')}
          </Button>
          <span className={styles.quiet}>{barWords(mayPublish, copy !== null, reading.ok, known)}</span>
        </div>
        <YamlField
          text={text}
          errors={reading.ok ? [] : reading.errors}
          {...(copy === null ? { isReadOnly: true } : { onChange: setCopy })}
        />
        {!reading.ok && <Problems errors={reading.errors} warnings={[]} />}
      </div>
      <div className={styles.column}>
        <Versions list={template.id} versions={versions} onActivated={reconnect} />
        {reading.ok && <ItemPreview template={reading.template} checks={library.checks} />}
      </div>
      {dialog === 'publish' && reading.ok && (
        <PublishDialog
          template={reading.template}
          before={active}
          after={writeChecklist(reading.template)}
          onClose={() => open(null)}
          onPublished={() => {
            letGo();
            onPublished();
          }}
        />
      )}
      {dialog === 'markdown' && reading.ok && (
        <MarkdownDialog
          text={writeMarkdown(reading.template)}
          canUse={mayPublish}
          onClose={() => open(null)}
          onUse={(list) => {
            setCopy(writeChecklist(withMarkdown(reading.template, list)));
            open(null);
          }}
        />
      )}
    </div>
  );
}

/** Whether a version of the same content is there already. */
function isKnown(template: ChecklistTemplate, active: ChecklistTemplate, versions: PublishedList['versions']): boolean {
  const sha = templateSha(template);
  return templateSha(active) === sha || versions.some((version) => version.sha === sha);
}

/** Why the first button cannot be pressed. */
function barWords(mayPublish: boolean, isCopy: boolean, isRead: boolean, isThere: boolean): string {
  if (!mayPublish) {
    return t('list.may-not', 'Read-only: whoever may sign may publish.');
  }
  if (!isCopy) {
    return t('list.read-only', 'The active version is read-only.');
  }
  if (!isRead) {
    return t('list.errors', 'The errors below block publishing.');
  }
  return isThere ? t('list.known', 'There is a version that says the same.') : '';
}
