/** One report in one process: `renderOnce model.json fonts-folder out.pdf`. */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { ReportModel } from '../../src/core/report/model';
import { renderReport } from '../../src/pdf/renderReport';

async function main([modelFile = '', fontFolder = '', out = '']: string[]): Promise<void> {
  const model = JSON.parse(readFileSync(modelFile, 'utf8')) as ReportModel;
  const font = (name: string) => new Uint8Array(readFileSync(path.join(fontFolder, `OpsRounds${name}.ttf`)));
  const fonts = {
    sans: font('Sans-Regular'),
    sansBold: font('Sans-Semibold'),
    serif: font('Serif-Regular'),
    serifBold: font('Serif-Semibold'),
  };
  writeFileSync(out, (await renderReport(model, fonts)).file);
}

void main(process.argv.slice(2));
