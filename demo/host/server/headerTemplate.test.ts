/** @jest-environment node */
import { renderTemplate, TemplateFailure } from './headerTemplate';

const data = {
  URL: 'https://pve',
  JsonData: { product: 'pbs', user: 'opsrounds@pbs', timeout: 3 },
  SecureJsonData: { secret: 's=1' },
};

test.each([
  ['plain', 'plain'],
  ['a {{ .JsonData.user }}!{{.SecureJsonData.secret}}', 'a opsrounds@pbs!s=1'],
  ['{{ .JsonData.none }}', '<no value>'],
  ['{{ print .JsonData.none }}', '<nil>'],
  ['{{ .JsonData.timeout }}', '3'],
  ['{{ if eq (print .JsonData.product) "pbs" }}yes{{ else }}no{{ end }}!', 'yes!'],
  ['{{ if eq (print .JsonData.none) "pbs" }}yes{{ else }}no{{ end }}!', 'no!'],
  ['{{ if eq .JsonData.none "pbs" }}yes{{ end }}', ''],
  ['{{ if ne .JsonData.product "pve" }}{{ if .JsonData.none }}a{{ else }}b{{ end }}{{ else }}c{{ end }}', 'b'],
  ['{{ if .JsonData.none }}a{{ else if .JsonData.user }}b{{ else }}c{{ end }}.', 'b.'],
])('%s', (template, rendered) => {
  expect(renderTemplate(template, data)).toBe(rendered);
});

test('kinds that cannot be compared fail, and only where the template gets to', () => {
  expect(() => renderTemplate('{{ if eq .JsonData.timeout "3" }}x{{ end }}', data)).toThrow(TemplateFailure);
  expect(renderTemplate('{{ if .JsonData.none }}{{ eq .JsonData.timeout "3" }}{{ end }}', data)).toBe('');
});
