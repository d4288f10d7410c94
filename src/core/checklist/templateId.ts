import { canonicalJson, sha256Hex } from '../journal/canonical';
import type { ChecklistTemplate } from './template';

/** `list@hash`, the hash being the first 8 hex digits of the SHA-256 of the template's canonical JSON. */
export function templateId(template: ChecklistTemplate): string {
  return `${template.id}@${sha256Hex(canonicalJson(template)).slice(0, 8)}`;
}
