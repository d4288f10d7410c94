import { stringify } from 'yaml';

/** YAML that old and new parsers read alike: `yes`, `12:30` and numbers that are text are quoted. Long lines stay whole. */
export function yamlText(value: unknown): string {
  return stringify(value, { lineWidth: 0, compat: 'yaml-1.1', aliasDuplicateObjects: false });
}
