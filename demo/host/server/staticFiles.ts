import { readFile } from 'node:fs/promises';
import path from 'node:path';

import { fallbackIcon } from './icons';
import { unescapeText } from './goUrl';
import { empty, type Answer } from './http';
import type { Plugins } from './plugins';

const beside = (packageJson: string, folder: string): string => path.join(path.dirname(packageJson), folder);

const contentTypes: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.map': 'application/json',
  '.md': 'text/markdown; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.ttf': 'font/ttf',
  '.woff2': 'font/woff2',
};

const fontFiles: Record<string, string> = {
  Regular: 'inter-latin-400-normal',
  Medium: 'inter-latin-500-normal',
  Italic: 'inter-latin-400-italic',
  MediumItalic: 'inter-latin-500-italic',
};

/** The file, or undefined when it is missing or lies outside the folder. */
async function fileOf(folder: string, name: string): Promise<Answer | undefined> {
  const file = path.resolve(folder, name);
  if (!file.startsWith(path.resolve(folder) + path.sep)) {
    return undefined;
  }
  try {
    const body = await readFile(file);
    return {
      status: 200,
      contentType: contentTypes[path.extname(file)] ?? 'application/octet-stream',
      body,
      headers: { 'cache-control': 'no-cache' },
    };
  } catch {
    return undefined;
  }
}

const AVATAR =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" fill="#ccccdc"/>' +
  '<circle cx="16" cy="12" r="6" fill="#fff"/><path d="M4 32a12 12 0 0 1 24 0z" fill="#fff"/></svg>';

const svg = (body: string): Answer => ({ status: 200, contentType: 'image/svg+xml', body });

/** Everything below `/public/`: plugins, the client's bundle, icons and fonts. */
export class StaticFiles {
  private readonly icons = beside(require.resolve('@grafana/ui/package.json'), 'dist/public/img/icons');
  private readonly inter = beside(require.resolve('@fontsource/inter/package.json'), 'files');
  private readonly roboto = beside(require.resolve('@fontsource/roboto-mono/package.json'), 'files');

  constructor(
    private readonly plugins: Plugins,
    private readonly clientDir: string
  ) {}

  /** `address` is what follows `/public/`. */
  async answer(address: string): Promise<Answer> {
    const name = unescapeText(address);
    return (await this.find(name)) ?? empty(404);
  }

  private async find(name: string): Promise<Answer | undefined> {
    const [first, second = '', ...rest] = name.split('/');
    if (first === 'plugins') {
      const plugin = this.plugins.byId(second);
      return plugin && fileOf(plugin.folder, rest.join('/'));
    }
    if (first === 'fonts') {
      return this.font(second, rest.join('/'));
    }
    if (name === 'img/user_profile.png') {
      return svg(AVATAR);
    }
    if (name.startsWith('build/host/')) {
      return fileOf(this.clientDir, name.slice('build/host/'.length));
    }
    if (name.startsWith('build/img/icons/')) {
      const icon = name.slice('build/img/icons/'.length);
      return (await fileOf(this.icons, icon)) ?? svg(fallbackIcon(path.basename(icon, '.svg')));
    }
    return undefined;
  }

  /** @grafana/ui asks for the files by Grafana's names. */
  private font(family: string, name: string): Promise<Answer | undefined> {
    if (family === 'inter') {
      const style = /^Inter-(\w+)\.woff2$/.exec(name)?.[1] ?? 'Regular';
      return fileOf(this.inter, `${fontFiles[style] ?? fontFiles['Regular']}.woff2`);
    }
    return fileOf(this.roboto, 'roboto-mono-latin-400-normal.woff2');
  }
}
