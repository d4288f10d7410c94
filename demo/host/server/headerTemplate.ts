/** The part of Go's text/template that header contents of plugin routes use. */

export interface TemplateData {
  URL: string;
  JsonData: Record<string, unknown>;
  SecureJsonData: Record<string, string>;
}

function lookUp(path: string, data: TemplateData): unknown {
  let value: unknown = data;
  for (const name of path.split('.').filter(Boolean)) {
    value = (value as Record<string, unknown> | undefined)?.[name];
  }
  return value;
}

/** Replaces `{{ .A.B }}` and resolves `{{ if eq .A.B "x" }}..{{ else }}..{{ end }}`; a missing value is `<no value>`. */
export function renderTemplate(template: string, data: TemplateData): string {
  return template
    .replace(
      /\{\{\s*if eq (\.[\w.]+) "([^"]*)"\s*\}\}(.*?)(?:\{\{\s*else\s*\}\}(.*?))?\{\{\s*end\s*\}\}/gs,
      (_, path: string, wanted: string, yes: string, no: string | undefined) =>
        lookUp(path, data) === wanted ? yes : (no ?? '')
    )
    .replace(/\{\{\s*(\.[\w.]+)\s*\}\}/g, (_, path: string) => String(lookUp(path, data) ?? '<no value>'));
}
