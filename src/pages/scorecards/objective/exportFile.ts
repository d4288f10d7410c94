import { LEFT_WORDS } from '../../../core/slo/exportLeft';
import type { Objective } from '../../../core/slo/objective';
import { objectiveRules } from '../../../core/slo/rules';
import { exportOpenslo } from '../../../library/slo/exportOpenslo';
import { exportRules } from '../../../library/slo/exportRules';

/** Loaded when somebody exports: it brings a writer of YAML along. */

export type ExportFormat = 'rules' | 'prometheusrule' | 'openslo';

export interface ExportFile {
  name: string;
  /** Empty where it cannot be said in this format. */
  text: string;
  /** What it cannot carry, in sentences. */
  left: readonly string[];
  /** How many rules of each kind. */
  recording: number;
  alerts: number;
}

export function exportFile(objective: Objective, format: ExportFormat, zone: string): ExportFile {
  const isRules = format !== 'openslo';
  const { text, left } = isRules ? exportRules([objective], { form: format }) : exportOpenslo([objective], zone);
  const groups = isRules ? objectiveRules(objective, { absentAlert: false }).groups : [];
  const rules = groups.flatMap((group) => group.rules);
  const isEmpty = isRules && rules.length === 0;
  return {
    name: `${objective.id}${SUFFIX[format]}.yaml`,
    text: isEmpty ? '' : text,
    left: left.map(({ field, code }) => (field === '' ? LEFT_WORDS[code] : `${field}: ${LEFT_WORDS[code]}`)),
    recording: rules.filter((rule) => 'record' in rule).length,
    alerts: rules.filter((rule) => 'alert' in rule).length,
  };
}

const SUFFIX: Readonly<Record<ExportFormat, string>> = {
  rules: '',
  prometheusrule: '.prometheusrule',
  openslo: '.openslo',
};
