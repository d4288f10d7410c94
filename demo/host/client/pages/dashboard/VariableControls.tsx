import { css } from '@emotion/css';
import type { GrafanaTheme2, TimeRange } from '@grafana/data';
import { locationService } from '@grafana/runtime';
import { Input, useStyles2 } from '@grafana/ui';
import { useEffect, useState } from 'react';

import { LabelledSelect } from '../LabelledSelect';
import { resolveVariables, type Variable, type VariableModel } from './variables';

const none: Variable[] = [];

/** Undefined until every variable has its value: panels wait for that. */
export function useVariables(
  list: VariableModel[] | undefined,
  search: string,
  range: TimeRange
): Variable[] | undefined {
  const [variables, setVariables] = useState<Variable[]>();
  useEffect(() => {
    let gone = false;
    void resolveVariables(list ?? none, search, range).then((resolved) => !gone && setVariables(resolved));
    return () => {
      gone = true;
    };
  }, [list, search, range]);
  return variables;
}

/** One choice or text per variable, several where it takes several; what is chosen goes into the address. */
export function VariableControls({ variables }: { variables: Variable[] }) {
  return variables
    .filter(({ hide, type }) => hide !== 2 && type !== 'constant')
    .map((variable) => <Control key={variable.name} variable={variable} />);
}

function Control({ variable: { name, label, type, options, value } }: { variable: Variable }) {
  const styles = useStyles2(getStyles);
  const choose = (values: string[]) => locationService.partial({ [`var-${name}`]: values });
  return type === 'textbox' ? (
    <label className={styles.label}>
      {label || name}
      <Input
        key={String(value)}
        width={20}
        defaultValue={String(value)}
        onBlur={({ currentTarget }) => choose([currentTarget.value])}
      />
    </label>
  ) : (
    <LabelledSelect label={label || name} options={options} value={value} onChange={choose} />
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  label: css({ display: 'flex', alignItems: 'center', gap: theme.spacing(1), margin: 0, whiteSpace: 'nowrap' }),
});
