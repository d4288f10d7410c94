import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Button, Combobox, Field, Input, useStyles2 } from '@grafana/ui';
import { useId } from 'react';

import type { AskedSource } from '../../sources/doctor/doctorClient';
import { fitting, type SourceRole } from '../../sources/namedSources';
import { useConnection } from '../../ui/connection';
import { GrafanaLink } from '../../ui/GrafanaLink';
import { Section } from '../../ui/Section';
import { useServices } from '../../ui/services';
import { t } from '../../ui/t';
import { RefusedNotice } from './RefusedNotice';
import { SourceRow } from './SourceRow';
import { differsFrom, draftedSources, fitsSelector, sourcesDraft, withoutSource, withSource } from './sourcesDraft';
import { useChange } from './useChange';
import type { Sources } from './useSources';

/** Which data sources count, what of them, and what each answers. For Admins; everybody else reads it. */
export function SourcesSection({ sources, onSaved }: { sources: Sources; onSaved: () => void }) {
  const styles = useStyles2(getStyles);
  const { user } = useServices();
  const { base, draft } = sources;
  const change = useChange(onSaved);
  const isFixed = !user.isAdmin;
  const isChanged = differsFrom(sourcesDraft(base), draft);
  const fits = Object.values(draft.selectors).every(fitsSelector);
  return (
    <Section
      title={t('setup.sources', 'Data sources')}
      anchor="sources"
      count={sources.shown.length}
      help={isFixed && t('setup.ask-admin', 'Ask an organisation admin to change this.')}
      actions={<GrafanaLink place={{ to: 'new-data-source' }} look="quiet" />}
    >
      <RoleSources
        role="metrics"
        title={t('setup.metrics', 'Metrics')}
        found={t('setup.metrics-found', 'Nobody chose any: the default data source is asked, else the first by name.')}
        sources={sources}
        isFixed={isFixed}
      />
      <RoleSources
        role="logs"
        title={t('setup.logs', 'Logs')}
        found={t('setup.logs-found', 'Nobody chose any: every Loki is asked.')}
        sources={sources}
        isFixed={isFixed}
      />
      {!isFixed && (
        <div className={styles.foot}>
          <Button
            onClick={() => change.save(base, async () => draftedSources(draft))}
            disabled={!isChanged || !fits || change.isSaving}
          >
            {change.isSaving ? t('save.saving', 'Saving') : t('setup.save-sources', 'Save data sources')}
          </Button>
          <span className={styles.quiet}>
            {isChanged
              ? t('setup.not-saved-yet', 'Nothing is saved yet.')
              : t('setup.unchanged', 'Nothing is changed.')}
          </span>
        </div>
      )}
      {change.refused && <RefusedNotice refused={change.refused} />}
      <Servers sources={sources} />
    </Section>
  );
}

interface RoleProps {
  role: SourceRole;
  title: string;
  /** Which ones are asked when nobody chose any. */
  found: string;
  sources: Sources;
  isFixed: boolean;
}

function RoleSources({ role, title, found, sources: { draft, setDraft, shown, answers }, isFixed }: RoleProps) {
  const styles = useStyles2(getStyles);
  const { dataSources } = useConnection().connection;
  const id = useId();
  const rows = shown.filter((one) => one.role === role);
  const others = fitting(role, dataSources).filter(({ uid }) => !rows.some(({ ref }) => ref.uid === uid));
  return (
    <>
      <h3 id={id} className={styles.heading}>
        {title}
      </h3>
      {draft[role] === null && <p className={styles.quiet}>{found}</p>}
      <div role="list" aria-labelledby={id}>
        {rows.map((one) => (
          <SourceRow
            key={one.ref.uid}
            name={one.ref.name}
            type={typeWord(dataSources.find(({ uid }) => uid === one.ref.uid)?.type)}
            answer={answers.of(one)}
            onRetry={() => answers.ask(one)}
            onRemove={isFixed ? undefined : () => setDraft(withoutSource(draft, role, one.ref.uid, dataSources))}
          >
            {role === 'metrics' && (
              <SelectorField
                name={one.ref.name}
                text={draft.selectors[one.ref.uid] ?? ''}
                isFixed={isFixed}
                onChange={(text) => setDraft({ ...draft, selectors: { ...draft.selectors, [one.ref.uid]: text } })}
              />
            )}
          </SourceRow>
        ))}
      </div>
      {!isFixed && others.length > 0 && (
        <div className={styles.add}>
          <label htmlFor={`${id}-add`} className={styles.quiet}>
            {t('setup.add-source', 'Add to {{role}}', { role: title })}
          </label>
          <Combobox
            id={`${id}-add`}
            options={others.map(({ uid, name }) => ({ value: uid, label: name }))}
            value={null}
            width={30}
            onChange={({ value }) => setDraft(withSource(draft, role, value, dataSources))}
          />
        </div>
      )}
    </>
  );
}

interface SelectorProps {
  /** Of the data source. */
  name: string;
  text: string;
  isFixed: boolean;
  onChange: (text: string) => void;
}

function SelectorField({ name, text, isFixed, onChange }: SelectorProps) {
  const styles = useStyles2(getStyles);
  const id = useId();
  const isWrong = !fitsSelector(text);
  return (
    <div className={styles.selector}>
      <Field
        noMargin
        htmlFor={id}
        invalid={isWrong}
        error={
          isWrong && t('setup.selector-wrong', 'Give matchers as within {}, with commas between them: cluster="prod"')
        }
      >
        <Input
          id={id}
          aria-label={t('setup.selector', 'What counts of {{name}}', { name })}
          prefix={<span className={styles.quiet}>{t('setup.selector-only', 'only')}</span>}
          placeholder={t('setup.selector-all', 'everything counts, or cluster="prod"')}
          value={text}
          disabled={isFixed}
          spellCheck={false}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      </Field>
    </div>
  );
}

/** Those behind our own plugins all count: their data source says what they are. */
function Servers({ sources: { shown, answers } }: { sources: Sources }) {
  const styles = useStyles2(getStyles);
  const id = useId();
  const servers = shown.filter((one): one is Extract<AskedSource, { role: 'server' }> => one.role === 'server');
  if (servers.length === 0) {
    return null;
  }
  return (
    <>
      <h3 id={id} className={styles.heading}>
        {t('setup.servers', 'Servers')}
      </h3>
      <p className={styles.quiet}>{t('setup.servers-what', 'Every Proxmox and Argo CD data source counts.')}</p>
      <div role="list" aria-labelledby={id}>
        {servers.map((one) => (
          <SourceRow
            key={one.ref.uid}
            name={one.ref.name}
            type={typeWord(one.ref.type)}
            answer={answers.of(one)}
            onRetry={() => answers.ask(one)}
          />
        ))}
      </div>
    </>
  );
}

/** Names of products; a type that is none of ours is told by its plugin's id. */
const TYPES: Readonly<Record<string, string>> = {
  prometheus: 'Prometheus',
  loki: 'Loki',
  'opsrounds-proxmox-datasource': 'Ops Rounds Proxmox',
  'opsrounds-argocd-datasource': 'Ops Rounds Argo CD',
};

function typeWord(type = ''): string {
  return TYPES[type] ?? type;
}

const getStyles = (theme: GrafanaTheme2) => ({
  heading: css({ ...theme.typography.h6, margin: theme.spacing(2, 0, 1) }),
  quiet: css({ ...theme.typography.bodySmall, color: theme.colors.text.secondary }),
  add: css({
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(1, 2),
    padding: theme.spacing(1, 0),
    borderTop: `1px solid ${theme.colors.border.weak}`,
  }),
  selector: css({ marginTop: theme.spacing(1), maxWidth: 420 }),
  foot: css({
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(1, 2),
    marginTop: theme.spacing(2),
  }),
});
