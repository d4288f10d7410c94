import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { ClipboardButton, useStyles2 } from '@grafana/ui';
import { useMemo } from 'react';

import type { CheckDefinition } from '../../../core/check/definition';
import { writeCheck } from '../../../library/writeCheck';
import { useConnection } from '../../../ui/connection';
import { GrafanaLink } from '../../../ui/GrafanaLink';
import { Section } from '../../../ui/Section';
import { t } from '../../../ui/t';
import { usePackTitle } from '../../../ui/usePackTitle';
import { CustomisedFields } from './CustomisedFields';
import { definitionFacts } from './definitionFacts';

/** What the check is: its fields in words, what it asks, and the pack that it would be alone. */
export function DefinitionTab({ definition }: { definition: CheckDefinition }) {
  const styles = useStyles2(getStyles);
  const packTitle = usePackTitle();
  const yaml = useMemo(() => writeCheck(definition, packTitle(definition.pack)), [definition, packTitle]);
  const { query, presence } = definition;
  return (
    <>
      <CustomisedFields definition={definition} />
      <dl className={styles.facts}>
        {definitionFacts(definition).map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {query !== '' && <Expression title={t('def.query', 'Query')} definition={definition} text={query} />}
      {presence !== '' && (
        <Expression
          title={t('def.presence', 'Presence')}
          help={t('def.presence-help', 'What there has to be: it tells what is well from what is missing.')}
          definition={definition}
          text={presence}
        />
      )}
      <Section
        title={t('def.pack', 'As a pack')}
        help={t('def.pack-help', 'A pack file with this check alone, to begin a check of your own with.')}
        actions={<Copy text={yaml} />}
      >
        <pre className={styles.code}>{yaml}</pre>
      </Section>
    </>
  );
}

interface ExpressionProps {
  title: string;
  help?: string;
  definition: CheckDefinition;
  text: string;
}

function Expression({ title, help, definition, text }: ExpressionProps) {
  const styles = useStyles2(getStyles);
  const { metricSources, dataSources } = useConnection().connection;
  const uid = metricSources[0]?.uid;
  const source = dataSources.find((one) => one.uid === uid);
  // A macro is nothing that Explore could ask.
  const isPlain = definition.kind === 'prometheus' && !text.includes('$');
  return (
    <Section
      title={title}
      {...(help !== undefined && { help })}
      actions={
        <>
          <Copy text={text} />
          {isPlain && source && <GrafanaLink place={{ to: 'explore', source, query: text }} look="quiet" newTab />}
        </>
      }
    >
      <pre className={styles.code}>{text}</pre>
    </Section>
  );
}

function Copy({ text }: { text: string }) {
  return (
    <ClipboardButton size="sm" variant="secondary" fill="text" icon="copy" getText={() => text}>
      {t('evidence.copy', 'Copy')}
    </ClipboardButton>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  facts: css({
    display: 'grid',
    gap: theme.spacing(0.75),
    margin: 0,
    maxWidth: '110ch',
    '& > div': {
      display: 'grid',
      gridTemplateColumns: '180px minmax(0, 1fr)',
      gap: theme.spacing(0.25, 2),
      '@container (max-width: 559px)': { gridTemplateColumns: 'minmax(0, 1fr)' },
    },
    '& dt': { fontWeight: 'normal', color: theme.colors.text.secondary },
    '& dd': { margin: 0, overflowWrap: 'anywhere' },
  }),
  code: css({
    ...theme.typography.code,
    fontSize: theme.typography.bodySmall.fontSize,
    background: theme.colors.background.canvas,
    border: 0,
    whiteSpace: 'pre-wrap',
    overflowWrap: 'anywhere',
    margin: 0,
    padding: theme.spacing(1, 1.5),
  }),
});
